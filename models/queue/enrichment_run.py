"""The work on claimed leads in one process: requests in threads, the ORM in this one.

No transaction is open while a vendor is waited for.
"""

import logging
import signal
import time
from collections import deque
from functools import partial

from odoo.service import server

from ...engine.calling.memory import Memory
from ...engine.calling.pool import Pool
from ...engine.errors import InternalError, LLMError, OverBudget
from ...engine.research.research import research
from ...engine.scoring.enrich import enrich
from .enrichment_values import Result

_logger = logging.getLogger(__name__)

# Threads; how many of them a provider allows is its own setting.
MAX_IN_FLIGHT = 64
# Finished leads are stored in groups of so many at most, and after a share of the time
# that an answer takes, within these seconds: a process that is killed loses few.
GROUP_SIZE, GROUP_SHARE = 64, 0.25
LEAST_GROUP_SECONDS, MOST_GROUP_SECONDS = 0.05, 1.0
# The least and the most that is claimed at a time.
LEAST_CLAIM, MOST_CLAIM = 4, 64
# From so many places on, requests are prepared ahead: a place is never empty while
# others are being stored.
AHEAD_FROM = 4
# How often leases are renewed, and what other processes found out is read.
LEASE_RENEWAL_SECONDS, NEWS_SECONDS = 20, 1
TICK_SECONDS = 0.25
# A lead for which the month's limit leaves nothing comes back after this.
REFUSED_SECONDS = 3600
# A person who waits for a score waits so long for the research that follows.
RESEARCH_SECONDS = 30


