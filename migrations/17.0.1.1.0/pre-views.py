"""The form is one view now: what extended its old shape would not find its place."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    xmlid = "llm_lead_scoring.crm_lead_view_form_review"
    view = env.ref(xmlid, raise_if_not_found=False)
    if view:
        view.unlink()
