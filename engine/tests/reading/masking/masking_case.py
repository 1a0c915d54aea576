"""What is left of a text when a lead's personal values are hidden."""

from datetime import datetime

from ....reading.masking import mask_for
from ....settings import Settings
from ....values import LeadFacts

LEAD = LeadFacts(
    1,
    datetime.fromisoformat("2024-05-20T12:00:00"),
    contact_name="Anna Petersen",
    partner_name="Norddeutsche Lagertechnik GmbH",
    email_from="anna.petersen@lagertechnik.example",
    phone="+49 40 5550 1200",
    street="Speicherstraße 14",
)


def mask(text, facts=LEAD, **settings):
    return mask_for(facts, Settings(**settings), [text])


def hidden(text, facts=LEAD, **settings):
    return mask(text, facts, **settings).hide(text)
