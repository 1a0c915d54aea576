from odoo import _, api, models
from odoo.exceptions import AccessError, ValidationError

from ...engine.vendors import VENDORS

MANAGER = "sales_team.group_sale_manager"
MOST_LEADS = 5
# So many of the newest leads are looked at for such as wrote something.
MOST_READ = 20


class LlmSetup(models.AbstractModel):
    """Three steps on one page: a key, a test, a first lead."""

    _name = "llm.setup"
    _description = "First Steps with AI Lead Scoring"

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(_("The first steps are for sales managers."))

    @api.model
    def get_steps(self):
        """What is done, and what the next step needs."""
        self._check_manager()
        provider = self.env["llm.provider"]._get_candidates(self.env.company)[:1]
        return {
            "vendors": [_vendor(*item) for item in VENDORS.items()],
            "may_set_url": self.env.user.has_group("base.group_system"),
            "provider": self._prepare_provider(provider) if provider else None,
            "leads": self._prepare_leads() if provider else [],
            "lead": self._prepare_scored(),
        }

    @api.model
    def add_provider(self, vendor, model, key, url=False):
        """The first step; what there is then, as :meth:`get_steps` tells it."""
        self._check_manager()
        row = VENDORS.get(vendor)
        if not row or (not row.base_url and not url):
            raise ValidationError(_("This vendor needs a base URL."))
        values = {"api_endpoint": url.strip()} if url else {}
        provider = self.env["llm.provider"].create(
            {
                "name": row.label,
                "provider_type": vendor,
                "model_name": model,
                "api_key": key,
                **values,
            }
        )
        provider._suggest_prices()
        return self.get_steps()

    def _prepare_provider(self, provider):
        """An account, and whether it ever answered."""
        answered = [("provider_id", "=", provider.id), ("success", "=", True)]
        return {
            "id": provider.id,
            "name": provider.name,
            "model": provider.model_name,
            "answered": bool(self.env["llm.request"].search_count(answered, limit=1)),
        }

    def _prepare_scored(self):
        """The lead that was scored last; None where none was."""
        lead = self.env["crm.lead"].search(
            [("ai_last_enrichment_date", "!=", False)],
            order="ai_last_enrichment_date desc, id desc",
            limit=1,
        )
        return (
            {
                "id": lead.id,
                "name": lead.name,
                "score": round(lead.ai_probability_score),
                "grade": (lead.ai_grade or "").upper(),
            }
            if lead
            else None
        )

    def _prepare_leads(self):
        """A few of the newest leads that may be sent; first who wrote the most."""
        newest = self.env["crm.lead"].search(
            [("description", "!=", False), ("stage_id.is_won", "=", False)],
            order="id desc",
            limit=MOST_READ,
        )
        open_ = newest - newest.browse(newest._get_obstacles())
        sizes = {facts.lead_id: len(facts.description) for facts in open_._to_facts()}
        worded = open_.filtered(lambda lead: sizes[lead.id])[:MOST_LEADS]
        return [
            {"id": lead.id, "name": lead.name}
            for lead in worded.sorted(lambda lead: -sizes[lead.id])
        ]

    @api.model
    def _open(self):
        """The providers; the first steps for a manager while there is none."""
        providers = self.env["llm.provider"].with_context(active_test=False)
        is_first = not providers.search_count([], limit=1)
        is_manager = self.env.user.has_group(MANAGER)
        name = "llm_setup_action" if is_first and is_manager else "llm_provider_action"
        return self.env["ir.actions.actions"]._for_xml_id(f"llm_lead_scoring.{name}")


def _vendor(key, row):
    return {
        "type": key,
        "label": row.label,
        "model": row.default_model,
        "models": list(row.models),
        "key_url": row.key_url,
        "needs_key": row.key_required,
        "needs_url": not row.base_url,
        "has_url": row.is_local or not row.base_url,
    }
