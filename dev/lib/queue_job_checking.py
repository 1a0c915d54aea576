"""dev/queue_job_check once its environment is there."""

import random
import time

from . import database, odoo, postgres, procs, queue_job_package, queue_job_servers
from . import report as reports
from . import say, stage

LATENCY, CHANNEL = 0.2, "root.llm_lead_scoring"
PATIENCE_SECONDS = 180
FILL = """
env["llm.provider"].create({{
    "name": "Stub", "provider_type": "custom", "model_name": "stub",
    "api_endpoint": "{url}/v1", "max_in_flight": 1,
}})
for name in ("auto_enrich_enabled", "auto_enrich_new_leads"):
    env["ir.config_parameter"].set_param("llm_lead_scoring." + name, "True")
env.ref("llm_lead_scoring.ir_cron_enrich_leads").active = True
env.cr.commit()
"""


def run(leads, workers):
    """Exit code: 0 where all leads were enriched, by both servers, and none lost."""
    began = time.monotonic()
    report = reports.Report()
    with postgres.server():
        odoo.prepare()
        with stage.template() as name, stage.vendor(LATENCY) as vendor:
            queue_job_package.prepare()
            say.step("installing queue_job in the database")
            database.run(name, "-i", "queue_job", "--without-demo=all")
            database.shell(name, FILL.format(url=vendor.url))
            say.step("starting two servers, %s workers each", workers)
            with queue_job_servers.running(name, workers) as servers:
                _check_sharing(report, servers, vendor, leads)
                _check_kill(report, servers, vendor, leads)
    say.step("%.0f s in all", time.monotonic() - began)
    return report.close()


def _check_sharing(report, servers, vendor, leads):
    """New leads, queued automatically: the cron hands them to jobs."""
    say.step("%d new leads", leads)
    ids = _create(servers[0], leads)
    seconds = _wait_for(servers, ids)
    asked, shares = vendor.texts(), [server.count_enriched() for server in servers]
    jobs, passes = _jobs(servers[0].name), _passes(servers[0].name)
    print(f"enriched {_count(servers, ids)} of {leads} in {seconds:.1f} s")
    print(f"requests {len(asked)}, by server {shares}, jobs {jobs}")
    print(f"passes of more than a second: {passes}")
    report.check("all are enriched", _unless(_count(servers, ids) == leads))
    report.check("no lead was asked about twice", _unless(_is_once(asked, leads)))
    report.check("both servers did work", _unless(min(shares) > leads / 10))
    report.check("jobs ran in the channel", _unless(set(jobs) == {(CHANNEL, "done")}))
    report.check("no job was begun twice", _begun_twice(servers))
    longest = max((end - start for start, end in passes), default=0)
    report.check("a pass was long enough to be taken for dead", _unless(longest > 11))
    report.check("two passes at a time, at most", _unless(_overlap(passes) == 2))


def _check_kill(report, servers, vendor, leads):
    """Leads that a person asks for; one server dies in the middle."""
    say.step("%d leads, and a kill", leads)
    victim = next(server for server in servers if server.hands_out_jobs())
    survivor = next(server for server in servers if server is not victim)
    with database.cursor(victim.name) as cr:
        cr.execute("UPDATE llm_provider SET max_in_flight = 2")
    ids = _create(survivor, leads, auto_enrich=False)
    survivor.call("crm.lead", "write", ids, {"ai_enrichment_status": "pending"})
    target = leads * random.uniform(0.2, 0.4)
    _wait_for(servers, ids, target)
    victim.kill()
    asked = vendor.texts()
    unstored = len(asked) - _count(servers, ids)
    seconds = _wait_for([survivor], ids)
    asked += vendor.texts()
    shares = [server.count_enriched() for server in (victim, survivor)]
    jobs = _jobs(survivor.name)
    print(f"enriched {_count(servers, ids)} of {leads}, {seconds:.1f} s after the kill")
    print(f"requests {len(asked)}, {unstored} unstored at the kill")
    print(f"by the killed and by the other server {shares}, jobs {jobs}")
    report.check(
        "all are enriched after a kill", _unless(_count(servers, ids) == leads)
    )
    report.check("both had done work", _unless(min(shares) > 0))
    repeated = len(asked) - len(set(asked))
    report.check("only what was in flight is repeated", _unless(repeated <= unstored))
    report.check("no job failed", _unless((CHANNEL, "failed") not in jobs))


def _unless(is_right):
    return "" if is_right else "no"


def _is_once(asked, leads):
    return len(asked) == len(set(asked)) == leads


def _create(server, leads, **values):
    return server.call("crm.lead", "create", [_lead(n, values) for n in range(leads)])


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


def _jobs(name):
    """``{(channel, state): how many}``, of those that are due."""
    with database.cursor(name) as cr:
        cr.execute(
            """SELECT channel, state, COUNT(*) FROM queue_job
               WHERE eta IS NULL OR eta < now() AT TIME ZONE 'UTC' GROUP BY 1, 2"""
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
