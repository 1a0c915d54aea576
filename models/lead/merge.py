from odoo import models

from .crm_lead import OUTCOME_FIELDS
from .review import OPINION_FIELDS, OVERRIDE_FIELDS


class CrmLead(models.Model):
    """What was asked, said and allowed of parts holds for the lead they become."""

    _inherit = "crm.lead"

    def _merge_get_fields_specific(self):
        return {
            **super()._merge_get_fields_specific(),
            "auto_enrich": lambda fname, leads: all(leads.mapped(fname)),
        }

    def _merge_dependences(self, opportunities):
        requests = self.env["llm.request"].sudo()
        requests._move_to_lead(opportunities.ids, self.id)
        head = self.sudo()
        head.write(head._prepare_merged(opportunities.sudo()))
        return super()._merge_dependences(opportunities)

    def _prepare_merged(self, others):
        """What of this lead and ``others`` holds for the one that they become."""
        return {
            **self._prepare_merged_outcome(others),
            **(self + others)._prepare_merged_review(),
        }

    def _prepare_merged_outcome(self, others):
        """The newest enrichment of all, as a whole; it waits if one part did."""
        values = {"ai_is_suspicious": any((self + others).mapped("ai_is_suspicious"))}
        enriched = (self + others).filtered("ai_last_enrichment_date")
        newest = enriched.sorted("ai_last_enrichment_date")[-1:]
        if newest and newest != self:
            names = (*OUTCOME_FIELDS, "ai_enrichment_status")
            values.update({name: newest[name] for name in names})
        waiting = self.ai_enrichment_status == "pending"
        # Who works on another part finds it gone: nobody would finish what he began.
        if waiting or {"pending", "processing"} & set(
            others.mapped("ai_enrichment_status")
        ):
            values["ai_enrichment_status"] = "pending"
        return values

    def _prepare_merged_review(self):
        """The newest opinion and the newest override of all parts."""
        values = {}
        for date, names in (
            ("ai_opinion_date", OPINION_FIELDS),
            ("ai_override_date", OVERRIDE_FIELDS),
        ):
            newest = self.filtered(date).sorted(date)[-1:]
            if newest:
                taken = {name: newest[name] for name in names}
                values.update(self._convert_to_write(taken))
        return values
