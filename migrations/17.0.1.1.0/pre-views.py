"""Views have another shape: what extended the old one would not find its place."""


def migrate(cr, version):
    cr.execute(
        """DELETE FROM ir_ui_view WHERE id IN (
               SELECT res_id FROM ir_model_data
               WHERE module = 'llm_lead_scoring' AND model = 'ir.ui.view'
                 AND name LIKE 'crm_lead_view_%_review')"""
    )
    cr.execute(
        """DELETE FROM ir_model_data
           WHERE module = 'llm_lead_scoring' AND model = 'ir.ui.view'
             AND name LIKE 'crm_lead_view_%_review'"""
    )
