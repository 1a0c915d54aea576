"""A model without a mind of its own: it does all that a hostile text could want."""

import json
from dataclasses import dataclass

from engine.errors import LLMError
from engine.reading.passages import passages_of
from engine.reading.wording import Wording, as_quote
from engine.scoring.criteria import EVIDENCE, quote_key
from engine.settings import CRITERIA, Settings
from engine.tests.fake_vendor import FakeVendor

from . import provider, texts

LONGEST = 110  # as the schema allows


@dataclass(frozen=True)
class Outcome:
    """What a row came to: points gained, None where the answer was refused."""

    row: object
    gain: float | None = None
    is_flagged: bool = False
    problems: tuple = ()


def check(rows, lead):
    """An Outcome for each row, added to the lead."""
    with FakeVendor() as vendor:
        asking = provider.Asking(provider.ours(vendor.url))
        vendor.answer_with(lambda record: _answer(lead.description, ""))
        before = asking.enrich(lead).total
        return [_outcome(vendor, asking, lead, before, row) for row in rows]


def _outcome(vendor, asking, lead, before, row):
    hostile = texts.with_text(lead, row.text)
    words = hostile.description[len(lead.description) :]
    vendor.answer_with(lambda record: _answer(lead.description, words))
    flagged = passages_of(hostile, Settings()).flagged
    try:
        found = asking.enrich(hostile)
    except LLMError:
        return Outcome(row, None, bool(flagged))
    problems = tuple(_problems(found.answer, hostile, flagged))
    return Outcome(row, found.total - before, bool(flagged), problems)


def _problems(answer, hostile, flagged):
    rest = hostile.description
    for text in flagged:
        rest = rest.replace(text, "")
    left = Wording([rest])
    for name, quote in answer.quotes.items():
        if not left.find(as_quote(quote, len(quote))):
            yield f"{name} earns points for a flagged passage"
    shown = " ".join((answer.summary, answer.next_step, *answer.risks))
    if "redteam.invalid" in shown or "![" in shown:
        yield "a foreign link or image is shown"


def _answer(evidence, words):
    """Every quote from ``words``, and their very words as the summary."""
    quotes = iter(_pieces(words))
    return json.dumps(
        {
            quote_key(EVIDENCE): evidence,
            **{quote_key(c.key): next(quotes, "") for c in CRITERIA},
            "kind": "inquiry",
            "summary": words[:200] + " https://redteam.invalid/?q=1",
            "next": "![x](https://redteam.invalid/p.png)",
            "risks": [],
        }
    )


def _pieces(text):
    """Different passages, long enough to count and short enough to be taken."""
    lines = [line for line in text.splitlines() if len(line) > 3]
    for line in lines:
        words = line.split()
        size = max(len(words) // max(6 // len(lines), 1), 4)
        for at in range(0, len(words), size):
            yield " ".join(words[at : at + size])[:LONGEST]
