"""Live chat, the mail plug-in, events and mailings: leads come in, nothing goes out."""

from odoo.tests import tagged

from ..common import INQUIRY
from .neighbour_case import MARK, NeighbourCase


@tagged("post_install", "-at_install")
class TestLiveChat(NeighbourCase):
    ADDON = "crm_livechat"

    def _create_channel(self, user):
        return self.env["discuss.channel"].create(
            {
                "name": "Chat",
                "channel_type": "livechat",
                "livechat_operator_id": user.id,
            }
        )

    def test_a_chatbot_sets_and_asks_for_nothing(self):
        bot = self.env["chatbot.script"].create({"title": "Bot"})
        step = self.env["chatbot.script.step"].create(
            {"chatbot_script_id": bot.id, "step_type": "create_lead"}
        )
        channel = self._create_channel(self.salesman.partner_id)
        for login in ("base.public_user", None):
            user = self.env.ref(login) if login else self.reseller
            step.with_user(user).sudo()._process_step_create_lead(channel)
            domain = [("name", "=", "Bot's New Lead")]
            lead = self.env["crm.lead"].search(domain, order="id desc", limit=1)
            self.assertEqual(len(lead), 1)
            self._assert_nothing_of_ours(lead)

    def test_an_operator_s_command_sets_and_asks_for_nothing(self):
        channel = self._create_channel(self.salesman.partner_id)
        operated = channel.with_user(self.salesman).sudo()
        lead = operated._convert_visitor_to_lead(
            self.salesman.partner_id, "/lead Desks"
        )
        self._assert_nothing_of_ours(lead)


@tagged("post_install", "-at_install")
class TestMailPlugin(NeighbourCase):
    ADDON = "crm_mail_plugin"

    def setUp(self):
        super().setUp()
        keys = self.env["res.users.apikeys"].with_user(self.salesman)
        key = keys._generate("odoo.plugin.outlook", "plug-in")
        self.opener.headers["Authorization"] = f"Bearer {key}"

    def test_the_plug_in_is_told_of_leads_and_nothing_of_ours(self):
        partner = self.env["res.partner"].create({"name": "Ann"})
        lead = self._create_marked_lead(partner_id=partner.id)
        lead.user_id = self.salesman
        text = self._call("/mail_plugin/partner/get", partner_id=partner.id)
        self.assertIn("Desks", text)
        self.assertNotIn(MARK, text)
        self.assertNotIn('"ai_', text)

    def test_a_lead_from_a_mail_sets_and_asks_for_nothing(self):
        partner = self.env["res.partner"].create({"name": "Ann"})
        text = self._call(
            "/mail_plugin/lead/create",
            partner_id=partner.id,
            email_body=INQUIRY,
            email_subject="Desks",
        )
        self.assertIn("lead_id", text)
        lead = self.env["crm.lead"].search([("partner_id", "=", partner.id)])
        self._assert_nothing_of_ours(lead)


@tagged("post_install", "-at_install")
class TestEvents(NeighbourCase):
    ADDON = "event_crm"

    def test_a_registration_sets_and_asks_for_nothing(self):
        self.env["event.lead.rule"].create(
            {"name": "All", "lead_creation_trigger": "create"}
        )
        values = {"name": "Fair", "date_begin": "2999-01-01", "date_end": "2999-01-02"}
        event = self.env["event.event"].create(values)
        visitor = self.env.ref("base.public_user")
        registrations = self.env["event.registration"].with_user(visitor).sudo()
        registration = registrations.create(
            {"event_id": event.id, "name": "Ann", "email": "ann@example.com"}
        )
        lead = registration.lead_ids
        self.assertEqual(len(lead), 1)
        self._assert_nothing_of_ours(lead)
        registration.write({"phone": "+32 2 555 12 12"})
        self.assertFalse(lead.ai_enrichment_status)


@tagged("post_install", "-at_install")
class TestMailing(NeighbourCase):
    ADDON = "mass_mailing_crm"

    def test_a_mailing_to_leads_tells_nothing_of_ours(self):
        lead = self._create_marked_lead(email_from="ann@example.com")
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "News",
                "body_html": "<p>Hello</p>",
                "mailing_model_id": self.env["ir.model"]._get_id("crm.lead"),
                "mailing_domain": [("id", "=", lead.id)],
                "keep_archives": True,
            }
        )
        mailing.action_send_mail()
        mail = self.env["mail.mail"].search([("mailing_id", "=", mailing.id)])
        self.assertEqual(len(mail), 1)
        self.assertNotIn(MARK, str(mail.body_html) + str(mail.headers))
        self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertFalse(self.vendor.requests)
