"""Odoo's own source."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from .. import locks, say
from . import paths

REPOSITORY = "https://github.com/odoo/odoo.git"
BRANCH = "17.0"
HOW = (
    "Get the source of Odoo 17.0 yourself and say where it is:\n"
    "  git clone --depth 1 --branch %s %s SOMEWHERE\n"
    "  export ODOO_HOME=SOMEWHERE\n"
    "or unpack a source archive of Odoo 17.0 as %s."
)


def home():
    """The folder with odoo-bin; cloned at the first call if nobody has it."""
    named = os.environ.get("ODOO_HOME")
    if named:
        return _checked(Path(named).expanduser().resolve())
    cached = paths.CACHE / "odoo-17.0"
    with locks.exclusive(paths.CACHE / "odoo-17.0.lock"):
        if not (cached / "odoo-bin").exists():
            _clone(cached)
    return cached


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
        say.fail("Odoo could not be cloned.\n" + HOW, BRANCH, REPOSITORY, folder)
    shutil.rmtree(folder, ignore_errors=True)
    building.rename(folder)
