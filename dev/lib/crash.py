"""dev/crash once its environment is there."""

import collections
import os
import random
import signal
import time

from . import say
from .bench import stage
from .environment import database, odoo, postgres

LATENCY, IN_FLIGHT, LEASE_SECONDS = 0.2, 16, 2
# What one process may lose: what is in flight, what waits for a place, and one group.
MOST_UNSTORED = IN_FLIGHT + IN_FLIGHT // 2 + IN_FLIGHT


def run(leads, kills):
    """Exit code: 0 where nothing was lost and nothing paid for twice but as said."""
    with postgres.server():
        odoo.prepare()
        with (
            stage.template() as template,
            stage.copy_of(template) as name,
            stage.vendor(LATENCY) as vendor,
        ):
            return _judge(leads, *_crash(name, vendor, leads, kills))


def _crash(name, vendor, leads, kills):
    """The texts asked about, what was unstored at each kill, and how leads ended."""
    fill = {"work": "fill", "providers": [vendor.url], "in_flight": IN_FLIGHT}
    stage.work(name, {**fill, "leads": leads})
    vendor.texts()
    asked, unstored = [], []
    for number in range(kills):
        _work_for_a_while(name, leads / kills * LATENCY / IN_FLIGHT)
        asked += _whole(vendor.texts())
        unstored.append(len(set(asked)) - _count(name, "completed"))
        say.step("kill %d: %d asked, %d unstored", number + 1, len(asked), unstored[-1])
    stage.work(name, {"work": "resume", "lease_seconds": LEASE_SECONDS})
    asked += _whole(vendor.texts())
    return asked, unstored, _count(name, "completed")


def _whole(texts):
    """Without those of requests that a kill cut off: nobody could answer them."""
    return [text for text in texts if text]


def _work_for_a_while(name, usual_seconds):
    """A worker that is killed in the middle, wherever that is."""
    config = {"work": "resume", "lease_seconds": LEASE_SECONDS}
    with stage.workers(name, config) as [worker]:
        worker.wait_until_ready()
        worker.go()
        time.sleep(usual_seconds * random.uniform(0.4, 1.0))
        os.kill(worker.process.pid, signal.SIGKILL)
        worker.process.wait()


def _count(name, status):
    with database.cursor(name) as cr:
        cr.execute(
            "SELECT COUNT(*) FROM crm_lead WHERE ai_enrichment_status = %s", [status]
        )
        return cr.fetchone()[0] - stage.WARM_UP


def _judge(leads, asked, unstored, completed):
    twice = len(asked) - len(set(asked))
    counts = collections.Counter(asked)
    print(f"\nleads: {leads}, enriched: {completed}, requests: {len(asked)}")
    print(f"asked twice: {twice}, unstored at the kills: {unstored}")
    problems = []
    if completed != leads or len(counts) != leads:
        problems.append("leads were lost")
    if len(asked) > leads + sum(unstored):
        problems.append("more was paid for twice than was unstored at the kills")
    if max(unstored, default=0) > MOST_UNSTORED:
        problems.append(f"more than {MOST_UNSTORED} were unstored at a kill")
    for problem in problems:
        print(f"FAILED: {problem}")
    return 1 if problems else 0
