"""What research found: facts with the words that show them, and where these stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

# What is looked for; the first ones have one value, the others several.
SINGLE = ("does", "industry", "size", "city", "country", "phone")
SEVERAL = ("hiring", "funding", "news", "technology", "person", "language")
KINDS = (*SINGLE, *SEVERAL)
# A fact that answers a question of the company's own: "answer:<its key>".
ANSWER = "answer:"

WEBSITE, SEARCH = "website", "search"


@dataclass(frozen=True)
class Source:
    """A page whose words were read.

    :param kind: ``website``, opened by us, or ``search``, passed on by a vendor.
    """

    url: str
    text: str = field(repr=False)
    kind: str = WEBSITE
    title: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing that a source says.

    :param kind: one of ``KINDS``, or ``ANSWER`` with a key.
    :param quote: the very words; they stand in the source.
    :param source: its address.
    """

    kind: str
    value: str
    quote: str
    source: str
    origin: str = WEBSITE


@dataclass(frozen=True)
class Asked:
    """What is to be found out.

    :param name: of the company, as the lead has it.
    :param language: to tell values in.
    :param searches: the vendor's own search is used too.
    :param questions: ``{key: question}`` of the company that asks.
    :param local_sites: as :class:`.pages.Web` takes them.
    """

    domain: str
    name: str = ""
    language: str = "English"
    searches: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)
    local_sites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """The outcome for one domain.

    :param missing: what of ``KINDS`` was looked for and not found.
    :param problems: ``{kind of source: code}`` where it gave nothing.
    :param unread: addresses that a vendor's search named without the page's words.
    """

    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None
    attempts: tuple = ()
