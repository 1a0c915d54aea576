"""A copy of the working tree as it would be published, under the addon's name."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from .environment import paths

LISTED = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")


def files():
    """Paths of all files of the project, tracked or not yet, but not the ignored."""
    done = subprocess.run(LISTED, cwd=paths.ROOT, capture_output=True)
    if done.returncode:  # not a git checkout: an archive of it
        return sorted(path for top in paths.shipped() for path in _walk(top))
    names = sorted({name for name in done.stdout.decode().split("\0") if name})
    return [paths.ROOT / name for name in names if (paths.ROOT / name).is_file()]


def _walk(top):
    found = top.rglob("*") if top.is_dir() else [top]
    return [p for p in found if p.is_file() and "__pycache__" not in p.parts]


def shipped_files():
    tops = {path.name for path in paths.shipped()}
    return [p for p in files() if p.relative_to(paths.ROOT).parts[0] in tops]


@contextlib.contextmanager
def exported():
    """The folder that holds the addon's folder; with its own git, as linters ask it."""
    with tempfile.TemporaryDirectory() as folder:
        addon = Path(folder) / paths.MODULE
        for path in shipped_files():
            copy = addon / path.relative_to(paths.ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        yield Path(folder)
