"""dev/run once its environment is there: database, enrichment, table, server."""

import contextlib
import dataclasses
import hashlib
import json
import subprocess

from .. import export, locks, procs, say
from ..environment import database, odoo, paths, postgres
from ..llm import provider as llm
from . import closing
from .watch import Watch

FOLDER = paths.STATE / "run"
# Enough to see what it does, in a minute or two on a small machine.
FEW = 8
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
        with llm.provider(options.model, options.small) as provider:
            bring_up(options.db)
            _enrich(options.db, provider, options)
            if not options.once:
                _serve(options.db, port)


def _port(wanted):
    """The port asked for, else the usual one or the next that is free."""
    if wanted and not procs.is_free(wanted):
        say.fail("port %d is taken; choose another with --port", wanted)
    usual = range(8069, 8169)
    return wanted or next(filter(procs.is_free, usual), None) or procs.free_port()


def bring_up(name):
    """A database with the addon as it is now, and its demo leads."""
    mark = FOLDER / f"{name}.installed"
    current = _fingerprint()
    if name not in database.names():
        mark.unlink(missing_ok=True)
        database.copy(database.template(demo=True), name)
    if mark.exists() and mark.read_text() == current:
        return
    with say.timed("installing the addon in database %s (half a minute)", name):
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


def _enrich(name, provider, options):
    ids, result = FOLDER / f"{name}.ids", FOLDER / f"{name}.json"
    for path in (ids, result):
        path.unlink(missing_ok=True)
    config = {
        "provider": dataclasses.asdict(provider),
        "tells_story": not options.once,
        "leads": options.leads or (FEW if options.once else None),
        "ids": str(ids),
        "result": str(result),
    }
    script = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
    say.step("scoring demo leads by the scheduled job, the most telling first")
    watch = Watch(name, ids)
    watch.start()
    try:
        shell(name, script)
    finally:
        watch.finish()
    for line in closing.lines(json.loads(result.read_text()), watch.shown):
        print(line)
    print(flush=True)


def shell(name, script):
    """A script in Odoo's shell; ends ours where it breaks."""
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


def _serve(name, port):
    with serving(name, port) as (process, log_path):
        print(f"Odoo:  http://127.0.0.1:{port}/web")
        print("Login: sales, manager or admin; each is its own password")
        print(f"Log:   {log_path}\nCtrl-C ends it.", flush=True)
        process.wait()


@contextlib.contextmanager
def serving(name, port, cron=True):
    """Odoo at this port while it is entered: its process and its log."""
    log_path = FOLDER / f"{name}.odoo.log"
    command = odoo.command(
        *("-d", name, "--db-filter", f"^{name}$", "--http-interface", "127.0.0.1"),
        *("--http-port", port, "--max-cron-threads", int(cron)),
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
        yield process, log_path
