import json
import time
from dataclasses import asdict
from dataclasses import fields as fields_of
from datetime import timedelta

from odoo import api, fields, models

from ...engine.calling.memory import Memory
from ...engine.vendors import Dialect

FIELDS = fields_of(Dialect)
MINUTE = timedelta(minutes=1)
# A provider that was in trouble so lately is met by one request first.
LATELY = timedelta(hours=1)


class LlmProvider(models.Model):
    """What processes know of a provider, kept so that the next one knows it too.

    The fields of a request that its model refuses; how long it is to be left alone; how
    much was asked of it in the last minute.
    """

    _inherit = "llm.provider"

    learned_dialect = fields.Char(copy=False, readonly=True, help="JSON")

    def write(self, vals):
        if {"api_endpoint", "model_name", "provider_type"} & set(vals):
            vals = {**vals, "learned_dialect": False}
        return super().write(vals)

    def _get_memory(self):
        """A fresh :class:`Memory` that knows what is known of ``self``."""
        memory = Memory()
        self._inform(memory)
        return memory

    def _inform(self, memory):
        """Tell ``memory`` what is known of ``self``."""
        now = fields.Datetime.now()
        for provider in self.sudo():
            key = provider._to_keyless_endpoint().dialect_key
            memory.learn(key, provider._get_dialect())
            until = provider.cooldown_until
            if until and until > now:
                left = (until - now).total_seconds()
                memory.cool_down(provider.id, time.monotonic() + left)
            elif until and until > now - LATELY:
                memory.probe_first(provider.id)

    @api.model
    def _bring_news(self, memory, endpoints, paused):
        """Tell ``memory`` what other processes found out; two queries at most.

        :param paused: ids of the providers whose pause was seen in the database, kept
            up to date. A pause that only ``memory`` knows yet has not ended.
        """
        known = self.sudo().with_context(active_test=False)
        known.invalidate_model(["cooldown_until"])
        ids = {endpoint.provider_id for endpoint in endpoints}
        providers = known.search_fetch([("id", "in", list(ids))], self._get_columns())
        for provider in providers:
            if provider.cooldown_until:
                paused.add(provider.id)
            elif provider.id in paused:  # it ended, say because its key was changed
                paused.discard(provider.id)
                memory.forget_cooldown(provider.id)
        providers._inform(memory)
        limited = [
            endpoint.provider_id
            for endpoint in endpoints
            if endpoint.limits.requests_minute or endpoint.limits.tokens_minute
        ]
        for provider_id, requests, tokens in self._count_last_minute(limited):
            memory.count_others(provider_id, requests, tokens)

    @api.model
    def _count_last_minute(self, provider_ids):
        if not provider_ids:
            return []
        rows = self.env["llm.request"].sudo()
        return [
            (provider.id, requests, (inputs or 0) + (outputs or 0))
            for provider, requests, inputs, outputs in rows._read_group(
                [
                    ("provider_id", "in", provider_ids),
                    ("sent_at", ">", fields.Datetime.now() - MINUTE),
                ],
                ["provider_id"],
                ["__count", "input_tokens:sum", "output_tokens:sum"],
            )
        ]

    def _get_dialect(self):
        stored = json.loads(self.learned_dialect or "{}")
        known = {f.name: stored[f.name] for f in FIELDS if f.name in stored}
        return Dialect(**known)

    @api.model
    def _keep_memory(self, memory, endpoints):
        """Store what was learned since; a row is written only where it differs."""
        for endpoint in endpoints:
            learned = memory.recall(endpoint.dialect_key)
            provider = self.sudo().browse(endpoint.provider_id).exists()
            if provider and provider._get_dialect() != learned:
                provider.learned_dialect = json.dumps(asdict(learned))
        self._forget_troubles({endpoint.provider_id for endpoint in endpoints})
