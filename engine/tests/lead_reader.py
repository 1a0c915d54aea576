"""A model for tests and benchmarks: reads a lead by rules and answers as agreed.

Good enough to show what happens to an answer; it understands nothing.
"""

from __future__ import annotations

import json
import re

from ..scoring.criteria import EVIDENCE, quote_key
from .fake_server import Record

_PATTERNS = {
    "need": r"(need|looking for|cherchons|brauchen)[^.,\n]*",
    "scope": r"\b\d+ [a-z-]+[^.,\n]*",
    "budget": r"[^.\n]*\b(budget|euros?|EUR|dollars?)\b[^.\n]*",
    "timeline": r"\b(by|before|until|bis) [A-Z0-9][^.,\n]*",
    "authority": r"[^.\n]*\b(sign off|decide|approved)\b[^.\n]*",
    "next_step": r"[^.\n]*\b(call|quote|demo|visit)\b[^.\n]*",
}


def message_of(record: Record) -> str:
    """What stands between the two marker lines."""
    found = re.search(
        r"<<<message (\w+)\n(?P<text>.*)\n\1 message>>>", record.text, re.DOTALL
    )
    return found["text"] if found else record.text


def content(message: str, **changes: object) -> dict[str, object]:
    """The answer about ``message`` with ``changes``, whose quotes go by plain name."""
    found = {
        name: match[0].strip() if (match := re.search(pattern, message)) else ""
        for name, pattern in _PATTERNS.items()
    }
    lines = [line for line in message.splitlines() if line.strip()]
    told = {
        "kind": "inquiry",
        EVIDENCE: lines[-1][:200] if lines else "",
        **found,
        "summary": "They wrote to us.",
        "next": "Answer the message.",
        "risks": [],
        **changes,
    }
    return {
        quote_key(k) if k in (EVIDENCE, *_PATTERNS) else k: v for k, v in told.items()
    }


def read(record: Record) -> str:
    """The answer's text for a request, whichever wire carried it."""
    own = dict.fromkeys(re.findall(r"^(\w+_quote): ", record.system, re.M), "")
    return json.dumps({**own, **content(message_of(record))}, ensure_ascii=False)
