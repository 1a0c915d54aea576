from odoo import api, fields, models


class CrmLead(models.Model):
    """Leads that tell nothing of who buys: archived, not lost; copied from another."""

    _inherit = "crm.lead"

    @api.returns("self", lambda lead: lead.id)
    def copy(self, default=None):
        lead = super().copy(default)
        lead.sudo()._leave_out("copied")
        return lead

    def action_set_lost(self, **additional_values):
        # Odoo archives what is lost: its own button tells one from the other.
        leads = self.with_context(llm_is_lost=True)
        result = super(CrmLead, leads).action_set_lost(**additional_values)
        self.sudo()._take_back()
        return result

    def toggle_active(self):
        archived = self.filtered("active").sudo()
        result = super().toggle_active()
        (self.sudo() - archived)._take_back()
        if not self.env.context.get("llm_is_lost"):
            archived._leave_out("archived")
        return result

    def _leave_out(self, why):
        self.filtered(lambda lead: not lead.ai_left_out).ai_left_out = why

    def _take_back(self):
        """What was archived is in use again, or lost after all."""
        self.filtered(lambda lead: lead.ai_left_out == "archived").ai_left_out = False


class CrmLostReason(models.Model):
    _inherit = "crm.lost.reason"

    ai_is_not_learned = fields.Boolean(
        string="No Lesson for AI",
        groups="base.group_user",
        help="Leads lost for this reason, say as spam or as duplicates, tell nothing "
        "of who buys: the chance to win isn't learned from them.",
    )
