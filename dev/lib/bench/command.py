"""dev/bench once its environment is there."""

import contextlib
import datetime
import functools
import json
import os
import platform
import subprocess

import psycopg2

from .. import manifest, say
from ..environment import database, odoo, paths, postgres
from . import stage

LATENCY = 0.2
MANY = 1_000_000
SOME = 100_000


def run(leads, runs, json_path, earlier, only=None):
    with postgres.server():
        odoo.prepare()
        about = {**_about(leads), "runs": runs}
        with stage.template() as template:
            drain = functools.partial(_drain_best, runs, template)
            benches = [BENCHES[only]] if only else BENCHES.values()
            rows = [row for bench in benches for row in bench(drain, template, leads)]
    _show(about, rows, earlier and json.loads(earlier.read_text()))
    if json_path:
        json_path.write_text(json.dumps({**about, "rows": rows}, indent=2) + "\n")


def _drain(template, leads, in_flight, workers=1, latency=LATENCY, failing=None):
    """Figures of workers that drain so many leads together, and requests wasted."""
    say.step("%d leads, %d in flight, %d worker(s)", leads, in_flight, workers)
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(stage.copy_of(template))
        good = stack.enter_context(stage.vendor(latency))
        bad = failing and stack.enter_context(stage.vendor(latency, **failing))
        urls = [vendor.url for vendor in (bad, good) if vendor]
        config = {"work": "drain", "leads": leads, "in_flight": in_flight}
        configs = [{**config, "providers": urls}] + [{"work": "help"}] * (workers - 1)
        found = stage.work(name, *configs, before=good.count)
        asked = good.count()
        wasted = bad.count() if bad else 0
    done = max(f["statuses"].get("completed", 0) for f in found) - stage.WARM_UP
    if done != leads:
        say.fail("%d of %d leads were enriched: %s", done, leads, found)
    return {
        "seconds": max(f["seconds"] for f in found),
        "cpu_ms": sum(f["cpu_seconds"] for f in found) * 1000 / leads,
        "queries": sum(f["queries"] for f in found) / leads,
        "requests": asked / leads,
        "wasted": wasted,
    }


def _drain_best(runs, template, *args, **options):
    """The least of each time, since all else on a machine only adds to it.

    Of what is counted, the most.
    """
    found = [_drain(template, *args, **options) for _run in range(runs)]
    counted = ("queries", "requests", "wasted")
    return {
        name: (max if name in counted else min)(figures[name] for figures in found)
        for name in found[0]
    }


def _row(name, value, unit, limit):
    return {"name": name, "value": value, "unit": unit, "limit": limit}


def _bench_speed(drain, template, leads):
    """One at a time beside many, as a share of what the latency allows."""
    alone = drain(min(leads, 60), 1)
    yield _row("1 in flight", alone["seconds"] * 1000 / min(leads, 60), "ms/lead", None)
    for in_flight, least in ((16, 80), (32, 75)):
        found = drain(leads, in_flight)
        each = found["seconds"] * 1000 / leads
        share = 100 * LATENCY * 1000 / in_flight / each
        title = f"{in_flight} in flight"
        yield _row(title, each, "ms/lead", None)
        yield _row(f"{title}: share of the bound", share, "%", f">= {least}")
        yield _row(f"{title}: CPU", found["cpu_ms"], "ms/lead", "<= 4")
        yield _row(f"{title}: SQL", found["queries"], "per lead", "<= 1")
        yield _row(f"{title}: HTTP", found["requests"], "per lead", "<= 1")


def _bench_workers(drain, template, leads):
    """Two processes beside one, both with few enough requests to leave the CPU free."""
    one = drain(leads, 8)
    two = drain(leads, 8, workers=2)
    yield _row("two workers", one["seconds"] / two["seconds"], "x one", ">= 1.8")
    yield _row("two workers: HTTP", two["requests"], "per lead", "<= 1")


