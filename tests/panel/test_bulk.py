from datetime import timedelta
from unittest.mock import patch

from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import config

from ...engine.tests import lead_reader
from ...wizard import llm_bulk_estimate
from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestBulk(LlmCase):
    """A selection is scored: seen first, then paid for, then watched."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.write({"input_price": 2.0, "output_price": 8.0})
        cls.leads = cls.env["crm.lead"].concat(
            *[cls._create_lead(user_id=cls.salesman.id) for _ in range(6)]
        )

    def _open(self, leads=None, user=None):
        leads = (leads or self.leads).with_user(user or self.salesman)
        action = leads.action_score_selection()
        return leads.env[action["res_model"]].browse(action["res_id"])

    def _run(self, bulk):
        """What the browser does where no job works through the queue."""
        progress = bulk.get_progress()
        for _round in range(len(bulk.queued_ids)):
            if progress["waiting"]:
                progress = bulk.get_progress()
        return progress

    def test_what_it_takes_is_seen_before_anything_is_paid(self):
        scored, forbidden, won, waiting, silent = self.leads[:5]
        scored._enrich_lead()
        forbidden.ai_never_send = True
        won.action_set_won()
        waiting.ai_enrichment_status = "pending"
        silent.write({"description": False})
        sent = len(self.vendor.requests)
        bulk = self._open()
        self.assertEqual(bulk.count, 6)
        self.assertEqual(bulk.count_forbidden, 1)
        self.assertEqual(bulk.count_closed, 1)
        self.assertEqual(bulk.count_waiting, 1)
        self.assertEqual(bulk.count_unchanged, 1)
        self.assertEqual(bulk.count_chosen, 3)
        self.assertEqual(len(self.vendor.requests), sent)
        chosen = scored + silent + self.leads[5]
        self.assertEqual(set(bulk._get_chosen()), set(chosen.ids))
        won._enrich_lead()
        self.assertEqual(self._open().count_unchanged, 1, "skipped ones are not told")

    def test_while_everybody_is_left_alone_it_takes_as_long(self):
        self.provider.cooldown_until = fields.Datetime.now() + timedelta(hours=2)
        self.assertEqual(self._open().duration, "about 2.0 h")

    def test_the_price_is_near_what_it_then_costs(self):
        self.leads[0]._enrich_lead()
        others = self.leads[1:]
        bulk = self._open(others)
        guess = llm_bulk_estimate.estimate(bulk, 5, 0)["cost"]
        bulk.action_start()
        cost = self._run(bulk)["cost"]
        self.assertGreater(cost, 0)
        self.assertLess(abs(guess - cost) / cost, 0.2)

    def test_where_nothing_was_asked_before_a_price_is_guessed(self):
        guess = llm_bulk_estimate.estimate(self._open(), 6, 0)["cost"]
        self.assertGreater(guess, 0)
        free = llm_bulk_estimate.estimate(self._open(), 6, 6)["cost"]
        self.assertEqual(free, 0)

    def test_a_guess_says_that_it_is_one(self):
        bulk = self._open()
        self.assertIn("A guess: small-model has scored nothing here", bulk.basis)
        self.leads[0]._enrich_lead()
        bulk = self._open(self.leads[1:])
        self.assertEqual(bulk.basis, "By the last answers of small-model (1).")
        bulk = self._open(self.leads[0])
        self.assertFalse(bulk.basis, "nobody is asked, so nothing is guessed")

    def test_without_prices_no_price_is_shown(self):
        self.provider.write({"input_price": 0, "output_price": 0})
        self.assertIn("no prices", self._open().cost)
        self.leads[0]._enrich_lead()
        self.assertEqual(self._open(self.leads[0]).cost, "less than $ 0.01")

    def test_unchanged_leads_are_paid_for_only_if_ticked(self):
        self.leads._enrich_lead()
        sent = len(self.vendor.requests)
        bulk = self._open()
        self.assertEqual(bulk.count_unchanged, 6)
        bulk.action_start()
        self._run(bulk)
        self.assertEqual(len(self.vendor.requests), sent)
        bulk = self._open()
        bulk.with_unchanged = True
        bulk.action_start()
        self._run(bulk)
        self.assertEqual(len(self.vendor.requests), sent + 6)

    def test_won_and_lost_ones_are_scored_only_if_ticked(self):
        won, lost = self.leads[:2]
        won.action_set_won()
        lost.action_set_lost()
        bulk = self._open()
        bulk.action_start()
        self.assertFalse(set((won + lost).ids) & set(bulk.queued_ids))
        bulk = self._open(won + lost)
        with Form(bulk) as form:
            self.assertFalse(form.count_chosen)
            form.with_closed = True
            self.assertEqual(form.count_chosen, 2)
        bulk.action_start()
        self.assertEqual(self._run(bulk)["done"], 2)

    def test_progress_tells_what_is_done_and_what_failed(self):
        bulk = self._open()
        bulk.action_start()
        self.assertEqual(bulk.progress["waiting"], 6)
        self.vendor.fail_with(401)
        progress = self._run(bulk)
        self.assertEqual((progress["total"], progress["failed"]), (6, 6))
        self.assertEqual(sum(count for _name, count in progress["reasons"]), 6)
        domain = bulk.action_open_failed()["domain"]
        failed = self.env["crm.lead"].search(domain)
        self.assertEqual(failed, self.leads.sorted())

    def test_failed_ones_are_tried_again(self):
        bulk = self._open()
        bulk.action_start()
        self.vendor.fail_with(400)
        self._run(bulk)
        self.vendor.answer_with(lead_reader.read)
        self.provider.cooldown_until = False
        bulk.action_retry()
        progress = self._run(bulk)
        self.assertEqual((progress["done"], progress["failed"]), (6, 0))

    def test_stopping_leaves_those_alone_that_wait(self):
        bulk = self._open()
        bulk.action_start()
        bulk.get_progress()
        bulk.action_stop()
        progress = bulk.get_progress()
        self.assertFalse(progress["waiting"])
        self.assertLess(progress["total"], 6)
        self.assertEqual(len(self.vendor.requests), progress["total"])
        self.assertNotIn("pending", self.leads.mapped("ai_enrichment_status"))

    def test_stopping_ends_also_what_a_job_has_taken(self):
        bulk = self._open()
        bulk.action_start()
        self.env["crm.lead"]._claim_pending(4)
        bulk.action_stop()
        self.assertEqual(set(self.leads.mapped("ai_enrichment_status")), {False})
        self.assertFalse(bulk.get_progress()["waiting"])

    def test_what_was_stopped_on_its_way_is_in_the_cost(self):
        bulk = self._open()
        bulk.action_start()
        sent = self.env["crm.lead"]._claim_pending(6)
        bulk.action_stop()
        sent[0]._enrich_lead()
        progress = bulk.get_progress()
        self.assertEqual(progress["total"], 0)
        self.assertGreater(progress["cost"], 0)

    def test_where_a_job_works_the_window_only_looks(self):
        bulk = self._open()
        bulk.action_start()
        with patch.dict(config.options, {"max_cron_threads": 2}):
            bulk.get_progress()
        self.assertFalse(self.vendor.requests)

    def test_while_nobody_is_asked_it_says_why_and_until_when(self):
        bulk = self._open()
        bulk.action_start()
        with patch.dict(config.options, {"max_cron_threads": 2}):
            self.assertFalse(bulk.get_progress()["pause"])
            self.vendor.fail_with(401)
            self._create_lead()._enrich_lead()
            told = bulk.get_progress()["pause"]
        self.assertIn(self.manager.name, told)
        self.assertIn("Next try:", told)

    def test_a_manager_chooses_who_is_asked_first(self):
        other = self._create_provider(self.vendor, name="Other", model_name="big-model")
        bulk = self._open(user=self.manager)
        self.assertEqual(bulk.provider_id, self.provider)
        bulk.provider_id = other
        bulk.action_start()
        self._run(bulk)
        models = {request.body["model"] for request in self.vendor.requests}
        self.assertEqual(models, {"big-model"})

    def test_a_salesperson_chooses_no_provider(self):
        bulk = self._open()
        with self.assertRaises(AccessError):
            bulk.write({"provider_id": self.provider.id})

    def test_without_a_provider_it_says_whom_to_ask(self):
        self.provider.active = False
        bulk = self._open()
        self.assertIn(self.manager.name, bulk.obstacle)
        with self.assertRaisesRegex(UserError, "not set up yet"):
            bulk.action_start()

    def test_what_is_not_read_is_taken_to_be_like_the_rest(self):
        self.leads._enrich_lead()
        with patch.object(llm_bulk_estimate, "MOST_READ", 3):
            self.assertEqual(self._open().count_unchanged, 6)

    def test_the_button_is_there_beside_the_header_of_another_addon(self):
        """As crm_iap_mine brings one; the browser shows the last header only."""
        button = '<button name="action_set_lost" type="object" string="Lost"/>'
        for xmlid in ("crm.crm_case_tree_view_leads", "crm.crm_case_tree_view_oppor"):
            view = self.env.ref(xmlid)
            self.env["ir.ui.view"].create(
                {
                    "name": "another",
                    "model": "crm.lead",
                    "inherit_id": view.id,
                    "arch": f"<tree position='inside'><header>{button}</header></tree>",
                }
            )
            arch = etree.fromstring(
                self.env["crm.lead"].get_view(view.id, "tree")["arch"]
            )
            [header] = arch.findall("header")
            names = {found.get("name") for found in header}
            self.assertLessEqual({"action_score_selection", "action_set_lost"}, names)

    def test_nobody_scores_leads_that_are_not_his(self):
        self.leads[0].user_id = self.manager
        with self.assertRaises(AccessError):
            self._open()
