"""What models write before or behind a quote, and whether it says no."""

from __future__ import annotations

import re

MARK = re.compile(r"\s*[\u2705-\u2718\u274c\U0001f44d\U0001f44e]")
LABEL = re.compile(r"(?P<label>[^:\uff1a\n]{1,40})[:\uff1a]\s*(?P<rest>.+)", re.S)
ASIDE = re.compile(r"(?P<rest>.+?)\s?[(\[](?P<label>[^()\[\]]{1,40})[)\]]\W{0,3}", re.S)
DENYING = re.compile(
    r"\b(?:no|not|non|none|never|cannot|without|kein\w*|nicht|sans|aucun\w*|sin|senza"
    r"|nessun\w*|sem|geen|zonder|negat\w*|den(?:y|ie)\w*|reject\w*|refus\w*|against"
    r"|contra\w*)\b|n['\u2019]t\b|不|没|無|ない|لا|غير",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(?:un(?:known|clear|sure|certain)|maybe|perhaps|neutral|ambiguous|implied)\b",
    re.IGNORECASE,
)
