"""One company: its website, a vendor's search, and what both of them bear out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from ..calling import client, pricing
from ..errors import LLMError, UnverifiedAnswer
from ..settings import Endpoint
from ..values import Attempt, Citation
from ..vendors import VENDORS
from ..wire.pages import Web
from . import facts, question, website
from .findings import KINDS, SEARCH, WEBSITE, Asked, Fact, Findings, Source
from .page_text import Page

# Bytes that the sources may have in a question: four to a token, at the most.
SOURCES_BYTES = 4 * question.BUDGET
MOST_CITED_PAGES, MOST_UNREAD = 5, 8
# Of the time that is left, the vendor's search may have this share.
SEARCH_SHARE = 0.5


def research(
    asked: Asked,
    endpoints: Sequence[Endpoint],
    *,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
    web: Web | None = None,
    **client_options: Any,
) -> Findings:
    """Read the sources, ask once about them, and keep what stands in them.

    Where there is no source, nobody is asked. A source that gives nothing is told in
    ``problems``; an answer that holds nothing leaves no facts but the page's own.

    :param client_options: passed to :func:`.client.complete`.
    :raises LLMError: nobody answered; ``attempts`` holds the requests sent.
    """
    with web or Web(asked.local_sites, clock=clock) as opened:
        work = _Work(asked, endpoints, deadline, clock, opened, client_options)
        return work.run()


def allowance(asked: Asked, endpoints: Sequence[Endpoint]) -> float:
    """US dollars that one research may cost at most."""
    most = pricing.allowance(SOURCES_BYTES, endpoints)
    if asked.searches:
        most += pricing.allowance(0, endpoints) + pricing.search_allowance(endpoints)
    return most


@dataclass
class _Work:
    asked: Asked
    endpoints: Sequence[Endpoint]
    deadline: float
    clock: Callable[[], float]
    web: Web
    options: dict[str, Any]
    sources: list[Source] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    unread: list[Citation] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    def run(self) -> Findings:
        retrieved = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        self._read_site()
        if self.asked.searches:
            self._search()
        if self.sources:
            self._ask()
        found = {fact.kind for fact in self.facts}
        return Findings(
            facts=tuple(self.facts),
            missing=tuple(kind for kind in KINDS if kind not in found),
            problems=self.problems,
            sources=tuple(source.url for source in self.sources),
            unread=tuple((c.url, c.title) for c in self.unread[:MOST_UNREAD]),
            retrieved=retrieved,
            attempts=tuple(self.attempts),
        )

    def _read_site(self) -> None:
        visit = website.visit(
            self.asked.domain, self.web, deadline=self.deadline, clock=self.clock
        )
        if visit.problem:
            self.problems[WEBSITE] = visit.problem
        self.sources += _sources(visit.pages)
        self.facts += _own_words(visit.pages)

    def _search(self) -> None:
        """What the vendor's search passes on; that it failed is no failure of ours."""
        able = [e for e in self.endpoints if VENDORS[e.vendor].can_search]
        if not able:
            self.problems[SEARCH] = "no_search"
            return
        now = self.clock()
        ends = now + SEARCH_SHARE * (self.deadline - now)
        try:
            reply = self._complete(
                question.build_search(self.asked), able, deadline=ends
            )
        except LLMError as error:
            self.problems[SEARCH] = error.code
            return
        self._take_citations(reply.completion.citations)

    def _take_citations(self, citations: Sequence[Citation]) -> None:
        """Words of a page are a source; a bare address only where it is the company's.

        Nobody can tell what stands at the others, so they are named and no more.
        """
        known = {source.url.rstrip("/") for source in self.sources}
        new = [c for c in citations if c.url.rstrip("/") not in known]
        told = [c for c in new if c.words][:MOST_CITED_PAGES]
        bare = [c for c in new if not c.words]
        pages = website.read_also(
            self.asked.domain,
            [c.url for c in bare],
            self.web,
            deadline=self.deadline,
            clock=self.clock,
        )
        self.sources += _sources(page for page in pages if page.url not in known)
        self.sources += [Source(c.url, c.words, SEARCH, c.title) for c in told]
        opened = {page.url for page in pages}
        self.unread = [c for c in bare if c.url not in opened]

    def _ask(self) -> None:
        sent = question.as_sent(self.sources)
        self.sources = sent
        if not sent:
            return
        try:
            reply = self._complete(
                question.build(self.asked, sent),
                self.endpoints,
                check=lambda completion: facts.read(completion, self.asked, sent),
            )
        except UnverifiedAnswer as error:
            self.problems["answer"] = error.code
            return
        known = {(fact.kind, fact.value.casefold()) for fact in self.facts}
        self.facts += [
            fact
            for fact in reply.value
            if (fact.kind, fact.value.casefold()) not in known
        ]

    def _complete(self, prompt: Any, endpoints: Sequence[Endpoint], **more: Any) -> Any:
        """Its attempts are kept, and so is what was left to spend."""
        options = {"deadline": self.deadline, **self.options, **more}
        if options.get("allowance") is not None:
            spent = sum(attempt.cost for attempt in self.attempts)
            options["allowance"] = max(options["allowance"] - spent, 0.0)
        try:
            reply = client.complete(prompt, endpoints, clock=self.clock, **options)
        except LLMError as error:
            self.attempts += error.attempts
            error.attempts = tuple(self.attempts)
            raise
        self.attempts += reply.attempts
        return reply


def _sources(pages: Iterable[Page]) -> list[Source]:
    return [Source(page.url, page.text, WEBSITE, page.title) for page in pages]


def _own_words(pages: Sequence[Page]) -> list[Fact]:
    """What pages say of themselves in their source; no model is asked for that."""
    found: dict[tuple[str, str], Fact] = {}
    for page in pages:
        told = [("language", code, f'lang="{code}"') for code in page.languages]
        if page.generator:
            told.append(("technology", page.generator, f"generator: {page.generator}"))
        for kind, value, quote in told:
            found.setdefault((kind, value), Fact(kind, value, quote, page.url))
    return list(found.values())
