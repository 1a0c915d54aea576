import json

from markupsafe import Markup

from odoo import api, fields, models

from ...engine.scoring import prompt, score
from ...engine.scoring.subscores import score_all
from ...engine.scoring.subscores.quoted import is_denied
from .score_facts import answer_from, criteria_used, facts_from, facts_used

# Stands in every note that the addon writes, so that they can be found again.
NOTE_MARK = "o_llm_note"
ORIGIN = (
    "model",
    "prompt_version",
    "asked_model",
    "answered_at",
    "cost",
    "research",
)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    ai_explanation = fields.Html(
        string="AI Explanation",
        groups="base.group_user",
        compute="_compute_ai_explanation",
    )
    ai_risks = fields.Text(
        string="AI Risks", groups="base.group_user", compute="_compute_ai_risks"
    )

    @api.depends("ai_enrichment_data")
    @api.depends_context("lang")
    def _compute_ai_explanation(self):
        words = self.env["llm.reason"]._get_words()
        for lead in self:
            outcome = lead._get_outcome()
            lead.ai_explanation = outcome.get("parts") and self.env["ir.qweb"]._render(
                "llm_lead_scoring.lead_explanation",
                lead._prepare_explanation(outcome, words),
            )

    @api.depends("ai_enrichment_data")
    def _compute_ai_risks(self):
        for lead in self:
            lead.ai_risks = "\n".join(lead._get_outcome().get("risks", []))

    def _get_outcome(self):
        """The stored enrichment as a dict, {} if there is none."""
        try:
            outcome = json.loads(self.ai_enrichment_data or "{}")
        except ValueError:  # written by other code
            return {}
        return outcome if isinstance(outcome, dict) else {}

    def _prepare_explanation(self, outcome, words):
        """Values of the template: the parts with their reasons in words."""
        parts = outcome["parts"]
        codes = {r["code"] for part in parts.values() for r in part["reasons"]}
        titles = {name: words[f"title_{name}"] for name in parts}
        return {
            "parts": parts,
            "titles": titles,
            "labels": words.labels(codes),
            "total": outcome["scores"]["overall"],
            **{name: outcome.get(name) for name in ORIGIN},
        }

    def _prepare_outcome(self, task, enrichment, words):
        """What a finished enrichment leaves in ``ai_enrichment_data``."""
        answer = enrichment.answer
        scores = {part.name: part.score for part in enrichment.subscores}
        analysis = {part.name: words.analysis(part) for part in enrichment.subscores}
        return {
            "timestamp": fields.Datetime.to_string(fields.Datetime.now()),
            "scores": {"overall": enrichment.total, **scores},
            "analysis": {
                "overall": f"{enrichment.total} ({enrichment.grade or '-'})",
                **analysis,
                "llm_final": answer.summary if answer else "",
            },
            "parts": {
                part.name: {
                    "score": part.score,
                    "judged": part.judged,
                    "weight": enrichment.weights.get(part.name, 0),
                    "reasons": [_stored(reason) for reason in part.reasons],
                }
                for part in enrichment.subscores
            },
            "kind": answer.kind if answer else "no_text",
            "is_automatic": not answer and task.facts.is_automatic,
            "next_step": answer.next_step if answer else "",
            "risks": list(answer.risks) if answer else [],
            "answer": vars(answer).copy() if answer else None,
            "facts": facts_used(task.facts, enrichment.subscores),
            "criteria": criteria_used(task.facts),
            "suspicious": list(enrichment.suspicious),
            **self._prepare_origin(task, enrichment),
        }

    def _prepare_origin(self, task, enrichment):
        """Where the answer came from: kept as it was where it is used again."""
        lead = self.browse(task.lead_id)
        if task.reused:
            return {name: lead._get_outcome().get(name, "") for name in ORIGIN}
        completion, attempts = enrichment.completion, enrichment.attempts
        return {
            "model": completion.model_name if completion else "",
            "prompt_version": prompt.VERSION if completion else "",
            "asked_model": attempts[-1].model_name if attempts else "",
            "answered_at": fields.Datetime.to_string(fields.Datetime.now()),
            "cost": sum(attempt.cost for attempt in attempts),
            "research": "",
        }

    @api.model
    def _recompute_score(self, outcome):
        """The total that the formulas give for what ``outcome`` itself holds.

        :param outcome: as :meth:`_prepare_outcome` made it, also read from JSON.
        :return: None where an outcome holds no facts.
        """
        if not outcome.get("facts"):
            return None
        facts = facts_from(outcome["facts"], outcome.get("criteria"))
        answer = outcome.get("answer") and answer_from(outcome["answer"])
        weights = {name: part["weight"] for name, part in outcome["parts"].items()}
        return score.total(score_all(facts, answer), weights)

    def _prepare_note(self, outcome, words):
        """The internal note about a finished enrichment, as escaped Markup.

        Without a template: rendering one takes longer than all else about a note.
        """
        total = Markup("<strong>%s</strong>") % words["note_total"]
        parts = (
            f"{words[f'title_{name}']}: {_shown(part, words)}"
            for name, part in outcome["parts"].items()
        )
        against = "; ".join(
            f"{words.labels([r['code']])[r['code']]}: “{r['quote']}”"
            for part in outcome["parts"].values()
            for r in part["reasons"]
            if r.get("stance") == "against"
        )
        suspicion = self._explain_signs(outcome.get("suspicious") or [])
        paragraphs = (
            Markup(" · ").join([total % outcome["scores"]["overall"], *parts]),
            suspicion and f"{words['note_suspicious']} {suspicion}",
            outcome["kind"] == "no_text" and words["note_wordless"],
            outcome["analysis"]["llm_final"],
            against and f"{words['note_against']} {against}",
            outcome["next_step"] and f"{words['note_next']} {outcome['next_step']}",
        )
        body = Markup().join(Markup("<p>%s</p>") % p for p in paragraphs if p)
        return Markup('<div class="%s">%s</div>') % (NOTE_MARK, body)


def _shown(part, words):
    return f"{part['score']:g}" if part["judged"] else words["note_unjudged"]


def _stored(reason):
    """A reason for JSON; ``stance`` stands where the lead's own words deny it."""
    stance = {"stance": "against"} if is_denied(reason) else {}
    return {**vars(reason), **stance}
