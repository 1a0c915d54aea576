"""What this machine lacks: told at once, before anything is downloaded."""

import os
import shutil
import socket
import subprocess
import sys

from .. import say
from . import source
from .packages import apt

# Odoo 17.0 has pins for these; later Pythons miss what it imports.
SUPPORTED = ((3, 10), (3, 11), (3, 12))


def python():
    """((3, 11), path) of a Python that Odoo 17 runs on; fails where there is none."""
    mine = sys.version_info[:2]
    if mine in SUPPORTED:
        return mine, sys.executable
    for version in reversed(SUPPORTED):
        found = shutil.which(name_of(version))
        if found:
            return version, found
    return say.fail(
        "Odoo 17 runs on Python 3.10, 3.11 and 3.12; this machine has %d.%d only.\n"
        "Install one beside it, for instance:\n"
        "  apt-get install python3.12 python3.12-venv    (Debian, Ubuntu)\n"
        "  dnf install python3.12                        (Fedora, RHEL)\n"
        "  pyenv install 3.12                            (anywhere)",
        *mine,
    )


def name_of(version):
    return "python" + ".".join(map(str, version))


def check():
    """Installs what is missing where it may, else says all of it in one message."""
    version, path = python()
    missing = []
    if not _can_make_environments(path):
        missing.append(f"{name_of(version)}-venv")
    if not source.is_there() and not shutil.which("git"):
        missing.append("git")
    missing = [package for package in missing if not apt.install(package)]
    if missing:
        say.fail("missing here: %s. Install with:\n  %s", *_told(missing))
    if not source.is_there():
        _check_reach()


def _told(packages):
    names = " ".join(packages)
    sudo = "" if os.name == "posix" and os.geteuid() == 0 else "sudo "
    return ", ".join(packages), f"{sudo}apt-get install {names}"


def _can_make_environments(path):
    """Debian's Python comes without what fills a virtual environment."""
    command = [path, "-c", "import ensurepip, venv"]
    return not subprocess.run(command, capture_output=True).returncode


def _check_reach():
    """Git would wait for minutes; behind a proxy only git itself can tell."""
    if os.environ.get("https_proxy") or os.environ.get("HTTPS_PROXY"):
        return
    try:
        socket.create_connection((source.HOST, 443), timeout=10).close()
    except OSError as error:
        source.give_up(f"{source.HOST} can't be reached ({error})")
