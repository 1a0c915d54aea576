import json

from odoo import _, api, fields, models

from .crm_lead import GRADES

WIN_FIELDS = ("ai_win_chance", "ai_win_reasons", "ai_win_grade", "ai_win_date")
SALES = "sales_team.group_sale_salesman"


class CrmLead(models.Model):
    """The learned chance to win, and the points that it is made of."""

    _inherit = "crm.lead"

    ai_win_chance = fields.Float(
        string="AI Chance to Win",
        digits=(5, 1),
        group_operator="avg",
        groups=SALES,
        copy=False,
        readonly=True,
        help="0 to 100 %, learned from your own won and lost leads. It is no part of "
        "the AI score, and there is none where the past doesn't predict.",
    )
    ai_win_reasons = fields.Text(groups=SALES, copy=False, readonly=True, help="JSON")
    ai_win_grade = fields.Selection(
        GRADES,
        string="AI Chance Grade",
        groups=SALES,
        copy=False,
        readonly=True,
        help="A from twice the odds of the average lead, B from its odds, C from half "
        "of them.",
    )
    ai_win_date = fields.Datetime(
        string="AI Chance Reckoned On", groups=SALES, copy=False, readonly=True
    )
    ai_is_not_learned = fields.Boolean(
        string="Never Learned From",
        groups=SALES,
        copy=False,
        readonly=True,
        help="The contact's AI data were erased.",
    )
    ai_first_tags = fields.Char(
        string="Tags at Creation",
        groups=SALES,
        copy=False,
        readonly=True,
        help="Ids, as the scheduled job first saw them; empty for older leads.",
    )
    ai_left_out = fields.Selection(
        [("archived", "Archived"), ("merged", "Merged"), ("copied", "Duplicated")],
        string="Left Out of Learning",
        groups=SALES,
        copy=False,
        readonly=True,
        help="It came to no outcome of its own, so nothing is learned from it.",
    )
    ai_win_explanation = fields.Html(
        string="Reasons of the AI Chance",
        groups=SALES,
        compute="_compute_ai_win_explanation",
    )

    @api.depends("ai_win_reasons")
    @api.depends_context("lang")
    def _compute_ai_win_explanation(self):
        for lead in self:
            stored = json.loads(lead.ai_win_reasons or "{}")
            lead.ai_win_explanation = stored and self.env["ir.qweb"]._render(
                "llm_lead_scoring.win_explanation",
                {
                    **stored,
                    "better": lead._get_win_lines(stored["for"]),
                    "worse": lead._get_win_lines(stored["against"]),
                },
            )

    @api.model
    def _get_win_lines(self, reasons):
        """[(words, points)]; a level is told by the name it had when reckoned."""
        return [
            (f"{self._get_feature_label(name, label)}: {self._level(level)}", points)
            for name, label, level, points in reasons
        ]

    @api.model
    def _level(self, level):
        """Numbers come as [from, below], the rest as text or a code of ours."""
        if isinstance(level, list):
            return self._tell_range(*level)
        return self._get_level_words().get(level, level)

    @api.model
    def _tell_range(self, low, high):
        if low is None:
            return _("below %s", _shown(high))
        if high is None:
            return _("from %s", _shown(low))
        return _("from %(low)s to %(high)s", low=_shown(low), high=_shown(high))

    @api.model
    def _get_level_words(self):
        return {
            "": _("none"),
            "*": _("other"),
            "yes": _("yes"),
            "no": _("no"),
            "company": _("of a company"),
            "free": _("of a free provider"),
            "correct": _("valid"),
            "incorrect": _("not valid"),
        }

    @api.model
    def _get_feature_label(self, name, label=None):
        """What a feature is called; of the company's own fields ``label``."""
        return self._get_feature_words().get(name, label or name)

    @api.model
    def _get_feature_words(self):
        return {
            "source": _("Source"),
            "medium": _("Medium"),
            "campaign": _("Campaign"),
            "country": _("Country"),
            "state": _("State"),
            "language": _("Language"),
            "team": _("Sales Team"),
            "tags": _("Tag"),
            "mail": _("E-mail address"),
            "email_state": _("E-mail"),
            "phone_state": _("Phone"),
            "has_company": _("Company name on file"),
            "has_contact": _("Contact name on file"),
            "has_website": _("Website on file"),
            "has_function": _("Job position on file"),
            "has_address": _("Address on file"),
            "has_description": _("Description on file"),
            "kind": _("Message kind"),
            "criteria": _("Named in the message"),
            "inbound": _("Messages from the lead in the first days"),
            "response_hours": _("Hours until our first message"),
            "revenue": _("Expected revenue"),
            "hour": _("Hour of creation (UTC)"),
            "weekday": _("Weekday of creation"),
        }


def _shown(number):
    return f"{number:g}"
