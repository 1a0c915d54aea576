import dataclasses

from odoo import _, api, fields, models

from ...engine.settings import Settings
from ..settings.settings_mixin import is_on

DEFAULTS = {field.name: field.default for field in dataclasses.fields(Settings)}
NEVER_SEND = "never_send_"


class LlmChange(models.Model):
    """A change as people tell it: what, from what, to what."""

    _inherit = "llm.change"

    label = fields.Char(string="What", compute="_compute_words")
    old_words = fields.Char(string="From", compute="_compute_words")
    new_words = fields.Char(string="To", compute="_compute_words")

    @api.depends("kind", "name", "old_value", "new_value")
    @api.depends_context("lang")
    def _compute_words(self):
        for change in self:
            values = change.old_value, change.new_value
            if change.kind == "right":
                [login] = filter(None, values)
                change.label = f"{change.name}: {login}"
                words = [_("member") if value else _("no member") for value in values]
            else:
                change.label = change._get_label()
                words = [change._tell(value) for value in values]
            change.old_words, change.new_words = words

    def _get_label(self):
        """What the setting is called on the page where it is changed."""
        model = "llm.settings.mixin"
        if self.name in self.env[model]._fields:
            return self.env["ir.model.fields"].get_field_string(model)[self.name]
        if self.name == "ai_consent_text":
            company = self.env["ir.model.fields"].get_field_string("res.company")
            return company[self.name]
        if self.name.startswith(NEVER_SEND):
            return _("Never Send: %s", self._get_country())
        return self.name

    def _get_country(self):
        code = self.name.removeprefix(NEVER_SEND)
        country = self.env["res.country"].search([("code", "=", code)], limit=1)
        return country.name or code

    def _tell(self, value):
        """A stored text as the page shows it."""
        default = DEFAULTS.get(self.name)
        if self.name.startswith(NEVER_SEND) or isinstance(default, bool):
            return _("On") if is_on(value or "") else _("Off")
        if self.kind == "limit":
            return f"$ {value}"
        if isinstance(default, float) and value:
            return self._tell_number(value)
        field = self.env["llm.settings.mixin"]._fields.get(self.name)
        if field and field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return value

    def _tell_number(self, value):
        try:
            number = f"{float(value):g}"
        except ValueError:
            return value
        return _("%s days", number) if self.name.endswith("_days") else number
