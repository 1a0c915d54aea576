"""What a message can be, and how an answer quotes what it shows."""

from __future__ import annotations

INQUIRY = "inquiry"
KINDS = (
    INQUIRY,
    "support",
    "job_application",
    "vendor_pitch",
    "spam",
    "other",
)

# What models call the two that they put into the message's language most often.
KIND_NAMES = {
    INQUIRY: "enquiry inquiries lead quote_request anfrage demande consulta richiesta"
    " solicitud solicitação aanvraag zapytanie förfrågan запрос 問い合わせ 询价 咨询"
    " استفسار",
    "job_application": "application bewerbung candidature candidatura sollicitatie"
    " 応募 求职",
}

# Quoted first: what a message is about. It verifies an answer and earns nothing, and a
# model that began by copying goes on so, in the message's language.
EVIDENCE = "evidence"
AGAINST = "no"  # what an answer puts before a quote that denies its criterion
# Letters that the answer's schema grants its texts; what is longer breaks off there.
LONGEST = {"summary": 90, "next": 60, "risks": 50}


def quote_key(key: str) -> str:
    """The answer's key for a quote: a model that reads it copies, and doesn't tell."""
    return f"{key}_quote"
