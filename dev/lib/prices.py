"""What leads cost with the models that the vendors' rows suggest. US dollars."""

import sys

from .environment import paths

sys.path.append(str(paths.ROOT))  # the engine, without Odoo

from engine.calling.pricing import cost  # noqa: E402
from engine.settings import Prices  # noqa: E402
from engine.values import TokenUsage  # noqa: E402
from engine.vendors import VENDORS  # noqa: E402

LEADS = 1000
# Tokens in and out of a demo lead, counted by dev/run.
USUAL = (391, 159)


def cost_of_thousand(input_tokens, output_tokens, every=False):
    """``[(model, dollars)]`` for 1,000 leads, cheapest first.

    :param every: all suggested models with a price, not only the vendors' defaults.
    """
    usage = TokenUsage(
        input_tokens=round(input_tokens * LEADS),
        output_tokens=round(output_tokens * LEADS),
    )
    priced = {
        model: cost(usage, Prices(input=price[0], output=price[1]))
        for vendor in VENDORS.values()
        for model, price in vendor.prices.items()
        if every or model == vendor.default_model
    }
    return sorted(priced.items(), key=lambda pair: pair[1])
