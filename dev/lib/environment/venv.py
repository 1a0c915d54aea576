"""The virtual environment: one per set of pins and Python version, in the cache.

It is filled layer by layer, each when a command first needs it. A layer counts only
once its mark is written, so a killed build is done again, never used half.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .. import locks, say
from . import machine, paths, source

PIP = "pip==26.3"
MINUTES = {"odoo": "two minutes", "llm": "a minute"}
CONSTRAINTS = str(paths.REQUIREMENTS / "build-constraints.txt")


def enter(*layers):
    """Goes on in the virtual environment's Python, with these layers installed."""
    if sys.prefix == sys.base_prefix:  # not yet in an environment
        machine.check()
    version = machine.python()[0]
    folder = _folder(version)
    _fill(folder, layers)
    if Path(sys.prefix) != folder:
        python = str(folder / "bin" / "python")
        os.execv(python, [python, *sys.argv])


def for_odoo(*more):
    """The layers that running Odoo takes."""
    return ("odoo", *more) if names_server() else ("odoo", "postgres", *more)


def names_server():
    """Whether the environment names a PostgreSQL server to use."""
    return any(map(os.environ.get, ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE")))


def _folder(version):
    digest = hashlib.sha256(repr((version, PIP)).encode())
    digest.update((source.home() / "requirements.txt").read_bytes())
    for path in sorted(paths.REQUIREMENTS.glob("*.txt")):
        digest.update(path.name.encode() + path.read_bytes())
    return paths.CACHE / f"venv-{machine.name_of(version)}-{digest.hexdigest()[:10]}"


def _fill(folder, layers):
    missing = [layer for layer in layers if not _mark(folder, layer).exists()]
    if not missing:
        return
    with locks.exclusive(folder.with_name(folder.name + ".lock")):
        if not _mark(folder, "pip").exists():
            _create(folder)
        for layer in missing:
            _install(folder, layer)


def _mark(folder, layer):
    return folder / f".has-{layer}"


def _create(folder):
    say.step("making a virtual environment in %s", folder)
    shutil.rmtree(folder, ignore_errors=True)
    command = [machine.python()[1], "-m", "venv", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        say.fail("%s failed:\n%s%s", command, done.stdout, done.stderr)
    _pip(folder, PIP)
    _mark(folder, "pip").touch()


def _install(folder, layer):
    if _mark(folder, layer).exists():
        return
    about = MINUTES.get(layer, "seconds")
    with say.timed("installing what %s needs (%s)", layer, about):
        _fill_layer(folder, layer)
    _mark(folder, layer).touch()


def _fill_layer(folder, layer):
    listed = ["-r", str(paths.REQUIREMENTS / f"{layer}.txt")]
    if layer == "odoo":
        listed += ["-r", str(_odoo_requirements(folder))]
    if layer == "llm":
        listed.append("--no-deps")
    _pip(folder, *listed, "--build-constraint", CONSTRAINTS)


def _odoo_requirements(folder):
    """Odoo's list without what needs a compiler and C headers.

    LDAP logins aren't used here, and psycopg2 comes as a wheel under another name.
    """
    lines = (source.home() / "requirements.txt").read_text().splitlines()
    kept = [line for line in lines if not line.startswith("python-ldap")]
    text = "\n".join(re.sub(r"^psycopg2\b", "psycopg2-binary", line) for line in kept)
    path = folder / "odoo-requirements.txt"
    path.write_text(text + "\n")
    return path


def _pip(folder, *arguments):
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "-qq", *arguments]
    env = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    if subprocess.run(command, env=env).returncode:
        say.fail("pip install failed, see above; run the command again once mended")
