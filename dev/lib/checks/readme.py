"""Runs the commands that README.md tells people to type."""

import os
import re
import shlex
import subprocess
import sys

from .. import say
from ..environment import database, paths, postgres
from ..llm import model_file

README = paths.ROOT / "README.md"
BLOCKS = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def _model():
    """The model that judges where it is already: no test waits for its download."""
    return [] if model_file.FILE.exists() else ["--small"]


# A database of its own, and few leads: the small model takes seconds for each.
DATABASE = f"llm_lead_scoring_readme_{os.getpid()}"
MORE_ARGUMENTS = {
    "dev/run": ["--db", DATABASE, "--leads", "2", *_model()],
    "dev/bench": ["--leads", "40", "--only", "speed", "--runs", "1"],
    "dev/crash": ["--leads", "100", "--kills", "2"],
}
# What runs these checks, and has run its other parts, runs none of them again.
OURSELVES = (["dev/test"], ["dev/test", "neighbours"])
# README shows what these print.
SHOWN = ("dev/prices",)


def run(report):
    text = README.read_text(encoding="utf-8")
    commands = [
        shlex.split(line)
        for block in BLOCKS.findall(text)
        for line in block.splitlines()
        if line.strip()
    ]
    if not commands:
        report.complain("readme: it holds no command")
    with postgres.server():
        try:
            for command in commands:
                report.check(f"readme: {shlex.join(command)}", _problem(command))
        finally:
            database.drop(DATABASE)


def _problem(command):
    """What the command says where it fails, empty where it works."""
    if command in OURSELVES:
        return ""
    say.step("README: %s", shlex.join(command))
    script, *arguments = command
    if not script.startswith("dev/"):
        return "not a command of dev/"
    finished = subprocess.run(
        [sys.executable, script, *arguments, *MORE_ARGUMENTS.get(script, [])],
        cwd=paths.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode or not finished.stdout.strip():
        return f"exit code {finished.returncode}\n{finished.stdout[-3000:]}"
    if script in SHOWN and finished.stdout.strip() not in README.read_text("utf-8"):
        return f"README shows something else than\n{finished.stdout}"
    return ""
