"""One lead: prompt -> client -> answer -> sub-scores -> score."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..calling import client
from ..calling.memory import Memory
from ..errors import UnverifiedAnswer
from ..reading.passages import Passages, passages_of
from ..settings import Endpoint, Settings
from ..values import Answer, Enrichment, LeadFacts, Prompt, SubScore
from ..wire import transport
from . import answer, prompt, score
from .subscores import FORMULAS, score_all


@dataclass(frozen=True)
class Preview:
    """A request as it would go out, and the same as people read it.

    :ivar url: where to; without a key, for an endpoint that has none.
    """

    url: str
    body: bytes
    prompt: Prompt


def enrich(
    facts: LeadFacts,
    settings: Settings,
    endpoints: Sequence[Endpoint],
    *,
    deadline: float,
    **client_options,
) -> Enrichment:
    """Ask once, check the answer and score by the tables.

    A lead that wrote nothing is scored without a request. Where it wrote only a few
    words, and no answer about them holds, they say too little to be judged higher.

    :param deadline: a value of the client's clock, ``time.monotonic`` by default.
    :param client_options: passed to :func:`.client.complete`.
    :raises ValueError: the weights make no sense; nothing was sent.
    :raises LLMError: nobody gave an answer that could be checked; ``attempts`` holds
        the requests sent.
    """
    weights = score.weights_of(settings)  # refused before anything is paid for
    passages = passages_of(facts, settings)
    asked = _build_prompt(facts, passages)
    scored = partial(_scored, facts, weights, passages, asked)
    if not asked:
        return scored(None)
    try:
        reply = client.complete(
            asked,
            endpoints,
            deadline=deadline,
            check=lambda found: answer.read(found, passages, facts.criteria),
            **client_options,
        )
    except UnverifiedAnswer as error:
        if not answer.too_little(passages):
            raise
        return replace(scored(answer.silent()), attempts=error.attempts)
    return replace(
        scored(reply.value), completion=reply.completion, attempts=reply.attempts
    )


def preview(
    facts: LeadFacts, settings: Settings, endpoint: Endpoint, memory: Memory
) -> Preview | None:
    """What :func:`enrich` would send this endpoint first; None where it sends nothing.

    Nothing is sent by this.
    """
    asked = _build_prompt(facts, passages_of(facts, settings))
    if not asked:
        return None
    request = client.first_request(asked, endpoint, memory)
    return Preview(request.url, transport.encode(request.body), asked)


def fingerprint(facts: LeadFacts, settings: Settings) -> str:
    """Changes with what the model would be sent, then the lead is asked about anew.

    It changes as well with the criteria, and with the values that stand-ins are sent
    for: an answer that shows them belongs to one lead.
    """
    passages = passages_of(facts, settings)
    return _fingerprint(facts, passages, _build_prompt(facts, passages))


def rescore(facts: LeadFacts, settings: Settings, answer: Answer | None) -> Enrichment:
    """Score by an answer got earlier, without a request.

    The answer is about these facts if the score's fingerprint is the one it came with.

    :param answer: None where the lead wrote nothing.
    :raises ValueError: the weights make no sense.
    """
    passages = passages_of(facts, settings)
    asked = _build_prompt(facts, passages)
    return _scored(facts, score.weights_of(settings), passages, asked, answer)


def _build_prompt(facts: LeadFacts, passages: Passages) -> Prompt | None:
    return prompt.build(facts, passages.sent) if passages.sent else None


def _fingerprint(facts: LeadFacts, passages: Passages, asked: Prompt | None) -> str:
    # Not dataclasses.asdict, which copies the whole schema: this is done for each lead.
    parts = [prompt.VERSION, asked, asked and facts.criteria, passages.values]
    text = json.dumps(parts, sort_keys=True, default=vars)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def size_of(facts: LeadFacts) -> int:
    """Bytes of UTF-8 that the lead's words have at most."""
    words = (facts.description, *(contact.text for contact in facts.contacts))
    return sum(len(text.encode("utf-8", "replace")) for text in words)


def asked_size(facts: LeadFacts, settings: Settings) -> int:
    """Bytes of UTF-8 that the model would be sent, 0 where it would not be asked."""
    asked = _build_prompt(facts, passages_of(facts, settings))
    if not asked:
        return 0
    text = json.dumps(asked, default=vars, ensure_ascii=False)
    return len(text.encode("utf-8", "replace"))


def formula_subscores(facts: LeadFacts) -> tuple[SubScore, ...]:
    """The sub-scores that need no vendor."""
    return tuple(s.score(facts, None) for s in FORMULAS)


def _scored(
    facts: LeadFacts,
    weights: Mapping[str, float],
    passages: Passages,
    asked: Prompt | None,
    found: Answer | None,
) -> Enrichment:
    subscores = score_all(facts, found)
    total = score.total(subscores, weights)
    signs = (*passages.signs, *(found.suspicious if found else ()))
    return Enrichment(
        lead_id=facts.lead_id,
        total=total,
        grade=score.grade_of(subscores, total),
        subscores=subscores,
        weights=weights,
        answer=found,
        suspicious=tuple(dict.fromkeys(signs)),
        fingerprint=_fingerprint(facts, passages, asked),
    )
