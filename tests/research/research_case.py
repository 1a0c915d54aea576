import json
from datetime import timedelta

from odoo import fields
from odoo.tools import config

from ...engine.tests import lead_reader
from ...engine.tests.fake_sites import FakeSites, page
from ...engine.tests.fake_vendor import answer
from ...models.research.local_sites import OPTION
from ..common import LlmCase

HOME = """<html lang="de"><title>ACME</title>
<p>ACME builds standing desks.</p><p>Our 120 people work in Munich, Germany.</p>
<p>Call us: +49 89 123456 70</p>"""
FOUND = [
    ("does", "standing desks", "ACME builds standing desks"),
    ("industry", "Furniture", "ACME builds standing desks"),
    ("city", "Munich", "Our 120 people work in Munich, Germany"),
    ("country", "Germany", "Our 120 people work in Munich, Germany"),
    ("phone", "+49 89 123456 70", "Call us: +49 89 123456 70"),
]


def facts_json(found=FOUND, source=1):
    keys = "about", "value", "quote"
    facts = [{**dict(zip(keys, fact, strict=True)), "source": source} for fact in found]
    return json.dumps({"facts": facts})


def read(record):
    """Reads leads as usual; of a company, what stands in ``FOUND``."""
    if "<<<source" in record.text:
        return facts_json()
    return lead_reader.read(record)


class ResearchCase(LlmCase):
    """Websites on 127.0.0.1, allowed by name; ``acme.test`` is one of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sites = FakeSites().start()
        cls.addClassCleanup(cls.sites.stop)

    def setUp(self):
        super().setUp()
        self.sites.reset()
        self.addCleanup(config.options.pop, OPTION, None)
        self._serve("acme.test", page(HOME))
        self.vendor.answer_with(read)
        self._set(enable_customer_research=True, research_search=False)

    def _serve(self, host, home, **pages):
        self.sites.add(host, {"/": home, **{f"/{k}": v for k, v in pages.items()}})
        places = self.sites.local_sites.items()
        config.options[OPTION] = ",".join(f"{name}={place}" for name, place in places)

    def _create_company_lead(self, domain="acme.test", **values):
        return self._create_lead(
            partner_name="ACME", email_from=f"anna@{domain}", **values
        )

    def _research_of(self, lead):
        return self.env["llm.research"]._find(
            self.env.company.id, lead._get_research_domain()
        )

    def _age(self, research, days):
        before = fields.Datetime.now() - timedelta(days=days)
        research.write({"date": before, "tried_on": before})

    def _found(self, lead):
        return {
            fact["kind"]: fact["value"] for fact in self._research_of(lead)._get_facts()
        }

    def _asked(self, purpose="research"):
        """Requests about companies that reached the vendor."""
        return [r for r in self.vendor.requests if "<<<source" in r.text]


def told(*found):
    return answer(facts_json(found))
