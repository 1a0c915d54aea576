from unittest.mock import patch

from markupsafe import Markup, escape

from odoo.tests import tagged

from ..common import LlmCase

BODY = Markup('<div class="o_llm_note"><p>%s</p></div>')
HOSTILE = "<script>alert(1)</script> 5 < 6 & “so” 🙂"
# Of each message its own.
OWN = {"id", "res_id", "message_id", "date", "create_date", "write_date"}


@tagged("post_install", "-at_install")
class TestNotes(LlmCase):
    """Notes are written past the ORM, as if it had written them."""

    def setUp(self):
        super().setUp()
        self.leads = self._create_lead() + self._create_lead()
        self.bodies = {lead.id: BODY % escape(HOSTILE) for lead in self.leads}

    def _write(self):
        leads = self.env["crm.lead"].sudo()
        before = self.leads.message_ids
        leads._write_notes(self.bodies, leads._get_note_author())
        return (self.leads.message_ids - before).sorted("res_id")

    def _columns(self, message):
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM mail_message WHERE id = %s", [message.id])
        [row] = self.env.cr.dictfetchall()
        return {name: row[name] for name in row.keys() - OWN}

    def test_a_row_is_as_odoo_writes_it(self):
        ours, _other = self._write()
        author = self.env["crm.lead"]._get_note_author()
        del author["reply_to"]
        theirs = self.leads._message_log_batch(bodies=self.bodies, **author)
        self.assertEqual(self._columns(ours), self._columns(theirs[0]))
        self.assertTrue(ours.message_id and ours.date)
        self.assertIn(HOSTILE.partition(" ")[2], Markup(ours.body).striptags())

    def test_each_lead_has_its_own(self):
        notes = self._write()
        self.assertEqual(notes.mapped("res_id"), sorted(self.leads.ids))
        self.assertIn(notes[0], self.leads.browse(notes[0].res_id).message_ids)

    def test_where_other_code_sees_messages_it_sees_ours(self):
        model, seen = self.registry["mail.message"], []
        create = model.create

        def seeing(messages, values_list):
            seen.extend(values_list)
            return create(messages, values_list)

        with patch.object(model, "create", seeing):
            notes = self._write()
        self.assertEqual(len(seen), 2)
        self.assertEqual(len(notes), 2)

    def test_many_take_one_query(self):
        author = self.env["crm.lead"]._get_note_author()
        self._write()
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["crm.lead"]._write_notes(self.bodies, author)
