import time

from odoo import _, api, fields, models

from ...engine.calling import client
from ...engine.errors import LLMError, Unreachable
from ...engine.values import Message, Prompt
from ...engine.vendors import VENDORS
from ..toast import toast

# The least that a vendor can be asked; also the health check's.
PROBE = Prompt("", (Message("user", "Answer with the word: ready"),))
PROBE_SECONDS = 30


class LlmProvider(models.Model):
    """What the buttons of a provider's form do."""

    _inherit = "llm.provider"

    suggested_models = fields.Json(
        string="Suggestions",
        compute="_compute_suggested_models",
        help="Current models of this vendor that are cheap and good enough.",
    )

    @api.depends("provider_type")
    def _compute_suggested_models(self):
        for provider in self:
            vendor = VENDORS.get(provider.provider_type)
            provider.suggested_models = list(vendor.models) if vendor else []

    def action_make_default(self):
        self.ensure_one()
        self.search([("company_id", "=", self.company_id.id)]).is_default = False
        self.is_default = True

    def action_test_connection(self):
        """One small real request; says what came of it."""
        self._check_asker()
        if obstacle := self._get_obstacle():
            return self._notification("danger", obstacle, True)
        try:
            reply = self._ask_for_a_word()
        except LLMError as error:
            return self._notification("danger", self._explain(error), True)
        provider = self.sudo()
        if provider.cooldown_until or provider.trouble_told_at:
            # It works: nothing to wait for.
            provider.write({"cooldown_until": False, "trouble_told_at": False})
        text = _(
            "%(model)s answered in %(seconds).2f s.",
            model=reply.completion.model_name or self.model_name,
            seconds=sum(attempt.seconds for attempt in reply.attempts),
        )
        return self._notification("success", text)

    def _ask_for_a_word(self):
        """Also while it is left alone: whoever tests a provider wants to know."""
        memory = self._get_memory()
        memory.forget_cooldown(self.id)
        return self.env["llm.service"]._complete(
            PROBE, self, seconds=PROBE_SECONDS, purpose="test", memory=memory
        )

    def action_fetch_models(self):
        """The models that the vendor lists for this account, to pick one from."""
        self._check_asker()
        if obstacle := self._get_obstacle():
            return self._notification("danger", obstacle, True)
        try:
            names = client.list_models(
                self._to_endpoint(), deadline=time.monotonic() + PROBE_SECONDS
            )
        except LLMError as error:
            return self._notification("danger", self._explain(error), True)
        return self.env["llm.model.choice"]._open(self, names)

    def _check_asker(self):
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")

    def _get_obstacle(self):
        """Why nothing need be sent to know that it fails; empty if nothing is known."""
        if self.key_problem:
            return self.key_problem
        if not self.request_url:
            return _("This vendor has no address of its own: give a base URL.")
        if self.key_required and self.key_source == "none" and not self.api_endpoint:
            return _("There is no key yet: paste one, save and try again.")
        return ""

    def _explain(self, error):
        """What failed and what to do, with the vendor's own words."""
        parts = [self.env["llm.failure"]._explain(error, self)]
        if isinstance(error, Unreachable) and self.api_endpoint:
            parts.append(
                _(
                    "Is a server running at %s? Inside a container, localhost is the "
                    "container itself: try host.docker.internal.",
                    self.api_endpoint,
                )
            )
        status = error.status and f"HTTP {error.status}"
        if said := ": ".join(filter(None, (status, error.detail))):
            parts.append(f"({said})")
        return " ".join(parts)

    def _notification(self, kind, text, sticky=False):
        return toast(kind, text, sticky=sticky, title=self.name or _("AI Providers"))

    def action_view_requests(self):
        self.ensure_one()
        self._check_reader()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "llm_lead_scoring.llm_request_action"
        )
        return {**action, "domain": [("provider_id", "=", self.id)]}
