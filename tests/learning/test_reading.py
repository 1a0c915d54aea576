import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...engine.learning.values import UNKNOWN
from ...models.keys import secret
from .learning_case import LearningCase


@tagged("post_install", "-at_install")
class TestLeadReading(LearningCase):
    """What is read of a lead is what was known of it before its outcome."""

    def _read(self, lead):
        features = self.env["llm.feature"]._get_used()
        self.env.flush_all()
        [read] = self.env["llm.lead.reader"]._read_leads(lead.ids, features)
        names = [feature.name for feature in features]
        return dict(zip(names, read.sample.values, strict=True))

    def _age(self, lead, days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=days), lead.id],
        )
        lead.invalidate_recordset()

    def _say(self, lead, days, author):
        """A mail so many days after the lead came."""
        self.env["mail.message"].create(
            {
                "model": "crm.lead",
                "res_id": lead.id,
                "message_type": "email",
                "author_id": author.id,
                "date": lead.create_date + timedelta(days=days),
            }
        )

    def test_engagement_is_that_of_the_first_days(self):
        lead = self._create_lead()
        customer = self.env["res.partner"].create({"name": "Ann"})
        self._age(lead, 10)
        self._say(lead, 0.25, self.salesman.partner_id)
        for days in (0.5, 1, 5):
            self._say(lead, days, customer)
        values = self._read(lead)
        self.assertEqual(values["inbound"], 2)
        self.assertAlmostEqual(values["response_hours"], 6, 1)

    def test_it_is_unknown_before_they_are_over(self):
        lead = self._create_lead()
        self._age(lead, 2)
        values = self._read(lead)
        self.assertIs(values["inbound"], UNKNOWN)
        self.assertIs(values["response_hours"], UNKNOWN)

    def test_a_lead_closed_within_them_says_nothing_of_engagement(self):
        lead = self._create_lead()
        self._age(lead, 10)
        self._end(lead, False, fields.Datetime.now())
        self.env.cr.execute(
            "UPDATE crm_lead SET date_closed = create_date + INTERVAL '1 day'"
            " WHERE id = %s",
            [lead.id],
        )
        self.assertIs(self._read(lead)["inbound"], UNKNOWN)

    def test_a_chance_is_reckoned_anew_once_they_are_over(self):
        self._close(400)
        lead = self._create_lead(source_id=self.sources[0].id)
        self._age(lead, 2)
        self._learn()
        before = lead.ai_win_date
        self.assertFalse(self._is_due(lead))
        self._age(lead, 4)
        self.env.cr.execute(
            "UPDATE crm_lead SET ai_win_date = ai_win_date - INTERVAL '2 days',"
            " write_date = write_date - INTERVAL '3 days' WHERE id = %s",
            [lead.id],
        )
        lead.invalidate_recordset()
        self.assertTrue(self._is_due(lead))
        self.assertTrue(before)

    def _is_due(self, lead):
        long_ago = fields.Datetime.now() - timedelta(days=99)
        return lead.id in self.env["crm.lead"]._find_to_reckon(self.company, long_ago)

    def test_criteria_are_for_against_or_not_said(self):
        lead = self._create_lead()
        self.assertEqual(self._read(lead)["criteria"], ())
        self._answer(
            budget="against",
            budget_quote="Our budget is 18,000 euros.",
            authority="not_said",
            authority_quote="",
        )
        lead._enrich_lead()
        told = self._read(lead)["criteria"]
        self.assertIn("need:for", told)
        self.assertIn("authority:unsaid", told)
        self.assertEqual(len([code for code in told if code.startswith("budget:")]), 1)

    def test_what_was_found_after_closing_counts_nothing(self):
        lead = self._create_lead()
        lead._enrich_lead()
        lead.action_set_won()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET date_closed = ai_last_enrichment_date -"
            " INTERVAL '1 hour' WHERE id = %s",
            [lead.id],
        )
        values = self._read(lead)
        self.assertEqual((values["criteria"], values["kind"]), ((), None))

    def test_the_score_that_stood_at_closing_is_read(self):
        [lead] = self._close(1)
        self._give(lead, days=2)
        features = self.env["llm.feature"]._get_used()
        [read] = self.env["llm.lead.reader"]._read_leads(lead.ids, features)
        self.assertEqual(read.sample.score, 80)

    def test_what_is_changed_after_closing_is_named_as_a_leak(self):
        leads = self._close(300)
        self.assertNotIn("Expected revenue", self._learn().leak_text or "")
        self.cr.flush()
        for lead in self.env["crm.lead"].browse(leads.ids[:20]):
            lead.expected_revenue = 5000 if lead.active else 10
        self.cr.flush()  # Odoo keeps changes when a request ends
        self.assertIn(
            "Expected revenue: changed after closing", self._learn().leak_text
        )

    def test_what_is_changed_before_closing_is_none(self):
        lead = self._create_lead()
        self.cr.flush()
        lead.expected_revenue = 5000
        self.cr.flush()
        self.env.cr.execute("UPDATE crm_lead SET date_closed = now() + INTERVAL '1h'")
        features = self.env["llm.feature"]._get_used()
        found = self.env["llm.lead.reader"]._read_changed_late(lead.ids, features)
        self.assertEqual(found, {})

    def test_tags_are_those_of_the_beginning(self):
        first, late = self.env["crm.tag"].create([{"name": "First"}, {"name": "Late"}])
        lead = self._create_lead(tag_ids=first.ids)
        old = self._create_lead(tag_ids=first.ids)
        self._age(old, 5)
        self.env["crm.lead"]._keep_first_tags()
        (lead + old).tag_ids = late
        self.env["crm.lead"]._keep_first_tags()
        self.assertEqual(self._read(lead)["tags"], (str(first.id),))
        self.assertEqual(self._read(old)["tags"], (str(late.id),))

    def test_own_fields_of_every_kind_are_learned_from(self):
        kinds = {
            "boolean": True,
            "char": "Large * ",
            "integer": 3,
            "float": 2.5,
            "many2one": self.env.ref("base.be").id,
            "selection": "big",
        }
        with mute_logger(secret.__name__):  # said anew with each loading of models
            for kind in kinds:
                self._add_field(kind)
        leads = self._close(200)
        for kind, value in kinds.items():
            leads.filtered("active")[:40].write({f"x_{kind}": value})
            leads.filtered(lambda lead: not lead.active)[:20].write(
                {f"x_{kind}": value}
            )
        self.env["llm.feature"]._get_used()
        self.env["llm.feature"].search([("is_own", "=", True)]).is_used = True
        values = self._read(leads.filtered("active")[0])
        self.assertEqual(values["x_many2one"], str(kinds["many2one"]))
        self.assertEqual((values["x_boolean"], values["x_char"]), ("yes", "Large *"))
        last = self._learn()
        self.assertIn(last.outcome, ("published", "no_skill"))
        if last.outcome == "published":
            names = json.loads(last.content)["labels"].get("x_many2one", {})
            self.assertEqual(set(names.values()) - {"Belgium"}, set())

    def _add_field(self, kind):
        choices = [(0, 0, {"value": v, "name": v.title()}) for v in ("big", "small")]
        self.env["ir.model.fields"].create(
            {
                "model_id": self.env.ref("crm.model_crm_lead").id,
                "name": f"x_{kind}",
                "field_description": kind,
                "ttype": kind,
                "state": "manual",
                "relation": "res.country" if kind == "many2one" else False,
                "selection_ids": choices if kind == "selection" else [],
            }
        )

    def test_a_choice_that_was_changed_is_read_by_its_key(self):
        reader = self.env["llm.lead.reader"]
        found = reader._find_choice("priority", "Very High")
        self.assertEqual(found, "3")
        self.assertIsNone(reader._find_choice("priority", "Nothing of the kind"))
