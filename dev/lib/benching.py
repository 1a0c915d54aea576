"""dev/bench once its environment is there."""

import contextlib
import datetime
import json
import os
import platform
import subprocess
import sys

import psycopg2

from . import database, manifest, odoo, paths, postgres, procs, say

LATENCIES = (0.0, 0.2)
FOLDER = paths.STATE / "bench"
SCRIPT = """
import json, sys
sys.path.append({dev!r})
from lib import bench_leads
bench_leads.main(env, json.loads({config!r}))
"""
COLUMNS = {
    "milliseconds": "ms/lead",
    "cpu_milliseconds": "CPU ms/lead",
    "sql_queries": "SQL/lead",
    "http_requests": "HTTP/lead",
}


def run(leads, json_path):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with postgres.server():
        odoo.prepare()
        about = _about(leads)
        with _database() as template:
            rows = [_measure(template, latency, leads) for latency in LATENCIES]
    _show(about, rows)
    if json_path:
        json_path.write_text(json.dumps({**about, "roads": rows}, indent=2) + "\n")
    if any(row["completed"] != leads for row in rows):
        say.fail("not every lead was enriched: the figures say little")


@contextlib.contextmanager
def _database():
    """A database with the addon and no demo data, dropped afterwards."""
    name = f"{database.PREFIX}_bench_{os.getpid()}"
    database.copy(database.template(), name)
    try:
        say.step("installing the addon")
        database.run(name, "-i", paths.MODULE, "--without-demo=all")
        yield name
    finally:
        database.drop(name)


def _measure(template, latency, leads):
    """The figures of the scheduled job over so many leads, on a fresh copy."""
    say.step("%d leads, one after the other, %g s latency", leads, latency)
    name = f"{template}_run"
    database.copy(template, name)
    try:
        with _vendor(latency) as vendor:
            result = _run(name, vendor, leads)
    finally:
        database.drop(name)
    return {"road": "sequential", "latency_seconds": latency, **result}


@contextlib.contextmanager
def _vendor(latency):
    command = [sys.executable, paths.DEV / "lib" / "bench_vendor.py", latency]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with procs.running(command, cwd=paths.ROOT, **pipes) as process:
        process.url = process.stdout.readline().strip()
        if not process.url:
            say.fail("the stub vendor doesn't start")
        yield process


def _requests(vendor):
    """How many requests the vendor got since it was asked last."""
    vendor.stdin.write("\n")
    vendor.stdin.flush()
    return int(vendor.stdout.readline())


def _run(name, vendor, leads):
    ready, result = FOLDER / "ready", FOLDER / "result.json"
    for path in (ready, result):
        path.unlink(missing_ok=True)
    config = {
        "url": vendor.url,
        "leads": leads,
        "ready": str(ready),
        "result": str(result),
    }
    script = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
    with (
        open(FOLDER / "odoo.log", "w") as log,
        procs.running(
            # Nobody watches the time of a shell: one pass takes all leads.
            odoo.command(
                "shell", "-d", name, "--no-http", "--limit-time-real-cron=3600"
            ),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        process.stdin.write(script)
        process.stdin.close()
        procs.wait_until(lambda: ready.exists() or process.poll() is not None, 120)
        _requests(vendor)
        ready.unlink(missing_ok=True)
        process.wait()
    if not result.exists():
        say.fail("it broke:\n%s", (FOLDER / "odoo.log").read_text()[-4000:])
    return {
        **json.loads(result.read_text()),
        "http_requests": _requests(vendor) / leads,
    }


def _about(leads):
    """What the figures hold for."""
    return {
        "addon": manifest.read().get("version"),
        "commit": _commit(),
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat("T", "seconds"),
        "leads": leads,
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


def _show(about, rows):
    print()
    for name, value in about.items():
        print(f"{name + ':':12}{value}")
    print("\n" + "".join(f"{title:>13}" for title in ("latency s", *COLUMNS.values())))
    for row in rows:
        figures = [row["latency_seconds"], *(row[name] for name in COLUMNS)]
        print("".join(f"{figure:13.2f}" for figure in figures))
    print(flush=True)
