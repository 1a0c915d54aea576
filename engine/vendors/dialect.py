"""What is learned of one model, so that it costs a refused request once."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Dialect:
    """What one model was found to refuse, so that it is not sent again.

    :param schema_mode: how many steps down the vendor's ladder of schema modes.
    :param other_limit: the output limit goes by its other name.
    :param more_output: the limit was too small to say anything, so it is raised.
    :param responses: not served over chat completions, but over ``/responses``.
    """

    schema_mode: int = 0
    other_limit: bool = False
    more_output: bool = False
    no_temperature: bool = False
    no_thinking: bool = False
    responses: bool = False

    def merged(self, other: Dialect) -> Dialect:
        """What either of the two has found out."""
        both = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Dialect(*(max(pair) for pair in both))


PLAIN = Dialect()
