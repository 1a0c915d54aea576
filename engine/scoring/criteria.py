"""What a message can show, and what each finding is worth: the table of clarity."""

from __future__ import annotations

# Adds up to 100. A need and its scope make an inquiry answerable, so they weigh most.
CRITERIA = {
    "need": 25,
    "scope": 20,
    "budget": 15,
    "timeline": 15,
    "authority": 10,
    "next_step": 15,
}

# What the answer quotes: what the message is about, and each criterion.
EVIDENCE = "evidence"
QUOTED = (EVIDENCE, *CRITERIA)


def quote_key(name: str) -> str:
    """The answer's key for a quote: a model that reads it copies, and doesn't tell."""
    return f"{name}_quote"


INQUIRY = "inquiry"
KINDS = (
    INQUIRY,
    "support",
    "job_application",
    "vendor_pitch",
    "spam",
    "other",
)
