from odoo import _, api, models
from odoo.exceptions import AccessError

from .crm_lead import OUTCOME_FIELDS, QUEUE_FIELDS, REQUEST_FIELDS
from .review import REVIEW_FIELDS
from .win import WIN_FIELDS

# What only enrichment writes, and the buttons for contesting and overriding.
GUARDED_FIELDS = (
    *OUTCOME_FIELDS,
    *QUEUE_FIELDS,
    *REVIEW_FIELDS,
    *WIN_FIELDS,
    "ai_is_not_learned",
    "ai_left_out",
    "ai_first_tags",
    "ai_is_suspicious",
    "ai_facts_date",
)


class CrmLead(models.Model):
    """A score is never written by hand: not by import, RPC or another's default."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        # Defaults come with the caller's context, and from what users have set.
        given = {n: v for n, v in self.default_get(GUARDED_FIELDS).items() if v}
        for vals in vals_list:
            self._check_untouched({**given, **vals})
        return super().create(vals_list)

    def write(self, vals):
        self._check_untouched(vals)
        return super().write(vals)

    @api.model
    def _check_untouched(self, vals):
        """Writing Waiting, and nothing else of the queue, asks for an enrichment."""
        if self.env.su:
            return
        self._check_insider(vals)
        touched = vals.keys() & set(GUARDED_FIELDS)
        if vals.get("ai_enrichment_status") == "pending":
            touched -= REQUEST_FIELDS
        if touched:
            raise AccessError(
                _("AI scores and what was said of them can't be written by hand.")
            )

    @api.model
    def _check_insider(self, vals):
        """Nor by outsiders at all: Odoo's own create() asks for no field's groups."""
        ours = [
            name
            for name, field in self._fields.items()
            if name in vals and "llm_lead_scoring" in field._modules
        ]
        if ours:
            self.check_field_access_rights("write", ours)
