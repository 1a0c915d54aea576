"""A virtual environment for one package that doesn't belong beside our own."""

import os
import shutil
import subprocess
import sys

from ... import locks, say
from .. import paths


def python_with(pin, prefix, takes):
    """The Python of an environment that holds the package, made when first needed.

    :param pin: for pip, with its version.
    :param prefix: of the folder's name in the cache.
    :param takes: how long it takes, to be told to who waits.
    """
    version = ".".join(map(str, sys.version_info[:2]))
    folder = paths.CACHE / f"{prefix}-python{version}-{pin}"
    mark = folder / ".is-complete"
    with locks.exclusive(folder.with_name(folder.name + ".lock")):
        if not mark.exists():
            say.step("installing %s (%s)", pin, takes)
            shutil.rmtree(folder, ignore_errors=True)
            _run(sys.executable, "-m", "venv", folder)
            pip = (folder / "bin" / "python", "-m", "pip", "install", "-qq")
            _run(*pip, "--only-binary=:all:", pin)
            mark.touch()
    return folder / "bin" / "python"


def _run(*command):
    env = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    if subprocess.run(command, env=env).returncode:
        say.fail("%s failed, see above", " ".join(map(str, command[:5])))
