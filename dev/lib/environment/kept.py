"""Template databases as files that every checkout shares.

To read one back takes seconds, to make one minutes. Only databases of our own server
are kept: its programs are at hand, and all of one version.
"""

import os
import shutil
import subprocess

from .. import locks, say
from . import paths, postgres

FOLDER = paths.CACHE / "databases"


def restore(key, name, filestore):
    """Whether a database was kept as ``key``; then the empty ``name`` holds it."""
    folder, programs = FOLDER / key, postgres.programs()
    if not programs:
        return False
    with locks.exclusive(FOLDER / f"{key}.lock"):
        if not folder.exists():
            return False
        say.step("reading back %s", folder)
        command = [programs / "pg_restore", "-j2", "-d", name, folder / "dump"]
        if subprocess.run(command, check=False).returncode:
            shutil.rmtree(folder)
            say.fail("%s was broken and is removed: try again", folder)
        shutil.copytree(folder / "filestore", filestore)
    return True


def keep(key, name, filestore):
    programs = postgres.programs()
    if not programs:
        return
    with locks.exclusive(FOLDER / f"{key}.lock"):
        new = FOLDER / f"{key}.{os.getpid()}"
        shutil.copytree(filestore, new / "filestore")
        command = [programs / "pg_dump", "-Fd", "-j2", "-f", new / "dump", name]
        subprocess.run(command, check=True)
        shutil.rmtree(FOLDER / key, ignore_errors=True)
        new.rename(FOLDER / key)


def forget(kind, valid):
    """Drops what was kept of this kind for needs that nobody has any more."""
    for path in FOLDER.glob(f"{kind}_*"):
        if path.is_dir() and path.name not in valid:
            shutil.rmtree(path)