def _bench_failover(drain, template, leads):
    """A first provider in trouble: against the same leads with a healthy one."""
    healthy = drain(100, 16)["seconds"]
    for name, failing, most in (
        ("first answers 500", {"status": 500}, 1.5),
        ("first answers 429", {"status": 429, "Retry-After": "60"}, 1.3),
    ):
        found = drain(100, 16, failing=failing)
        yield _row(name, found["seconds"] / healthy, "x healthy", f"<= {most}")
        yield _row(f"{name}: wasted", found["wasted"], "requests", "<= 20")


def _bench_queue(drain, template, leads):
    """Claiming and marking, however many wait."""
    few, many = (_in_sql(template, "claim", n, "pending") for n in (1000, MANY))
    yield _row("claim 100 of 1,000", few["seconds"] * 1000, "ms", None)
    ratio = many["seconds"] / few["seconds"]
    yield _row("claim 100 of 1,000,000", ratio, "x of 1,000", "<= 2")
    marked = _in_sql(template, "mark", 10_000, None)
    yield _row("mark 10,000 leads", marked["queries"], "queries", "<= 10")


def _bench_ui(drain, template, leads):
    """Screens, each by the median of many times: the form beside Odoo's own."""
    say.step("a lead's form, without the addon and with it")
    bare = _open_form(database.template())
    with stage.vendor(0) as vendor:
        ours = _open_form(template, provider=vendor.url)
    yield _row("form without the addon", bare["ms"], "ms", None)
    yield _row("form: more", ours["ms"] - bare["ms"], "ms", "<= 30")
    yield _row("form: more SQL", ours["queries"] - bare["queries"], "queries", "<= 2")
    say.step("the dashboard, %d leads and %d requests", SOME, MANY)
    with stage.copy_of(template) as name:
        config = {"work": "dashboard", "leads": SOME, "requests": MANY}
        [found] = stage.work(name, config)
    yield _row("dashboard", found["ms"], "ms", "<= 300")
    yield _row("dashboard: SQL", found["queries"], "queries", None)


def _open_form(template, **config):
    with stage.copy_of(template) as name:
        [found] = stage.work(name, {"work": "form", **config})
    return found


def _in_sql(template, work, leads, status):
    say.step("%s with %d leads", work, leads)
    with stage.copy_of(template) as name:
        [found] = stage.work(name, {"work": work, "leads": leads, "status": status})
    return found


BENCHES = {
    "speed": _bench_speed,
    "workers": _bench_workers,
    "failover": _bench_failover,
    "queue": _bench_queue,
    "ui": _bench_ui,
}


def _about(leads):
    """What the figures hold for."""
    return {
        "addon": manifest.read().get("version"),
        "commit": _commit(),
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat("T", "seconds"),
        "leads": leads,
        "latency": f"{LATENCY} s",
        "python": platform.python_version(),
        "postgresql": _postgresql(),
        "odoo": "17.0",
        "machine": f"{_processor()}, {os.cpu_count()} CPUs, {platform.system()}",
    }


def _commit():
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def _postgresql():
    with contextlib.closing(psycopg2.connect(dbname="postgres")) as connection:
        version = connection.server_version
    return f"{version // 10000}.{version % 10000}"


def _processor():
    with contextlib.suppress(OSError), open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def _show(about, rows, earlier):
    print()
    for name, value in about.items():
        print(f"{name + ':':12}{value}")
    before = {row["name"]: row["value"] for row in (earlier or {}).get("rows", [])}
    print(f"\n{'':36}{'':>10}  {'':12}{'limit':10}" + ("earlier" if before else ""))
    for row in rows:
        old = f"{before[row['name']]:10.2f}" if row["name"] in before else ""
        print(
            f"{row['name']:36}{row['value']:10.2f}  {row['unit']:12}"
            f"{row['limit'] or '':10}{old}"
        )
    print(flush=True)
