from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestDashboard(LlmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([]).unlink()

    def _get_numbers(self):
        return self.env["llm.dashboard"].with_user(self.manager).get_numbers()

    def _tile(self, name):
        return next(t for t in self._get_numbers()["tiles"] if t["name"] == name)

    def test_only_sales_managers_see_it(self):
        with self.assertRaises(AccessError):
            self.env["llm.dashboard"].with_user(self.salesman).get_numbers()

    def test_an_empty_database_has_zeros_and_no_rows(self):
        numbers = self._get_numbers()
        self.assertEqual({tile["count"] for tile in numbers["tiles"]}, {0})
        self.assertEqual(numbers["weeks"], [])
        self.assertEqual(numbers["failures"], [])
        self.assertEqual({row["closed"] for row in numbers["won"]}, {0})

    def test_who_is_left_alone_and_why_is_told_with_the_way_to_mend_it(self):
        self.assertEqual(self._get_numbers()["troubles"], [])
        self.vendor.fail_with(401)
        self._create_lead()._enrich_lead()
        [trouble] = self._get_numbers()["troubles"]
        self.assertIn(f"key of {self.provider.name} was refused", trouble["line"])
        self.assertIn("Next try:", trouble["line"])
        self.assertTrue(trouble["mend"]["action"])
        self.provider.cooldown_until = False
        self.assertEqual(self._get_numbers()["troubles"], [])

    def test_what_is_tried_again_by_itself_is_left_to_it(self):
        self.vendor.fail_with(503)
        self._create_lead()._enrich_lead()
        [trouble] = self._get_numbers()["troubles"]
        self.assertIn("Next try:", trouble["line"])
        self.assertNotIn("Try again", trouble["line"])

    def test_that_nobody_can_be_asked_is_told(self):
        self.provider.active = False
        [trouble] = self._get_numbers()["troubles"]
        self.assertIn("No AI provider", trouble["line"])
        self.assertIn("setup", trouble["mend"]["action"])

    def test_every_number_is_of_the_records_that_it_opens(self):
        leads = self._create_lead() + self._create_lead() + self._create_lead()
        leads[0]._enrich_lead()
        leads[1].write({"ai_enrichment_status": "pending"})
        leads[2]._move("processing")._move("failed", ai_failure_type="error")
        leads[0].with_user(self.manager)._contest_score("They told me otherwise.")
        numbers = self._get_numbers()
        found = [*numbers["tiles"], *numbers["failures"]]
        found += [grade for week in numbers["weeks"] for grade in week["grades"]]
        for number in found:
            records = self.env[number["model"]].with_user(self.manager)
            count = records.search_count(number["domain"])
            self.assertEqual(number["count"], count, number["domain"])
        counts = {tile["name"]: tile["count"] for tile in numbers["tiles"]}
        self.assertEqual(
            counts,
            {"hot": 0, "waiting": 1, "processing": 0, "failed": 1, "contested": 1},
        )
        self.assertEqual(sum(week["total"] for week in numbers["weeks"]), 1)
        self.assertEqual([row["count"] for row in numbers["failures"]], [1])

    def test_weeks_begin_by_the_clock_of_who_reads(self):
        self.env.ref("base.lang_en").week_start = "1"
        week_ago = fields.Date.today() - timedelta(days=7)
        monday = fields.Datetime.to_datetime(
            week_ago - timedelta(days=week_ago.weekday())
        )
        lead = self._create_lead()
        lead._enrich_lead()
        for tz, hours, day in (
            ("Pacific/Auckland", -8, monday),
            ("America/Los_Angeles", 5, monday - timedelta(days=7)),
            ("UTC", 0, monday),
        ):
            lead.sudo().ai_last_enrichment_date = monday + timedelta(hours=hours)
            self.env.flush_all()
            dashboard = self.env["llm.dashboard"].with_user(self.manager)
            [week] = dashboard.with_context(tz=tz).get_numbers()["weeks"]
            self.assertEqual(week["label"], f"{day.day} {day:%b}", tz)
            [number] = [one for one in week["grades"] if one["count"]]
            self.assertEqual(self.env["crm.lead"].search(number["domain"]), lead, tz)

    def test_hot_is_what_nobody_has_touched_for_days(self):
        lead = self._create_lead()
        long_ago = fields.Datetime.now() - timedelta(days=5)
        lead.sudo()._write_rows({lead.id: {"ai_grade": "a"}})
        self.assertEqual(self._tile("hot")["count"], 0)
        lead.date_last_stage_update = long_ago
        self.assertEqual(self._tile("hot")["count"], 1)
        lead.message_post(body="We called", message_type="comment")
        self.assertEqual(self._tile("hot")["count"], 0)

    def test_won_is_told_of_the_closed_leads_of_a_grade(self):
        stage = self.env["crm.stage"].create({"name": "Done", "is_won": True})
        for number in range(3):
            lead = self._create_lead()
            lead.sudo()._write_rows({lead.id: {"ai_grade": "b"}})
            if number:
                lead.stage_id = stage
            else:
                lead.action_set_lost()
        row = next(r for r in self._get_numbers()["won"] if r["grade"] == "B")
        self.assertEqual((row["won"], row["closed"]), (2, 3))

    def test_money_and_providers_are_those_of_the_requests(self):
        self.provider.write({"input_price": 1.0, "output_price": 2.0})
        self._create_lead()._enrich_lead()
        numbers = self._get_numbers()
        request = self.provider.request_ids
        self.assertEqual(numbers["money"]["cost"], request.cost)
        self.assertGreater(request.cost, 0)
        self.assertEqual(numbers["money"]["lead"], request.cost)
        [row] = [r for r in numbers["providers"] if r["name"] == self.provider.name]
        self.assertEqual((row["count"], row["failed"]), (1, 0))

    def test_leads_of_other_companies_are_not_counted(self):
        other = self.env["res.company"].create({"name": "Another"})
        lead = self._create_lead(company_id=other.id)
        lead.sudo()._write_rows({lead.id: {"ai_enrichment_status": "failed"}})
        self.assertEqual(self._tile("failed")["count"], 0)

    def test_more_leads_take_no_more_queries(self):
        self._create_lead()._enrich_lead()
        self._get_numbers()
        with self.assertQueryCount(25):
            self._get_numbers()
