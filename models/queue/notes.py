from odoo import api, models
from odoo.tools import generate_tracking_message_id

from ..log_access import log_access
from .rows import storable


class CrmLead(models.Model):
    """Notes on many leads -> their chatter, in one statement.

    Past the ORM, which parses each note twice and takes longer than all else about a
    lead. Where other code has a hand in how messages are created, they come by it.
    """

    _inherit = "crm.lead"

    @api.model
    def _get_note_author(self):
        """Whose notes ours are; looked up once for thousands of them."""
        author_id, email_from = self._message_compute_author(raise_on_email=False)
        reply_to = self.env["mail.thread"]._notify_get_reply_to(default=email_from)
        return {
            "author_id": author_id,
            "email_from": email_from,
            "reply_to": reply_to[False],
        }

    @api.model
    def _write_notes(self, bodies, author):
        """Leave an internal note on each of some leads.

        :param bodies: ``{lead id: Markup}``, in which all that is not ours is escaped.
        :param author: as :meth:`_get_note_author` gives it.
        """
        if not bodies:
            return
        if self._is_creation_changed():
            author = {n: author[n] for n in ("author_id", "email_from")}
            self.browse(bodies)._message_log_batch(bodies=bodies, **author)
            return
        self._insert_notes(bodies, self._prepare_note_columns(author))

    @api.model
    def _is_creation_changed(self):
        """A module, or a rule of automation, sees every message as it is created."""
        classes = type(self.env["mail.message"]).mro()
        first = next(cls for cls in classes if "create" in vars(cls))
        return not first.__module__.startswith("odoo.addons.mail.")

    @api.model
    def _prepare_note_columns(self, author):
        """What ``_message_log_batch`` gives all notes, and the defaults of the rest."""
        messages, xmlids = self.env["mail.message"].sudo(), self.env["ir.model.data"]
        values = messages._add_missing_default_values(
            {
                **author,
                "model": self._name,
                "message_type": "notification",
                "message_id": generate_tracking_message_id("message-notify"),
                "subtype_id": xmlids._xmlid_to_res_id("mail.mt_note"),
                "is_internal": True,
                "email_add_signature": False,
                **log_access(self.env),
            }
        )
        return {
            name: field.convert_to_column(values[name], messages)
            for name, field in messages._fields.items()
            if name in values and field.store and field.column_type
        }

    @api.model
    def _insert_notes(self, bodies, columns):
        columns = {n: v for n, v in columns.items() if n not in ("res_id", "body")}
        names = ("res_id", "body", *columns)
        shared = tuple(columns.values())
        # Only names of fields stand in the text of the statement.
        created = self.env.cr.execute_values(
            f"INSERT INTO mail_message ({', '.join(names)}) VALUES %s RETURNING id",  # noqa: S608
            [(lead_id, storable(body), *shared) for lead_id, body in bodies.items()],
            fetch=True,
        )
        self.browse(bodies).invalidate_recordset(["message_ids"])
        messages = self.env["mail.message"].sudo().browse(row[0] for row in created)
        messages.modified(names, create=True)
