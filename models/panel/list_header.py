from odoo import api, models


class CrmLead(models.Model):
    """Lists of leads have one header, however many addons bring one."""

    _inherit = "crm.lead"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """The browser shows the buttons of the last header only: one holds them all."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "tree":
            first, *others = arch.findall("header") or [None]
            for header in others:
                first.extend(list(header))
                header.getparent().remove(header)
        return arch, view
