import json
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, TransactionCase
from odoo.tools import config

from odoo.addons.mail.tests.common import mail_new_test_user

from ..engine.tests import lead_reader
from ..engine.tests.fake_vendor import FakeVendor

INQUIRY = (
    "<p>We need 24 height-adjustable desks by 1 March. Our budget is 18,000 euros. "
    "I decide on it myself. Please send a quote.</p>"
)


def unlimited_passes():
    """A patcher: a pass ends when its work is done, on a machine of any speed."""
    return patch.dict(config.options, {"limit_time_real_cron": 0})


class LlmCase(TransactionCase):
    """A sales team and a vendor on 127.0.0.1.

    - ``salesman`` sees his own and unassigned leads, ``manager`` is a sales manager,
      ``admin`` an administrator;
    - ``provider`` asks ``vendor``, which reads leads by rules;
    - automatic enrichment is off, as after installing.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(unlimited_passes())
        cls.env["llm.provider"].search([]).unlink()
        cls.vendor = FakeVendor(lead_reader.read).start()
        cls.addClassCleanup(cls.vendor.stop)
        cls.salesman = mail_new_test_user(
            cls.env, "llm_salesman", groups="sales_team.group_sale_salesman"
        )
        cls.manager = mail_new_test_user(
            cls.env, "llm_manager", groups="sales_team.group_sale_manager"
        )
        cls.admin = mail_new_test_user(
            cls.env,
            "llm_admin",
            groups="base.group_system,sales_team.group_sale_manager",
        )
        cls.provider = cls._create_provider(cls.vendor)

    def setUp(self):
        super().setUp()
        self.vendor.reset()
        self.vendor.answer_with(lead_reader.read)

    @classmethod
    def _create_provider(cls, vendor, **values):
        return cls.env["llm.provider"].create(
            {
                "name": "Local",
                "provider_type": "custom",
                "model_name": "small-model",
                "api_key": "sk-secret-0123456789",
                "api_endpoint": f"{vendor.url}/v1",
                "company_id": False,
                **values,
            }
        )

    @classmethod
    def _create_lead(cls, **values):
        return cls.env["crm.lead"].create(
            {"name": "Desks", "description": INQUIRY, "user_id": False, **values}
        )

    def _answer(self, **changes):
        """Let the vendor answer as usual, but with ``changes``."""
        self.vendor.answer_with(
            lambda record: json.dumps(
                lead_reader.content(lead_reader.message_of(record), **changes)
            )
        )

    def _set(self, **settings):
        parameters = self.env["ir.config_parameter"]
        for name, value in settings.items():
            parameters.set_param(f"llm_lead_scoring.{name}", repr(value))

    def _message(self, lead, days_ago, author=None, **values):
        return self.env["mail.message"].create(
            {
                "model": "crm.lead",
                "res_id": lead.id,
                "message_type": "comment" if author else "email",
                "subtype_id": self.env.ref("mail.mt_comment").id,
                "author_id": author.partner_id.id if author else False,
                "date": fields.Datetime.now() - timedelta(days=days_ago),
                "body": "<p>Words</p>",
                **values,
            }
        )


class BrowserCase(HttpCase):
    """A window of the usual size, and all the time that a busy machine takes."""

    browser_size = "1366,768"

    def browser_js(self, *args, timeout=600, **kwargs):
        return super().browser_js(*args, timeout=timeout, **kwargs)
