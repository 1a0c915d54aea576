from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestChanges(LlmCase):
    def setUp(self):
        super().setUp()
        self.newest = self.env["llm.change"].search([], limit=1).id

    def _read(self):
        """What was noted since the test began, the oldest first."""
        rows = self.env["llm.change"].search([("id", ">", self.newest)], order="id")
        return [
            tuple(row[n] for n in ("name", "old_value", "new_value")) for row in rows
        ]

    def _newest(self):
        return self.env["llm.change"].search([], limit=1)

    def test_a_setting_saved_on_the_managers_page_is_told(self):
        page = self.env["llm.settings"].with_user(self.manager).create({})
        page.write({"weight_clarity": 55, "keep_content": True})
        page.action_save()
        expected = {
            ("weight_clarity", "40.0", "55.0"),
            ("keep_content", "False", "True"),
        }
        self.assertEqual(set(self._read()), expected)
        self.assertEqual(self._newest().user_id, self.manager)

    def _read_words(self):
        rows = self.env["llm.change"].search([("id", ">", self.newest)], order="id")
        names = ("label", "old_words", "new_words")
        return [tuple(row[n] for n in names) for row in rows.with_user(self.manager)]

    def test_changes_are_told_in_words(self):
        page = self.env["llm.settings"].with_user(self.manager).create({})
        values = {"keep_content": True, "reuse_days": 7, "monthly_limit": 25}
        country = [(4, self.env.ref("base.de").id)]
        page.write({**values, "weight_fit": 12.5, "never_send_country_ids": country})
        page.action_save()
        expected = {
            ("Log What Is Sent", "Off", "On"),
            ("Reuse Answers for", "30 days", "7 days"),
            ("Fit Weight", "0", "12.5"),
            ("Monthly Limit ($)", "$ 0.00", "$ 25.00"),
            ("Never Send: Germany", "Off", "On"),
        }
        self.assertEqual(set(self._read_words()), expected)

    def test_whoever_comes_into_a_group_is_told_in_words(self):
        group = self.env.ref("sales_team.group_sale_manager")
        group.users = [(4, self.salesman.id)]
        label = f"{group.full_name}: {self.salesman.login}"
        self.assertEqual(self._read_words(), [(label, "no member", "member")])

    def test_odd_values_are_told_as_they_are(self):
        self._note("reuse_days", "", "soon")
        self._note("gone_setting", None, "x")
        self._note("never_send_XX", "False", "True")
        expected = [
            ("Reuse Answers for", "", "soon"),
            ("gone_setting", False, "x"),
            ("Never Send: XX", "Off", "On"),
        ]
        self.assertEqual(self._read_words(), expected)

    def _note(self, *change):
        self.env["llm.change"]._note("setting", [change])

    def test_a_setting_saved_in_odoos_settings_is_told(self):
        settings = self.env["res.config.settings"].with_user(self.admin)
        settings.create({"auto_enrich_enabled": True}).execute()
        self.assertEqual(self._read(), [("auto_enrich_enabled", "False", "True")])
        self.assertEqual(self._newest().user_id, self.admin)

    def test_a_setting_stored_past_the_pages_is_told(self):
        parameters = self.env["ir.config_parameter"].with_user(self.admin)
        parameters.set_param("llm_lead_scoring.reuse_days", "7")
        parameters.set_param("llm_lead_scoring.reuse_days", "7")
        parameters.set_param("llm_lead_scoring.reuse_days", "9")
        parameters.set_param("llm_lead_scoring.reuse_days", False)
        parameters.set_param("somebody.else", "1")
        expected = [("30.0", "7"), ("7", "9"), ("9", "30.0")]
        self.assertEqual(self._read(), [("reuse_days", *pair) for pair in expected])

    def test_a_setting_that_is_renamed_is_gone_and_another_is_there(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("llm_lead_scoring.reuse_days", "7")
        self.newest = self._newest().id
        found = parameters.search([("key", "=", "llm_lead_scoring.reuse_days")])
        found.key = "llm_lead_scoring.request_days"
        expected = [("request_days", "365.0", "7"), ("reuse_days", "7", "30.0")]
        self.assertEqual(self._read(), expected)

    def test_what_is_no_setting_of_ours_is_told_without_its_value(self):
        parameters = self.env["ir.config_parameter"]
        for secret in ("hunter2", "hunter3", False):
            parameters.set_param("llm_lead_scoring.some_token", secret)
        self.assertEqual([name for name, *_ in self._read()], ["some_token"] * 3)
        self.assertNotIn("hunter", str(self._read()))

    def test_the_monthly_limit_is_told_to_its_company(self):
        page = self.env["llm.settings"].with_user(self.manager).create({})
        page.monthly_limit = 25
        page.action_save()
        self.assertEqual(self._read(), [("monthly_limit", "0.00", "25.00")])
        self.assertEqual(self._newest().company_id, self.env.company)
        self.env["llm.budget"]._set_limit(self.env.company.id, 30)
        self.assertEqual(self._read()[1:], [("monthly_limit", "25.00", "30.00")])
        other = self.env["res.company"].create({"name": "Other"})
        self.env["llm.budget"]._set_limit(other.id, 5)
        changes = self.env["llm.change"].with_user(self.manager).search([])
        self.assertNotIn(other, changes.company_id)

    def test_countries_never_sent_and_the_wording_of_the_consent_are_told(self):
        country = self.env.ref("base.de")
        page = self.env["llm.settings"].with_user(self.manager).create({})
        page.write({"never_send_country_ids": [(4, country.id)]})
        page.write({"consent_text": "Do you agree?"})
        page.action_save()
        name = f"never_send_{country.code}"
        text = ("ai_consent_text", False, "Do you agree?")
        self.assertEqual(self._read(), [(name, "False", "True"), text])
        self.assertEqual(self._newest().user_id, self.manager)

    def test_holding_money_is_no_change(self):
        self.env["llm.budget"]._set_limit(self.env.company.id, 10)
        self.newest = self._newest().id
        self.env["llm.budget"]._hold(self.env.company.id, [9])  # warns as well
        self.assertFalse(self._read())

    def test_who_comes_and_goes_is_told_once(self):
        group = self.env.ref("sales_team.group_sale_manager")
        users = self.env["res.users"].with_user(self.admin)
        someone = users.browse(self.salesman.id)
        name, login = group.full_name, someone.login
        someone.write({f"in_group_{group.id}": True})
        self.assertEqual(self._read(), [(name, False, login)])
        self.assertEqual(self._newest().user_id, self.admin)
        group.write({"users": [(3, someone.id)]})
        self.assertEqual(self._read()[1:], [(name, login, False)])

    def test_rights_that_come_with_another_group_are_told(self):
        manager = self.env.ref("sales_team.group_sale_manager")
        group = self.env["res.groups"].create({"name": "Chiefs"})
        group.users = self.salesman
        self.assertFalse(self._read())
        group.implied_ids = manager
        expected = (manager.full_name, False, self.salesman.login)
        self.assertEqual(self._read(), [expected])

    def test_new_and_deleted_users_are_told(self):
        group = self.env.ref("base.group_system")
        values = {"name": "New", "login": "new.admin", "groups_id": [(4, group.id)]}
        user = self.env["res.users"].create(values)
        self.assertIn((group.full_name, False, "new.admin"), self._read())
        user.unlink()
        self.assertIn((group.full_name, "new.admin", False), self._read())

    def test_who_is_archived_has_no_rights_any_more(self):
        group = self.env.ref("sales_team.group_sale_manager")
        login = self.manager.login
        self.manager.active = False
        self.assertEqual(self._read(), [(group.full_name, login, False)])
        self.manager.active = True
        self.assertEqual(self._read()[1:], [(group.full_name, False, login)])

    def test_other_groups_and_other_fields_are_not_told(self):
        self.salesman.write({"name": "Renamed"})
        self.salesman.groups_id += self.env.ref("base.group_partner_manager")
        self.assertFalse(self._read())

    def test_a_change_that_fails_leaves_nothing(self):
        with self.assertRaises(AccessError):
            self.salesman.with_user(self.salesman).write(
                {"groups_id": [(4, self.env.ref("base.group_system").id)]}
            )
        self.salesman.groups_id += self.env.ref("sales_team.group_sale_manager")
        self.assertEqual(len(self._read()), 1)

    def test_no_row_is_changed_or_deleted_whoever_asks(self):
        self._set(reuse_days=3)
        for row in (self._newest(), self._newest().with_user(self.admin)):
            with self.assertRaises(AccessError):
                row.write({"new_value": "4"})
            with self.assertRaises(AccessError):
                row.unlink()
