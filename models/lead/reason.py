from odoo import _, api, models, tools

from ...engine.scoring.subscores import SUBSCORES, completeness
from .score_words import ScoreWords

PARTS = tuple(aspect.NAME for aspect in SUBSCORES)
# The facts' names where they differ from the lead's fields.
_FIELDS = {"country": "country_id"}


class LlmReason(models.AbstractModel):
    """Words for the reasons of a score, in the language of the reader."""

    _name = "llm.reason"
    _description = "LLM Reason"

    @api.model
    def _get_words(self):
        """The :class:`.score_words.ScoreWords` of the reader's language."""
        return self._get_words_in(self.env.lang)

    @api.model
    @tools.ormcache("lang")
    def _get_words_in(self, lang):
        """Thousands of leads need them; never changed once returned.

        The same whoever comes first: labels don't depend on who may see the fields.
        """
        self = self.sudo().with_context(lang=lang)
        return ScoreWords(
            {
                **self._words(),
                **self.env["llm.criterion"]._get_names(lang),
                **self._sentences(),
                **self._get_field_labels(),
                **self._get_titles(),
                **self._note_words(),
            }
        )

    @api.model
    def _get_titles(self):
        """Of the parts of a score: the labels of their fields."""
        fields_by_part = {name: f"ai_{name}_score" for name in PARTS}
        described = self.env["crm.lead"].fields_get(
            list(fields_by_part.values()), ["string"]
        )
        return {
            f"title_{name}": described[field]["string"]
            for name, field in fields_by_part.items()
        }

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

    def _sentences(self):
        return {
            "invalid": _("%s (not valid)"),
            "sentence_all_there": _("Everything is on file."),
            "sentence_missing": _("Missing: %s."),
            "sentence_nothing_to_judge": _(
                "Unclear: the lead wrote nothing that could be judged."
            ),
            "sentence_no_inquiry": _("No inquiry: %s."),
            "sentence_nothing_specific": _(
                "Unclear: the message names nothing specific."
            ),
            "sentence_given": _("Named: %s."),
            "sentence_against": _("Against: %s."),
            "sentence_lacking": _("Not named: %s."),
            "sentence_silence": _("No conversation yet, nothing planned."),
            "sentence_counted": _("Counted: %s."),
        }

    def _words(self):
        return {
            "nothing_needed": _("nothing is needed any more"),
            "no_criteria": _("no criteria"),
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

    def _note_words(self):
        return {
            "note_total": _("AI score: %s"),
            "note_unjudged": _("not judged"),
            "note_suspicious": _("This lead tries to steer the AI."),
            "note_next": _("Next best step:"),
            "note_against": _("Speaks against it:"),
            "note_wordless": _("Scored without its words."),
        }
