import base64
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...engine.learning import points
from ...models.keys import secret
from ...models.learning import cron
from .learning_case import LearningCase


@tagged("post_install", "-at_install")
class TestLearning(LearningCase):
    def test_open_leads_get_a_chance_with_reasons_that_add_up(self):
        self._close(400)
        referral = self._create_lead(source_id=self.sources[0].id)
        search = self._create_lead(source_id=self.sources[1].id)
        self.assertEqual(self._learn().outcome, "published")
        self.assertTrue(60 < referral.ai_win_chance < 90, referral.ai_win_chance)
        self.assertTrue(10 < search.ai_win_chance < 40, search.ai_win_chance)
        told = json.loads(referral.ai_win_reasons)
        shown = sum(line[-1] for line in told["for"] + told["against"])
        self.assertAlmostEqual(told["base"] + shown + told["rest"], told["total"], 1)
        self.assertAlmostEqual(
            100 * points.chance_of(told["total"]), referral.ai_win_chance, 1
        )
        self.assertEqual(told["for"][0][:3], ["source", None, "Learned referral"])
        self.assertIn("Learned referral", referral.ai_win_explanation)

    def test_no_skill_takes_the_chance_away(self):
        self._close(400)
        lead = self._create_lead(source_id=self.sources[0].id)
        self._learn()
        self.assertTrue(lead.ai_win_date)
        used = self.env["llm.feature"].search([("name", "=", "source")])
        used.is_used = False
        self.assertEqual(self._learn().outcome, "no_skill")
        self.assertFalse(lead.ai_win_date or lead.ai_win_chance)

    def test_few_leads_all_lost_or_none_say_what_is_lacking(self):
        last = self._learn()
        self.assertEqual(last.outcome, "too_few")
        leads = self._close(120)
        leads.filtered("active").write({"active": False, "probability": 0})
        last = self._learn()
        self.assertEqual((last.outcome, last.won), ("too_few", 0))

    def test_stage_that_is_no_longer_won_opens_its_leads(self):
        self._close(200)
        self.won_stage.is_won = False
        self.assertEqual(self._learn().won, 0)

    def test_what_a_lead_was_at_creation_counts(self):
        lead = self._create_lead(expected_revenue=100, team_id=False)
        self.cr.flush()
        for revenue in (5000, 9000):
            lead.expected_revenue = revenue
            self.cr.flush()
        features = self.env["llm.feature"]._get_used()
        [read] = self.env["llm.lead.reader"]._read_leads(lead.ids, features)
        values = dict(zip([f.name for f in features], read.sample.values, strict=True))
        self.assertEqual(values["revenue"], 100)

    def test_what_the_message_said_counts(self):
        lead = self._create_lead()
        lead._enrich_lead()
        features = self.env["llm.feature"]._get_used()
        [read] = self.env["llm.lead.reader"]._read_leads(lead.ids, features)
        values = dict(zip([f.name for f in features], read.sample.values, strict=True))
        self.assertIn("budget:for", values["criteria"])
        self.assertEqual(values["kind"], "inquiry")

    def test_values_are_read_in_a_constant_number_of_queries(self):
        leads = self._close(60)
        features = self.env["llm.feature"]._get_used()
        reader = self.env["llm.lead.reader"]
        self.env.flush_all()
        for ids in (leads.ids[:1], leads.ids):
            with self.assertQueryCount(3):
                self.assertEqual(len(list(reader._read_leads(ids, features))), len(ids))

    def test_lost_reason_without_a_lesson_is_left_out(self):
        leads = self._close(200)
        before = self._learn().lost
        reason = self.env["crm.lost.reason"].create(
            {"name": "Spam", "ai_is_not_learned": True}
        )
        lost = leads.filtered(lambda lead: not lead.active)[:5]
        lost.lost_reason_id = reason
        self.assertEqual(self._learn().lost, before - 5)

    def test_erased_contact_is_learned_from_no_more(self):
        partner = self.env["res.partner"].create({"name": "Ann"})
        leads = self._close(200)
        leads[0].partner_id = partner
        last = self._learn()
        partner.with_user(self.manager)._erase_ai_data(False)
        after = self._learn()
        self.assertEqual(after.won + after.lost, last.won + last.lost - 1)

    def test_out_of_time_tries_half_of_the_leads_next(self):
        self._close(200)
        with mute_logger(cron.__name__):
            self.trainings._train_company(self.company, lambda: True)
        last = self.trainings._search_last(self.company, None, [])
        self.assertEqual(last.outcome, "out_of_time")
        self.assertEqual(last.most_leads, cron.MOST_LEADS // 2)
        self.assertTrue(self.trainings._is_due(self.company))
        self.assertEqual(self._learn().outcome, "published")

    def test_job_trains_once_a_week(self):
        self.trainings._cron_learn()
        count = self.trainings.search_count([])
        self.trainings._cron_learn()
        self.assertEqual(self.trainings.search_count([]), count)

    def test_team_has_its_own_where_that_is_better(self):
        team = self.env["crm.team"].create({"name": "Odd ones"})
        self._close(600)
        self._close(400, referrals_win=False, team_id=team.id)
        self._learn()
        self.assertTrue(self.trainings._get_current(self.company, team))

    def test_own_fields_are_off_until_switched_on(self):
        with mute_logger(secret.__name__):  # said anew with each loading of models
            self.env["ir.model.fields"].create(
                {
                    "model_id": self.env.ref("crm.model_crm_lead").id,
                    "name": "x_size",
                    "field_description": "Size",
                    "ttype": "integer",
                    "state": "manual",
                }
            )
        names = [f.name for f in self.env["llm.feature"]._get_used()]
        self.assertNotIn("x_size", names)
        switch = self.env["llm.feature"].search([("name", "=", "x_size")])
        switch.with_user(self.manager).is_used = True
        names = [f.name for f in self.env["llm.feature"]._get_used()]
        self.assertIn("x_size", names)
        self._close(200)
        self.assertIn(self._learn().outcome, ("published", "no_skill"))

    def test_points_are_exported_for_a_spreadsheet(self):
        self.sources[0].name = "=1+1"
        self._close(400)
        last = self._learn().with_user(self.manager)
        lines = base64.b64decode(last.points_csv).decode().splitlines()
        self.assertEqual(lines[0], "feature,level,points")
        self.assertTrue([line for line in lines if line.startswith("Source,'=1+1,")])
        action = last.action_export_points()
        self.assertIn(f"/{last.id}/points_csv/", action["url"])

    def test_chance_is_never_written_by_hand(self):
        lead = self._create_lead()
        for values in ({"ai_win_chance": 99}, {"ai_win_date": fields.Datetime.now()}):
            with self.assertRaises(AccessError):
                lead.with_user(self.salesman).write(values)

    def test_trainings_stay_as_they_are(self):
        last = self._learn()
        with self.assertRaises(AccessError):
            last.won = 5

    def test_saving_a_lead_costs_nothing(self):
        self._close(200)
        lead = self._create_lead(source_id=self.sources[0].id)
        self._learn()
        before = lead.ai_win_date
        lead.source_id = self.sources[1]
        self.env.flush_all()
        self.assertEqual(lead.ai_win_date, before)
        self.env.cr.execute(
            """UPDATE crm_lead SET write_date = ai_win_date + INTERVAL '1s'
               WHERE id = %s""",
            [lead.id],
        )
        self.env["crm.lead"]._reckon_chances(self.company, lambda: False)
        lead.invalidate_recordset()
        self.assertLess(lead.ai_win_chance, 50)


@tagged("post_install", "-at_install")
class TestScoreHistory(LearningCase):
    def _rows(self, lead):
        return self.env["llm.score.history"].search([("lead_id", "=", lead.id)])

    def test_each_change_of_a_score_leaves_a_row(self):
        lead = self._create_lead()
        lead.action_enrich_with_ai()
        self.assertEqual(len(self._rows(lead)), 1)
        row = self._rows(lead)
        self.assertEqual(row.score, lead.ai_probability_score)
        self.assertEqual(row.model_name, "small-model")
        self.env["llm.score.history"]._keep(lead.ids)
        self.assertEqual(len(self._rows(lead)), 1)
        self._answer(need="not_said", need_quote="")
        lead.description = "<p>We need nothing. Call me by 1 March.</p>"
        lead.action_enrich_anew()
        self.assertEqual(len(self._rows(lead)), 2)

    def test_a_row_is_left_where_rules_of_automation_watch_leads(self):
        lead = self._create_lead()
        self.patch(type(lead), "_is_watched", lambda records: True)
        lead.action_enrich_with_ai()
        self.assertEqual(self._rows(lead).score, lead.ai_probability_score)

    def test_the_trend_is_told_from_the_rows(self):
        lead = self._create_lead()
        lead._enrich_lead()
        first = lead.ai_probability_score
        self._answer(need="not_said", need_quote="")
        for _time in range(2):
            lead.action_enrich_anew()
        [_last, before] = self._rows(lead)
        told = lead._get_outcome()["previous"]
        self.assertEqual(told["score"], first)
        self.assertEqual(told["date"], fields.Datetime.to_string(before.date))

    def test_rows_go_with_their_lead_and_when_it_is_erased(self):
        lead, other = self._create_lead(), self._create_lead()
        (lead + other)._enrich_lead()
        self.assertTrue(self._rows(lead) and self._rows(other))
        other._erase_ai_data()
        self.assertFalse(self._rows(other))
        rows = self._rows(lead)
        lead.unlink()
        self.assertFalse(rows.exists())

    def test_rows_stay_as_they_are(self):
        lead = self._create_lead()
        lead._enrich_lead()
        with self.assertRaises(AccessError):
            self._rows(lead).score = 1
        with self.assertRaises(AccessError):
            self._rows(lead).unlink()
        self.assertLess(self._rows(lead).date, fields.Datetime.now() + timedelta(1))
