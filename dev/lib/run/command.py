"""dev/run once its environment is there: database, enrichment, table, server."""

import dataclasses
import hashlib
import json
import subprocess
import threading

import psycopg2

from .. import export, llm, locks, procs, say
from ..environment import database, odoo, paths, postgres
from . import table

FOLDER = paths.STATE / "run"
SCRIPT = """
import json, sys
sys.path.append({dev!r})
from lib.run import demo_leads
demo_leads.main(env, json.loads({config!r}))
"""


def run(options):
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = _port(options.port)
    lock = locks.open_lock(FOLDER / f"{options.db}.lock")
    if not locks.try_exclusive(lock):
        say.fail("another dev/run uses %s; choose a database with --db", options.db)
    with postgres.server():
        odoo.prepare()
        if options.reset:
            say.step("dropping database %s", options.db)
            database.drop(options.db)
        _bring_up(options.db)
        with llm.provider(options.model) as provider:
            _enrich(options.db, provider, options.leads)
            if not options.once:
                _serve(options.db, port)


def _port(wanted):
    """The port asked for, else the usual one or the next that is free."""
    if wanted and not procs.is_free(wanted):
        say.fail("port %d is taken; choose another with --port", wanted)
    usual = range(8069, 8169)
    return wanted or next(filter(procs.is_free, usual), None) or procs.free_port()


def _bring_up(name):
    """A database with the addon as it is now, and its demo leads."""
    mark = FOLDER / f"{name}.installed"
    current = _fingerprint()
    if name not in database.names():
        mark.unlink(missing_ok=True)
        database.copy(database.template(demo=True), name)
    if mark.exists() and mark.read_text() == current:
        return
    say.step("installing the addon in database %s", name)
    database.run(name, "-i", paths.MODULE, "-u", paths.MODULE)
    mark.write_text(current)


def _fingerprint():
    """Changes with any file that an installed addon would have to read again."""
    digest = hashlib.sha256()
    for path in export.shipped_files():
        name = str(path.relative_to(paths.ROOT))
        if not name.startswith(("tests/", "engine/")):
            digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()


def _enrich(name, provider, leads=None):
    ids, result = FOLDER / f"{name}.ids", FOLDER / f"{name}.json"
    for path in (ids, result):
        path.unlink(missing_ok=True)
    config = {
        "provider": dataclasses.asdict(provider),
        "leads": leads,
        "ids": str(ids),
        "result": str(result),
    }
    script = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
    say.step("enriching the demo leads by the scheduled job")
    finished = threading.Event()
    progress = threading.Thread(target=_show_progress, args=(name, ids, finished))
    progress.start()
    try:
        _shell(name, script)
    finally:
        finished.set()
        progress.join()
    print()
    for line in table.lines(json.loads(result.read_text())):
        print(line)
    print(flush=True)


def _shell(name, script):
    log_path = FOLDER / f"{name}.enrich.log"
    with (
        open(log_path, "w") as log,
        procs.running(
            # Nobody watches the time of a shell: passes may be longer than a cron's.
            odoo.command(
                "shell", "-d", name, "--no-http", "--limit-time-real-cron=600"
            ),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        process.communicate(script)
    text = log_path.read_text(errors="replace")
    if process.returncode or "Traceback (most recent call last)" in text:
        say.fail("the enrichment broke:\n%s", text[-4000:])


def _show_progress(name, ids, finished):
    """Counts by status, each time they change."""
    shown = None
    while not finished.wait(1):
        if not ids.exists():
            continue
        try:
            counts = _counts(name, json.loads(ids.read_text()))
        except (psycopg2.Error, ValueError):
            continue
        if counts != shown:
            shown = counts
            words = ", ".join(f"{count} {status}" for status, count in counts)
            print(f"   {words}", flush=True)


def _counts(name, ids):
    with database.cursor(name) as cr:
        cr.execute(
            """SELECT COALESCE(ai_enrichment_status, 'not asked'), COUNT(*)
                 FROM crm_lead WHERE id = ANY(%s) GROUP BY 1 ORDER BY 1""",
            [ids],
        )
        return cr.fetchall()


def _serve(name, port):
    log_path = FOLDER / f"{name}.odoo.log"
    command = odoo.command(
        *("-d", name, "--db-filter", f"^{name}$", "--http-interface", "127.0.0.1"),
        *("--http-port", port, "--max-cron-threads", 1),
    )
    with (
        open(log_path, "w") as log,
        procs.running(command, stdout=log, stderr=subprocess.STDOUT) as process,
    ):

        def is_up():
            return process.poll() is not None or procs.owns(process.pid, port)

        if not procs.wait_until(is_up, 60) or process.poll() is not None:
            say.fail(
                "Odoo doesn't start:\n%s", log_path.read_text(errors="replace")[-4000:]
            )
        print(f"Odoo:  http://127.0.0.1:{port}/web   login admin, password admin")
        print(f"Log:   {log_path}\nCtrl-C ends it.", flush=True)
        process.wait()
