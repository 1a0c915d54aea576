from odoo import fields, models


class CrmLostReason(models.Model):
    _inherit = "crm.lost.reason"

    ai_is_not_learned = fields.Boolean(
        string="No Lesson for AI",
        groups="base.group_user",
        help="Leads lost for this reason, say as spam or as duplicates, tell nothing "
        "of who buys: the chance to win isn't learned from them.",
    )
