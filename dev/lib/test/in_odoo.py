"""The addon's tests inside Odoo, tours included, on a database of their own."""

import os
import subprocess
import time

from .. import procs, say
from ..environment import database, odoo, paths
from . import allowed, found
from .odoo_log import BAD, OdooLog

FOLDER = paths.STATE / "test"
PREFIX = f"{database.PREFIX}_test_"


def run(report, wanted=None, port=None, beside=()):
    """Installs the addon and runs all its tests, or those wanted.

    :param beside: addons of Odoo that are there before.
    """
    written = found.addon()
    if not written:
        report.complain("odoo: no tests/**/test_*.py holds a test")
        return
    _drop_left_behind()
    name = f"{PREFIX}{os.getpid()}"
    database.copy(database.template(beside=beside), name)
    try:
        log = _run(name, _tags(wanted), port or procs.free_port(), report)
        kept = "odoo_beside.log" if beside else "odoo.log"
        os.replace(_log_file(), FOLDER / kept)
        _count(report, log, wanted or written)
    finally:
        database.drop(name)


def _log_file():
    return FOLDER / f"odoo-{os.getpid()}.log"


def _drop_left_behind():
    """Databases and logs of runs that were killed."""
    for name in database.names(PREFIX):
        pid = name.removeprefix(PREFIX)
        if not _is_alive(int(pid)):
            database.drop(name)
    for path in FOLDER.glob("odoo-*.log"):
        if not _is_alive(int(path.stem.removeprefix("odoo-"))):
            path.unlink()


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _tags(wanted):
    if wanted is None:
        return f"/{paths.MODULE}"
    return ",".join(sorted(f"/{paths.MODULE}/tests/{w.path}:{w.name}" for w in wanted))


def _run(name, tags, port, report):
    say.step("installing the addon and running its tests in Odoo")
    command = odoo.command(
        *("-d", name, "-i", paths.MODULE, "--without-demo=all"),
        *("--test-tags", tags, "--stop-after-init", "--max-cron-threads=0"),
        *("--http-interface=127.0.0.1", "--http-port", port),
        *("--screenshots", FOLDER / "screenshots"),
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = OdooLog()
    with (
        open(_log_file(), "w") as file,
        procs.running(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        if not _listens(process, port):
            report.complain(f"odoo: something else listens on port {port}")
            return log
        _follow(process, log, file)
    if process.returncode and not (log.failed or log.bad):
        report.complain(f"odoo: odoo-bin ended with {process.returncode}")
    return log


def _listens(process, port):
    """Odoo goes on when its port is taken, and its tests would meet a stranger."""

    def is_ours():
        return process.poll() is not None or procs.owns(process.pid, port)

    return procs.wait_until(is_ours, 300)


def _follow(process, log, file):
    """Feeds and keeps the log; shows where it is, and in full what is wrong."""
    begun = time.monotonic()
    shown, is_bad = 0, False
    for line in process.stdout:
        file.write(line)
        level = log.feed(line)
        is_bad = is_bad if level is None else level in BAD
        if is_bad:
            print(line, end="", flush=True)
        for name in log.started[shown:]:
            print(f"   {time.monotonic() - begun:5.0f} s  {name}", flush=True)
        shown = len(log.started)
    process.wait()


def _count(report, log, wanted):
    failed, errors, total = log.totals or (0, 0, 0)
    skips = log.skipped
    report.passed += max(0, total - failed - errors - len(skips))
    for name in log.failed:
        report.complain(f"odoo: {name}")
    if failed + errors > len(log.failed):
        report.complain(f"odoo: {failed} failed, {errors} errors of {total}")
    patterns = allowed.read("allowed_skips.txt")
    for text in skips:
        if not allowed.matches(text, patterns):
            report.complain(f"odoo: skipped {text}")
    _check_log(report, log)
    _check_all_ran(report, log, wanted, total)


def _check_log(report, log):
    patterns = allowed.read("expected_log.txt")
    for line in log.bad:
        if not allowed.matches(line, patterns):
            report.complain(f"odoo: unexpected in the log: {line}")


def _check_all_ran(report, log, wanted, total):
    if not total:
        report.complain("odoo: no test ran")
    skipped = {text.split(" : ")[0] for text in log.skipped}
    for name in sorted({w.name for w in wanted} - set(log.started) - skipped):
        report.complain(f"odoo: {name} is written but did not run")
    if any(w.is_tour for w in wanted) and not log.tours:
        report.complain("odoo: no tour reached a browser")
