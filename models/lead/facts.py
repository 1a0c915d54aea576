from collections import defaultdict

from odoo import api, fields, models

from ...engine.reading.mail.automatic import is_automatic
from ...engine.reading.text import to_text
from ...engine.values import Contact, LeadFacts

# System notifications and automatic answers say nothing about a conversation.
PERSONAL_MESSAGES = ("email", "comment", "email_outgoing")
MESSAGE_FIELDS = (
    "res_id",
    "date",
    "author_id",
    "email_from",
    "subject",
    "subtype_id",
    "message_type",
    "is_internal",
    "body",
)
TEXT_FACTS = (
    "name",
    "partner_name",
    "contact_name",
    "function",
    "email_from",
    "phone",
    "website",
    "street",
    "city",
)
# Read before anything else is, so that a hundred columns of others stay unread.
NEEDED_FIELDS = (
    *TEXT_FACTS,
    "company_id",
    "country_id",
    "expected_revenue",
    "description",
    "user_id",
    "ai_enrichment_user_id",
    "ai_enrichment_provider_id",
    "ai_enrichment_data",
    "ai_enrichment_insists",
    "ai_fingerprint",
    "ai_facts_date",
)
_MEETINGS = """
    SELECT opportunity_id, MAX(start) FILTER (WHERE start <= %(now)s),
           MIN(start) FILTER (WHERE start > %(now)s)
    FROM calendar_event WHERE active AND opportunity_id = ANY(%(ids)s)
    GROUP BY opportunity_id
"""


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _to_facts(self, asker=None):
        """A :class:`LeadFacts` for each lead, with the same few queries for any number.

        Reads in superuser mode: what a lead shows does not depend on who asks.

        :param asker: a user whose language the answer is to be in, if not that of who
            asked last, sells or owns the lead.
        """
        leads = self.sudo()
        leads.fetch(NEEDED_FIELDS)
        ours = leads.env["res.company"]._get_mail_places()
        contacts, by_programs = leads._get_contacts(ours)
        activities = leads._get_activity_counts()
        meetings = leads._get_meetings()
        languages = leads._get_explanation_languages(asker)
        companies = {lead: lead._get_ai_company().id for lead in leads}
        get_criteria = self.env["llm.criterion"]._get_criteria
        criteria = {c: get_criteria(c) for c in set(companies.values())}
        now = fields.Datetime.now()
        return [
            LeadFacts(
                lead_id=lead.id,
                now=now,
                company_id=companies[lead],
                criteria=criteria[companies[lead]],
                language=languages[lead],
                contacts=tuple(contacts[lead.id]),
                is_automatic=lead.id in by_programs,
                **lead._get_own_facts(ours),
                **activities[lead.id],
                **meetings[lead.id],
            )
            for lead in leads
        ]

    def _get_own_facts(self, ours=()):
        """What stands in fields of the lead itself.

        :param ours: from where mails are ours, also where a lead quotes them.
        """
        return {
            **{name: (self[name] or "").strip() for name in TEXT_FACTS},
            "country": self.country_id.name or "",
            "expected_revenue": self.expected_revenue,
            # A mail's subject is the lead's name, also from the mail plug-in.
            "description": to_text(self.description, self.name or "", ours=ours),
        }

    def _get_contacts(self, ours=()):
        """``{lead id: [Contact, oldest first]}`` of what people wrote.

        :param ours: as :meth:`_get_own_facts` takes them.
        :return: that, and the ids of leads to which programs wrote, and no people.
        """
        messages = self._get_personal_messages()
        colleagues = self._get_colleagues(messages.author_id)
        contacts, by_programs = defaultdict(list), set()
        for message in messages:
            thread = contacts[message.res_id]
            direction = _direction(message, colleagues, is_first=not thread)
            if direction != "in":
                thread.append(Contact(message.date, direction))
            elif inbound := _to_inbound(message, colleagues, ours):
                thread.append(inbound)
            else:
                by_programs.add(message.res_id)
        return contacts, {i for i in by_programs if not _has_inbound(contacts[i])}

    def _get_personal_messages(self):
        return self.env["mail.message"].search_fetch(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("message_type", "in", PERSONAL_MESSAGES),
                ("author_id", "!=", self._get_robot_id()),
            ],
            MESSAGE_FIELDS,
            order="date, id",
        )

    @api.model
    def _get_robot_id(self):
        """Odoo's own partner; without env.ref, which sends a query."""
        return self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")

    def _get_colleagues(self, partners):
        users = self.env["res.users"].with_context(active_test=False)
        found = users.search(
            [("partner_id", "in", partners.ids), ("share", "=", False)]
        )
        return found.partner_id

    def _get_activity_counts(self):
        """``{lead id: the counts of LeadFacts}``; done activities are archived ones."""
        counts = defaultdict(
            lambda: dict.fromkeys(
                ("planned_activities", "overdue_activities", "done_activities"), 0
            )
        )
        activities = self.env["mail.activity"].with_context(active_test=False)
        today = fields.Date.context_today(self)
        for lead_id, active, deadline, count in activities._read_group(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)],
            ["res_id", "active", "date_deadline:day"],
            ["__count"],
        ):
            if not active:
                counts[lead_id]["done_activities"] += count
                continue
            counts[lead_id]["planned_activities"] += count
            if deadline < today:
                counts[lead_id]["overdue_activities"] += count
        return counts

    def _get_meetings(self):
        """``{lead id: last_meeting and next_meeting}``."""
        self.env["calendar.event"].flush_model(["active", "opportunity_id", "start"])
        self.env.cr.execute(_MEETINGS, {"ids": self.ids, "now": fields.Datetime.now()})
        found = defaultdict(dict)
        for lead_id, last, following in self.env.cr.fetchall():
            found[lead_id] = {"last_meeting": last, "next_meeting": following}
        return found

    def _get_explanation_languages(self, asker):
        """``{lead: name of the language to explain in}``."""
        names = dict(self.env["res.lang"].get_installed())
        return {
            lead: names.get(lead._get_explanation_language(asker), "English")
            for lead in self
        }

    def _get_explanation_language(self, asker=None):
        """Code of the language to explain in: of who asked, sells or owns the lead."""
        user = asker or self.ai_enrichment_user_id or self.user_id
        return user.lang or self._get_ai_company().partner_id.lang


def _has_inbound(contacts):
    """People wrote, whoever else did."""
    return any(contact.direction == "in" for contact in contacts)


def _to_inbound(message, colleagues, ours):
    """What the lead wrote; None where a program did."""
    subject, sender = message.subject or "", message.email_from or ""
    # A colleague's mail that opens a lead passes an inquiry on, whatever it is called.
    passed_on = True if message.author_id & colleagues else None
    text = to_text(message.body, subject, passed_on, ours)
    if not passed_on and is_automatic(subject, text, sender):
        return None
    return Contact(message.date, "in", text)


def _direction(message, colleagues, is_first):
    """A mail that opens a lead is an inquiry, also if a colleague passed it on."""
    from_us = message.author_id and message.author_id in colleagues
    if not from_us or (is_first and message.message_type == "email"):
        return "in"
    if message.is_internal or message.subtype_id.internal:
        return "note"
    return "out"
