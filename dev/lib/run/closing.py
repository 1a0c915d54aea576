"""What was seen, where to look next, and what it would cost elsewhere."""

from ..prices import cost_of_thousand
from . import rows


def lines(summary, shown):
    """Three lines.

    :param summary: ``requests, seconds, input_tokens, output_tokens`` of the leads.
    :param shown: ``{lead's id: its lines}``.
    """
    scored = sum(map(rows.is_scored_by_words, shown.values()))
    yield (
        f"{len(shown)} leads, {scored} scored from their own words, "
        f"{summary['seconds']:.0f} s of answers in {summary['requests']} requests."
    )
    yield (
        "Next: dev/run shows them in Odoo; README, 'Configure a first provider', "
        "sets up your own."
    )
    requests = summary["requests"] or 1
    tokens = (summary["input_tokens"] / requests, summary["output_tokens"] / requests)
    told = ", ".join(
        f"{model} ${dollars:.2f}" for model, dollars in cost_of_thousand(*tokens)
    )
    yield f"1,000 leads like these at a vendor: {told}."
