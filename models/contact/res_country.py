from odoo import fields, models


class ResCountry(models.Model):
    _inherit = "res.country"

    ai_never_send = fields.Boolean(
        string="Never Send to AI",
        groups="base.group_user",  # countries are open to everybody
        help="No lead from here is sent to an AI vendor, whoever asks.",
    )

    def write(self, vals):
        """Who changed the mark is told, whichever way it was changed."""
        if "ai_never_send" not in vals:
            return super().write(vals)
        before = {country: country.ai_never_send for country in self}
        result = super().write(vals)
        self.env["llm.change"]._note(
            "setting",
            [
                (f"never_send_{country.code}", str(mark), str(country.ai_never_send))
                for country, mark in before.items()
            ],
        )
        return result
