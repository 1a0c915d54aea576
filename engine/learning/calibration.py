"""Margins -> chances that come true: Platt's two numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

MOST_STEPS = 100
LONGEST_STEP = 1.0
# Margins of a penalised fit are about right: few leads shall not move them far. So
# much do slope 1 and shift 0 weigh; the won rate changes sooner than what tells won
# from lost.
TRUST_SLOPE, TRUST_SHIFT = 100.0, 10.0


class Calibration(NamedTuple):
    """The chance of a margin is the sigmoid of ``slope * margin + shift``."""

    slope: float
    shift: float


def sigmoid(margin: float) -> float:
    small = exp(-abs(margin))
    return (1 if margin >= 0 else small) / (1 + small)


def fit(margins: Sequence[float], outcomes: Sequence[bool]) -> Calibration:
    """By Newton's method on Platt's softened outcomes, which keep it finite."""
    won = sum(outcomes)
    lost = len(outcomes) - won
    targets = [(won + 1) / (won + 2) if o else 1 / (lost + 2) for o in outcomes]
    slope, shift = 1.0, 0.0
    for _ in range(MOST_STEPS):
        steps = _newton(margins, targets, slope, shift)
        # Far from its end Newton's method may overshoot.
        whole = max(1.0, *(abs(step) / LONGEST_STEP for step in steps))
        slope, shift = slope - steps[0] / whole, shift - steps[1] / whole
        if max(map(abs, steps)) < 1e-9:
            break
    return Calibration(slope, shift)


def _newton(margins, targets, slope, shift):
    """The step that a quadratic through the present point asks for."""
    g_slope, g_shift = TRUST_SLOPE * (slope - 1), TRUST_SHIFT * shift
    h_slope, h_shift, h_both = TRUST_SLOPE, TRUST_SHIFT, 0.0
    for margin, target in zip(margins, targets, strict=True):
        chance = sigmoid(slope * margin + shift)
        error, curve = chance - target, chance * (1 - chance)
        g_slope += error * margin
        g_shift += error
        h_slope += curve * margin * margin
        h_both += curve * margin
        h_shift += curve
    whole = h_slope * h_shift - h_both * h_both
    return (
        (h_shift * g_slope - h_both * g_shift) / whole,
        (h_slope * g_shift - h_both * g_slope) / whole,
    )
