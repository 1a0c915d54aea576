"""HTML -> the text that a reader of it would see, without quoted mails.

Read as a stream, in time that grows with the input and not with its nesting. A quoted
mail leaves one line ``>`` behind, so that what introduced it can be told later on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from .quoting import is_forward

QUOTE = "\n>\n"

_SPACES = re.compile(r"\s+")
_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead "
    "tr ul".split()
)
_DROPPED = frozenset(
    "script style head title template noscript svg math iframe object embed audio "
    "video select textarea button meta link".split()
)
_TAGS = (
    _BLOCKS
    | _DROPPED
    | frozenset("a b br center em font html i img span strong td th u".split())
)
_LOOKS_LIKE_HTML = re.compile(
    rf"<(?=[/!a-z])(/?({'|'.join(sorted(_TAGS))})(\s[^<>]*|/)?>|!--|!doctype)",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(br|p|div|tr|td|li)\b", re.IGNORECASE)
# The parser stops there, but mail programs add to a document after its end.
_DOCUMENT_END = re.compile(r"</(html|body)\s{0,9}>", re.IGNORECASE)
# The parser's time grows with the square of a tag's attributes: such a tag is reduced
# to what its text looks like. A quotation mark opens a value after "=" only.
_TAG = re.compile(r"<([a-zA-Z][^\s/>]{0,20})(?:[^>=]|=\s*(?:\"[^\"]*\"|'[^']*')?)*>?")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_TELLING = re.compile(
    r"[\s\"'/](hidden\b|(?:style|class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))",
    re.IGNORECASE,
)
_LONGEST_TAG = 1000  # without its values

_QUOTE_MARKS = re.compile(
    r"\b(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra"
    r"|OLK_SRC_BODY_SECTION)\b",
    re.IGNORECASE,
)
_SIGNATURE_MARKS = re.compile(
    r"\b(gmail_signature|moz-signature|protonmail_signature|signature)\b", re.IGNORECASE
)
# Outlook marks only the start of the quoted part; all that follows belongs to it.
_QUOTE_STARTS = frozenset({"divrplyfwdmsg", "appendonsend", "stopspelling"})

_HIDDEN = re.compile(
    r"display:none|visibility:hidden|opacity:0?(\.0+)?(;|!|$)|clip:rect\(0"
    r"|(left|top|text-indent):-\d{4,}"
)
_NO_SIZE = re.compile(r"(^|;)(max-)?(height|width):0(px)?(;|!|$)")
_FONT = re.compile(r"(?:^|;)font(?:-size)?:([^;]*)")
_TINY_FONT = re.compile(r"0+(\.0+)?([a-z%/!]|$)|[01](\.\d+)?(px|pt)")
_COLOR = re.compile(r"(?:^|;)color:([^;!]*)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]*)")
_PALE = re.compile(
    r"(#f{3,4}|#(f[\da-f]){3}(ff)?|white|transparent|rgba?\(255,255,255\b.*"
    r"|rgba\(.*,0(\.0+)?\))$"
)
_NO_COLOR = ("", "none", "inherit", "initial", "unset", "transparent")
_KEEPS_LINES = re.compile(r"white-space:(pre|break-spaces)")


class Look(NamedTuple):
    """What an element hands down to the text in it."""

    tiny: bool = False
    pale: bool = False
    backed: bool = False
    keeps_lines: bool = False

    @property
    def is_readable(self) -> bool:
        return not self.tiny and (self.backed or not self.pale)


def looks_like_html(source: str) -> bool:
    return bool(_LOOKS_LIKE_HTML.search(source))


def html_to_text(source: str) -> str:
    """What stands in ``source`` to be read; quoted mails only if all is quoted."""
    source = _DOCUMENT_END.sub(" ", source)
    if len(source) > _LONGEST_TAG:
        source = _TAG.sub(_reduced, source)
    # Text that was put into one paragraph as it was: its lines are all there is.
    look = Look(keeps_lines=len(_BREAKS.findall(source)) < 2)
    reader = _read(source, _Reader(look))
    if reader.has_cut_quotes and not any(map(str.isalnum, reader.text)):
        reader = _read(source, _Reader(look, keep_quotes=True))
    return reader.text


def _reduced(tag: re.Match[str]) -> str:
    if len(tag[0]) < _LONGEST_TAG or len(_VALUE.sub("", tag[0])) < _LONGEST_TAG:
        return tag[0]
    telling = {found.partition("=")[0]: found for found in _TELLING.findall(tag[0])}
    return f"<{tag[1]} {' '.join(telling.values())}>"


def _read(source: str, reader: _Reader) -> _Reader:
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    parser.feed(source.encode("utf-8", "ignore"))
    return parser.close()


class _Reader:
    """Target of the parser: collects pieces of text, element by element."""

    def __init__(self, look: Look, keep_quotes: bool = False):
        self.has_cut_quotes = False
        self._pieces: list[str] = []
        self._looks: list[Look | None] = [look]  # of each open element; None is cut
        self._quotes: list[tuple[int, int]] = []  # depth and first piece of each open
        self._cut_depth: int | None = None  # where the rest of an element is cut
        self._keep_quotes = keep_quotes
        self._keep_marked = False

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def start(self, tag: str, attrib) -> None:
        look = self._looks[-1]
        if look and attrib:
            look = self._enter(tag, attrib, look)
        elif look and self._is_cut(tag, attrib):
            look = None
        if look:
            self._separate(tag)
            if tag == "pre":
                look = look._replace(keeps_lines=True)
        self._looks.append(look)
        if look and self._is_quote(tag, attrib):
            self._quotes.append((len(self._looks), len(self._pieces)))

    def end(self, tag: str) -> None:
        depth = len(self._looks)
        look = self._looks.pop() if depth > 1 else None
        if self._quotes and self._quotes[-1][0] == depth:
            self._close_quote(self._quotes.pop()[1])
        if self._cut_depth is not None and depth <= self._cut_depth:
            self._cut_depth = None
        if look and tag != "br":
            self._separate(tag)

    def data(self, text: str) -> None:
        look = self._looks[-1]
        if look is None or self._cut_depth is not None or not look.is_readable:
            return
        if not look.keeps_lines:
            text = _SPACES.sub(" ", text)
        self._pieces.append(text)

    def close(self) -> _Reader:
        return self

    def _separate(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            self._pieces.append(" ")

    def _enter(self, tag: str, attrib, look: Look) -> Look | None:
        """How text in the element looks; None where it is cut."""
        if self._is_cut(tag, attrib):
            return None
        if not self._keep_quotes and _marks(attrib).lower() in _QUOTE_STARTS:
            self._cut_depth = len(self._looks)
            self.has_cut_quotes = True
            self._pieces.append(QUOTE)
            return None
        return _look(attrib, look)

    def _is_cut(self, tag: str, attrib) -> bool:
        return (
            self._cut_depth is not None
            or tag in _DROPPED
            or bool(attrib and _is_invisible(attrib))
        )

    def _is_quote(self, tag: str, attrib) -> bool:
        if self._keep_quotes or not (attrib or tag == "blockquote"):
            return False
        if _QUOTE_MARKS.search(_marks(attrib)):
            return True
        if tag == "blockquote":  # without a border it is an indented paragraph
            return "border:none" not in _style(attrib)
        # Odoo's mark is on every part of a quoted mail: the outermost one decides.
        is_marked = bool(attrib.get("data-o-mail-quote"))
        return is_marked and not self._quotes and not self._keep_marked

    def _close_quote(self, start: int) -> None:
        introduction = "".join(self._pieces[max(start - 8, 0) : start])[-200:]
        beginning = "".join(self._pieces[start : start + 40])[:400]
        if is_forward(introduction) or is_forward(beginning):
            self._keep_marked = True
            return
        self.has_cut_quotes = True
        self._pieces[start:] = [QUOTE]


def _marks(attrib) -> str:
    return f"{attrib.get('class') or ''} {attrib.get('id') or ''}".strip()


def _is_invisible(attrib) -> bool:
    """Hidden, or marked as a signature."""
    if "hidden" in attrib or _SIGNATURE_MARKS.search(_marks(attrib)):
        return True
    style = _style(attrib)
    if not style:
        return False
    has_no_size = "overflow:hidden" in style and _NO_SIZE.search(style)
    return bool(has_no_size or _HIDDEN.search(style))


def _style(attrib) -> str:
    return _SPACES.sub("", attrib.get("style") or "").lower()


def _look(attrib, look: Look) -> Look:
    style = _style(attrib)
    if font := _FONT.search(style):
        look = look._replace(tiny=bool(_TINY_FONT.match(font[1])))
    if color := _value(_COLOR, style) or (attrib.get("color") or "").strip().lower():
        look = look._replace(pale=bool(_PALE.match(color)))
    background = _value(_BACKGROUND, style) or (attrib.get("bgcolor") or "").lower()
    if background not in _NO_COLOR or attrib.get("background"):
        look = look._replace(backed=not _PALE.match(background))
    if color and color == background:
        look = look._replace(tiny=True)
    if _KEEPS_LINES.search(style):
        look = look._replace(keeps_lines=True)
    return look


def _value(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.search(style)
    return found[1] if found else ""
