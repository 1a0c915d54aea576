from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.learning import cron
from .learning_case import LearningCase


@tagged("post_install", "-at_install")
class TestGrading(LearningCase):
    """Grades follow the score, or the chance where that proved better."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.closed = cls._close(400)
        cls.leads = cls.env["crm.lead"].browse()
        for source in cls.sources:
            cls.leads |= cls._create_lead(source_id=source.id)
        cls.leads._enrich_lead()
        cls.scored = cls.leads.mapped("ai_grade")

    def _grades(self):
        return self.leads.mapped("ai_grade")

    def _choose(self, choice):
        page = self.env["llm.settings"].with_user(self.manager).create({})
        page.grade_choice = choice
        page.action_save()

    def _changes(self):
        rows = self.env["llm.change"].search([("name", "like", "grade_")], order="id")
        return [(row.name, row.old_value, row.new_value) for row in rows]

    def test_the_default_follows_the_score(self):
        self._learn()
        self.assertEqual(self._grades(), self.scored)
        self.assertEqual(self.leads.mapped("ai_win_grade"), ["a", "d"])
        self.assertEqual(self.company.ai_grade_follows or "score", "score")

    def test_it_changes_when_the_chance_was_better_in_two_trainings_running(self):
        self._give(self.closed)  # scores that tell nothing
        self.assertEqual(self._learn().better, "chance")
        self.assertEqual(self._grades(), self.scored)
        self._learn()
        self.assertEqual(self._grades(), ["a", "d"])
        self.assertEqual(self._changes(), [("grade_follows", "score", "chance")])
        page = self.env["llm.accuracy"].create({})
        page._fill()
        self.assertIn("two trainings running", page.grade_text)
        change = self.env["llm.change"].search([("name", "=", "grade_follows")])
        self.assertEqual((change.old_words, change.new_words),
                         ("AI Score", "Chance to Win"))  # fmt: skip

    def test_one_training_between_breaks_the_run(self):
        verdicts = ["chance", "score", "chance", False, "chance"]
        for better in verdicts:
            self._add_training(better)
            self.assertEqual(self.trainings._find_better(self.company), "score")
        with mute_logger(cron.__name__):
            self.trainings._train_company(self.company, lambda: True)
        self._add_training("chance")
        self.assertEqual(self.trainings._find_better(self.company), "chance")
        self._add_training("score")
        self.assertEqual(self.trainings._find_better(self.company), "chance")
        self._add_training("score")
        self.assertEqual(self.trainings._find_better(self.company), "score")

    def _add_training(self, better):
        values = {"company_id": self.company.id, "outcome": "published"}
        self.trainings.create({**values, "better": better})

    def test_a_better_score_keeps_the_default(self):
        leads = self.closed
        self._give(leads)
        self.env.cr.execute(
            """UPDATE llm_score_history
               SET score = CASE WHEN lead.active THEN 90 ELSE 10 END
               FROM crm_lead lead WHERE lead.id = lead_id AND lead_id = ANY(%s)""",
            [leads.ids],
        )
        for _training in range(2):
            self.assertEqual(self._learn().better, "score")
        self.assertEqual(self._grades(), self.scored)

    def test_a_manager_s_choice_holds_at_once_and_is_never_changed(self):
        self._give(self.closed)
        self._learn()
        self._choose("chance")
        self.assertEqual(self._grades(), ["a", "d"])
        self._choose("score")
        self.assertEqual(self._grades(), self.scored)
        self._learn()
        self._learn()
        self.assertEqual(self._grades(), self.scored)
        self._choose("proven")
        self.assertEqual(self._grades(), ["a", "d"])

    def test_a_choice_is_told_in_the_log_of_changes(self):
        self._learn()
        self._choose("chance")
        self._choose("chance")
        self.assertEqual(
            self._changes(),
            [
                ("grade_choice", "proven", "chance"),
                ("grade_follows", "score", "chance"),
            ],
        )

    def test_a_new_score_leaves_a_grade_that_follows_the_chance(self):
        self._learn()
        self._choose("chance")
        self.leads._enrich_lead(insists=True)
        self.assertEqual(self._grades(), ["a", "d"])
        history = self.env["llm.score.history"]
        last = history.search([("lead_id", "=", self.leads[0].id)], limit=1)
        self.assertEqual(last.grade, "a")

    def test_without_a_chance_the_score_grades(self):
        self._learn()
        self._choose("chance")
        self.env["llm.feature"].search([("name", "=", "source")]).is_used = False
        self.assertEqual(self._learn().outcome, "no_skill")
        self.assertEqual(self._grades(), self.scored)
        self.assertFalse(any(self.leads.mapped("ai_win_grade")))

    def test_closed_leads_keep_the_grade_that_they_had(self):
        closed = self.leads[1]
        closed.action_set_won()
        before = closed.ai_grade
        self._learn()
        self._choose("chance")
        self.assertEqual(closed.ai_grade, before)

    def test_leads_without_a_score_have_no_grade(self):
        unscored = self._create_lead(source_id=self.sources[0].id)
        self._learn()
        self._choose("chance")
        self.assertFalse(unscored.ai_grade)
        self.assertEqual(unscored.ai_win_grade, "a")

    def test_grading_anew_takes_as_many_queries_for_one_lead_as_for_many(self):
        self._learn()
        for leads in (self.leads[:1], self.leads):
            self.env.flush_all()
            with self.assertQueryCount(2):
                self.env["crm.lead"]._grade("lead.id = ANY(%s)", leads.ids)

    def test_it_is_chosen_for_one_company(self):
        other = self.env["res.company"].create({"name": "Others"})
        self._choose("chance")
        self.assertEqual(self.company.ai_grade_choice, "chance")
        self.assertFalse(other.ai_grade_choice)

    def test_salespeople_choose_nothing(self):
        with self.assertRaises(AccessError):
            self.company.with_user(self.salesman).ai_grade_choice = "chance"
