"""A company's own website: its home, about and contact pages, as any visitor sees them.

Nothing is opened but pages of the registrable domain: no other host that a redirect or
a link names, and no path that robots.txt closes. One page after the other, in bounded
time; of a page that is too long, its beginning.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from urllib.parse import urljoin, urlsplit

from ..errors import AddressRefused, DeadlineExceeded, LLMError, TimedOut
from ..reading.text import plain
from ..values import HttpResponse
from ..wire.pages import ROBOT, Web, check_page_url
from .domain import is_within
from .page_text import Link, Page, decode, read_page
from .page_words import ABOUT, ABOUT_WORDS, CONTACT, CONTACT_WORDS
from .robots import ALL_CLOSED, NOTHING_CLOSED, Robots, read_robots

PAGE_BYTES, ROBOTS_BYTES = 2_000_000, 500_000
PAGE_SECONDS, SITE_SECONDS = 8.0, 20.0
MOST_REDIRECTS = 5
MOST_REQUESTS = 24
MOST_OTHERS = 3
_LEAST_CHARS = 40  # a page that says less than this and moves on is no home page

# Why there is nothing of a site, in words that stay the same.
UNREACHABLE, SLOW, FORBIDDEN, CLOSED = "unreachable", "slow", "forbidden", "robots"
ELSEWHERE, FAULTY, EMPTY, RESERVED = "elsewhere", "faulty", "empty", "reserved"


@dataclass(frozen=True)
class Visit:
    """What came of reading a site.

    :param problem: why there is no page, or why some are missing; else empty.
    """

    pages: tuple[Page, ...] = ()
    problem: str = ""
    retrieved: datetime | None = None


class _NotRead(Exception):
    """A page that can't be read; ``problem`` is one of the codes above."""

    def __init__(self, problem: str):
        super().__init__(problem)
        self.problem = problem


def visit(
    domain: str,
    web: Web,
    *,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
) -> Visit:
    """Read the site of ``domain``; what goes wrong is told, not raised.

    :param domain: registrable, as :func:`.domain.registrable` gives it.
    :param deadline: a ``clock()`` value.
    """
    return _visitor(domain, web, deadline, clock).visit()


def read_also(
    domain: str,
    urls: Sequence[str],
    web: Web,
    *,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Page, ...]:
    """Other pages of the domain, as far as they may be read."""
    visitor = _visitor(domain, web, deadline, clock)
    pages: dict[str, Page] = {}
    own = [url for url in urls if _is_page_of(url, domain)]
    for url in own[:MOST_OTHERS]:
        with suppress(_NotRead):
            page = visitor.page(url)
            pages[page.url] = page
    return tuple(pages.values())


def _visitor(
    domain: str, web: Web, deadline: float, clock: Callable[[], float]
) -> _Visitor:
    return _Visitor(domain, web, min(deadline, clock() + SITE_SECONDS), clock)


@dataclass
class _Visitor:
    domain: str
    web: Web
    ends: float
    clock: Callable[[], float]
    requests: int = 0
    _robots: dict[str, Robots] = field(default_factory=dict)

    def visit(self) -> Visit:
        retrieved = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        try:
            home = self._home()
        except _NotRead as error:
            return Visit(problem=error.problem, retrieved=retrieved)
        pages = {home.url: home}
        problem = ""
        for url in _worth_reading(home, self.domain):
            try:
                page = self.page(url)
                pages.setdefault(page.url, page)
            except _NotRead as error:
                problem = problem or error.problem
        told = tuple(_without_repetitions(tuple(pages.values())))
        return Visit(told, problem if told else EMPTY, retrieved)

    def _home(self) -> Page:
        """The first of the usual addresses at which there is a page."""
        problems = []
        for start in (
            f"https://{self.domain}/",
            f"https://www.{self.domain}/",
            f"http://{self.domain}/",
            f"http://www.{self.domain}/",
        ):
            try:
                return self.page(start)
            except _NotRead as error:
                problems.append(error.problem)
                if error.problem not in (UNREACHABLE, FAULTY):
                    break
        telling = [problem for problem in problems if problem != UNREACHABLE]
        raise _NotRead((telling or problems)[0])

    def page(self, url: str) -> Page:
        """The page at ``url``, or where it leads to, within the domain."""
        for _step in range(MOST_REDIRECTS + 1):
            if not self._robots_of(url).allows(_path(url)):
                raise _NotRead(CLOSED)
            answer = self._get(url, PAGE_BYTES)
            if moved := _location(url, answer):
                url = self._within(moved)
                continue
            page = _read(url, answer)
            if page.moved_to and len(page.text) < _LEAST_CHARS:
                url = self._within(_target(url, page.moved_to))
                continue
            return _usable(page)
        raise _NotRead(FAULTY)

    def _within(self, url: str) -> str:
        """``url`` if it is a page of this domain."""
        host = urlsplit(url).hostname or ""
        if not is_within(host, self.domain):
            raise _NotRead(ELSEWHERE)
        return url

    def _robots_of(self, url: str) -> Robots:
        """What the host of ``url`` closes; all of it where that can't be found out."""
        root = urljoin(url, "/robots.txt")
        if root not in self._robots:
            self._robots[root] = self._read_robots(root)
        return self._robots[root]

    def _read_robots(self, url: str) -> Robots:
        for _step in range(MOST_REDIRECTS + 1):
            answer = self._get(url, ROBOTS_BYTES)
            if moved := _location(url, answer):
                url = self._within(moved)
                continue
            if answer.status in (401, 403, 429) or answer.status >= 500:
                return ALL_CLOSED
            if answer.status != 200:
                return NOTHING_CLOSED
            return read_robots(decode(answer.body, ""), ROBOT)
        return NOTHING_CLOSED

    def _get(self, url: str, max_bytes: int) -> HttpResponse:
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise _NotRead(FAULTY)
        ends = min(self.ends, self.clock() + PAGE_SECONDS)
        try:
            return self.web.get(url, deadline=ends, max_bytes=max_bytes)
        except (TimedOut, DeadlineExceeded):
            raise _NotRead(SLOW) from None
        except LLMError:
            problem = SLOW if self.clock() >= ends else UNREACHABLE
            raise _NotRead(problem) from None


