from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from odoo import _, api, models

from ...engine.reading.text import fold
from ..lead.report import NOTE_MARK
from ..toast import toast

# Countries are looked for by their names in these, besides the languages in use.
LANGUAGES = "en de fr es it pt nl pl cs sv da nb fi tr ru uk el ar he ja zh ko".split()
MOST_LEADS = 100


class CrmLead(models.Model):
    """Empty fields of leads, filled with what their companies' own sites say.

    Never over something that is there, and each with its source in a note.
    """

    _inherit = "crm.lead"

    def action_fill_from_research(self):
        """Fill the empty fields of the lead."""
        self.ensure_one()
        self._check_may_change()
        filled = self._fill_from_research()
        if not filled:
            return toast("info", _("There is nothing to fill."))
        return toast("success", _("Filled: %s", ", ".join(filled)))

    def _fill_from_research(self):
        """Labels of the fields that were filled."""
        research = self._get_research()
        found = self._prepare_fill(research)
        if not found:
            return []
        self.write({name: value for name, (value, _fact) in found.items()})
        self._message_log(body=self._prepare_fill_note(found))
        return [self._get_field_label(name) for name in found]

    def _get_fill_labels(self, research):
        """The fields that can be filled, in words; False for none."""
        names = self._prepare_fill(research) if research else {}
        return ", ".join(map(self._get_field_label, names)) or False

    @api.model
    def _get_field_label(self, name):
        return self.fields_get([name], ["string"])[name]["string"]

    def _prepare_fill(self, research):
        """``{field: (value to write, fact)}`` for what is empty and known."""
        finders = {
            "website": self._find_website,
            "city": self._find_text,
            "phone": self._find_text,
            "country_id": self._find_country,
            "tag_ids": self._find_tag,
        }
        kinds = {"country_id": "country", "tag_ids": "industry"}
        lead, found = self.sudo(), {}
        for name, finder in finders.items():
            taken = lead[name] or (name == "phone" and lead.partner_id.phone)
            fact = not taken and self._get_fact(research, kinds.get(name, name))
            value = fact and finder(fact)
            if value:
                found[name] = value, fact
        return found

    @api.model
    def _get_fact(self, research, kind):
        if kind != "website":
            return research._get_fact(kind)
        home = next(iter(research._get_details().get("sources") or []), "")
        host = urlsplit(home).hostname or ""
        if not (host == research.domain or host.endswith(f".{research.domain}")):
            return None
        return {"value": home, "quote": "", "source": home}

    @api.model
    def _find_text(self, fact):
        return fact["value"]

    @api.model
    def _find_website(self, fact):
        parts = urlsplit(fact["value"])
        return f"{parts.scheme}://{parts.netloc}"

    @api.model
    def _find_tag(self, fact):
        """The tag of this name; a new one only when it is written."""
        tags = self.env["crm.tag"].sudo()
        name = fact["value"][:60]
        tag = tags.search([("name", "=ilike", _escaped(name))], limit=1)
        return [(4, tag.id)] if tag else [(0, 0, {"name": name})]

    @api.model
    def _find_country(self, fact):
        """The one whose name stands in the quote, in whatever language."""
        codes = _countries_in(fact["quote"], self._get_name_languages())
        countries = self.env["res.country"].search([("code", "in", list(codes))])
        if len(countries) > 1:
            named = _countries_in(fact["value"], self._get_name_languages())
            countries = countries.filtered(lambda country: country.code in named)
        return countries.id if len(countries) == 1 else False

    @api.model
    def _get_name_languages(self):
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        return tuple(dict.fromkeys([*installed, *LANGUAGES]))

    def _prepare_fill_note(self, found):
        lines = [
            Markup("<li>%s: %s%s (<a href='%s' target='_blank'>%s</a>)</li>")
            % (
                self._get_field_label(name),
                self._get_shown_value(name),
                f" “{fact['quote']}”" if fact["quote"] else "",
                fact["source"],
                fact["source"],
            )
            for name, (_value, fact) in found.items()
        ]
        title = _("Filled from public sources:")
        body = Markup("<p>%s</p><ul>%s</ul>") % (title, Markup().join(lines))
        return Markup('<div class="%s">%s</div>') % (NOTE_MARK, body)

    def _get_shown_value(self, name):
        value = self.sudo()[name]
        if self._fields[name].relational:
            return ", ".join(value.mapped("display_name"))
        return value

    def _store_group(self, results, retry_later, author):
        result = super()._store_group(results, retry_later, author)
        companies = {done.task.facts.company_id for done in results}
        filled = {c for c in companies if self._get_llm_config(c).research_fill}
        self._fill_where_wanted(
            [done for done in results if done.task.facts.company_id in filled]
        )
        return result

    @api.model
    def _fill_where_wanted(self, results):
        """What the scheduled job does with leads whose company is known by now."""
        leads = self.browse(done.task.lead_id for done in results if done.enrichment)
        for done in results:
            if done.findings:
                leads |= self._get_leads_of(done.task)
        for lead in leads.exists().filtered("active"):
            lead._fill_from_research()

    @api.model
    def _get_leads_of(self, task):
        """The lead that was asked for, and enriched ones of the same company."""
        domain = task.research.domain
        others = self.search(
            [
                ("email_domain_criterion", "=", f"@{domain}"),
                ("ai_last_enrichment_date", "!=", False),
                ("company_id", "in", [False, task.facts.company_id]),
            ],
            limit=MOST_LEADS,
        )
        return self.browse(task.lead_id) | others


def _countries_in(text, languages):
    """Codes of the countries whose names stand in ``text``."""
    said = fold(text)
    return {
        code
        for language in languages
        for code, name in _names(language).items()
        if len(code) == 2
        and (fold(name) in said or (not name.isascii() and fold(name).strip() in said))
    }


def _names(language):
    try:
        return Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}


def _escaped(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
