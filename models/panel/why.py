"""The few reasons of a score that a person reads first. Plain Python, no Odoo."""

from dataclasses import dataclass

from ...engine.scoring.subscores import completeness

MOST = 2
# A lead's own words say more than what stands beside the panel anyway.
QUOTED = 1.5
AGAINST = "against"


@dataclass(frozen=True)
class Told:
    """A reason as stored, and how many points of the total it moves."""

    code: str
    weight: float
    quote: str = ""
    count: int | None = None
    # The page that it was quoted from; empty where the lead said it.
    source: str = ""


def strongest(parts):
    """``(for, against)``: of each the two that move the total most.

    :param parts: of an outcome, as ``_prepare_outcome`` stores them.

    What is missing on file stands on its own in the panel, so it is not among them.
    """
    gains, losses = [], []
    for name, part in parts.items():
        for reason in part["reasons"]:
            share = part["weight"]
            if reason["points"] > 0:
                gains.append(_told(reason, reason["points"] * share))
            if name != completeness.NAME:
                losses.append(_told(reason, _lost(reason) * share))
    return _top(gains), _top(loss for loss in losses if loss.weight)


def missing_fields(parts):
    """Names of the lead's fields that gave no points, those that matter first."""
    part = parts.get(completeness.NAME, {"reasons": ()})
    lacking = [r for r in part["reasons"] if not r["points"]]
    lacking.sort(key=lambda reason: -reason["out_of"])
    return [reason["code"].removesuffix("_invalid") for reason in lacking]


def unsaid(part):
    """Codes of what a message was looked through for in vain."""
    return [r["code"] for r in part["reasons"] if not r["points"] and not _speaks(r)]


def _told(reason, weight):
    return Told(
        code=reason["code"],
        weight=weight,
        quote=reason.get("quote") or "",
        count=reason.get("count"),
        source=reason.get("source") or "",
    )


def _lost(reason):
    """What was said against it weighs more than what was not said at all."""
    lost = reason["out_of"] - reason["points"]
    if reason["points"] >= reason["out_of"] / 2:
        return 0
    return lost * 2 if _speaks(reason) else lost


def _speaks(reason):
    return reason.get("stance") == AGAINST


def _top(reasons):
    """Those that weigh most; the same words are not shown for two of them."""
    chosen = []
    for reason in sorted(reasons, key=_weight, reverse=True):
        if not any(_repeats(reason.quote, other.quote) for other in chosen):
            chosen.append(reason)
    return chosen[:MOST]


def _weight(reason):
    return reason.weight * (QUOTED if reason.quote else 1)


def _repeats(quote, other):
    return bool(quote and other) and (quote in other or other in quote)
