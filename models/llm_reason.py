from odoo import _, api, models

from ..engine.criteria import CRITERIA
from ..engine.subscores import completeness

# The facts' names where they differ from the lead's fields.
_FIELDS = {"country": "country_id"}


class LlmReason(models.AbstractModel):
    """Words for the reasons of a score, in the language of the reader."""

    _name = "llm.reason"
    _description = "LLM Reason"

    @api.model
    def _get_labels(self, codes):
        """``{code: a few words}`` for reasons' codes."""
        words = {**self._words(), **self._get_field_labels()}
        found = {}
        for code in codes:
            text = words.get(code.removesuffix("_invalid"), code)
            invalid = code.endswith("_invalid")
            found[code] = _("%s (not valid)", text) if invalid else text
        return found

    @api.model
    def _get_field_labels(self):
        """Labels of the lead's fields that completeness looks at."""
        described = self.env["crm.lead"].fields_get(
            [_FIELDS.get(field, field) for field in completeness.POINTS], ["string"]
        )
        labels = {
            field: described[_FIELDS.get(field, field)]["string"]
            for field in completeness.POINTS
        }
        # Odoo names these two after the form they stand on; here they stand alone.
        return {**labels, "name": _("Subject"), "description": _("Description")}

    @api.model
    def _get_analysis(self, part):
        """A sentence or two about a SubScore."""
        return getattr(self, f"_analyse_{part.name}")(part)

    def _analyse_completeness(self, part):
        missing = completeness.missing(part)
        if not missing:
            return _("Everything is on file.")
        labels = self._get_field_labels()
        return _("Missing: %s.", ", ".join(labels[field] for field in missing))

    def _analyse_clarity(self, part):
        labels = self._get_labels(reason.code for reason in part.reasons)
        if not part.judged:
            return _("Unclear: the lead wrote nothing that could be judged.")
        if part.reasons[0].code not in CRITERIA:
            return _("No inquiry: %s.", labels[part.reasons[0].code])
        given = [labels[r.code] for r in part.reasons if r.points]
        lacking = [labels[r.code] for r in part.reasons if not r.points]
        if not given:
            return _("Unclear: the message names nothing specific.")
        if not lacking:
            return _("Clear: the message names all that is looked for.")
        return _(
            "Named: %(given)s. Not named: %(lacking)s.",
            given=", ".join(given),
            lacking=", ".join(lacking),
        )

    def _analyse_engagement(self, part):
        given = [reason for reason in part.reasons if reason.points]
        if not given:
            return _("No conversation yet, nothing planned.")
        labels = self._get_labels(reason.code for reason in given)
        counted = (
            labels[r.code] if r.count is None else f"{labels[r.code]}: {r.count}"
            for r in given
        )
        return _("Counted: %s.", ", ".join(counted))

    def _words(self):
        return {
            "need": _("need"),
            "scope": _("scope"),
            "budget": _("budget"),
            "timeline": _("time frame"),
            "authority": _("authority"),
            "next_step": _("next step asked for"),
            "no_text": _("no message from the lead"),
            "kind_support": _("a request for support"),
            "kind_job_application": _("a job application"),
            "kind_vendor_pitch": _("someone selling to us"),
            "kind_spam": _("spam"),
            "kind_other": _("another kind of message"),
            "last_inbound": _("days since the lead last wrote"),
            "inbound_messages": _("messages from the lead"),
            "turns": _("turns in the conversation"),
            "our_reply": _("days since we last wrote"),
            "meeting_planned": _("meeting planned"),
            "activity_planned": _("activities planned"),
            "activity_overdue": _("overdue activities"),
            "nothing_planned": _("nothing planned"),
            "meeting_held": _("days since the last meeting"),
            "notes": _("notes and done activities"),
        }
