from babel import Locale, UnknownLocaleError

from odoo import _, api, models
from odoo.tools import format_date

from ...engine.research.findings import ANSWER, KINDS, SEARCH


class LlmResearch(models.Model):
    """The research in words: as text for other addons, as values for the profile."""

    _inherit = "llm.research"

    @api.model
    def _get_kind_words(self):
        return {
            "does": _("What they do"),
            "industry": _("Industry"),
            "size": _("Size"),
            "city": _("City"),
            "country": _("Country"),
            "phone": _("Phone"),
            "language": _("Languages"),
            "hiring": _("Hiring"),
            "funding": _("Funding"),
            "news": _("News"),
            "technology": _("Technology"),
            "person": _("People"),
        }

    @api.model
    def _get_problem_words(self):
        """Why a source gave nothing; other codes are those of failed requests."""
        return {
            "unreachable": _("Its website can't be reached."),
            "slow": _("Its website did not answer in time."),
            "forbidden": _("Its website is not open to everybody."),
            "robots": _("Its website asks programs not to read it (robots.txt)."),
            "reserved": _("Its website reserves its words from being read by AI."),
            "elsewhere": _("Its website leads to another domain, which is not opened."),
            "faulty": _("Its website answers with an error."),
            "empty": _("There is nothing to read on its website."),
            "no_search": _("No provider of yours can search the web."),
            "answer_unverified": _(
                "What the model told does not stand in the sources, so it was dropped."
            ),
        }

    @api.model
    def _explain_problem(self, source, code):
        known = self._get_problem_words().get(code)
        if known and not (source == SEARCH and code != "no_search"):
            return known
        failure = self.env["llm.failure"]._explain_code(code, False)
        if source == SEARCH:
            return _("The provider's search of the web failed: %s", failure)
        return failure

    def _get_problems(self):
        """Sentences: why there is nothing, or not all."""
        problems = self._get_details().get("problems") or {}
        told = [self._explain_problem(*problem) for problem in problems.items()]
        if self.error:
            told.append(_("The last research failed: %s", self._explain_error()))
        return told

    def _explain_error(self):
        return self.env["llm.failure"]._explain_code(self.error, False)

    def _get_lines(self):
        """The facts in their order, each with its words, quote and source."""
        words = self._get_kind_words()
        facts = [f for f in self._get_facts() if not f["kind"].startswith(ANSWER)]
        return [
            {
                **fact,
                "label": words[fact["kind"]],
                "shown": self._get_shown(fact),
            }
            for kind in KINDS
            for fact in facts
            if fact["kind"] == kind
        ]

    def _get_shown(self, fact):
        """A code of a language in words, anything else as it is."""
        if fact["kind"] != "language":
            return fact["value"]
        try:
            shown = Locale.parse(self.env.lang or "en_US")
            return Locale.parse(fact["value"]).get_display_name(shown) or fact["value"]
        except (UnknownLocaleError, ValueError):
            return fact["value"]

    def _get_missing(self):
        """What was looked for and not found, in words."""
        words = self._get_kind_words()
        missing = self._get_details().get("missing") or []
        return ", ".join(words[kind] for kind in missing if kind in words)

    def _get_text(self):
        """All of it as text, each fact with its quote and source; empty if unknown."""
        if not self or self.state == "running":
            return ""
        lines = [
            f"{line['label']}: {line['shown']} (“{line['quote']}”, {line['source']})"
            for line in self._get_lines()
        ]
        missing = self._get_missing()
        if missing:
            lines.append(_("Looked for and not found: %s", missing))
        lines += self._get_problems()
        if self.date:
            day = format_date(self.env, self.date)
            lines.append(
                _(
                    "Public sources of %(domain)s, %(date)s",
                    domain=self.domain,
                    date=day,
                )
            )
        return "\n".join(lines)
