"""OCA's queue_job, in a folder of its own: the addon doesn't depend on it."""

import os
import shutil
import subprocess
import sys

from .. import locks, say
from ..environment import farm, paths, source

PIN = "odoo-addon-queue_job==17.0.1.5.4"
FOLDER = paths.CACHE / PIN
ODOO_RC = paths.STATE / "queue_job.conf"


def prepare():
    """Lets Odoo's command line find it, in this process and its children."""
    with locks.exclusive(FOLDER.with_name(FOLDER.name + ".lock")):
        if not FOLDER.exists():
            _install()
    ODOO_RC.write_text(farm.configuration(source.home(), _addons(FOLDER)))
    os.environ["ODOO_RC"] = str(ODOO_RC)


def _addons(folder):
    return folder / "odoo" / "addons"


def _install():
    say.step("installing %s (seconds)", PIN)
    building = FOLDER.with_name(FOLDER.name + ".new")
    shutil.rmtree(building, ignore_errors=True)
    # It asks for Odoo as a package, which we have as a checkout.
    options = ["-qq", "--no-deps", "--only-binary=:all:", "--target", str(building)]
    command = [sys.executable, "-m", "pip", "install", *options, PIN]
    env = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    if subprocess.run(command, env=env).returncode:
        say.fail("pip install failed, see above")
    building.rename(FOLDER)
