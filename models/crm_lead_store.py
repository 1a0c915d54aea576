import json
import logging
import random
from datetime import timedelta

from odoo import api, fields, models

from ..engine.enrich import formula_subscores
from ..engine.errors import AllCoolingDown

_logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
# A retryable failure comes back after about 1, 4, 16 and 60 minutes.
RETRY_SECONDS, RETRY_FACTOR, MAX_RETRY_SECONDS = 60, 4, 3600


class CrmLead(models.Model):
    """What an enrichment leaves on a lead, whichever way it ended."""

    _inherit = "crm.lead"

    def _record_requests(self, attempts, purpose):
        """Put what was sent on the bill; False if the lead was deleted meanwhile."""
        lead = self.exists()
        self.env["llm.service"]._record(attempts, purpose=purpose, lead_id=lead.id)
        return bool(lead)

    def _store_enrichment(self, enrichment):
        if not self._record_requests(enrichment.attempts, "enrichment"):
            return
        outcome = self._prepare_outcome(enrichment)
        self._move("completed", ai_enrichment_lease=None, ai_failure_type=None)
        # A save by a person meanwhile asked anew: the lead then stays in the queue.
        self.with_context(mail_notrack=True).write(
            {
                **self._prepare_scores(enrichment.subscores),
                "ai_probability_score": enrichment.total,
                "ai_grade": enrichment.grade.lower(),
                "ai_message_kind": outcome["kind"],
                "ai_enrichment_data": json.dumps(outcome, ensure_ascii=False),
                "ai_last_enrichment_date": fields.Datetime.now(),
                "ai_analysis_summary": outcome["analysis"]["llm_final"],
                "ai_next_step": outcome["next_step"],
                "ai_failure_type": False,
                "ai_failure_provider": False,
            }
        )
        self._message_log(body=self._prepare_note(outcome))
        self._notify_asker()
        _logger.info(
            "lead %s enriched: score %s, grade %s, %s requests",
            self.id,
            enrichment.total,
            enrichment.grade,
            len(enrichment.attempts),
        )

    def _store_research(self, attempts, text):
        if not self._record_requests(attempts, "research") or not text:
            return
        research = self.env["llm.service"]._mark_research(text)
        outcome = {**self._get_outcome(), "research": research}
        self.with_context(mail_notrack=True).write(
            {"ai_enrichment_data": json.dumps(outcome, ensure_ascii=False)}
        )
        self._notify_asker()

    def _notify_asker(self):
        """Tell the web client of the person who asked that there is news."""
        for lead in self.filtered("ai_enrichment_user_id"):
            self.env["bus.bus"]._sendone(
                lead.ai_enrichment_user_id.partner_id,
                "llm_lead_scoring/updated",
                {"lead_id": lead.id},
            )

    @api.model
    def _prepare_scores(self, subscores):
        return {f"ai_{part.name}_score": part.score for part in subscores}

    def _store_failure(self, facts, error, retry_later):
        """``retry_later`` lets a passing trouble put the lead back into the queue."""
        if not self._record_requests(error.attempts, "enrichment"):
            return
        values = {
            "ai_failure_type": error.code,
            "ai_failure_provider": self._get_provider_name(error.provider_id),
        }
        if not self.ai_last_enrichment_date:
            # Shown as long as there is no whole score that they would not fit to.
            values.update(self._prepare_scores(formula_subscores(facts)))
        self.with_context(mail_notrack=True).write(values)
        tries_left = self.ai_enrichment_attempts + 1 < MAX_ATTEMPTS
        if retry_later and error.retryable and tries_left:
            self._put_back(error)
        else:
            self._move("failed", ai_enrichment_lease=None)
            _logger.info("lead %s failed: %s", self.id, error.code)
        self._notify_asker()

    @api.model
    def _store_learned(self, memory, endpoints):
        self.env["llm.provider"]._keep_memory(memory, endpoints)

    def _get_provider_name(self, provider_id):
        return self.env["llm.provider"].browse(provider_id).exists()[:1].name

    def _put_back(self, error):
        """Back to the queue; nobody's turn is lost while all providers rest."""
        counted = not isinstance(error, AllCoolingDown)
        delay = _retry_seconds(self.ai_enrichment_attempts, error.retry_after)
        self._move(
            "pending",
            ai_enrichment_lease=None,
            ai_enrichment_attempts=self.ai_enrichment_attempts + counted,
            ai_enrichment_next_attempt=fields.Datetime.now() + timedelta(seconds=delay),
        )
        _logger.info("lead %s tried again in %d s: %s", self.id, delay, error.code)


def _retry_seconds(attempts, retry_after):
    """Growing and spread out, so that a vendor's return is no stampede."""
    delay = min(RETRY_SECONDS * RETRY_FACTOR**attempts, MAX_RETRY_SECONDS)
    return max(delay * random.uniform(0.5, 1), retry_after or 0)
