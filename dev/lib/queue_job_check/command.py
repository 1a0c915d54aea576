"""dev/queue_job_check once its environment is there."""

import random
import time

from .. import procs, say
from .. import report as reports
from ..bench import stage
from ..environment import database, odoo, paths, postgres
from . import package
from . import servers as odoos

LATENCY, BATCHES, CHANNEL = 0.2, 4, "root.llm_lead_scoring"
PATIENCE_SECONDS = 180
SCRIPT = """
import sys
sys.path.append({dev!r})
from lib.queue_job_check import fill
fill.main(env, {url!r})
"""
# How leads wait that nobody may work on for five seconds.
LATER = {
    "tried again": """
        UPDATE crm_lead SET ai_enrichment_status = 'pending',
               ai_enrichment_next_attempt = now() AT TIME ZONE 'UTC' + interval '5s'
        WHERE id = %s RETURNING ai_enrichment_next_attempt""",
    "left by the dead": """
        UPDATE crm_lead SET ai_enrichment_status = 'processing',
               ai_enrichment_lease = now() AT TIME ZONE 'UTC' + interval '5s'
        WHERE id = %s RETURNING ai_enrichment_lease""",
}


def run(leads, workers):
    """Exit code: 0 where all leads were enriched, by both servers, and none lost."""
    began = time.monotonic()
    report = reports.Report()
    with postgres.server():
        odoo.prepare()
        with stage.template() as name, stage.vendor(LATENCY) as vendor:
            package.prepare()
            say.step("installing queue_job in the database")
            database.run(name, "-i", "queue_job", "--without-demo=all")
            database.shell(name, SCRIPT.format(dev=str(paths.DEV), url=vendor.url))
            vendor.texts()
            say.step("starting two servers, %s workers each", workers)
            with odoos.running(name, workers) as servers:
                _check_sharing(report, servers, vendor, leads)
                _check_kill(report, servers, vendor, leads)
                for title, query in LATER.items():
                    _check_later(report, servers, title, query)
    say.step("%.0f s in all", time.monotonic() - began)
    return report.close()


