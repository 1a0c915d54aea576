"""Make a vendor's words fit to be shown and stored: short, plain, no secrets."""

from __future__ import annotations

import re

LONGEST = 300
SECRET = re.compile(
    r"https?://\S+"
    r"|(?i:bearer|basic)\s+[\w.~+/*=-]{6,}"
    r"|\b(?:sk|pk|rk|gsk|hf|xai|pplx|csk|nvapi|ghp)[-_][\w*.-]{4,}"
    r"|\bAIza[\w-]{10,}"
    r"|\b[A-Za-z0-9]{20,}\b"
    r"|\b\w{8}-\w{4}-\w{4}-\w{4}-\w{12}\b"
)
CONTROL = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069]+"
)


def clean(text: str, secret: str = "") -> str:
    """At most 300 characters on one line, with secrets and URLs masked.

    :param secret: masked wherever it stands, whatever it looks like.
    """
    if secret.strip():
        text = text.replace(secret.strip(), "***")
    text = SECRET.sub("***", text[: 10 * LONGEST])
    text = re.sub(
        r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e]+", " ", text
    )
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"
