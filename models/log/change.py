import dataclasses

from odoo import _, api, fields, models, tools
from odoo.exceptions import AccessError

from ...engine.settings import Settings
from ..settings.settings_mixin import PREFIX

# The settings whose values are shown, and what holds where nothing is stored. Of other
# parameters with our prefix only the change is told: nobody knows what they hold.
SHOWN = {
    "queue_job_places": "",
    **{field.name: repr(field.default) for field in dataclasses.fields(Settings)},
}


class LlmChange(models.Model):
    """Who changed a setting or a right that matters here, when, and how.

    Rows are only ever added, by the code below. Providers keep their own history.
    """

    _name = "llm.change"
    _description = "AI Lead Scoring Change"
    _order = "id desc"
    _rec_name = "name"

    changed_at = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        readonly=True,
        ondelete="set null",
        default=lambda self: self.env.uid,
    )
    kind = fields.Selection(
        [("setting", "Setting"), ("limit", "Monthly Limit"), ("right", "Right")],
        required=True,
        readonly=True,
    )
    name = fields.Char(
        string="Technical Name",
        required=True,
        readonly=True,
        help="The technical name of a setting, or the group of a right.",
    )
    old_value = fields.Char(string="Before", readonly=True)
    new_value = fields.Char(string="After", readonly=True)
    company_id = fields.Many2one(
        "res.company",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="Empty where the change concerns every company.",
    )

    def write(self, vals):
        if self:
            raise AccessError(_("This log can't be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(_("This log can't be changed."))

    @api.model
    def _note(self, kind, changes, company=None):
        """Add a row for each of ``changes``: (name, before, after) as texts."""
        rows = [
            {
                "kind": kind,
                "name": name,
                "old_value": before,
                "new_value": after,
                "company_id": company and company.id,
            }
            for name, before, after in changes
            if before != after
        ]
        # Newer code on a database that was not upgraded yet has no table.
        if rows and tools.table_exists(self.env.cr, self._table):
            self.sudo().create(rows)

    @api.model
    def _note_settings(self, before, after):
        """What differs between two ``{name: stored text}``; missing is the default."""
        names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
        self._note(
            "setting", [_shown(n, before.get(n), after.get(n)) for n in sorted(names)]
        )


def _shown(name, before, after):
    """A change as it is told: what was no change to anybody is none here."""
    if name not in SHOWN:
        return name, before and "…", after and _("changed")
    default = SHOWN[name]
    return name, *(default if text is None else text for text in (before, after))


class IrConfigParameter(models.Model):
    """Settings leave a trace, whichever way they are stored."""

    _inherit = "ir.config_parameter"

    @api.model_create_multi
    def create(self, vals_list):
        parameters = super().create(vals_list)
        self.env["llm.change"]._note_settings({}, parameters._get_llm_values())
        return parameters

    def write(self, vals):
        before = self._get_llm_values()
        result = super().write(vals)
        self.env["llm.change"]._note_settings(before, self._get_llm_values())
        return result

    def unlink(self):
        before = self._get_llm_values()
        result = super().unlink()
        self.env["llm.change"]._note_settings(before, {})
        return result

    def _get_llm_values(self):
        """``{name: value}`` of those of ``self`` that are ours."""
        return {
            parameter.key.removeprefix(PREFIX): parameter.value
            for parameter in self
            if parameter.key.startswith(PREFIX)
        }


class LlmBudget(models.Model):
    _inherit = "llm.budget"

    @api.model_create_multi
    def create(self, vals_list):
        budgets = super().create(vals_list)
        budgets._note_limits(dict.fromkeys(budgets, 0))
        return budgets

    def write(self, vals):
        before = {budget: budget.monthly_limit for budget in self}
        result = super().write(vals)
        self._note_limits(before)
        return result

    def _note_limits(self, before):
        for budget in self:
            limits = [
                f"{value:.2f}" for value in (before[budget], budget.monthly_limit)
            ]
            change = ("monthly_limit", *limits)
            self.env["llm.change"]._note("limit", [change], budget.company_id)
