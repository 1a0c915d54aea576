"""The bytes of a page -> what a visitor reads on it, and what it says of itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from ..reading.html_text import html_to_text
from ..reading.text import plain

try:
    import chardet
except ImportError:  # Odoo brings it; without it undeclared bytes are Western
    chardet = None

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# As browsers take these names.
_ENCODINGS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_ALIASES = {"x-sjis": "shift_jis", "sjis": "shift_jis", "windows-31j": "shift_jis"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD_BYTES, _GUESSED_BYTES = 4096, 20_000
_LEAST_SURE = 0.5
_MOST_LINKS = 2000
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_OPT_OUTS = re.compile(r"\bno-?(ai|ml)\b", re.IGNORECASE)
_LOGIN_CHARS = 600


@dataclass(frozen=True)
class Link:
    """Where a link of a page leads, in full, and the words that it is shown as."""

    url: str
    words: str


@dataclass(frozen=True)
class Page:
    """One page, read.

    :param languages: codes of what it says it is written in, and of its twins.
    :param generator: the system that it says it was made with.
    :param moved_to: where it sends visitors by itself, as it writes it.
    :param is_reserved: it says that machines are not to learn from it.
    :param is_login: a form for a password, and little else.
    """

    url: str
    title: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    languages: tuple[str, ...] = ()
    generator: str = ""
    moved_to: str = ""
    is_reserved: bool = False
    is_login: bool = False


def read_page(url: str, content_type: str, body: bytes) -> Page:
    """The page that these bytes are; without text where they are something else."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return Page(url, text=plain(decode(body, content_type)))
    if kind not in ("", "text/html", "application/xhtml+xml", "application/xml"):
        return Page(url)
    source = decode(body, content_type).replace("\x00", "")
    head = _read_head(source)
    text = plain(html_to_text(source, keep_quotes=True))
    title, told = (plain(words).replace("\n", " ") for words in (head.title, head.told))
    return Page(
        url=url,
        title=title[:200],
        text="\n".join(part for part in (title, told, text) if part),
        links=tuple(head.links_from(url)),
        languages=tuple(dict.fromkeys(head.languages)),
        generator=plain(head.generator).replace("\n", " ")[:100],
        moved_to=head.refresh,
        is_reserved=head.is_reserved,
        is_login=head.has_password and len(text) < _LOGIN_CHARS,
    )


def decode(body: bytes, content_type: str) -> str:
    """The characters: by what the bytes, the server or the page say, else a guess."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(content_type)
    found = _META.search(body[:_HEAD_BYTES])
    names = (
        declared[1] if declared else "",
        (found[1] or found[2]).decode("ascii", "replace") if found else "",
    )
    encoding = next(filter(None, map(_codec, names)), "") or _guess(body)
    return body.decode(encoding, "replace")


def _codec(name: str) -> str:
    """Python's name of an encoding; empty where it is none of text."""
    name = name.lower()
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    if not found._is_text_encoding:
        return ""
    return _ENCODINGS.get(found.name, found.name)


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # The beginning of a page may end in the middle of a character.
        if error.start >= len(body) - 3:
            return "utf-8"
    else:
        return "utf-8"
    told = chardet.detect(body[:_GUESSED_BYTES]) if chardet else {}
    is_sure = (told.get("confidence") or 0) > _LEAST_SURE
    return (_codec(told.get("encoding") or "") if is_sure else "") or "cp1252"


def _read_head(source: str) -> _Head:
    parser = etree.HTMLParser(target=_Head(), encoding="utf-8", huge_tree=True)
    parser.feed(source.encode("utf-8", "ignore") or b" ")
    return parser.close()


class _Head:
    """Target of the parser: what a page says of itself, and where it leads."""

    def __init__(self) -> None:
        self.title = self.told = self.generator = self.refresh = ""
        self.languages: list[str] = []
        self.is_reserved = self.has_password = False
        self._base = ""
        self._links: list[tuple[str, list[str]]] = []
        self._is_title = self._is_link = False

    def start(self, tag: str, attrib) -> None:
        taker = getattr(self, f"_take_{tag}", None)
        if taker:
            taker({name.lower(): value or "" for name, value in attrib.items()})

    def end(self, tag: str) -> None:
        self._is_title = self._is_title and tag != "title"
        self._is_link = self._is_link and tag != "a"

    def data(self, text: str) -> None:
        if self._is_title:
            self.title += text
        if self._is_link:
            self._links[-1][1].append(text)

    def close(self) -> _Head:
        return self

    def links_from(self, url: str) -> Iterator[Link]:
        """Links to pages of the web, as the page at ``url`` means them."""
        for target, words in self._links:
            try:
                found = urljoin(urljoin(url, self._base), target.strip())
            except ValueError:
                continue
            if found.startswith(("http://", "https://")):
                yield Link(found.partition("#")[0], " ".join("".join(words).split()))

    def _take_html(self, attrib) -> None:
        self._add_language(attrib.get("lang") or attrib.get("xml:lang", ""))

    def _take_link(self, attrib) -> None:
        self._add_language(attrib.get("hreflang", ""))

    def _take_title(self, attrib) -> None:
        self._is_title = not self.title

    def _take_base(self, attrib) -> None:
        self._base = self._base or attrib.get("href", "")

    def _take_input(self, attrib) -> None:
        self.has_password |= attrib.get("type", "").lower() == "password"

    def _take_a(self, attrib) -> None:
        self._add_language(attrib.get("hreflang", ""))
        self._is_link = bool(attrib.get("href")) and len(self._links) < _MOST_LINKS
        if self._is_link:
            shown = [attrib.get("title", ""), " "] if attrib.get("title") else []
            self._links.append((attrib["href"], shown))

    def _take_meta(self, attrib) -> None:
        name = (attrib.get("name") or attrib.get("http-equiv", "")).lower()
        content = attrib.get("content", "")
        if name == "description":
            self.told = self.told or content
        elif name == "generator":
            self.generator = self.generator or content
        elif name == "refresh" and (moved := _REFRESH.match(content)):
            self.refresh = moved[1].strip()
        elif name == "tdm-reservation":
            self.is_reserved |= content.strip() == "1"
        elif name == "robots":
            self.is_reserved |= bool(_OPT_OUTS.search(content))

    def _add_language(self, code: str) -> None:
        code = code.strip().lower().partition("-")[0]
        if code.isalpha() and 2 <= len(code) <= 3:
            self.languages.append(code)
