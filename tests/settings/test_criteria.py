import json
from functools import partial

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...engine.scoring.criteria import AGAINST, quote_key
from ...engine.settings import CRITERIA
from ..common import LlmCase


class CriteriaCase(LlmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.criteria = cls.env["llm.criterion"].with_user(cls.manager)

    def _create(self, **values):
        return self.criteria.create(
            {"name": "in Benelux", "question": "whether in Benelux", **values}
        )

    def _assert_refused(self, action, words):
        with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
            action()
        self.assertIn(words, str(caught.exception))


@tagged("post_install", "-at_install")
class TestCriteria(CriteriaCase):
    def test_the_default_rows_are_those_of_the_engine(self):
        found = self.criteria._get_criteria(self.env.company.id)
        self.assertEqual(found, CRITERIA)

    def test_a_key_is_made_from_the_name(self):
        for name, expected in (
            ("in Benelux?", "in_benelux"),
            ("in Benelux", "in_benelux_2"),
            ("Öffentlicher Träger", "offentlicher_trager"),
            ("予算", "criterion"),
            ("Kind", "kind_2"),
            ("need?", "need_2"),
        ):
            with self.subTest(name):
                self.assertEqual(self._create(name=name).key, expected)

    def test_criteria_that_come_together_have_keys_of_their_own(self):
        names = ("予算", "業種", "مستشفى", "20 employees", "Hotel", "Hôtel")
        rows = [{"name": name, "question": "whether"} for name in names]
        found = self.criteria.create([*rows[:5], {**rows[5], "key": "hotel"}])
        keys = "criterion criterion_2 criterion_3 criterion_4 hotel_2 hotel"
        self.assertEqual(found.mapped("key"), keys.split())

    def test_a_name_of_another_language_changes_no_key(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        own = self._create()
        own.with_context(lang="fr_FR").name = "au Benelux"
        self.assertEqual(own.key, "in_benelux")
        for lang, name in (("fr_FR", "au Benelux"), ("en_US", "in Benelux")):
            self.assertEqual(self.criteria._get_names(lang)[own.key], name)

    def test_an_archived_criterion_that_comes_back_counts_as_active(self):
        own = self._create()
        own.active = False
        for number in range(12 - len(CRITERIA)):
            self._create(name=f"own {number}")
        words = "At most 12 criteria may be active"
        self._assert_refused(lambda: own.write({"active": True}), words)

    def test_what_no_request_could_carry_is_refused(self):
        for values, words in (
            ({"points": 0}, "Points are from 1 to 100"),
            ({"points": 101}, "Points are from 1 to 100"),
            ({"question": "x" * 201}, "at most 200 characters"),
            ({"question": "?!"}, "needs words"),
            ({"key": "budget"}, "There is a criterion “budget” already"),
            ({"key": "In Benelux"}, "begins with a letter"),
            ({"key": "summary"}, "begins with a letter"),
            ({"floor_amount": -1}, "can't be negative"),
            ({"floor_amount": 9, "floor_currency_id": False}, "needs its currency"),
        ):
            with self.subTest(values):
                self._assert_refused(partial(self._create, **values), words)

    def test_a_name_is_given_once(self):
        own = self._create(company_id=self.env.company.id)
        words = "There is a criterion “in Benelux” already"
        self._assert_refused(self._create, words)
        self._assert_refused(lambda: self._create(name=" In  BENELUX "), "already")
        other = self._create(name="in Spain")
        self._assert_refused(lambda: other.write({"name": "in Benelux"}), words)
        own.active = False
        twin = self._create()
        self._assert_refused(lambda: own.write({"active": True}), words)
        twin.unlink()
        own.active = True

    def test_other_companies_have_names_of_their_own(self):
        company = self.env["res.company"].create({"name": "Another"})
        every = self.env["llm.criterion"]
        rows = {"name": "in Benelux", "question": "whether in Benelux"}
        own = every.create({**rows, "company_id": self.env.company.id})
        other = every.create({**rows, "company_id": company.id})
        self._assert_refused(lambda: other.write({"company_id": False}), "already")
        self._assert_refused(
            lambda: other.write({"company_id": own.company_id.id}), "already"
        )

    def test_an_import_is_told_which_name_is_there_already(self):
        rows = [["in Benelux", "whether in Benelux"]] * 2
        told = self.criteria.load(["name", "question"], rows)
        self.assertFalse(told["ids"])
        [message] = [m for m in told["messages"] if m["type"] == "error"]
        self.assertIn("There is a criterion “in Benelux” already", message["message"])

    def test_a_name_is_given_once_in_each_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        own = self._create()
        own.update_field_translations("name", {"fr_FR": "au Benelux"})
        french = self.criteria.with_context(lang="fr_FR")
        rows = {"name": "au Benelux", "question": "whether"}
        self._assert_refused(lambda: french.create(rows), "« au Benelux »")
        other = self._create(name="in Spain")
        translate = partial(other.update_field_translations, "name")
        self._assert_refused(lambda: translate({"fr_FR": "Au benelux"}), "benelux")
        translate({"fr_FR": "en Espagne"})

    def test_a_key_of_an_archived_criterion_is_still_taken(self):
        self._create(key="benelux").active = False
        self._assert_refused(lambda: self._create(key="benelux"), "already")

    def test_at_least_one_stays_active(self):
        every = self.criteria.search([])
        (every - every[0]).active = False
        words = "At least one criterion must be active"
        self._assert_refused(lambda: every[0].write({"active": False}), words)
        self._assert_refused(every[0].unlink, words)

    def test_a_default_row_is_archived_where_it_is_deleted(self):
        budget = self.env.ref("llm_lead_scoring.criterion_budget")
        own = self._create()
        (budget + own).with_user(self.manager).unlink()
        self.assertEqual((budget.exists(), own.exists()), (budget, own.browse()))
        found = self.criteria._get_criteria(self.env.company.id)
        self.assertEqual(found, tuple(c for c in CRITERIA if c.key != "budget"))
        self._assert_refused(lambda: self._create(key="budget"), "already")

    def test_at_most_twelve_are_active_for_a_company(self):
        company = self.env.company.id
        for number in range(12 - len(CRITERIA)):
            self._create(name=f"own {number}", company_id=company)
        words = "At most 12 criteria may be active"
        self._assert_refused(lambda: self._create(company_id=company), words)
        self._assert_refused(lambda: self._create(company_id=False), words)
        other = self.env["res.company"].create({"name": "Other"})
        self.env["llm.criterion"].create(
            {"name": "x", "question": "x", "company_id": other.id}
        )

    def test_each_company_has_its_own_beside_the_shared_ones(self):
        other = self.env["res.company"].create({"name": "Other"})
        own = self._create(company_id=self.env.company.id)
        ours = self.criteria._get_criteria(self.env.company.id)
        self.assertEqual([c.key for c in ours][-1], own.key)
        self.assertEqual(self.criteria._get_criteria(other.id), CRITERIA)

    def test_a_change_holds_at_once(self):
        budget = self.env.ref("llm_lead_scoring.criterion_budget")
        self.criteria._get_criteria(self.env.company.id)
        budget.with_user(self.manager).points = 40
        found = self.criteria._get_criteria(self.env.company.id)
        self.assertIn(("budget", 40), [(c.key, c.points) for c in found])

    def test_salespeople_may_not_see_them(self):
        with self.assertRaises(AccessError):
            self.criteria.with_user(self.salesman).search([])


@tagged("post_install", "-at_install")
class TestForAndAgainst(CriteriaCase):
    def _reasons(self, lead, part="clarity"):
        parts = json.loads(lead.ai_enrichment_data)["parts"]
        return {r["code"]: r for r in parts[part]["reasons"]}

    def _enrich(self, description, **quotes):
        lead = self._create_lead(description=f"<p>{description}</p>")
        self._answer(**quotes)
        lead.with_user(self.salesman).action_enrich_with_ai()
        self.assertEqual(lead.ai_enrichment_status, "completed")
        return lead.with_user(self.salesman)

    def test_each_criterion_for_and_against_from_answer_to_form_note_and_api(self):
        for criterion in CRITERIA:
            for is_against in (False, True):
                with self.subTest(criterion.key, is_against=is_against):
                    self._check(criterion, is_against)

    def _check(self, criterion, is_against):
        words = "to the director by May"  # who decides, and when
        if criterion.key == "budget":
            words += " on the budget"
        nothing = dict.fromkeys([c.key for c in CRITERIA], "")
        told = f"{AGAINST}: {words}" if is_against else words
        quotes = {**nothing, criterion.key: told}
        lead = self._enrich(f"We wrote {words} in spring.", **quotes)
        reason = self._reasons(lead)[criterion.key]
        self.assertEqual(reason["quote"], words)
        points = 0 if is_against else criterion.points
        self.assertEqual((reason["points"], lead.ai_clarity_score), (points, points))
        reasons = [r for part in lead.ai_panel["parts"] for r in part["reasons"]]
        stances = {r["stance"] for r in reasons if r["quote"] == words}
        self.assertEqual(stances, {"against" if is_against else "for"})
        shown = str(lead.ai_explanation)
        self.assertEqual("against:" in shown, is_against)
        self.assertIn(words, shown)
        note = lead.message_ids.filtered(lambda m: "o_llm_note" in m.body)[:1].body
        self.assertEqual("Speaks against it" in note, is_against)
        clarity = self.env["llm.service"].analyze_requirement_clarity(lead)
        missing = [text for text in clarity["missing_info"] if words in text]
        self.assertEqual(bool(missing), is_against)
        self.assertEqual(words in clarity["key_points"], not is_against)

    def test_nothing_needed_bounds_clarity(self):
        lead = self._enrich(
            "We wanted 24 desks by 1 March for 18,000 euros. I decide. Send a quote. "
            "We no longer need them."
        )
        self.assertEqual(lead.ai_clarity_score, 20)
        self.assertIn("We no longer need them", lead.ai_explanation)

    def test_a_budget_below_the_floor_speaks_against(self):
        budget = self.env.ref("llm_lead_scoring.criterion_budget")
        euro = self.env.ref("base.EUR")
        for floor, points in ((20_000, 0), (18_000, 15)):
            budget.write({"floor_amount": floor, "floor_currency_id": euro.id})
            lead = self._enrich("We need 24 desks by May. Our budget is 18,000 euros.")
            self.assertEqual(self._reasons(lead)["budget"]["points"], points)

    def test_adding_a_criterion_touches_no_python(self):
        own = self._create(points=40)
        self._set(weight_fit=100.0)
        key = quote_key(own.key)
        lead = self._enrich("We need 24 desks in Ghent.", **{key: "in Ghent"})
        self.assertIn(own.question, self.vendor.requests[0].system)
        self.assertEqual(lead.ai_fit_score, 100)
        self.assertEqual(self._reasons(lead, "fit")[own.key]["quote"], "in Ghent")
        self.assertIn("In Benelux", lead.ai_explanation)
        outcome = json.loads(lead.ai_enrichment_data)
        self.assertEqual(lead._recompute_score(outcome), lead.ai_probability_score)

    def test_without_own_criteria_there_is_no_fit(self):
        lead = self._enrich("We need 24 desks in Ghent.")
        self.assertNotIn("fit", json.loads(lead.ai_enrichment_data)["parts"])
        self.env.cr.execute("SELECT ai_fit_score FROM crm_lead WHERE id=%s", [lead.id])
        self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_a_change_of_criteria_asks_anew(self):
        lead = self._enrich("We need 24 desks in Ghent.")
        lead.action_enrich_with_ai()
        self.assertEqual(len(self.vendor.requests), 1)
        self._create()
        self._answer(**{quote_key("in_benelux"): ""})
        lead.action_enrich_with_ai()
        self.assertEqual(len(self.vendor.requests), 2)

    def test_a_lead_without_words_has_a_score_and_no_grade(self):
        lead = self._create_lead(description=False)
        lead.with_user(self.salesman).action_enrich_with_ai()
        self.assertFalse(lead.ai_grade)
        scores = (lead.ai_completeness_score, lead.ai_engagement_score)
        self.assertAlmostEqual(lead.ai_probability_score, sum(scores) / 2, 1)
        note = lead.message_ids.filtered(lambda m: "o_llm_note" in m.body).body
        self.assertIn("Scored without its words", note)
