from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestNotice(LlmCase):
    """What sales managers hear of a provider that can't be asked."""

    def _get_notices(self, provider=None):
        return self.env["mail.message"].search(
            [
                ("model", "=", "llm.provider"),
                ("res_id", "=", (provider or self.provider).id),
                ("message_type", "=", "user_notification"),
            ],
            order="id",
        )

    def _enrich_after_the_pause(self, count=1):
        self.provider.cooldown_until = False
        leads = self.env["crm.lead"].union(*(self._create_lead() for _ in range(count)))
        leads.write({"ai_enrichment_status": "pending"})
        self.env["crm.lead"]._cron_enrich_requested_leads()
        return leads

    def test_a_refused_key_is_told_once_however_many_leads_meet_it(self):
        self.vendor.fail_with(401)
        for _pass in range(2):
            self._enrich_after_the_pause(count=3)
        notice = self._get_notices()
        self.assertEqual(notice.subject, "Local: Key refused")
        self.assertIn("The key of Local was refused: update it", notice.body)
        self.assertEqual(notice.author_id, self.env.ref("base.partner_root"))
        self.assertIn(self.manager.partner_id, notice.notified_partner_ids)
        self.assertNotIn(self.salesman.partner_id, notice.notified_partner_ids)
        for secret in ("0123456789", "Desks", "6789"):
            self.assertNotIn(secret, notice.subject + notice.body)

    def test_who_asked_for_the_score_is_not_the_author(self):
        self.vendor.fail_with(402)
        lead = self._create_lead(user_id=self.manager.id)
        lead.with_user(self.manager).action_enrich_with_ai()
        notice = self._get_notices()
        self.assertEqual(notice.author_id, self.env.ref("base.partner_root"))
        self.assertIn(self.manager.partner_id, notice.notified_partner_ids)

    def test_once_mended_the_next_trouble_is_told_anew(self):
        def trouble():
            self.vendor.fail_with(401)
            self._enrich_after_the_pause()

        def another_key():
            self.provider.with_user(self.manager).api_key = "sk-another-0123456789"

        def test():
            self.assertTrue(self.provider.action_test_connection())

        def an_answer_after_a_day():
            self.provider.trouble_told_at -= timedelta(days=1, seconds=1)
            self._enrich_lead()

        mends = (another_key, test, an_answer_after_a_day)
        for number, mend in enumerate(mends, 1):
            trouble()
            trouble()
            self.assertEqual(len(self._get_notices()), number, mend.__name__)
            self.vendor.reset()
            mend()
            self.assertFalse(self.provider.trouble_told_at)

    def test_what_comes_and_goes_is_told_once_a_day(self):
        for _time in range(2):
            self.vendor.fail_with(429, {"Retry-After": "7200"})
            self._enrich_after_the_pause()
            self.vendor.reset()
            self._enrich_lead()
        self.assertEqual(len(self._get_notices()), 1)

    def _enrich_lead(self):
        [lead] = self._enrich_after_the_pause()
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_a_short_pause_is_nobodys_trouble(self):
        self.vendor.fail_with(503)
        self._enrich_after_the_pause()
        self.assertTrue(self.provider.cooldown_until)
        self.assertFalse(self._get_notices())

    def test_a_long_pause_is_told_with_its_end(self):
        self.manager.write({"tz": "Asia/Tokyo", "lang": "en_US"})
        self.vendor.fail_with(429, {"Retry-After": "7200"})
        self._enrich_after_the_pause()
        [notice] = self._get_notices().filtered(
            lambda n: self.manager.partner_id in n.notified_partner_ids
        )
        self.assertIn("received too many requests. Next try:", notice.body)
        end = self.provider.cooldown_until + timedelta(hours=9)
        self.assertIn(f"{end:%-I:%M}", notice.body)

    def test_many_short_pauses_in_a_row_are_a_long_one(self):
        self._log_failures(4, minutes_ago=40)
        self.vendor.fail_with(503)
        self._enrich_after_the_pause()
        [notice] = self._get_notices()
        self.assertIn("Local is overloaded. Next try:", notice.body)

    def test_who_answered_meanwhile_is_in_no_long_trouble(self):
        self._log_failures(9, minutes_ago=40)
        self.provider.increment_usage()
        self.vendor.fail_with(503)
        self._enrich_after_the_pause()
        self.assertFalse(self._get_notices())

    def _log_failures(self, count, minutes_ago):
        for _number in range(count):
            self.provider.increment_usage(success=False)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE llm_request SET sent_at = %s WHERE provider_id = %s",
            [fields.Datetime.now() - timedelta(minutes=minutes_ago), self.provider.id],
        )
        self.env.invalidate_all()

    def test_managers_of_other_companies_hear_only_of_what_all_share(self):
        company = self.env["res.company"].create({"name": "Another"})
        stranger = mail_new_test_user(
            self.env,
            "llm_stranger",
            groups="sales_team.group_sale_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertIn(stranger, self.provider._get_managers())
        self.provider.company_id = self.env.company
        managers = self.provider._get_managers()
        self.assertIn(self.manager, managers)
        self.assertNotIn(stranger, managers)
        self.provider.company_id = company
        managers = self.provider._get_managers()
        self.assertEqual(managers & (stranger + self.manager), stranger)

    def test_each_reads_it_in_his_own_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"].search(
            [("name", "=", "llm_lead_scoring")]
        )._update_translations(["de_DE"])
        self.manager.lang = "de_DE"
        self.vendor.fail_with(401)
        self._enrich_after_the_pause()
        german, english = (
            self._get_notices().filtered(
                lambda n, user=user: user.partner_id in n.notified_partner_ids
            )
            for user in (self.manager, self.admin)
        )
        self.assertIn("Schlüssel", german.body)
        self.assertIn("The key of Local was refused", english.body)

    def test_leads_without_trouble_cost_no_query(self):
        with self.assertQueryCount(0):
            self.env["crm.lead"]._tell_troubles([])

    @mute_logger("odoo.addons.llm_lead_scoring.models.queue.store")
    def test_what_is_stored_stays_where_nobody_can_be_told(self):
        name = [("module", "=", "sales_team"), ("name", "=", "group_sale_manager")]
        self.env["ir.model.data"].search(name).name = "gone"
        self.vendor.fail_with(401)
        [lead] = self._enrich_after_the_pause()
        self.assertEqual(lead.ai_failure_type, "key_refused")
        self.assertEqual(len(self.provider.request_ids), 1)
        self.assertFalse(self._get_notices())
        self.assertFalse(self.provider.trouble_told_at)
