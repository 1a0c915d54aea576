from odoo import fields, models


class ResCountry(models.Model):
    _inherit = "res.country"

    ai_never_send = fields.Boolean(
        string="Never Send to AI",
        groups="base.group_user",
        help="No lead from here is sent to an AI vendor, whoever asks.",
    )
