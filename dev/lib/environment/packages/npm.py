"""What npm brings: axe-core, which measures screens, and rtlcss, which mirrors them.

Each is installed when first needed; without npm the work goes on, and says so.
"""

import os
import shutil
import subprocess

from ... import locks, say
from .. import paths

AXE, RTLCSS = "axe-core@4.14.1", "rtlcss@4.3.0"
# Where the tests look for axe-core.
VARIABLE = "LLM_AXE"


def use_axe():
    """By which the tours measure whether everybody can use our screens."""
    modules = _modules(AXE)
    if modules:
        os.environ[VARIABLE] = str(modules / "axe-core" / "axe.min.js")


def use_rtlcss():
    """With which Odoo makes the styles of languages that run from right to left."""
    modules = _modules(RTLCSS)
    if modules:
        os.environ["PATH"] = f"{modules / '.bin'}{os.pathsep}{os.environ['PATH']}"


def _modules(pin):
    """The folder that the package is in, None where it can't be had."""
    folder = paths.CACHE / pin
    modules = folder / "node_modules"
    with locks.exclusive(folder.with_name(folder.name + ".lock")):
        if not modules.exists() and not _install(folder, pin):
            say.step("%s is missing: it needs npm", pin)
            return None
    return modules


def _install(folder, pin):
    npm = shutil.which("npm")
    if not npm:
        return False
    say.step("installing %s", pin)
    options = ("--no-audit", "--no-fund", "--ignore-scripts", "--silent")
    command = [npm, "install", "--prefix", str(folder), *options, pin]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        return False
    return True
