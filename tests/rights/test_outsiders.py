"""What portal users and visitors get of what this addon puts on Odoo's own models.

Another addon (website_crm_partner_assign, for one) may open leads to them.
"""

from email.message import EmailMessage

from odoo.api import call_kw
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.privacy.mixin import STAMPS
from ..common import INQUIRY
from .rights_case import QUIET, RightsCase
from .rights_samples import ARGUMENTS, TAKE_LEAD
from .rights_table import METHODS

ADDON = "llm_lead_scoring"
OUTSIDERS = ("visitor", "portal")


@tagged("post_install", "-at_install")
class TestOutsiders(RightsCase):
    """Leads, as everything else, stand open to the outsiders, to read and to change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_lead(email_from="a@example.com", ai_never_send=False)
        cls.lead.action_enrich_with_ai()
        cls.lead.action_agree_with_ai_score()
        cls.fields = cls._find_ours()
        for model in cls.fields:
            cls._open_to_outsiders(model)

    @classmethod
    def _find_ours(cls):
        """``{model: fields that the addon gives to it}``, of models of others."""
        found = {}
        for model, class_ in cls.env.registry.items():
            is_other = class_._original_module != ADDON
            if is_other and not (class_._abstract or class_._transient):
                fields = cls.env[model]._fields.items()
                found[model] = sorted(n for n, f in fields if ADDON in f._modules)
        return {model: names for model, names in found.items() if names}

    @classmethod
    def _open_to_outsiders(cls, model):
        groups = cls.env.ref("base.group_portal") | cls.env.ref("base.group_public")
        ir_model = cls.env["ir.model"]._get_id(model)
        for group in groups:
            cls.env["ir.model.access"].create(
                {
                    "name": f"open {model}",
                    "model_id": ir_model,
                    "group_id": group.id,
                    "perm_read": True,
                    "perm_write": True,
                    "perm_create": True,
                }
            )
        cls.env["ir.rule"].create(
            {
                "name": f"open {model}",
                "model_id": ir_model,
                "groups": [Command.set(groups.ids)],
                "domain_force": "[(1, '=', 1)]",
            }
        )

    def _record(self, model):
        if model == "crm.lead":
            return self.lead
        return self.env[model].search([], limit=1)

    def _is_open(self, role, record, method, *args, **kwargs):
        """Whether the call is let in; through RPC's door, with nothing cached."""
        self.env.flush_all()
        self.env.invalidate_all()
        model = record.with_env(self.env(user=self.user[role], su=False)).browse()
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger(*QUIET):
                self.answer = call_kw(model, method, list(args), kwargs)
        except AccessError as error:
            self.answer = str(error)
            return False
        finally:
            savepoint.close(rollback=True)
        return True

    def _each(self):
        for role in OUTSIDERS:
            for model, names in self.fields.items():
                yield role, self._record(model), names

    def _assert_refused(self, calls):
        """No call gets through with any field, and all do with a field of Odoo's."""
        open_ = []
        for role, record, names in self._each():
            for method, *args in calls(record.ids, "create_date"):
                self.assertTrue(
                    self._is_open(role, record, method, *args), (role, record, method)
                )
            for name in names:
                open_ += [
                    (role, record, method, name)
                    for method, *args in calls(record.ids, name)
                    if self._is_open(role, record, method, *args)
                ]
        self.assertFalse(open_)

    def test_all_fields_on_models_of_others_are_for_internal_users(self):
        self.assertLessEqual(
            {"crm.lead", "res.partner", "res.users", "res.company", "res.country"},
            self.fields.keys(),
        )
        for role, record, names in self._each():
            user = record.with_user(self.user[role])
            for name in names:
                groups = record._fields[name].groups
                self.assertTrue(groups, f"{record._name}.{name} needs groups")
                self.assertFalse(user.user_has_groups(groups), (record, name))

    def test_no_field_is_listed(self):
        for role, record, names in self._each():
            asked = [*names, "create_date"]
            self.assertTrue(self._is_open(role, record, "fields_get", asked))
            self.assertEqual(set(self.answer), {"create_date"}, (role, record))

    def test_no_field_is_read(self):
        self._assert_refused(
            lambda ids, name: [
                ("read", ids, [name]),
                ("mapped", ids, name),
                ("web_read", ids, {name: {}}),
                ("search_read", [], [name]),
                ("web_search_read", [], {name: {}}),
            ]
        )

    def test_no_field_is_guessed(self):
        """By what is found, in which order, or how it is counted."""
        self._assert_refused(
            lambda ids, name: [
                ("search", [(name, "!=", False)]),
                ("search_count", [(name, "!=", False)]),
                ("name_search", "", [(name, "!=", False)]),
                ("filtered_domain", ids, [(name, "!=", False)]),
            ]
        )

    def test_no_stored_field_is_sorted_or_counted_by(self):
        self.fields = {
            model: [n for n in names if self.env[model]._fields[n].store]
            for model, names in self.fields.items()
        }
        self._assert_refused(
            lambda ids, name: [
                ("search", [], 0, 1, name),
                ("read_group", [(name, "!=", False)], [], []),
                ("read_group", [], [f"counted:count_distinct({name})"], []),
            ]
        )

    def test_no_field_makes_groups(self):
        self.fields = {
            model: [n for n in names if self.env[model]._fields[n].groupable]
            for model, names in self.fields.items()
        }
        self._assert_refused(
            lambda ids, name: [("read_group", [], [], [_group(name)])],
        )

    def test_no_field_is_guessed_by_way_of_another_record(self):
        for role in OUTSIDERS:
            for path in ("partner_id.ai_consent", "country_id.ai_never_send"):
                domain = [(path, "!=", False)]
                self.assertFalse(self._is_open(role, self.lead, "search", domain))
            domain = [("opportunity_ids.ai_grade", "=", "a")]
            partner = self._record("res.partner")
            self.assertFalse(self._is_open(role, partner, "search", domain))

    def test_no_field_is_exported(self):
        group = self.env.ref("base.group_allow_export")
        self.user["portal"].write({"groups_id": [Command.link(group.id)]})
        export = ("portal", self.lead, "export_data", self.lead.ids)
        self.assertTrue(self._is_open(*export, ["name"]))
        for name in self.fields["crm.lead"]:
            self.assertFalse(self._is_open(*export, [name]), name)

    def test_no_field_is_told_by_a_form_that_is_not_saved(self):
        for role in OUTSIDERS:
            args = (self.lead.ids, {"name": "n"}, ["name"], {"name": {}})
            self.assertTrue(self._is_open(role, self.lead, "onchange", *args), role)
            for name in self.fields["crm.lead"]:
                spec = {"name": {}, name: {}}
                args = (self.lead.ids, {"name": "n"}, ["name"], spec)
                if self._is_open(role, self.lead, "onchange", *args):
                    self.assertFalse(self.answer["value"].get(name), (role, name))

    def test_no_field_is_written(self):
        for role, record, names in self._each():
            for name in set(names) - STAMPS:  # these are left out, for everybody
                call = (role, record, "write", record.ids)
                self.assertFalse(self._is_open(*call, {name: False}), (role, name))

    def test_no_field_is_set_on_a_new_lead(self):
        for role in OUTSIDERS:
            for name in self.fields["crm.lead"]:
                values = {"name": "New", name: "pending"}
                call = (role, self.lead, "create")
                self.assertFalse(self._is_open(*call, values), (role, name))
                self.assertIn(name, self.answer)  # it is the field that is refused

    def test_no_enrichment_is_asked_for(self):
        self.lead.description = f"{INQUIRY} And chairs."
        self.vendor.reset()
        waiting = {"ai_enrichment_status": "pending"}
        for role in OUTSIDERS:
            call = (role, self.lead, "write", self.lead.ids)
            self.assertFalse(self._is_open(*call, waiting))
            for name in METHODS:
                full, _bracket, _variant = name.partition("(")
                model, _dot, method = full.rpartition(".")
                if model == "crm.lead":
                    call = (role, self.lead, method, self.lead.ids)
                    self.assertFalse(self._is_open(*call), (role, name))
                elif name in TAKE_LEAD:
                    lead = self.lead.with_env(self.env(user=self.user[role], su=False))
                    service = self.env["llm.service"]
                    args = (lead, *ARGUMENTS.get(name, []))
                    self.assertFalse(self._is_open(role, service, method, *args), name)
        self.assertEqual(self.lead.ai_enrichment_status, "completed")
        self.assertFalse(self.vendor.requests)

    def test_what_they_may_change_is_seen_to_have_changed(self):
        for role in OUTSIDERS:
            self.lead.ai_is_stale = False
            lead = self.lead.with_user(self.user[role])
            lead.write({"expected_revenue": 4000, "priority": "1"})
            self.assertEqual(self.lead.expected_revenue, 4000)
            self.assertTrue(self.lead.ai_is_stale)
            self.assertEqual(self.lead.ai_enrichment_status, "completed")

    def test_their_change_is_judged_where_all_changes_are(self):
        self._set(auto_enrich_enabled=True, auto_enrich_on_update=True)
        lead = self.lead.with_user(self.user["portal"])
        lead.write({"description": "<p>We need two desks.</p>"})
        self.assertEqual(self.lead.ai_enrichment_status, "pending")
        self.assertFalse(self.lead.ai_enrichment_user_id)

    def test_a_mail_of_theirs_sets_and_asks_for_nothing(self):
        for role in OUTSIDERS:
            self.user[role].email = f"{role}@example.com"
            mail = EmailMessage()
            mail["From"], mail["To"] = self.user[role].email, "sales@example.com"
            mail["Subject"], mail["Message-Id"] = "Desks", f"<{role}@example.com>"
            mail.set_content("We need 24 desks. ai_enrichment_status: pending")
            gateway = self.env["mail.thread"]
            lead_id = gateway.message_process("crm.lead", mail.as_bytes())
            lead = self.env["crm.lead"].browse(lead_id)
            self.assertEqual(lead.email_normalized, self.user[role].email)
            stored = [n for n in self.fields["crm.lead"] if lead._fields[n].store]
            self.assertEqual([n for n in stored if lead[n]], ["auto_enrich"])

    def test_no_note_is_read(self):
        notes = self.lead._get_ai_notes()
        self.assertEqual(len(notes), 2)  # of the score, and of the opinion on it
        message = self.lead.message_post(
            body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        for role in OUTSIDERS:
            for note in notes:
                call = (role, note, "read", note.ids)
                self.assertFalse(self._is_open(*call, ["body"]), (role, note.body))
            call = (role, message, "search", [("res_id", "=", self.lead.id)])
            self.assertTrue(self._is_open(*call))
            self.assertFalse(set(self.answer) & set(notes.ids))
        read = ("portal", message, "read", message.ids, ["body"])
        self.assertTrue(self._is_open(*read))

    def test_over_the_wire(self):
        self._enter("portal")
        self.assertTrue(self._is_allowed("portal", "crm.lead", "fields_get"))
        self.assertIn("name", self.answer)
        self.assertFalse(self.answer.keys() & set(self.fields["crm.lead"]))
        self.assertTrue(self._is_allowed("portal", "crm.lead", "search", []))
        self.assertIn(self.lead.id, self.answer)
        search = ("crm.lead", "search", [("ai_grade", "=", "a")])
        self.assertFalse(self._is_allowed("portal", *search))
        ask = ("crm.lead", "action_enrich_with_ai", self.lead.ids)
        self.assertFalse(self._is_allowed("portal", *ask))


def _group(name):
    return "create_date:day" if name == "create_date" else name
