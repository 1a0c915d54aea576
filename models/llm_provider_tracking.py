from odoo import fields, models


class LlmProvider(models.Model):
    """Changes of prices and limits are tracked like those of the account."""

    _inherit = "llm.provider"

    input_price = fields.Float(tracking=True)
    cached_price = fields.Float(tracking=True)
    output_price = fields.Float(tracking=True)
    max_in_flight = fields.Integer(tracking=True)
    max_requests_minute = fields.Integer(tracking=True)
    max_tokens_minute = fields.Integer(tracking=True)
