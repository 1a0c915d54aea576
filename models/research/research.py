import json
from datetime import timedelta

from odoo import api, fields, models

from ...engine.research.facts import is_no
from ...engine.research.findings import ANSWER, WEBSITE
from ...engine.values import PageQuote

VACUUM_FACTOR = 2


class LlmResearch(models.Model):
    """What is known of the company behind a domain, for one company of ours.

    All leads of the domain share it. Every fact has the address of its source, the
    source's own words and the time.
    """

    _name = "llm.research"
    _description = "LLM Research"
    _order = "date desc, id desc"
    _rec_name = "domain"

    domain = fields.Char(required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    state = fields.Selection(
        [("running", "In Progress"), ("done", "Researched"), ("failed", "Failed")],
        required=True,
        readonly=True,
    )
    date = fields.Datetime(string="Researched On", readonly=True)
    tried_on = fields.Datetime(string="Last Tried On", readonly=True)
    lease = fields.Datetime(readonly=True, help="Until then a worker is at it.")
    facts = fields.Text(
        readonly=True, help="JSON: a list of value, source, quote, retrieved, kind."
    )
    details = fields.Text(readonly=True, help="JSON: what was not found, and why.")
    fact_count = fields.Integer(
        string="Number of Facts", readonly=True, group_operator=None
    )
    error = fields.Char(readonly=True, help="Why the last try failed.")

    _sql_constraints = [
        (
            "domain_company_uniq",
            "unique (company_id, domain)",
            "A company researches a domain once.",
        )
    ]

    @api.model
    def _find(self, company_id, domain):
        """The record of a domain, empty if there is none; whoever asks."""
        wanted = [("company_id", "=", company_id), ("domain", "=", domain)]
        return self.sudo().search(wanted, limit=1)

    def _get_facts(self):
        """The stored facts as dicts, [] if there are none."""
        found = _read_json(self.facts, [])
        return [fact for fact in found if isinstance(fact, dict)]

    def _get_details(self):
        return _read_json(self.details, {})

    def _get_fact(self, kind):
        """The first fact of a kind that the company's own site bears out, else None."""
        return next(
            (
                fact
                for fact in self._get_facts()
                if fact["kind"] == kind and fact["origin"] == WEBSITE
            ),
            None,
        )

    def _get_answers(self):
        """``{criterion's key: PageQuote}`` of what the company's own site says."""
        answers = {
            fact["kind"].removeprefix(ANSWER): fact
            for fact in self._get_facts()
            if fact["kind"].startswith(ANSWER) and fact["origin"] == WEBSITE
        }
        return {
            key: PageQuote(fact["quote"], fact["source"], is_no(fact["value"]))
            for key, fact in answers.items()
        }

    def _is_old(self, days):
        """It was found out longer ago than results are to be kept."""
        oldest = fields.Datetime.now() - timedelta(days=days)
        return bool(self.date) and self.date < oldest

    def _keep_findings(self, findings):
        """Store what came of a research; earlier facts give way to it."""
        retrieved = fields.Datetime.to_string(findings.retrieved)
        told = [{**vars(fact), "retrieved": retrieved} for fact in findings.facts]
        details = {
            "missing": findings.missing,
            "problems": dict(findings.problems),
            "unread": findings.unread,
            "sources": findings.sources,
        }
        self.write(
            {
                "state": "done",
                "date": findings.retrieved,
                "tried_on": fields.Datetime.now(),
                "lease": False,
                "facts": json.dumps(told, ensure_ascii=False),
                "details": json.dumps(details, ensure_ascii=False),
                "fact_count": len(told),
                "error": False,
            }
        )

    def _keep_failure(self, code):
        """It failed; what was found out before stays, and says of when it is."""
        now = fields.Datetime.now()
        for research in self:
            values = {"lease": False, "error": code, "tried_on": now}
            if not research.facts:
                values.update({"state": "failed", "date": now})
            research.write(values)

    @api.autovacuum
    def _gc_research(self):
        """What nobody renewed for twice the days that it holds for goes."""
        days = self.env["crm.lead"]._get_llm_config(self.env.company.id).research_days
        if days:
            oldest = fields.Datetime.now() - timedelta(days=VACUUM_FACTOR * days)
            self.search([("date", "<", oldest)]).unlink()


def _read_json(text, default):
    try:
        found = json.loads(text or "null")
    except ValueError:
        return default
    return found if isinstance(found, type(default)) else default
