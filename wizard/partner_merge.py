from odoo import models


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        """A contact that is merged from others has refused if one of them did."""
        refused = "refused" in (src_partners + dst_partner).sudo().mapped("ai_consent")
        result = super()._update_values(src_partners, dst_partner)
        if refused and dst_partner.sudo().ai_consent != "refused":
            dst_partner.ai_consent = "refused"
        return result
