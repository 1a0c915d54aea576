from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestPanelQueries(LlmCase):
    """What the panel adds to the opening of a form."""

    def test_a_form_opens_with_at_most_two_queries_more(self):
        """In each state, as a salesperson and as a manager."""
        for user in self.salesman, self.manager:
            for name, bring_about in self._states().items():
                self.lead = self._create_lead(user_id=self.salesman.id)
                bring_about()
                # As the browser asks, which names a time zone.
                lead = self.lead.with_user(user).with_context(tz="Europe/Berlin")
                self.assertLessEqual(self._count_more(lead), 2, (user.login, name))

    def _states(self):
        """``{what a lead is called: what makes a new one so}``."""
        return {
            "new": lambda: None,
            "waiting": lambda: self.lead.write({"ai_enrichment_status": "pending"}),
            "waiting for later": self._fail_and_wait,
            "working": lambda: self.lead._move("processing"),
            "failed": self._fail,
            "scored": lambda: self.lead._enrich_lead(),
            "marked": self._mark,
            "forbidden": lambda: self.lead.write({"ai_never_send": True}),
        }

    def _fail(self):
        self.vendor.fail_with(401)
        self.lead._enrich_lead()
        self.vendor.reset()
        self.provider.cooldown_until = False

    def _fail_and_wait(self):
        self._fail()
        later = fields.Datetime.now() + timedelta(hours=1)
        self.lead.ai_enrichment_status = "pending"
        self.lead.ai_enrichment_next_attempt = later

    def _mark(self):
        self.lead._enrich_lead()
        self.lead.with_user(self.manager)._override_score(91, "I know them")
        self.lead.with_user(self.salesman)._contest_score("They bought before")
        self.lead.with_user(self.salesman).expected_revenue = 100

    def _count_more(self, lead):
        view = lead.get_view(self.env.ref("crm.crm_lead_view_form").id, "form")
        names = set(view["models"]["crm.lead"])
        ours = {n for n in names if "llm_lead_scoring" in lead._fields[n]._modules}
        self.assertIn("ai_panel", ours)
        without = self._count_queries(lead, dict.fromkeys(names - ours, {}))
        with_ours = self._count_queries(lead, dict.fromkeys(names, {}))
        return with_ours - without

    def _count_queries(self, lead, specification):
        lead.web_read(specification)  # what is cached for good
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        lead.web_read(specification)
        return self.env.cr.sql_log_count - before
