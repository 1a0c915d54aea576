"""Debian packages, where this user may install them."""

import os
import shutil
import subprocess

from ... import say


def can_install():
    return os.name == "posix" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(package):
    """True if the package could be installed."""
    if not can_install():
        return False
    say.step("installing %s with apt-get", package)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
    for before in ([], ["apt-get", "-q", "update"]):
        if before:
            subprocess.run(before, env=env, stdout=subprocess.DEVNULL)
        if not subprocess.run(command, env=env, stdout=subprocess.DEVNULL).returncode:
            return True
    return False
