from odoo import _, models


class LlmReason(models.AbstractModel):
    """What speaks for a lead and against it, in a few words each."""

    _inherit = "llm.reason"

    def _sentences(self):
        return {
            **super()._sentences(),
            **self._words_for(),
            **self._words_against(),
            **self._questions(),
        }

    def _words_for(self):
        return {
            "for_on_file": _("%s is on file"),
            "for_counted": _("%(what)s: %(count)s"),
            "for_last_inbound_0": _("wrote today"),
            "for_last_inbound_1": _("wrote yesterday"),
            "for_last_inbound": _("last wrote %s days ago"),
            "for_our_reply_0": _("we wrote today"),
            "for_our_reply_1": _("we wrote yesterday"),
            "for_our_reply": _("we last wrote %s days ago"),
            "for_meeting_held_0": _("met today"),
            "for_meeting_held_1": _("met yesterday"),
            "for_meeting_held": _("met %s days ago"),
            "for_meeting_planned": _("a meeting is planned"),
            "for_activity_planned": _("an activity is planned"),
            "for_activity_overdue": _("an activity is overdue"),
        }

    def _words_against(self):
        return {
            "against_other": _("not said: %s"),
            "against_need": _("no need named"),
            "against_nothing_needed": _("nothing is needed any more"),
            "against_scope": _("no quantity or scope named"),
            "against_budget": _("no budget named"),
            "against_timeline": _("no time frame named"),
            "against_authority": _("unclear who decides"),
            "against_next_step": _("asks for no next step"),
            "against_last_inbound": _("last wrote %s days ago"),
            "against_last_inbound_never": _("no mail from the lead yet"),
            "against_inbound_messages": _("few messages from the lead"),
            "against_turns": _("hardly any conversation"),
            "against_our_reply": _("we last wrote %s days ago"),
            "against_our_reply_never": _("we have not written yet"),
            "against_nothing_planned": _("nothing is planned"),
            "against_activity_overdue": _("an activity is overdue"),
            "against_activity_planned": _("no meeting is planned"),
            "against_meeting_held": _("last met %s days ago"),
            "against_meeting_held_never": _("not met yet"),
            "against_notes": _("hardly any notes"),
        }

    def _questions(self):
        """What to ask a lead about what its message doesn't say."""
        return {
            "ask_need": _("What would you like to achieve?"),
            "ask_scope": _("How many do you need, and which kind?"),
            "ask_budget": _("Which budget do you have in mind?"),
            "ask_timeline": _("By when do you need it?"),
            "ask_authority": _("Who decides about it on your side?"),
            "ask_next_step": _("Would a call this week suit you?"),
        }
