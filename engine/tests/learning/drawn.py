"""Leads drawn by lot, the same ones on every machine."""

import random
from math import exp

from ...learning.values import CATEGORY, MANY, NUMBER, Feature, Sample

FEATURES = (
    Feature("source", CATEGORY),
    Feature("country", CATEGORY),
    Feature("revenue", NUMBER),
    Feature("tags", MANY),
    Feature("noise", CATEGORY),
)
SOURCES = {"referral": 1.2, "search": 0.1, "social": -0.7, None: -0.3}
COUNTRIES = {f"c{number}": (number % 7 - 3) / 4 for number in range(15)}
TAGS = {"hot": 0.9, "cold": -0.8, "fair": 0.0}


def leads(count, seed=1, skill=1.0):
    """Closed leads, one a day; with ``skill`` 0 nothing tells who is won."""
    lot = random.Random(seed)
    return [_lead(lot, day, skill) for day in range(count)]


def _lead(lot, day, skill):
    source = lot.choice(list(SOURCES))
    country = lot.choice(list(COUNTRIES))
    revenue = None if lot.random() < 0.2 else round(lot.expovariate(0.001), 2)
    tags = frozenset(tag for tag in TAGS if lot.random() < 0.3)
    margin = SOURCES[source] + COUNTRIES[country] + sum(TAGS[tag] for tag in tags)
    margin += 0 if revenue is None else min(revenue, 3000) / 1500 - 0.7
    won = lot.random() < 1 / (1 + exp(-skill * (margin - 0.5)))
    values = (source, country, revenue, tags, lot.choice("abc"))
    return Sample(values, won, float(day), day + 30 * lot.random())


def chances(count=500, seed=2):
    """Chances with ties, and outcomes that follow them more or less."""
    lot = random.Random(seed)
    said = [round(lot.random(), 2) for _ in range(count)]
    return said, [lot.random() < chance**1.3 for chance in said]
