from datetime import timedelta

from markupsafe import Markup

from odoo import _, api, fields, models

from ...engine.scoring.next_step import CALL, MAIL, MEETING, TASK, kind_of

TYPES = {
    CALL: "mail.mail_activity_data_call",
    MEETING: "mail.mail_activity_data_meeting",
    MAIL: "mail.mail_activity_data_email",
    TASK: "mail.mail_activity_data_todo",
}
# Working days until the next step is due, by grade.
DAYS = {"a": 1, "b": 2}
OTHER_DAYS = 4
SATURDAY = 5


class CrmLead(models.Model):
    """The next step as a button; a person corrects what kind it is, and its day."""

    _inherit = "crm.lead"

    def _prepare_step(self, outcome):
        kind = self._guess_kind(outcome.get("next_step") or "")
        return {
            "text": outcome.get("next_step") or "",
            "kind": kind,
            "label": self._get_step_labels()[kind],
            "day": self._tell_day(self._guess_day(), "EEE d MMM"),
        }

    def _get_step_labels(self):
        return {
            CALL: _("Plan a Call"),
            MEETING: _("Plan a Meeting"),
            MAIL: _("Write an E-mail"),
            TASK: _("Plan a To-Do"),
        }

    def _guess_kind(self, text):
        """Never a way that nobody can go."""
        if not text:
            return CALL if self.phone or self.mobile else MAIL
        kind = kind_of(text)
        if kind == CALL and not (self.phone or self.mobile):
            return MAIL if self.email_from else TASK
        if kind == MAIL and not self.email_from:
            return CALL if self.phone or self.mobile else TASK
        return kind

    def _guess_day(self):
        """A working day: the better the lead, the sooner."""
        day = fields.Date.context_today(self)
        for _day in range(DAYS.get(self.ai_grade, OTHER_DAYS)):
            day += timedelta(days=1)
            while day.weekday() >= SATURDAY:
                day += timedelta(days=1)
        return day

    def action_schedule_ai_step(self):
        """Odoo's own window for an activity, filled in."""
        self.ensure_one()
        self._check_may_change()
        text = self._get_outcome().get("next_step") or ""
        kind = self._guess_kind(text)
        return {
            "type": "ir.actions.act_window",
            "name": _("Schedule Activity"),
            "res_model": "mail.activity.schedule",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "active_model": self._name,
                "active_id": self.id,
                "active_ids": self.ids,
                **self._prepare_activity_type(kind),
                "default_summary": text,
                "default_date_deadline": fields.Date.to_string(self._guess_day()),
            },
        }

    @api.model
    def _prepare_activity_type(self, kind):
        """Odoo's own type; where it was deleted or archived, Odoo chooses."""
        found = self.env.ref(TYPES[kind], raise_if_not_found=False)
        is_there = found and found.active
        return {"default_activity_type_id": found.id} if is_there else {}

    def action_write_ai_mail(self, questions=()):
        """Odoo's own window for a mail to the lead, with questions to ask.

        :param questions: codes of what its message doesn't say.
        """
        self.ensure_one()
        self._check_may_change()
        return {
            "type": "ir.actions.act_window",
            "name": _("Write an E-mail"),
            "res_model": "mail.compose.message",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_subject": _("Re: %s", self.name),
                "default_body": self._prepare_mail(questions),
                "default_partner_ids": self._get_mail_partner().ids,
            },
        }

    def _prepare_mail(self, codes):
        """The questions in the language of the lead, if it is one of Odoo's."""
        leads = self.with_context(lang=self.lang_code or self.env.lang)
        words = leads.env["llm.reason"]._get_words()
        asked = [words[f"ask_{c}"] for c in codes if f"ask_{c}" in words.words]
        items = Markup().join(Markup("<li>%s</li>") % question for question in asked)
        return Markup("<p><br/></p><ul>%s</ul>") % items if asked else Markup()

    def _get_mail_partner(self):
        """The contact to write to, made from the address where there is none."""
        partner = self.partner_id or self._find_matching_partner(email_only=True)
        partners = self.env["res.partner"]
        if partner or not self.email_from:
            return partner or partners
        if not partners.check_access_rights("create", raise_exception=False):
            return partners
        return partners.find_or_create(self._get_named_address())

    def _get_named_address(self):
        """With the name on file, which a contact made of the address then has."""
        name = (self.contact_name or self.partner_name or "").replace('"', "")
        if not (name and self.email_normalized):
            return self.email_from
        return f'"{name}" <{self.email_normalized}>'
