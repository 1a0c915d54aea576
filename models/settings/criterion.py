import re
import unicodedata

from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from ...engine.settings import Criterion

MOST_ACTIVE = 12  # each is asked for in every request
LONGEST_QUESTION = 200
MOST_POINTS = 100
EVERY = [("key", "!=", False)]
IS_OURS = re.compile(r"llm_lead_scoring\.").match
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
# The other keys of an answer.
TAKEN = {"evidence", "kind", "summary", "next", "risks", "against"}


class LlmCriterion(models.Model):
    """One thing that is looked for in what leads write, and what it is worth.

    The model is asked the question; points are given for words of the lead that speak
    for it. Those of clarity tell how clearly a lead says what it wants, those of fit
    how well it suits the company.
    """

    _name = "llm.criterion"
    _description = "AI Scoring Criterion"
    _inherit = ["mail.thread"]
    _order = "subscore, sequence, id"

    name = fields.Char(
        required=True, translate=True, help="As the reasons of a score call it."
    )
    key = fields.Char(
        copy=False,
        tracking=True,
        help="What the model's answers call it; made from the name where it is empty.",
    )
    question = fields.Char(
        required=True,
        tracking=True,
        help="What the model looks for in the lead's words, such as: whether they are "
        "a hotel or a restaurant. English serves every model best.",
    )
    points = fields.Integer(
        default=10,
        required=True,
        tracking=True,
        help="1 to 100. A part of the score is what its criteria earned of all they "
        "could.",
    )
    subscore = fields.Selection(
        [("clarity", "Clarity"), ("fit", "Fit")],
        string="Part of the Score",
        default="fit",
        required=True,
        tracking=True,
        help="Fit counts as much as its weight says, which is 0 at first.",
    )
    from_research = fields.Boolean(
        string="May Be Answered from Research",
        tracking=True,
        help="Where the lead doesn't say it, its company's own website may, if "
        "customer research is on. The quote then has the page's address.",
    )
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for every company."
    )
    floor_amount = fields.Float(
        string="Least Amount",
        digits=(12, 2),
        tracking=True,
        help="An amount of money that is quoted and is less speaks against the lead. "
        "0: any amount speaks for it.",
    )
    floor_currency_id = fields.Many2one(
        "res.currency",
        string="Currency",
        tracking=True,
        default=lambda self: self.env.company.currency_id,
        help="Amounts in other currencies are not compared.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        given = {vals["key"] for vals in vals_list if vals.get("key")}
        for vals in vals_list:
            if not vals.get("key"):
                vals["key"] = self._make_key(vals.get("name") or "", given)
                given.add(vals["key"])
        criteria = super().create(vals_list)
        criteria._changed()
        return criteria

    def write(self, vals):
        result = super().write(vals)
        self._changed()
        return result

    def unlink(self):
        """Default rows are archived: the next upgrade would bring them back."""
        if self.env.context.get(MODULE_UNINSTALL_FLAG):
            return super().unlink()
        names = self._get_external_ids()
        own = self.filtered(lambda c: not any(map(IS_OURS, names[c.id])))
        (self - own).write({"active": False})
        result = super(LlmCriterion, own).unlink()
        self._changed()
        return result

    def _changed(self):
        """Every worker reads them anew, and so are the words for reasons."""
        self._check_number()
        self.env.registry.clear_cache()

    @api.model
    def _make_key(self, name, given=()):
        """A key of its own for a criterion of this name, and none of ``given``."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:24].strip("_")
        stem = words if KEY.fullmatch(words) else "criterion"
        every = self.with_context(active_test=False).sudo().search(EVERY)
        known = {*every.mapped("key"), *TAKEN, *given}
        keys = (stem, *(f"{stem}_{number}" for number in range(2, 1000)))
        return next(key for key in keys if key not in known)

    @api.constrains("key")
    def _check_key(self):
        for criterion in self:
            key = criterion.key or ""
            if not KEY.fullmatch(key) or key in TAKEN:
                raise ValidationError(
                    _(
                        "A criterion's key begins with a letter and has at most 32 "
                        "small letters a to z, digits and underscores: not “%s”.",
                        key,
                    )
                )
            every = self.with_context(active_test=False).sudo()
            if every.search_count([("key", "=", key), ("id", "!=", criterion.id)]):
                raise ValidationError(_("There is a criterion “%s” already.", key))

    @api.constrains("name", "company_id", "active")
    def _check_name(self):
        """A score's reasons tell criteria apart by their names, in what is read now."""
        active = self.sudo().filtered("active")
        for criterion in active:
            domain = [("id", "!=", criterion.id)]
            if criterion.company_id:
                domain.append(("company_id", "in", (False, criterion.company_id.id)))
            others = active.with_context(active_test=True).search(domain)
            if _plain(criterion.name) in map(_plain, others.mapped("name")):
                raise ValidationError(
                    _("There is a criterion “%s” already.", criterion.name)
                )

    def _update_field_translations(self, field_name, translations, digest=None):
        """Odoo's window for translations writes past all constraints."""
        result = super()._update_field_translations(field_name, translations, digest)
        for lang in translations if field_name == "name" else ():
            self.with_context(lang=lang)._check_name()
        return result

    @api.constrains("question")
    def _check_question(self):
        for criterion in self:
            if len(criterion.question.strip()) > LONGEST_QUESTION:
                raise ValidationError(
                    _("A question has at most %s characters.", LONGEST_QUESTION)
                )
            if not any(map(str.isalpha, criterion.question)):
                raise ValidationError(_("A question needs words."))

    @api.constrains("points")
    def _check_points(self):
        if any(not 1 <= criterion.points <= MOST_POINTS for criterion in self):
            raise ValidationError(_("Points are from 1 to %s.", MOST_POINTS))

    @api.constrains("floor_amount", "floor_currency_id")
    def _check_floor(self):
        for criterion in self:
            if criterion.floor_amount < 0:
                raise ValidationError(_("The least amount can't be negative."))
            if criterion.floor_amount and not criterion.floor_currency_id:
                raise ValidationError(_("The least amount needs its currency."))

    def _check_number(self):
        """Each company has at least one, and no more than the model can look for."""
        groups = self.sudo()._read_group([], ["company_id"], ["__count"])
        counts = {company.id: count for company, count in groups}
        shared = counts.pop(False, 0)
        if not shared and self.env["res.company"].sudo().search_count(
            [("id", "not in", list(counts))], limit=1
        ):
            raise ValidationError(_("At least one criterion must be active."))
        if shared + max(counts.values(), default=0) > MOST_ACTIVE:
            raise ValidationError(
                _("At most %s criteria may be active for a company.", MOST_ACTIVE)
            )

    @api.model
    @tools.ormcache("company_id")
    def _get_criteria(self, company_id):
        """What leads of a company are judged by, as :class:`Criterion` values."""
        criteria = self.sudo().search([("company_id", "in", (False, company_id))])
        return tuple(
            Criterion(
                key=criterion.key,
                question=" ".join(criterion.question.split()).rstrip(".?"),
                points=criterion.points,
                subscore=criterion.subscore,
                floor=criterion.floor_amount,
                currency=criterion.floor_amount
                and criterion.floor_currency_id.name
                or "",
            )
            for criterion in criteria
        )

    @api.model
    @tools.ormcache("company_id")
    def _get_research_questions(self, company_id):
        """``{key: question}`` of what the companies' own pages may answer."""
        wanted = [("subscore", "=", "fit"), ("from_research", "=", True)]
        criteria = self.sudo().search(
            [("company_id", "in", (False, company_id)), *wanted]
        )
        return tools.frozendict(
            {c.key: " ".join(c.question.split()).rstrip(".?") for c in criteria}
        )

    @api.model
    def _get_names(self, lang):
        """``{key: name}`` of all there are, archived ones too: old scores name them."""
        every = self.sudo().with_context(active_test=False, lang=lang).search(EVERY)
        return {criterion.key: criterion.name for criterion in every}


def _plain(name):
    """As a reader tells two names apart."""
    return " ".join(name.split()).casefold()
