"""Completion text -> checked answer."""

import json

from .... import errors
from ....reading.passages import Passages
from ....scoring import answer
from ....settings import CRITERIA
from ....values import Completion
from ...lead_reader import content

MESSAGE = (
    "We need 40 oak desks for our office in Ghent. The budget is 12.000 EUR, "
    "approved by our board. Please call me before 15 June."
)
SUBJECT = "Desks"
KEYS = [criterion.key for criterion in CRITERIA]


def read(*words, truncated=False, text=None, criteria=CRITERIA, **changes):
    """The answer about ``words``: nothing found but its evidence, and ``changes``."""
    words = words or (SUBJECT, MESSAGE)
    told = {**dict.fromkeys(KEYS, ""), "evidence": " ".join(words[-1].split()[:3])}
    if text is None:
        text = json.dumps(content(words[-1], **{**told, **changes}))
    passages = Passages(words, words)
    return answer.read(Completion(text, truncated=truncated), passages, criteria)


def quotes_of(*words, **changes):
    """The quotes that hold; none where the answer is refused for them."""
    try:
        return read(*words, **changes).quotes
    except errors.UnverifiedAnswer:
        return {}
