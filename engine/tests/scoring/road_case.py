"""The whole road of one lead, over real HTTP to a vendor of ours."""

import time
import unittest
from dataclasses import replace
from datetime import datetime, timedelta

from ...calling.memory import Memory
from ...scoring.enrich import enrich
from ...settings import Endpoint, Settings
from ...values import Contact, LeadFacts
from .. import lead_reader
from ..fake_vendor import FakeVendor

NOW = datetime.fromisoformat("2024-05-20T12:00:00")
SPECIFIC = (
    "Hello,\nwe need new desks for our office. 40 oak desks, please.\n"
    "The budget is 12000 EUR. Delivery by June. I can sign off on it myself.\n"
    "Please send a quote"
)
LEAD = LeadFacts(
    7,
    NOW,
    name="Desks",
    partner_name="ACME",
    contact_name="Ann",
    email_from="ann@example.com",
    phone="+32 2 290 34 90",
    description=SPECIFIC,
    contacts=(Contact(NOW - timedelta(days=1), "in", SPECIFIC),),
)
VAGUE = replace(LEAD, description="Hi, please contact me", contacts=())


def points(enrichment, name):
    subscore = next(s for s in enrichment.subscores if s.name == name)
    return {reason.code: reason.points for reason in subscore.reasons}


class Road(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vendor = FakeVendor().start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        super().setUp()
        self.vendor.reset()
        self.vendor.answer_with(lead_reader.read)

    def enrich(self, facts=LEAD, vendor="custom", **settings):
        endpoint = Endpoint(
            1,
            "Ours",
            vendor,
            "reader",
            api_key="k",
            base_url=self.vendor.url + ("" if vendor == "anthropic" else "/v1"),
            allow_private=True,
        )
        return enrich(
            facts,
            Settings(**settings),
            [endpoint],
            deadline=time.monotonic() + 60,
            memory=Memory(),
        )