def _check_sharing(report, servers, vendor, leads):
    """New leads, queued automatically: the cron hands them to jobs, again and again."""
    say.step("%d new leads", leads)
    ids, began = [], time.monotonic()
    for number in range(BATCHES):
        batch = range(number * leads // BATCHES, (number + 1) * leads // BATCHES)
        ids += _create(servers[0], batch)
    _wait_for(servers, ids)
    seconds = time.monotonic() - began
    asked, shares = vendor.texts(), [server.count_enriched() for server in servers]
    jobs, passes = _jobs(servers[0].name), _passes(servers[0].name)
    longest = max((end - start for start, end in passes), default=0)
    print(f"enriched {_count(servers, ids)} of {leads} in {seconds:.1f} s")
    print(f"requests {len(asked)}, by server {shares}, jobs {jobs}")
    print(f"passes of more than a second: {len(passes)}, the longest {longest} s")
    report.check("all are enriched", _unless(_count(servers, ids) == leads))
    report.check("no lead was asked about twice", _unless(_is_once(asked, leads)))
    report.check("both servers did work", _unless(min(shares) > leads / 10))
    report.check("jobs ran in the channel", _unless(set(jobs) == {(CHANNEL, "done")}))
    report.check("no job was begun twice", _begun_twice(servers))
    report.check("a pass was long enough to be taken for dead", _unless(longest > 10))
    report.check("passes at one time", _unless(_overlap(passes) == 2))


def _check_kill(report, servers, vendor, leads):
    """Leads that a person asks for; one server dies in the middle."""
    say.step("%d leads, and a kill", leads)
    victim, survivor = sorted(servers, key=lambda s: not s.hands_out_jobs())
    with database.cursor(victim.name) as cr:
        cr.execute("UPDATE llm_provider SET max_in_flight = 2")
    ids = _create(survivor, range(leads), auto_enrich=False)
    survivor.call("crm.lead", "write", ids, {"ai_enrichment_status": "pending"})
    _wait_for(servers, ids, leads * random.uniform(0.2, 0.4))
    victim.kill()
    asked = vendor.texts()
    unstored = len(asked) - _count(servers, ids)
    seconds = _wait_for([survivor], ids)
    asked += vendor.texts()
    shares = [server.count_enriched() for server in (victim, survivor)]
    jobs, done = _jobs(survivor.name), _count(servers, ids)
    print(f"enriched {done} of {leads}, {seconds:.1f} s after the kill")
    print(f"requests {len(asked)}, {unstored} unstored at the kill")
    print(f"by the killed and by the other server {shares}, jobs {jobs}")
    report.check("all are enriched after a kill", _unless(done == leads))
    report.check("both had done work", _unless(min(shares) > 0))
    repeated = len(asked) - len(set(asked))
    report.check("only what was in flight is repeated", _unless(repeated <= unstored))
    report.check("all jobs end", _unless(set(jobs) == {(CHANNEL, "done")}))


def _check_later(report, servers, title, query):
    """A lead that is due later has a job that begins then."""
    [survivor] = [s for s in servers if s.process.poll() is None]
    later, now = _create(survivor, (1, 2), auto_enrich=False)
    with database.cursor(survivor.name) as cr:
        cr.execute(query, [later])
        [due] = cr.fetchone()
    survivor.call("crm.lead", "write", [now], {"ai_enrichment_status": "pending"})
    seconds = _wait_for([survivor], [later, now])
    jobs = _jobs(survivor.name, due)
    print(f"{title}: due in 5 s, done in {seconds:.1f} s, jobs for then: {jobs}")
    report.check(f"{title}: done", _unless(_count(servers, [later]) == 1))
    report.check(f"{title}: a job for then", _unless(set(jobs) == {(CHANNEL, "done")}))


def _unless(is_right):
    return "" if is_right else "no"


def _is_once(asked, leads):
    return len(asked) == len(set(asked)) == leads


def _create(server, numbers, **values):
    return server.call("crm.lead", "create", [_lead(n, values) for n in numbers])


def _lead(number, values):
    text = (
        f"<p>Hello, I am head of purchasing at Company {number}. We need "
        f"{number + 10} height-adjustable desks for our office in Ghent by 1 June. "
        f"The budget of {number + 10}000 euro is approved.</p>"
    )
    kind = "Asked" if values else "New"
    return {"name": f"{kind} {number}", "description": text, **values}


def _wait_for(servers, ids, wanted=None):
    """Seconds until so many are enriched."""
    began = time.monotonic()

    def is_done():
        for server in servers:
            server.is_up()
        return _count(servers, ids) >= (wanted or len(ids))

    procs.wait_until(is_done, PATIENCE_SECONDS, 0.1 if wanted else 0.5)
    return time.monotonic() - began


def _count(servers, ids):
    """How many are enriched; the runner is woken, so that it looks for dead jobs."""
    with database.cursor(servers[0].name) as cr:
        cr.execute("SELECT pg_notify('queue_job', '')")
        cr.execute(
            """SELECT COUNT(*) FROM crm_lead
               WHERE id = ANY(%s) AND ai_enrichment_status = 'completed'""",
            [ids],
        )
        return cr.fetchone()[0]


def _jobs(name, since=None):
    """``{(channel, state): how many}``, once all have ended that are due.

    :param since: only jobs that had to wait for then or later.
    """
    found = {}

    def have_ended():
        found.clear()
        found.update(_due_jobs(name, since))
        return {state for _channel, state in found} <= {"done", "failed"}

    procs.wait_until(have_ended, 30)
    return found


def _due_jobs(name, since):
    with database.cursor(name) as cr:
        cr.execute("SELECT pg_notify('queue_job', '')")
        cr.execute(
            """SELECT channel, state, COUNT(*) FROM queue_job
               WHERE COALESCE(eta, '-infinity') < now() AT TIME ZONE 'UTC'
                 AND COALESCE(eta, '-infinity') >= COALESCE(%s, '-infinity'::timestamp)
               GROUP BY 1, 2""",
            [since],
        )
        return {(channel, state): count for channel, state, count in cr.fetchall()}


def _passes(name):
    """(start, end) in seconds of the jobs that did work."""
    with database.cursor(name) as cr:
        cr.execute(
            """SELECT extract(epoch FROM date_started)::int,
                      extract(epoch FROM date_done)::int
               FROM queue_job WHERE exec_time > 1 ORDER BY 1"""
        )
        return cr.fetchall()


def _overlap(passes):
    """The most that ran at one time."""
    return max(
        (sum(start <= moment < end for start, end in passes) for moment, _ in passes),
        default=0,
    )


def _begun_twice(servers):
    text = "".join(server.text() for server in servers)
    if "Re-queued dead job" in text:
        return "the runner took a living job for dead"
    with database.cursor(servers[0].name) as cr:
        cr.execute("SELECT COUNT(*) FROM queue_job WHERE retry > 1")
        return _unless(cr.fetchone()[0] == 0)
