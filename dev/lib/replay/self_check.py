"""Proves that dev/replay agrees with right readings and tells a wrong one."""

import contextlib
import io
import shutil
import tempfile
from pathlib import Path

from ..environment import paths
from . import command

SAMPLE = paths.DEV / "replay_sample"
# A file, what a reading there says, and what would be wrong.
WRONG = (
    ("ollama.jsonl", '"reading": {"text": "hi"', '"reading": {"text": "ho"'),
    ("cohere.jsonl", '"usage": [500, 9]', '"usage": [500, 8]'),
    ("anthropic.jsonl", '"error": "invalid x-api-key"', '"error": null'),
    ("gemini.jsonl", '"finish": "SAFETY"', '"finish": "STOP"'),
    ("openai.jsonl", '"finish": "stop"', '"finish": "length"'),
    (
        "azure_openai.jsonl",
        '"finish": "incomplete:max_output_tokens"',
        '"finish": "completed"',
    ),
    ("azure_openai.jsonl", '"usage": [30, 12]', '"usage": [30, 11]'),
)


def problem():
    """What is wrong with dev/replay, empty where nothing is."""
    code, said = _replay(SAMPLE)
    if code:
        return f"right readings are refused\n{said}"
    return "\n".join(filter(None, (_unseen(*change) for change in WRONG)))


def _unseen(name, right, wrong):
    """That a wrong reading went unseen, empty where it was told."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, name)
        shutil.copy(SAMPLE / name, copy)
        text = copy.read_text(encoding="utf-8")
        copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        code, said = _replay(Path(folder))
    told = code == 1 and "disagreements:" in said
    return "" if right in text and told else f"{name}: {wrong} is not told"


def _replay(folder):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = command.run(folder)
    return code, said.getvalue()
