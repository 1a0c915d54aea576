"""A vendor on this machine that answers so that a picture says something."""

import json
import re
import sys

from ..environment import paths

LONGEST = 90
# Words of a demo lead that is no inquiry -> what it is.
KINDS = (("that we bought from you", "support"), ("Book a free call", "vendor_pitch"))


def start():
    """A fake vendor with :func:`read` as its model; to be entered."""
    sys.path.append(str(paths.ROOT))
    from engine.tests import lead_reader
    from engine.tests.fake_vendor import FakeVendor

    return FakeVendor(lambda record: read(lead_reader, record), latency=0.05)


def read(reader, record):
    """By rules, with a summary and a step that follow from the lead's own words."""
    message = reader.message_of(record)
    answer = json.loads(reader.read(record))
    need, asked = answer.get("need_quote"), answer.get("next_step_quote")
    answer["kind"] = next((k for words, k in KINDS if words in message), "inquiry")
    answer["summary"] = f"Wants: {_short(need or _last_line(message))}"
    answer["next"] = _step(asked, answer.get("budget_quote"))
    return json.dumps(answer, ensure_ascii=False)


def _step(asked, budget):
    if not asked:
        return "Write and ask what exactly they need"
    if re.search("quote", asked):
        return "Send the quote" if budget else "Ask for the budget, then send a quote"
    return "Call them this week"


def _last_line(message):
    lines = [line for line in message.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _short(text):
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} ..."
