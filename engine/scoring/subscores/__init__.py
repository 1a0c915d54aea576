"""One file for each aspect of the score; ``SUBSCORES`` is the one list.

Each offers ``NAME`` and ``score(facts, answer) -> SubScore``. The reasons' points
add up to the score, so that a person can recompute it by hand.
"""

from . import clarity, completeness, engagement

SUBSCORES = (completeness, clarity, engagement)
