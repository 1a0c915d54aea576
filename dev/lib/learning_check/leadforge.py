"""The leak that the generator leadforge plants has to be named, and nothing else.

Its leads are looked at as Odoo would have them at the end of its story: closed ones
with the day on which they were, the others open.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .. import say
from ..environment import paths
from ..environment.packages import pinned

sys.path.insert(0, str(paths.ROOT))
from engine.learning import training  # noqa: E402
from engine.learning.values import CATEGORY, NUMBER, Feature, Sample  # noqa: E402

PIN = "leadforge==1.0.0"
RECIPE = "b2b_saas_procurement_v1"
DIFFICULTIES = ("intro", "intermediate", "advanced")
PLANTED = "total_touches_all"
ROWS = Path(__file__).with_name("leadforge_rows.py")


def run(seed):
    """0 where the leak, and only that, is named in each of the stories."""
    python = pinned.python_with(PIN, "leadforge", "half a minute")
    found = {}
    for difficulty in DIFFICULTIES:
        with tempfile.TemporaryDirectory() as folder:
            story = _tell(python, folder, difficulty, seed)
        result = training.train(*_to_samples(story))
        found[difficulty] = [leak.feature for leak in result.leaks]
        leads = f"{len(story['rows'])} leads, {result.won} won, {result.lost} lost"
        print(f"{difficulty}, seed {seed}: {leads}: {result.outcome}")
        for leak in result.leaks:
            print(f"  left out: {leak.feature} ({leak.reason}, {leak.measure})")
    return 0 if all(names == [PLANTED] for names in found.values()) else 1


def _tell(python, folder, difficulty, seed):
    say.step("generating leads, %s", difficulty)
    told = ["--recipe", RECIPE, "--mode", "research_instructor", "--out", folder]
    told += ["--difficulty", difficulty, "--seed", str(seed)]
    _call(python.with_name("leadforge"), "generate", *told)
    return json.loads(_call(python, ROWS, folder))


def _call(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        say.fail("%s failed:\n%s%s", command[0], done.stdout, done.stderr)
    return done.stdout


def _to_samples(story):
    features = [
        Feature(name, NUMBER if is_number else CATEGORY)
        for name, is_number in story["columns"]
    ]
    samples = [
        Sample(row["values"], row["won"], row["created"], row["decided"])
        for row in story["rows"]
    ]
    return features, samples
