"""Odoo's own source."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from .. import locks, say
from . import paths

HOST = "github.com"
REPOSITORY = f"https://{HOST}/odoo/odoo.git"
BRANCH = "17.0"
CACHED = paths.CACHE / "odoo-17.0"
HOW = (
    "the source of Odoo 17.0 can't be had: %s. Two ways out:\n"
    "- get it elsewhere (git clone --depth 1 --branch %s %s) and say where it is:\n"
    "  export ODOO_HOME=FOLDER\n"
    "- or unpack a source archive of Odoo 17.0 as\n  %s"
)


def home():
    """The folder with odoo-bin; cloned at the first call if nobody has it."""
    named = os.environ.get("ODOO_HOME")
    if named:
        return _checked(Path(named).expanduser().resolve())
    with locks.exclusive(CACHED.with_name(CACHED.name + ".lock")):
        if not _is_cached():
            _clone(CACHED)
    return CACHED


def is_there():
    """Whether the source is on this machine, so that nothing has to be fetched."""
    return bool(os.environ.get("ODOO_HOME")) or _is_cached()


def _is_cached():
    return (CACHED / "odoo-bin").exists()


def give_up(why):
    say.fail(HOW, why, BRANCH, REPOSITORY, CACHED)


def key(folder):
    """Changes when another source, or another version of it, is in use."""
    marks = [str(folder)]
    for name in ("odoo/release.py", "requirements.txt", ".git/shallow", ".git/HEAD"):
        path = folder / name
        marks.append(path.read_text() if path.exists() else "")
    return hashlib.sha256("\0".join(marks).encode()).hexdigest()[:10]


def _checked(folder):
    release = folder / "odoo" / "release.py"
    if not (folder / "odoo-bin").exists() or not release.exists():
        say.fail("ODOO_HOME=%s has no odoo-bin: it is not Odoo's source", folder)
    if "version_info = (17, 0," not in release.read_text():
        say.fail("ODOO_HOME=%s is another version; this addon is for 17.0", folder)
    return folder


def _clone(folder):
    say.step("cloning Odoo %s (about 1 GB with its history cut off)", BRANCH)
    building = folder.with_name(folder.name + ".new")
    shutil.rmtree(building, ignore_errors=True)
    command = ["git", "clone", "--depth", "1", "--branch", BRANCH, REPOSITORY]
    try:
        subprocess.run([*command, str(building)], check=True)
    except (OSError, subprocess.CalledProcessError):
        give_up("it could not be cloned, see above")
    shutil.rmtree(folder, ignore_errors=True)
    building.rename(folder)
