import logging
from datetime import timedelta

from odoo import _, api, fields, models

from ...engine.errors import LLMError
from ..provider.actions import PROBE, PROBE_SECONDS

_logger = logging.getLogger(__name__)

# Health is told from the requests of this time.
HEALTH_WINDOW = timedelta(hours=1)
# A success this new says as much as a probe.
FRESH = timedelta(minutes=5)
WORRYING_FAILURE_RATE = 0.05


class LlmServiceHealth(models.AbstractModel):
    """Whether enrichment works now, for people and for load balancers."""

    _inherit = "llm.service"

    @api.model
    def health_check(self, probe=False):
        """Real state, from the requests of the last hour.

        :param probe: send one small request, which is paid for, if none succeeded in
            the last minutes; for sales managers.
        """
        group = "sale_manager" if probe else "sale_salesman"
        self._check_group(f"sales_team.group_{group}")
        providers = self.env["llm.provider"]._get_candidates(self.env.company)
        if probe and providers and not self._has_fresh_success(providers):
            self._probe(providers)
        status, message = self._get_health(providers)
        return {
            "status": status,
            "message": message,
            "provider": providers[:1].sudo().name or False,
            "timestamp": fields.Datetime.to_string(fields.Datetime.now()),
        }

    @api.model
    def _has_fresh_success(self, providers):
        domain = [
            ("provider_id", "in", providers.ids),
            ("success", "=", True),
            ("sent_at", ">=", fields.Datetime.now() - FRESH),
        ]
        return bool(self.env["llm.request"].sudo().search_count(domain, limit=1))

    @api.model
    def _probe(self, providers):
        """One small request; what came of it is in the log, as of any other."""
        try:
            self._complete(PROBE, providers, seconds=PROBE_SECONDS, purpose="test")
        except LLMError as error:
            _logger.info("the health probe failed: %s", error.code)

    def _get_health(self, providers):
        if not providers:
            return "critical", _("No AI provider is set up.")
        rested = providers._get_rested()
        if not rested:
            return "critical", _("Every AI provider is in trouble and left alone.")
        requests = self.env["llm.request"].sudo()
        recent = [
            ("provider_id", "in", providers.ids),
            ("sent_at", ">=", fields.Datetime.now() - HEALTH_WINDOW),
        ]
        total = requests.search_count(recent)
        failed = requests.search_count([*recent, ("success", "=", False)])
        if total and failed == total:
            return "critical", _("All %s requests of the last hour failed.", total)
        if len(rested) < len(providers) or failed > total * WORRYING_FAILURE_RATE:
            return "degraded", _(
                "%(failed)s of %(total)s requests of the last hour failed.",
                failed=failed,
                total=total,
            )
        if not total:
            return "healthy", _("Ready; nothing was asked in the last hour.")
        return "healthy", _("%s requests in the last hour.", total)
