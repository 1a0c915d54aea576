from babel.dates import format_date

from odoo import _, api, fields, models
from odoo.tools.misc import babel_locale_parse

from . import state as states
from .why import missing_fields, strongest, unsaid

LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
MOST_FIELDS, MOST_QUESTIONS = 4, 3
# Kinds of messages; the last two of leads that wrote nothing, or were never read.
INQUIRIES = ("inquiry", "no_text", False)
# Read along with the rest of the form, in its one query.
READ = (
    *("ai_enrichment_status", "ai_enrichment_data", "ai_enrichment_next_attempt"),
    *("ai_probability_score", "ai_grade", "ai_message_kind", "ai_is_stale"),
    *("ai_failure_type", "ai_failure_provider", "ai_is_suspicious"),
    *("ai_opinion", "ai_opinion_reason", "ai_settled_date"),
    *("ai_never_send", "ai_consent"),
    *("ai_override_date", "ai_override_reason", "ai_override_score"),
    *("partner_id", "country_id", "company_id", "email_normalized"),
    *("email_from", "phone", "mobile"),
)
# Fields that a form shows under another name than the formulas know.
FORM_FIELDS = {"country": "country_id"}


class CrmLead(models.Model):
    """All that the form shows of a score, as one value: no field for each word.

    Whatever it reads besides the lead itself is read where the state needs it, so that
    opening a form costs a query or two.
    """

    _inherit = "crm.lead"

    ai_panel = fields.Json(
        string="AI Score Panel",
        groups="base.group_user",
        compute="_compute_ai_panel",
    )

    @api.depends(*READ)
    @api.depends_context("lang", "tz", "uid", "company", "ai_panel_in_detail")
    def _compute_ai_panel(self):
        self.check_field_access_rights("read", ["ai_panel"])
        obstacles = self._origin._get_obstacles()
        for lead in self:
            lead.ai_panel = lead._prepare_panel(obstacles.get(lead._origin.id))

    def _prepare_panel(self, obstacles):
        outcome = self._get_outcome()
        verdict = states.verdict_of(outcome, self.ai_message_kind)
        state = states.state_of(self.ai_enrichment_status, verdict, obstacles)
        return {
            "state": state,
            "verdict": verdict,
            **self._prepare_verdict(outcome, verdict),
            **self._prepare_news(state, obstacles),
            "marks": self._prepare_marks(verdict, obstacles),
        }

    def _prepare_verdict(self, outcome, verdict):
        """Score, trend, reasons and what is missing; {} where there is no score."""
        if not verdict:
            return {}
        parts = outcome["parts"]
        words = self.env["llm.reason"]._get_words()
        pros, cons = strongest(parts)
        return {
            "score": round(self.ai_probability_score),
            "grade": verdict != states.UNJUDGED and (self.ai_grade or "").upper(),
            "trend": self._prepare_trend(outcome.get("previous")),
            "for": _sentence(_said(words.speaks_for(r), r) for r in pros),
            "against": _sentence(_said(words.speaks_against(r), r) for r in cons),
            "step": not outcome.get("is_automatic") and self._prepare_step(outcome),
            **self._prepare_missing(outcome, words),
            "parts": self._prepare_parts(parts, words),
            "origin": self._prepare_shown_origin(outcome),
        }

    def _prepare_trend(self, previous):
        """How far the score has moved since the one before; None where it was none."""
        if not previous:
            return None
        change = round(self.ai_probability_score) - round(previous["score"])
        since = fields.Datetime.to_datetime(previous["date"])
        return {"change": change, "text": self._tell_change(change, since)}

    def _tell_change(self, change, since):
        """By the days of the reader's clock."""
        day = fields.Datetime.context_timestamp(self, since).date()
        days = (fields.Date.context_today(self) - day).days
        # The sign stands before the number, also in a line from right to left.
        moved = f"{LEFT_TO_RIGHT}{change:+d}"
        if days == 0:
            return _("%s today", moved)
        day = self._tell_day(day, "EEEE" if days < 7 else "d MMM")
        return _("%(change)s since %(day)s", change=moved, day=day)

    def _may_inquire(self, outcome):
        """Nobody was found to want something else, nor to be a program."""
        is_person = not outcome.get("is_automatic")
        return is_person and self.ai_message_kind in INQUIRIES

    def _prepare_missing(self, outcome, words):
        """What is missing; nothing is of what is no inquiry."""
        parts = outcome["parts"] if self._may_inquire(outcome) else {}
        return {
            "fields": self._prepare_fields(parts, words),
            "questions": self._prepare_questions(parts, words),
        }

    def _prepare_fields(self, parts, words):
        """What is missing on file, to jump to."""
        names = missing_fields(parts)[:MOST_FIELDS]
        return [
            {"name": FORM_FIELDS.get(name, name), "label": words[name]}
            for name in names
        ]

    def _prepare_questions(self, parts, words):
        """What the message doesn't say, to be asked."""
        codes = [
            code
            for code in unsaid(parts.get("clarity", {"reasons": ()}))
            if f"ask_{code}" in words.words
        ]
        return [
            {
                "code": code,
                "label": _capital(words[code]),
                "question": words[f"ask_{code}"],
            }
            for code in codes[:MOST_QUESTIONS]
        ]

    def _prepare_parts(self, parts, words):
        """The parts as bars with all their reasons, the heaviest first."""
        return [
            {
                "name": name,
                "title": words[f"title_{name}"],
                "score": round(part["score"], 1),
                "judged": part["judged"],
                "share": round(part["weight"] * 100),
                "reasons": [_reason(reason, words) for reason in part["reasons"]],
            }
            for name, part in sorted(parts.items(), key=lambda i: -i[1]["weight"])
        ]

    def _prepare_shown_origin(self, outcome):
        """Where the score came from, in words of the reader."""
        answered = fields.Datetime.to_datetime(outcome.get("answered_at") or False)
        return {
            "model": outcome.get("model"),
            "prompt": outcome.get("prompt_version"),
            "answered": answered and self._tell_moment(answered),
            "cost": outcome.get("cost"),
        }

    @api.model
    def _tell_moment(self, moment):
        """Date and time as the reader's clock shows them."""
        local = fields.Datetime.context_timestamp(self, moment)
        return f"{self._tell_day(local, 'medium')} {local:%H:%M}"

    @api.model
    def _tell_day(self, day, pattern):
        """In the reader's language; Odoo's own function would send a query."""
        return format_date(
            day, pattern, locale=babel_locale_parse(self.env.lang or "en_US")
        )

    def _prepare_marks(self, verdict, obstacles):
        """What a reader has to know before trusting the score."""
        found = {
            "contested": self._is_to_review() and self.ai_opinion_reason,
            "overridden": self.ai_override_date and self.ai_override_reason,
            "suspicious": self.ai_is_suspicious and (self.ai_suspicion or " "),
            "forbidden": verdict and obstacles and self._explain_obstacles(obstacles),
            "stale": verdict and self.ai_is_stale and " ",
            "kind": verdict == states.SCORED and self._get_other_kind(),
        }
        labels = self._get_mark_labels()
        return [
            {"code": code, "label": labels[code], "text": text.strip()}
            for code, text in found.items()
            if text
        ]

    def _get_other_kind(self):
        """What the message is where it is no inquiry."""
        if self.ai_message_kind in INQUIRIES:
            return False
        selection = self._fields["ai_message_kind"]._description_selection(self.env)
        return dict(selection)[self.ai_message_kind]

    def _get_mark_labels(self):
        override = round(self.ai_override_score)
        return {
            "contested": _("Contested"),
            "overridden": _("Overridden: %s", override),
            "suspicious": _("Tries to steer the AI"),
            "forbidden": _("May not be sent"),
            "stale": _("Changed since"),
            "kind": _("No inquiry"),
        }


def _said(text, reason):
    return {"text": text, "quote": reason.quote, "source": reason.source}


def _sentence(reasons):
    """The first of them begins a line."""
    told = list(reasons)
    for first in told[:1]:
        first["text"] = _capital(first["text"])
    return told


def _capital(text):
    return text[:1].upper() + text[1:]


def _reason(reason, words):
    """A stored reason in words."""
    label = words.labels([reason["code"]])[reason["code"]]
    count = reason["count"]
    return {
        "label": _capital(label) + ("" if count is None else f": {count}"),
        "points": reason["points"],
        "out_of": reason["out_of"],
        "quote": reason["quote"],
        "source": reason.get("source") or "",
        "stance": reason.get("stance") or ("for" if reason["points"] else "unsaid"),
    }
