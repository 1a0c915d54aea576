import json
from dataclasses import asdict
from dataclasses import fields as fields_of

from odoo import api, fields, models

from ..engine.memory import Memory
from ..engine.vendors import Dialect

FIELDS = fields_of(Dialect)


class LlmProvider(models.Model):
    """What was learned of a provider's model: the fields of a request that it refuses.

    Kept, so that the next batch, in whatever process, doesn't run into them again.
    """

    _inherit = "llm.provider"

    learned_dialect = fields.Char(copy=False, readonly=True, help="JSON")

    def write(self, vals):
        if {"api_endpoint", "model_name", "provider_type"} & set(vals):
            vals = {**vals, "learned_dialect": False}
        return super().write(vals)

    @api.model
    def _get_memory(self, endpoints):
        """A fresh :class:`Memory` that knows what was learned of ``endpoints``."""
        memory = Memory()
        for endpoint in endpoints:
            provider = self.sudo().browse(endpoint.provider_id)
            memory.learn(_key(endpoint), provider._get_dialect())
        return memory

    def _get_dialect(self):
        stored = json.loads(self.learned_dialect or "{}")
        known = {f.name: stored[f.name] for f in FIELDS if f.name in stored}
        return Dialect(**known)

    @api.model
    def _keep_memory(self, memory, endpoints):
        """Store what was learned since; a row is written only where it differs."""
        for endpoint in endpoints:
            learned = memory.recall(_key(endpoint))
            provider = self.sudo().browse(endpoint.provider_id).exists()
            if provider and provider._get_dialect() != learned:
                provider.learned_dialect = json.dumps(asdict(learned))


def _key(endpoint):
    return endpoint.provider_id, endpoint.base_url, endpoint.model_name
