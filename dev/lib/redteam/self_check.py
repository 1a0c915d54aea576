"""Proves that dev/redteam passes our engine and tells a broken one."""

import contextlib
import io
import re
from types import SimpleNamespace
from unittest import mock

from ..environment import paths
from . import command

SAMPLE = paths.DEV / "redteam_sample"
# What is taken out of the engine, and what dev/redteam must then say.
BROKEN = (
    ("engine.reading.passages.neutral", lambda text: text, "is drawn like the fence"),
    ("engine.reading.passages.neutral", lambda text: text, "sign between turns"),
    (
        "engine.reading.passages.visible",
        lambda text: text,
        "an invisible character is sent",
    ),
    (
        "engine.reading.masking._find_emails",
        lambda text: iter(()),
        "a mail address is sent",
    ),
    (
        "engine.scoring.answer._within",
        lambda quotes, _: quotes,
        "for a flagged passage",
    ),
    ("engine.scoring.answer_text._URL", re.compile("(?!)"), "a foreign link"),
)


def problem():
    """What is wrong with dev/redteam, empty where nothing is."""
    code, said = _run("harmless.jsonl")
    if code:
        return f"our own texts are not withstood\n{said}"
    if not _run("hostile.jsonl")[0]:
        return "harmless texts that are flagged are not told"
    return "\n".join(filter(None, (_unseen(*change) for change in BROKEN)))


def _unseen(name, replacement, expected):
    """That a broken engine went unseen, empty where it was told."""
    with mock.patch(name, replacement):
        code, said = _run("harmless.jsonl")
    return "" if code == 1 and expected in said else f"without {name}: not told"


def _run(harmless):
    said = io.StringIO()
    options = SimpleNamespace(
        file=SAMPLE / "hostile.jsonl",
        harmless=SAMPLE / harmless,
        gguf=None,
        base_url=None,
        vendor=None,
    )
    with contextlib.redirect_stdout(said):
        code = command.run(options)
    return code, said.getvalue()
