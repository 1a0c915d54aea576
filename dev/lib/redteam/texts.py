"""What dev/redteam reads and adds: texts, and the leads that they are added to."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine.reading.text import to_text
from engine.values import Contact, LeadFacts

from .. import say

NOW = datetime.fromisoformat("2026-03-02T12:00:00")
_YESTERDAY = NOW - timedelta(days=1)

# From nothing to tell to nothing left to ask: a text may move a score up or down.
LEADS = (
    LeadFacts(
        1,
        NOW,
        name="Question",
        email_from="tom@mail.example",
        description="Hello, I would like some information about your offer. Thank you.",
    ),
    LeadFacts(
        2,
        NOW,
        name="Height-adjustable desks for our new office",
        partner_name="Lagertechnik GmbH",
        contact_name="Anna Petersen",
        email_from="anna.petersen@lagertechnik.example",
        phone="+49 40 5550 1200",
        street="Speicherstrasse 14",
        description="Hello,\n\nwe are moving to a new office on 1 March and need 24 "
        "height-adjustable desks, 160 x 80 cm, in light oak. Our budget is 18,000 "
        "euros including delivery. I sign off on the order myself. Could you send a "
        "quote by Friday?\n\nBest regards\nAnna Petersen",
        contacts=(Contact(_YESTERDAY, "in", "The desks must carry two monitors."),),
    ),
    LeadFacts(
        3,
        NOW,
        name="Devis pour 12 vélos cargo",
        contact_name="Claire Morel",
        email_from="c.morel@canal.example",
        description="Bonjour, nous cherchons 12 vélos cargo électriques pour nos "
        "livraisons à Paris. Pouvez-vous nous appeler cette semaine ?",
        language="French",
    ),
    LeadFacts(
        4,
        NOW,
        name="お問い合わせ",
        email_from="tanaka@yubin.example",
        description="会議室用の大型モニターを10台導入したいと考えています。予算は200万円です。",
        language="Japanese",
    ),
)


# Too little to be a message: with a hostile text, all of it is sent.
SHORT = LeadFacts(0, NOW, name="Hello", description="Hello")


@dataclass(frozen=True)
class Row:
    """One text of a file."""

    name: str
    text: str
    is_hostile: bool = True


def read(file):
    """The rows of a file, in their order."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line), f"{file.stem}:{number}"))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                say.fail("%s:%d is no text: %r", file.name, number, error)
    return rows


def _row(found, name):
    text = found.get("html") or found["text"]
    subject = found.get("subject") or ""
    return Row(
        str(found.get("id") or name),
        f"{subject}\n{text}" if subject else text,
        found.get("label") != "benign",
    )


def with_text(lead, text):
    """The lead that wrote ``text`` as well, as Odoo would hand it over."""
    return replace(lead, description=f"{lead.description}\n\n{to_text(text)}")


def with_raw_text(lead, text):
    """The same, past the reading of mails and HTML."""
    return replace(lead, description=f"{lead.description}\n\n{text}")


def alone(text):
    """A lead that wrote nothing else."""
    return LeadFacts(0, NOW, description=to_text(text))


def evenly(rows, count):
    """``count`` of the rows, spread over all of them; all if count is None."""
    if not count or count >= len(rows):
        return rows
    return [rows[number * len(rows) // count] for number in range(count)]