def _location(url: str, answer: HttpResponse) -> str:
    """Where a redirect leads to, else empty."""
    target = answer.headers.get("location", "")
    if answer.status not in (301, 302, 303, 307, 308) or not target:
        return ""
    with suppress(UnicodeError):  # letters that no header should have
        target = target.encode("latin-1").decode("utf-8")
    return _target(url, target)


def _target(url: str, target: str) -> str:
    """The address of a page that is meant by ``target`` on ``url``."""
    try:
        found = urljoin(url, _quoted(target.strip())).partition("#")[0]
        check_page_url(found)
    except (ValueError, AddressRefused):
        raise _NotRead(ELSEWHERE) from None
    return found


def _quoted(url: str) -> str:
    return "".join(
        char if "!" <= char <= "~" else "".join(f"%{b:02X}" for b in char.encode())
        for char in url
    )


def _read(url: str, answer: HttpResponse) -> Page:
    if answer.status in (401, 402, 403, 407, 429, 451):
        raise _NotRead(FORBIDDEN)
    if answer.status != 200:
        raise _NotRead(FAULTY)
    page = read_page(url, answer.headers.get("content-type", ""), answer.body)
    reserved = answer.headers.get("tdm-reservation", "").strip() == "1"
    return replace(page, is_reserved=True) if reserved else page


def _usable(page: Page) -> Page:
    if page.is_reserved:
        raise _NotRead(RESERVED)
    if page.is_login:
        raise _NotRead(FORBIDDEN)
    if not page.text:
        raise _NotRead(EMPTY)
    return page


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _worth_reading(home: Page, domain: str) -> Iterator[str]:
    """The about page, the contact page: the likeliest link of each."""
    seen = {home.url}
    for parts, words in ((ABOUT, ABOUT_WORDS), (CONTACT, CONTACT_WORDS)):
        likely = [
            (rank, len(link.url), link.url)
            for link in home.links
            if link.url not in seen
            and _is_page_of(link.url, domain)
            and (rank := _rank(link, parts, words)) is not None
        ]
        if likely:
            found = min(likely)[2]
            seen.add(found)
            yield found


def _is_page_of(url: str, domain: str) -> bool:
    try:
        check_page_url(url)
    except AddressRefused:
        return False
    return is_within(urlsplit(url).hostname or "", domain)


def _rank(link: Link, parts: Sequence[str], words: Sequence[str]) -> int | None:
    """How likely the link is meant by these words, 0 first; None if not at all."""
    shown, path = plain(link.words).lower(), urlsplit(link.url).path.lower()
    if shown in words:
        return 0
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0]
    if last in parts:
        return 1
    if any(f"/{part}" in path for part in parts):
        return 2
    is_short = len(shown) < 40
    return 3 if is_short and any(word in shown for word in words) else None


def _without_repetitions(pages: Sequence[Page]) -> Iterator[Page]:
    """Menus and footers once: each line stays on the first page that has it."""
    seen: set[str] = set()
    for page in pages:
        lines = [line for line in page.text.split("\n") if line not in seen]
        seen.update(line for line in lines if line)
        text = plain("\n".join(lines))
        if text:
            yield replace(page, text=text)
