from odoo import _, models
from odoo.exceptions import UserError

from ..toast import toast


class NotSetUp(UserError):
    """There is nobody to ask; the browser shows it under a title of its own."""


class CrmLead(models.Model):
    """Scores as people ask for them, and what they are told then."""

    _inherit = "crm.lead"

    def action_enrich_with_ai(self):
        """Enrich one lead now, or queue many; says what came of it.

        A lead that has not changed since the vendor answered is scored by that answer.
        """
        return self._enrich_on_demand(insists=False)

    def action_enrich_anew(self):
        """The same, but the vendor is asked whether anything has changed or not."""
        return self._enrich_on_demand(insists=True)

    def _enrich_on_demand(self, insists):
        self._check_may_change()
        if len(self) != 1:
            return self._queue_on_demand(insists)
        if not self.env["llm.provider"]._get_candidates(self._get_ai_company()):
            raise NotSetUp(self._explain_no_provider())
        answered_at = self._get_outcome().get("answered_at")
        if not self._enrich_lead(insists):
            return toast("warning", _("This lead is being scored."))
        if self.ai_failure_type:
            return toast("danger", self.ai_failure_reason, sticky=True)
        text = _("AI score: %s", round(self.ai_probability_score))
        if answered_at and self._get_outcome().get("answered_at") == answered_at:
            text = _("%s. Nothing has changed, so the model was not asked.", text)
        return toast("success", text)

    def _explain_no_provider(self):
        return self.env["llm.failure"]._explain_code("no_provider", False)

    def _queue_on_demand(self, insists):
        """Ask the scheduled job to enrich these leads; one that runs goes on."""
        running = self.filtered(lambda lead: lead.ai_enrichment_status == "processing")
        (self - running).write(
            {"ai_enrichment_status": "pending", "ai_enrichment_insists": insists}
        )
        text = _("%s leads wait for their AI score.", len(self))
        if len(self) == 1:
            text = _("The lead waits for its AI score.")
        return toast("info", text)

    def _get_ai_company(self):
        return self.company_id or self.env.company