class Run:
    """One process at work, from claim to store.

    :param leads: a ``crm.lead`` recordset, for its environment.
    :param pace: a :class:`.enrichment_values.Pace`.
    """

    def __init__(self, leads, pace):
        self.leads = leads.browse()
        self.pace = pace
        self.memory = Memory()
        self.crews, self.paused = set(), set()
        self.waiting, self.done = deque(), []
        self.flying, self.researches = {}, {}
        self.author = None
        self.answer_seconds = 0.0
        self.first_done_at = self.renewed_at = self.informed_at = time.monotonic()

    def work_on(self, leads):
        """Run these claimed leads to their end."""
        self._take(leads._prepare_tasks(self.memory))
        with Pool(MAX_IN_FLIGHT) as pool:
            while self._go_on(pool):
                pass
        self._finish()

    def work_through(self, claim):
        """Run what ``claim(limit)`` gives until it gives none, or the time is over."""
        with Pool(MAX_IN_FLIGHT) as pool:
            may_claim = True
            while may_claim or self.flying or self.done:
                if may_claim and len(self.waiting) <= self._places() // 2:
                    may_claim = self._may_begin() and self._take_next(claim)
                # Where nothing was sent or stored, another claim changes nothing.
                may_claim = self._go_on(pool) and may_claim
        self._finish()

    def _claim_size(self):
        return min(max(4 * self._places(), LEAST_CLAIM), MOST_CLAIM)

    def _may_begin(self):
        return time.monotonic() < self.pace.latest_start and not _is_stopping()

    def _take_next(self, claim):
        """Claim leads and read all that is needed of them; False if there are none."""
        leads = claim(self._claim_size())
        if leads:
            self._take(leads._prepare_sendable(self.memory))
        return bool(leads)

    def _take(self, tasks):
        for task in tasks:
            self.crews.add(task.crew)
            if task.reused:
                self._end(Result(task, enrichment=task.reused))
            elif task.is_refused:
                self._end(Result(task, error=OverBudget(retry_after=REFUSED_SECONDS)))
            else:
                self.waiting.append(task)
        self.leads._commit()

    def _go_on(self, pool):
        """Send, collect, store what is due; False when all is done."""
        self._submit(pool)
        if not (self.flying or self.done):
            return False
        if self.flying:
            self._collect(pool)
        if self._is_store_due():
            self._store(pool)
        self._keep_up()
        return True

    def _submit(self, pool):
        if not self._may_begin():
            self._give_back(self.waiting)
        self._give_back([task for task in self.waiting if self._is_stuck(task)])
        places = self._places()
        ahead = places // 2 if places >= AHEAD_FROM else 0
        # A site that is being read needs no place at a provider.
        others = len(self.researches)
        while self.waiting and pool.running - others < min(places + ahead, pool.size):
            task = self.waiting.popleft()
            self.flying[task.lead_id] = "enrichment", task
            pool.submit(task.lead_id, partial(self._enrich, task))

    def _give_back(self, tasks):
        """Nothing was sent for these: back to the queue as they were."""
        if not tasks:
            return
        lead_ids = {task.lead_id for task in tasks}
        self.waiting = deque(t for t in self.waiting if t.lead_id not in lead_ids)
        self.leads._insist(self.leads._give_back, tasks)

    def _is_stuck(self, task):
        """Everyone who could be asked is left alone for now; a person is told so."""
        endpoints = task.crew.endpoints
        return self.pace.retry_later and endpoints and not self._ready(endpoints)

    def _ready(self, endpoints):
        now = time.monotonic()
        return [
            endpoint
            for endpoint in endpoints
            if not self.memory.cooldown_left(endpoint.provider_id, now)
        ]

    def _places(self):
        """Requests that those who are asked first may have in flight now."""
        ready = [self._ready(crew.endpoints) for crew in self.crews]
        first = {endpoints[0] for endpoints in ready if endpoints}
        return sum(self.memory.places(endpoint) for endpoint in first) or 1

    def _enrich(self, task, send):
        """In a thread; None where it is too late to begin."""
        if time.monotonic() >= self.pace.latest_start:
            return None
        return enrich(
            task.facts,
            task.crew.settings,
            task.crew.endpoints,
            allowance=task.allowance,
            **self._options(send),
        )

    def _research(self, task, send):
        """In a thread: what public sources say, for a lead whose score is stored."""
        options = self._options(send)
        if not self.pace.retry_later:  # a person waits
            options["deadline"] = time.monotonic() + RESEARCH_SECONDS
        return research(
            task.research,
            task.crew.endpoints,
            allowance=task.research_allowance if task.hold_id else None,
            **options,
        )

    def _options(self, send):
        return {
            "deadline": time.monotonic() + self.pace.seconds,
            "memory": self.memory,
            "policy": self.pace.policy,
            "send": send,
        }

    def _collect(self, pool):
        for done in pool.collect(self._patience()):
            purpose, task = self.flying.pop(done.key)
            if purpose == "research":
                del self.researches[task.lead_id]
            if done.error is None and done.value is None:
                self._give_back([task])
            else:
                self._end(_result(task, purpose, done))

    def _patience(self):
        """Seconds to wait for a thread: not beyond the next thing to do."""
        if not self.done:
            return TICK_SECONDS
        return max(self.first_done_at + self._group_seconds() - time.monotonic(), 0)

    def _group_seconds(self):
        wanted = GROUP_SHARE * self.answer_seconds
        return min(max(wanted, LEAST_GROUP_SECONDS), MOST_GROUP_SECONDS)

    def _end(self, result):
        if not self.done:
            self.first_done_at = time.monotonic()
        if result.attempts:
            self.answer_seconds = result.attempts[-1].seconds
        self.done.append(result)

    def _is_store_due(self):
        return self.done and (
            not self.flying
            or len(self.done) >= GROUP_SIZE
            or not self._patience()
            or any(result.is_urgent for result in self.done)
        )

    def _store(self, pool):
        results, self.done = self.done, []
        self.author = self.author or self.leads._get_note_author()
        self.leads._store_results(results, self.pace.retry_later, self.author)
        for result in results:
            self.paused.update(a.provider_id for a in result.attempts if a.cooldown)
            if result.enrichment and result.task.research:
                self._begin_research(result.task, pool)

    def _begin_research(self, task, pool):
        """Unless another worker, or another lead of the company, is at it."""
        records, domain = self.leads.env["llm.research"], task.research.domain
        asker = task.facts.company_id, domain, task.read_at
        claimed = self.leads._patiently(records._claim, *asker)
        self.leads._commit()
        if not claimed:
            unspent = [(task.hold_id, task.research_allowance, 0)]
            self.leads._insist(self.leads._settle, unspent)
            return
        self.researches[task.lead_id] = claimed.id
        self.flying["research", task.lead_id] = "research", task
        pool.submit(("research", task.lead_id), partial(self._research, task))

    def _keep_up(self):
        """Renew leases, and hear from other processes; seldom, whatever the speed."""
        now = time.monotonic()
        if now >= self.renewed_at + LEASE_RENEWAL_SECONDS:
            self.renewed_at = now
            tasks = (*self.waiting, *(task for _, task in self.flying.values()))
            ours = self.leads.browse({task.lead_id for task in tasks})
            self.leads._insist(ours._renew_lease)
            self.leads._insist(self._get_researched()._renew_lease)
        if now >= self.informed_at + NEWS_SECONDS:
            self.informed_at = now
            bring_news = self.leads.env["llm.provider"]._bring_news
            bring_news(self.memory, self._endpoints(), self.paused)
            self.leads._commit()
            self._drop_cancelled()

    def _drop_cancelled(self):
        """Nobody wants these any more, and nothing was sent for them yet."""
        if self.waiting:
            ids = self.leads._find_claimed([task.lead_id for task in self.waiting])
            dropped = [task for task in self.waiting if task.lead_id not in ids]
            self.waiting = deque(t for t in self.waiting if t.lead_id in ids)
            if dropped:
                self.leads._insist(self.leads._release_holds, dropped)

    def _get_researched(self):
        """Records of the companies that are being researched here."""
        return self.leads.env["llm.research"].sudo().browse(self.researches.values())

    def _endpoints(self):
        return {e for crew in self.crews for e in crew.endpoints}

    def _finish(self):
        """What was learned of the vendors stays for the next run."""
        keep = self.leads.env["llm.provider"]._keep_memory
        self.leads._insist(keep, self.memory, self._endpoints())


def _result(task, purpose, done):
    if isinstance(done.error, LLMError):
        return Result(task, error=done.error, purpose=purpose)
    if done.error:
        _logger.error("lead %s: enrichment broke", task.lead_id, exc_info=done.error)
        return Result(task, error=InternalError(), purpose=purpose)
    if purpose == "research":
        return Result(task, findings=done.value, purpose=purpose)
    return Result(task, enrichment=done.value)


def _is_stopping():
    """The server was told to stop: begin nothing more."""
    if getattr(server.server, "quit_signals_received", 0):
        return True
    # A prefork worker keeps it in the object that handles its signals.
    worker = getattr(signal.getsignal(signal.SIGINT), "__self__", None)
    return not getattr(worker, "alive", True)
