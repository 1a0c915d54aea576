from odoo import api, fields, models

from ...engine.learning.values import CATEGORY, MANY, NUMBER, Feature

# What is known of a lead before its outcome, and nothing of a person.
BUILT_IN = (
    Feature("source", CATEGORY),
    Feature("medium", CATEGORY),
    Feature("campaign", CATEGORY),
    Feature("country", CATEGORY),
    Feature("state", CATEGORY),
    Feature("language", CATEGORY),
    Feature("team", CATEGORY),
    Feature("tags", MANY),
    Feature("mail", CATEGORY),
    Feature("email_state", CATEGORY),
    Feature("phone_state", CATEGORY),
    Feature("has_company", CATEGORY),
    Feature("has_contact", CATEGORY),
    Feature("has_website", CATEGORY),
    Feature("has_function", CATEGORY),
    Feature("has_address", CATEGORY),
    Feature("has_description", CATEGORY),
    Feature("kind", CATEGORY),
    Feature("criteria", MANY),
    Feature("inbound", NUMBER),
    Feature("response_hours", NUMBER),
    Feature("revenue", NUMBER),
    Feature("hour", NUMBER),
    Feature("weekday", CATEGORY),
)
KINDS = {feature.name: feature.kind for feature in BUILT_IN}
# Fields that a company added itself, by their type.
OWN_KINDS = {
    "boolean": CATEGORY,
    "char": CATEGORY,
    "selection": CATEGORY,
    "many2one": CATEGORY,
    "integer": NUMBER,
    "float": NUMBER,
    "monetary": NUMBER,
}


class LlmFeature(models.Model):
    """What the chance to win may be learned from, with a switch for each.

    A company's own fields are off until somebody says that they hold nothing personal.
    """

    _name = "llm.feature"
    _description = "What the AI Chance Is Learned From"
    _order = "is_own, id"
    _sql_constraints = [("name", "UNIQUE (name)", "There is one row per feature.")]

    name = fields.Char(string="Technical Name", required=True, readonly=True)
    label = fields.Char(compute="_compute_label")
    own_label = fields.Char(readonly=True)
    is_own = fields.Boolean(string="Own Field", readonly=True)
    is_used = fields.Boolean(string="Used")

    def init(self):
        result = super().init()
        self.env.cr.execute_values(
            """INSERT INTO llm_feature (name, is_own, is_used) VALUES %s
               ON CONFLICT (name) DO NOTHING""",
            [(feature.name, False, True) for feature in BUILT_IN],
        )
        return result

    @api.depends("name", "own_label")
    @api.depends_context("lang")
    def _compute_label(self):
        for feature in self:
            feature.label = self.env["crm.lead"]._get_feature_label(
                feature.name, feature.own_label
            )

    @api.model
    def _get_used(self):
        """The :class:`Feature` of each that is switched on."""
        own = {field.name: field for field in self._find_own_fields()}
        self._add_missing(own)
        used = self.search([("is_used", "=", True)])
        return [
            Feature(f.name, KINDS.get(f.name) or OWN_KINDS[own[f.name].ttype])
            for f in used
            if f.name in KINDS or f.name in own
        ]

    @api.model
    def _get_own_labels(self):
        """``{name: label}`` of the company's own fields."""
        own = self.sudo().search([("is_own", "=", True)])
        return {feature.name: feature.own_label for feature in own}

    @api.model
    def _find_own_fields(self):
        return self.env["ir.model.fields"].search(
            [
                ("model", "=", "crm.lead"),
                ("state", "=", "manual"),
                ("store", "=", True),
                ("ttype", "in", list(OWN_KINDS)),
            ]
        )

    def _add_missing(self, own):
        known = set(self.search([("is_own", "=", True)]).mapped("name"))
        self.create(
            [
                {
                    "name": name,
                    "own_label": field.field_description,
                    "is_own": True,
                    "is_used": False,
                }
                for name, field in own.items()
                if name not in known
            ]
        )
