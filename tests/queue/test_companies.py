"""Whose providers, prices and limits a lead is enriched with: its company's."""

from odoo.tests import tagged
from odoo.tools import config

from odoo.addons.mail.tests.common import mail_new_test_user

from ...engine.tests import lead_reader
from ...engine.tests.fake_sites import FakeSites, page
from ...engine.tests.fake_vendor import FakeVendor
from ...models.research.local_sites import OPTION
from ..common import LlmCase

PRICES = {"input_price": 100.0, "output_price": 500.0}


@tagged("post_install", "-at_install")
class TestCompanies(LlmCase):
    """Three companies, each with a vendor of its own; two have a branch.

    ``traveller`` works for all three and is in the first one just now.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.unlink()
        companies = cls.env["res.company"]
        cls.first = cls.env.company
        cls.second = companies.create({"name": "Second"})
        cls.third = companies.create({"name": "Third"})
        cls.branch = companies.create({"name": "Branch", "parent_id": cls.second.id})
        cls.twig = companies.create({"name": "Twig", "parent_id": cls.branch.id})
        cls.companies = cls.first | cls.second | cls.third
        cls.vendors, cls.providers = {}, {}
        for company in cls.companies:
            vendor = FakeVendor(lead_reader.read).start()
            cls.addClassCleanup(vendor.stop)
            cls.vendors[company] = vendor
            cls.providers[company] = cls._create_provider(
                vendor, name=company.name, company_id=company.id, is_default=True
            )
        cls.traveller = mail_new_test_user(
            cls.env,
            "llm_traveller",
            groups="sales_team.group_sale_manager",
            company_id=cls.first.id,
            company_ids=[(6, 0, cls.companies.ids)],
        )

    def setUp(self):
        super().setUp()
        for vendor in self.vendors.values():
            vendor.reset()
            vendor.answer_with(lead_reader.read)
        self._set(auto_enrich_enabled=True)

    def _as_traveller(self, lead, *companies):
        context = {"allowed_company_ids": [c.id for c in companies or self.companies]}
        return lead.with_user(self.traveller).with_context(**context)

    def _asked(self):
        """The companies whose vendors were asked."""
        return {c for c, vendor in self.vendors.items() if vendor.requests}

    def test_the_queue_asks_the_vendor_of_each_lead_s_company(self):
        leads = {c: self._create_lead(company_id=c.id) for c in self.companies}
        for lead in leads.values():
            lead._queue_automatically()
        self.env["crm.lead"]._cron_enrich_leads()
        for company, lead in leads.items():
            self.assertEqual(lead.ai_enrichment_status, "completed")
            self.assertEqual(len(self.vendors[company].requests), 1, company.name)
            row = self.providers[company].request_ids
            self.assertEqual((row.lead_id, row.company_id), (lead, company))

    def test_a_user_of_three_companies_asks_the_lead_s_vendor_too(self):
        lead = self._create_lead(company_id=self.third.id)
        self._as_traveller(lead).action_enrich_with_ai()
        self.assertEqual(self._asked(), {self.third})
        service = self._as_traveller(lead).env["llm.service"]
        self._set(enable_customer_research=True)
        lead.website = "acme.test"
        with FakeSites() as sites:
            sites.add("acme.test", {"/": page("<p>We make desks.</p>")})
            self.addCleanup(config.options.pop, OPTION, None)
            config.options[OPTION] = f"acme.test={sites.place}"
            service.research_customer(self._as_traveller(lead))
        self.assertEqual(self._asked(), {self.third})
        rows = self.providers[self.third].request_ids
        self.assertIn("research", rows.mapped("purpose"))
        self.assertEqual(rows.company_id, self.third)

    def test_a_lead_of_no_company_is_of_the_one_that_somebody_is_in(self):
        lead = self._create_lead(company_id=False)
        self._as_traveller(lead, self.second, self.first).action_enrich_with_ai()
        self.assertEqual(self._asked(), {self.second})

    def test_prices_and_limits_are_those_of_the_lead_s_company(self):
        self.providers[self.third].write(PRICES)
        budget = self.env["llm.budget"]
        budget._set_limit(self.third.id, 0.01)
        leads = {c: self._create_lead(company_id=c.id) for c in self.companies}
        for lead in leads.values():
            lead._queue_automatically()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(leads[self.first].ai_enrichment_status, "completed")
        self.assertEqual(leads[self.second].ai_enrichment_status, "completed")
        self.assertEqual(leads[self.third].ai_failure_type, "over_budget")
        self.assertEqual(self._asked(), {self.first, self.second})
        budget._set_limit(self.third.id, 1000)
        self._as_traveller(leads[self.third]).action_enrich_with_ai()
        cost = self.providers[self.third].request_ids.cost
        self.assertGreater(cost, 0)
        self.assertAlmostEqual(budget._get_spent(self.third.id), cost, 6)
        self.assertFalse(budget._get_spent(self.first.id))

    def test_a_branch_asks_the_vendor_of_the_company_above(self):
        for company in self.branch, self.twig:
            lead = self._create_lead(company_id=company.id)
            lead._queue_automatically()
            self.env["crm.lead"]._cron_enrich_leads()
            self.assertEqual(lead.ai_enrichment_status, "completed", company.name)
            self.assertEqual(self._asked(), {self.second})
            row = self.providers[self.second].request_ids[0]
            self.assertEqual((row.lead_id, row.company_id), (lead, company))

    def test_a_branch_s_own_vendor_comes_first(self):
        own = self._create_provider(
            self.vendor, company_id=self.branch.id, is_default=True
        )
        shared = self._create_provider(self.vendor, is_default=True)
        candidates = self.env["llm.provider"]._get_candidates
        above = self.providers[self.second]
        self.assertEqual(candidates(self.twig).ids, (own + above + shared).ids)
        self.assertEqual(candidates(self.branch).ids, (own + above + shared).ids)
        self.assertEqual(candidates(self.second).ids, (above + shared).ids)
        self.assertNotIn(own, candidates(self.third))

    def test_a_branch_lives_on_the_limit_of_the_company_above(self):
        self.providers[self.second].write(PRICES)
        budget = self.env["llm.budget"]
        budget._set_limit(self.second.id, 1000)
        self._create_lead(company_id=self.twig.id)._enrich_lead()
        cost = self.providers[self.second].request_ids.cost
        self.assertAlmostEqual(budget._get_spent(self.second.id), cost, 6)
        budget._set_limit(self.branch.id, 500)
        self.assertEqual(budget._get_limit(self.twig.id), 500)
        self.assertEqual(budget._get_limit(self.second.id), 1000)
        self.assertFalse(budget._get_limit(self.third.id))
        self._create_lead(company_id=self.twig.id)._enrich_lead()
        self.assertAlmostEqual(budget._get_spent(self.second.id), cost, 6)
        self.assertGreater(budget._get_spent(self.branch.id), 0)

    def test_leads_of_an_archived_company_wait_in_vain_unless_somebody_asked(self):
        automatic, asked = (
            self._create_lead(company_id=self.third.id) for _number in range(2)
        )
        automatic._queue_automatically()
        self._as_traveller(asked).action_score_with_ai()
        self.traveller.company_ids -= self.third
        self.third.active = False
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(automatic.ai_enrichment_status, "pending")
        self.assertEqual(asked.ai_enrichment_status, "completed")
        self.assertEqual(len(self.vendors[self.third].requests), 1)
        self.third.active = True
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(automatic.ai_enrichment_status, "completed")

    def test_people_consent_to_what_the_lead_s_company_asks(self):
        self.first.ai_consent_text = "First may."
        self.third.ai_consent_text = "Third may."
        lead = self._create_lead(company_id=self.third.id)
        here = self._as_traveller(lead)
        self.assertEqual(here.ai_consent_wording, "Third may.")
        here.ai_consent = "given"
        self.assertEqual(lead.ai_consent_text, "Third may.")
        partner = self.env["res.partner"].create({"name": "Ann"})
        self._as_traveller(partner).ai_consent = "given"
        self.assertEqual(partner.ai_consent_text, "First may.")
        values = {"name": "Bob", "company_id": self.third.id, "ai_consent": "given"}
        created = self._as_traveller(self.env["res.partner"]).create(values)
        self.assertEqual(created.ai_consent_text, "Third may.")
