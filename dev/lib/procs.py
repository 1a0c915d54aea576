"""Processes: started so that they end with us, and ended when we do."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(number=signal.SIGTERM):
    """For preexec_fn: Linux tells the child when its parent is gone."""

    def preexec():
        if _libc:
            _libc.prctl(PR_SET_PDEATHSIG, number)

    return preexec


def spawn(command, **options):
    """A child in a group of its own: Ctrl-C reaches us, and we end it in order."""
    return subprocess.Popen(
        list(map(str, command)),
        start_new_session=True,
        preexec_fn=die_with_parent(),
        **options,
    )


def stop(process, patience=10):
    """Ends the child and what it started: politely, then not."""
    if process.poll() is None:
        _signal(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process, number):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


@contextlib.contextmanager
def running(command, **options):
    process = spawn(command, **options)
    try:
        yield process
    finally:
        stop(process)


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def owns(pid, port):
    """Whether the process listens on this port of 127.0.0.1."""
    import psutil

    listening = psutil.Process(pid).connections("tcp")
    return any(c.status == "LISTEN" and c.laddr.port == port for c in listening)


def wait_until(condition, seconds, pause=0.1):
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(pause)
    return answer


def exit_on_sigterm():
    """SIGTERM unwinds like Ctrl-C, so that what we started is ended."""

    def on_signal(number, frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, on_signal)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, on_signal)
