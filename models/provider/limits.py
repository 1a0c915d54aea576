from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...engine.vendors import VENDORS

KNOWN_PRICES = {pair for row in VENDORS.values() for pair in row.prices.values()}
NOT_NEGATIVE = (
    "input_price",
    "cached_price",
    "output_price",
    "max_in_flight",
    "max_requests_minute",
    "max_tokens_minute",
)


def _price_field(**attributes):
    """US dollars per million tokens, as vendors publish their prices."""
    return fields.Float(digits=(12, 4), tracking=True, **attributes)


class LlmProvider(models.Model):
    """What a provider costs, and how much it may be asked in a given time."""

    _inherit = "llm.provider"

    input_price = _price_field(
        string="Input Price", help="US dollars per million input tokens."
    )
    cached_price = _price_field(
        string="Cached Input Price",
        help="US dollars per million input tokens that the vendor had in its cache. "
        "0: as other input.",
    )
    output_price = _price_field(
        string="Output Price",
        help="US dollars per million output tokens, reasoning included.",
    )
    max_in_flight = fields.Integer(
        string="Requests at Once",
        default=16,
        tracking=True,
        help="How many requests the scheduled job sends at the same time. A local "
        "server that answers one after the other wants 1.",
    )
    max_requests_minute = fields.Integer(
        string="Requests a Minute", tracking=True, help="0: no limit of ours."
    )
    max_tokens_minute = fields.Integer(
        string="Tokens a Minute", tracking=True, help="0: no limit of ours."
    )

    @api.onchange("provider_type", "model_name")
    def _suggest_prices(self):
        """Prices that nobody typed follow the model."""
        vendor = VENDORS.get(self.provider_type)
        typed = (self.input_price, self.output_price)
        if vendor and (not any(typed) or typed in KNOWN_PRICES):
            self.input_price, self.output_price = vendor.prices.get(
                self.model_name, (0, 0)
            )

    @api.constrains(*NOT_NEGATIVE)
    def _check_not_negative(self):
        for provider in self:
            if any(provider[name] < 0 for name in NOT_NEGATIVE):
                raise ValidationError(_("Prices and limits can't be negative."))
            if not provider.max_in_flight:
                raise ValidationError(_("At least one request must be allowed."))
