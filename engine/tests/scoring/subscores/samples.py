"""The leads that the subscores are tried on: one with nothing, one with all."""

from datetime import datetime, timedelta

from ....settings import Criterion
from ....values import Contact, LeadFacts

OWN = (
    Criterion("in_benelux", "in Benelux?", 30, "fit"),
    Criterion("hotel", "a hotel?", 10, "fit"),
)
NOW = datetime.fromisoformat("2024-05-20T12:00:00")
EMPTY = LeadFacts(1, NOW)
FULL = LeadFacts(
    2,
    NOW,
    name="Desks",
    partner_name="ACME",
    contact_name="Ann",
    email_from="ann@example.com",
    phone="+32 2 290 34 90",
    description="We need 40 desks.",
    street="Main Street 1",
    city="Ghent",
)


def ago(days, direction="in", text="words"):
    return Contact(NOW - timedelta(days=days), direction, text)


def points(subscore):
    return {reason.code: reason.points for reason in subscore.reasons}
