"""One lead: prompt -> client -> answer -> sub-scores -> score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import answer, client, prompt, score
from .subscores import SUBSCORES, clarity
from .values import Endpoint, Enrichment, LeadFacts, Reply, Settings, SubScore


def enrich(
    facts: LeadFacts,
    settings: Settings,
    endpoints: Sequence[Endpoint],
    *,
    deadline: float,
    **client_options,
) -> Enrichment:
    """Ask once, check the answer and score by the tables.

    A lead that wrote nothing is scored without a request.

    :param deadline: a value of the client's clock, ``time.monotonic`` by default.
    :param client_options: passed to :func:`.client.complete`.
    :raises ValueError: the weights make no sense; nothing was sent.
    :raises LLMError: nobody gave an answer that could be checked; ``attempts`` holds
        the requests sent.
    """
    weights = score.weights_of(settings)  # refused before anything is paid for
    words = prompt.words_of(facts)
    reply = words and client.complete(
        prompt.build(facts, words),
        endpoints,
        deadline=deadline,
        check=lambda completion: answer.read(completion, words),
        **client_options,
    )
    return _scored(facts, weights, reply or None)


def formula_subscores(facts: LeadFacts) -> tuple[SubScore, ...]:
    """The sub-scores that need no vendor."""
    return tuple(s.score(facts, None) for s in SUBSCORES if s is not clarity)


def _scored(
    facts: LeadFacts, weights: Mapping[str, float], reply: Reply | None
) -> Enrichment:
    found = reply and reply.value
    subscores = tuple(s.score(facts, found) for s in SUBSCORES)
    total = score.total(subscores, weights)
    return Enrichment(
        lead_id=facts.lead_id,
        total=total,
        grade=score.grade(total),
        subscores=subscores,
        weights=weights,
        answer=found,
        completion=reply and reply.completion,
        attempts=reply.attempts if reply else (),
    )
