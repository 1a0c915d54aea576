"""What must hold for any text, whatever a model makes of it.

Written apart from the engine's own patterns: it looks only at what is sent.
"""

import re
import unicodedata

from engine.reading.passages import passages_of
from engine.scoring import prompt
from engine.scoring.enrich import formula_subscores
from engine.settings import Settings

FENCE = re.compile(r"<<<message ([0-9a-f]{8})\n(.*)\n\1 message>>>\n\n", re.DOTALL)
RUNS = re.compile("[<\uff1c\u2039\u00ab\u226a\u27e8\u27ea\u3008\u300a]{3}")
RUNS_END = re.compile("[>\uff1e\u203a\u00bb\u226b\u27e9\u27eb\u3009\u300b]{3}")
SIGNS = re.compile(
    r"<[|\uff5c][^>\n]{1,40}[|\uff5c]>|\[/?INST\]|<</?SYS>>|</?s>"
    r"|<(?:start|end)_of_turn>"
)
TURNS = re.compile(
    r"^[ \t]*(?:#+ *)?(?:system|assistant|human|user) *:", re.IGNORECASE | re.MULTILINE
)
MAIL = re.compile(r"[\w.]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
SEEN = "\n\t\u200c\u200d"  # joiners spell Persian


def problems(lead, hostile):
    """What a text breaks, as short sentences."""
    asked = prompt.build(hostile, passages_of(hostile, Settings()).sent)
    plain = prompt.build(lead, passages_of(lead, Settings()).sent)
    found = []
    if (asked.system, asked.schema) != (plain.system, plain.schema):
        found.append("the instructions changed")
    if formula_subscores(hostile) != formula_subscores(lead):
        found.append("completeness or engagement moved")
    return found + _of_message(asked.messages[0].content)


def _of_message(content):
    fenced = FENCE.match(content)
    if not fenced:
        return ["the fence doesn't stand"]
    marker, words = fenced.groups()
    checks = {
        "the marker stands inside": marker in words,
        "what is drawn like the fence stands inside": (
            RUNS.search(words) or RUNS_END.search(words)
        ),
        "something follows that isn't ours": len(content) - fenced.end() > 250,
        "an invisible character is sent": any(map(_is_invisible, set(words))),
        "a sign between turns is sent": SIGNS.search(words),
        "a turn is begun": TURNS.search(words),
        "a mail address is sent": MAIL.search(words),
    }
    return [sentence for sentence, broken in checks.items() if broken]


def _is_invisible(char):
    if char in SEEN:
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")
