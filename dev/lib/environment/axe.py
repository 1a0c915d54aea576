"""axe-core, by which the tours measure whether everybody can use our screens."""

import os
import shutil
import subprocess

from .. import locks, say
from . import paths

PIN = "axe-core@4.14.1"
# Where the tests look for it.
VARIABLE = "LLM_AXE"


def use():
    """Installed when first needed; without npm the tours measure nothing."""
    folder = paths.CACHE / PIN
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    with locks.exclusive(folder.with_name(folder.name + ".lock")):
        if not script.exists() and not _install(folder):
            say.step("the tours run without axe-core: it needs npm")
            return
    os.environ[VARIABLE] = str(script)


def _install(folder):
    npm = shutil.which("npm")
    if not npm:
        return False
    say.step("installing %s", PIN)
    options = ("--no-audit", "--no-fund", "--ignore-scripts", "--silent")
    command = [npm, "install", "--prefix", str(folder), *options, PIN]
    return not subprocess.run(command, stdout=subprocess.DEVNULL).returncode
