from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestRights(LlmCase):
    def test_an_address_or_a_variable_does_not_come_by_a_default_either(self):
        values = {"name": "Sly", "model_name": "m"}
        sly = {
            "default_api_endpoint": "http://127.0.0.1:1/v1",
            "default_key_variable": "OPENAI_API_KEY",
        }
        for name, value in sly.items():
            context = {name: value}
            providers = self.env["llm.provider"].with_context(**context)
            with self.assertRaises(AccessError):
                providers.with_user(self.manager).create(values)
            found = providers.with_user(self.admin).create(values)
            self.assertEqual(found[name.removeprefix("default_")], value)

    def test_a_manager_copies_no_address_of_an_administrator(self):
        with self.assertRaises(AccessError):
            self.provider.with_user(self.manager).copy()

    def test_others_companies_providers_and_requests_are_hidden(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self._create_provider(self.vendor, company_id=other.id)
        foreign.increment_usage()
        self.provider.increment_usage()
        for user in (self.manager, self.admin):
            providers = self.env["llm.provider"].with_user(user).search([])
            self.assertEqual(providers, self.provider)
            requests = self.env["llm.request"].with_user(user).search([])
            self.assertEqual(requests.provider_id, self.provider)
            with self.assertRaises(AccessError):
                foreign.with_user(user).read(["name"])

    def test_a_lead_uses_the_providers_of_its_company_only(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.provider.company_id = other
        mine = self._create_lead(company_id=self.env.company.id)
        mine._enrich_lead()
        self.assertEqual(mine.ai_failure_type, "no_provider")
        theirs = self._create_lead(company_id=other.id)
        theirs._enrich_lead()
        self.assertEqual(theirs.ai_enrichment_status, "completed")

    def test_a_salesperson_enriches_only_leads_that_he_may_change(self):
        lead = self._create_lead(user_id=self.manager.id)
        with self.assertRaises(AccessError):
            lead.with_user(self.salesman).action_enrich_with_ai()
        with self.assertRaises(AccessError):
            lead.with_user(self.salesman).action_score_with_ai()
        self.assertFalse(self.vendor.requests)

    def test_the_log_can_not_be_changed_by_anyone(self):
        self.provider.increment_usage()
        row = self.provider.request_ids
        for user in (self.salesman, self.manager, self.admin):
            for change in ("write", "unlink"):
                with self.assertRaises(AccessError):
                    row.with_user(user).check_access_rights(change)

    def test_a_key_is_in_no_log_line(self):
        lead = self._create_lead()
        for status in (401, 403, 429, 500):
            self.vendor.fail_with(status, body={"error": "sk-secret-0123456789 is bad"})
            with self.assertLogs("odoo.addons.llm_lead_scoring", 1) as log:
                lead._enrich_lead()
            self.provider.cooldown_until = False
            lead.ai_enrichment_status = False
            self.assertNotIn("sk-secret", "".join(log.output))
            self.assertNotIn("sk-secret", lead.ai_failure_reason)
