from odoo import models


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = ["res.config.settings", "llm.settings.mixin"]

    def get_values(self):
        return {**super().get_values(), **self._read_llm_settings()}

    def set_values(self):
        result = super().set_values()
        self._write_llm_settings()
        return result
