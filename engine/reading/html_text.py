"""HTML -> the text that a reader of it would see, without quoted mails.

Read as a stream, in time that grows with the input and not with its nesting. A quoted
mail leaves one line ``>`` behind, so that what introduced it can be told later on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from .html_look import (
    RAISED,
    Look,
    is_invisible,
    look_of,
    marks_of,
    raised_by,
    style_of,
)
from .mail.introductions import ends_in_forward, is_forward
from .mail.marked import QUOTE, REPLIED, announces, hands_on, introduces, only_greets

_QUOTE_LINE, _REPLIED_LINE = f"\n{QUOTE}\n", f"\n{REPLIED}\n"
_SEPARATOR = "\n--\n"
_MOSTLY_PALE = 3
_ABOVE, _HEADERS = 40, 800  # pieces and characters in which a mail's headers stand

_SPACES = re.compile(r"\s+")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend "
    "li main menu nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
# Cells, and what was struck out beside what stands there now.
_APART = frozenset("td th del ins s strike".split())
_DROPPED = frozenset(
    "script style head title template noscript svg math iframe object embed audio "
    "video select textarea button meta link rp rt".split()
)
_SETTINGS = ("w:", "o:officedocument", "o:shape")  # of Word, in the midst of a mail
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
    r"|tutanota_quote|freshdesk_quote|spark_quote|OLK_SRC_BODY_SECTION)\b",
    re.IGNORECASE,
)
_SIGNATURE_MARKS = re.compile(
    r"\b(gmail_signature|moz-signature|protonmail_signature|signature)\b", re.IGNORECASE
)
# Outlook marks only the start of the quoted part; all that follows belongs to it.
_QUOTE_STARTS = frozenset({"divrplyfwdmsg", "appendonsend", "stopspelling"})


def looks_like_html(source: str) -> bool:
    return bool(_LOOKS_LIKE_HTML.search(source))


def html_to_text(source: str, keep_quotes: bool = False) -> str:
    """What stands in ``source`` to be read; quoted mails only if all is quoted.

    :param keep_quotes: it is no mail, so that what it quotes is its own.
    """
    source = _DOCUMENT_END.sub(" ", source)
    if len(source) > _LONGEST_TAG:
        source = _TAG.sub(_reduced, source)
    # Text that was put into one paragraph as it was: its lines are all there is.
    look = Look(keeps_lines=len(_BREAKS.findall(source)) < 2)
    if keep_quotes:
        return _read(source, look, Kept(quotes=True)).text
    reader = _read(source, look, Kept())
    if reader.distrusts_marks:
        reader = _read(source, look, Kept(marked=True))
    again = _kept_on_second_thought(reader)
    return (_read(source, look, again) if again else reader).text


def _kept_on_second_thought(reader: _Reader) -> Kept | None:
    """What was cut although there is little else."""
    if not any(map(str.isalnum, reader.text)):
        return Kept(True, True, True, True, True)
    if reader.pale_chars > _MOSTLY_PALE * len(reader.text.strip()):
        return reader.kept._replace(pale=True)
    has_cuts = reader.has_bare_cuts or reader.has_signature or reader.pale_chars
    if has_cuts and only_greets(reader.text.replace(QUOTE, "")):
        return reader.kept._replace(bare=True, signatures=True, pale=True)
    return None


def _reduced(tag: re.Match[str]) -> str:
    if len(tag[0]) < _LONGEST_TAG or len(_VALUE.sub("", tag[0])) < _LONGEST_TAG:
        return tag[0]
    telling = {found.partition("=")[0]: found for found in _TELLING.findall(tag[0])}
    return f"<{tag[1]} {' '.join(telling.values())}>"


def _read(source: str, look: Look, kept: Kept) -> _Reader:
    parser = etree.HTMLParser(
        target=_Reader(look, kept), encoding="utf-8", huge_tree=True
    )
    parser.feed(source.encode("utf-8", "ignore"))
    return parser.close()


class Kept(NamedTuple):
    """Which text is kept that is cut at the first reading."""

    quotes: bool = False
    bare: bool = False  # quotes that nothing introduces
    marked: bool = False  # what Odoo marked, by its place alone
    signatures: bool = False
    pale: bool = False


@dataclass
class _Quote:
    """An element that is open and may be a quoted mail."""

    depth: int
    start: int  # its first piece
    kind: str  # "class", "blockquote", "cite" or "mark"
    has_inner: bool = False


class _Reader:
    """Target of the parser: collects pieces of text, element by element."""

    def __init__(self, look: Look, kept: Kept):
        self.kept = kept
        self.distrusts_marks = False
        self.has_bare_cuts = False
        self.has_signature = False
        self.pale_chars = 0
        self._pieces: list[str] = []
        self._looks: list[Look | None] = [look]  # of each open element; None is cut
        self._has_marked = [False]  # a child of it was cut for Odoo's mark alone
        self._quotes: list[_Quote] = []
        self._ignores_marks = kept.marked
        self._raised = ""  # what parts a raised number from the one before
        self._says_something = False

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def start(self, tag: str, attrib) -> None:
        look = self._looks[-1]
        if look and self._is_cut(tag, attrib):
            look = None
        if look:
            self._separate(tag)
            look = self._enter(tag, attrib, look)
        self._looks.append(look)
        self._has_marked.append(False)
        if look and (kind := self._quote_kind(tag, attrib)):
            self._open_quote(kind)

    def end(self, tag: str) -> None:
        depth = len(self._looks)
        look = self._looks.pop() if depth > 1 else None
        if depth > 1:
            self._has_marked.pop()
        self._raised = ""
        if self._quotes and self._quotes[-1].depth == depth:
            self._close_quote(self._quotes.pop())
        if look and tag != "br":
            self._separate(tag)

    def data(self, text: str) -> None:
        look = self._looks[-1]
        if look is None or not self._can_be_read(look, text):
            return
        if not look.keeps_lines:
            text = _SPACES.sub(" ", text)
        if self._raised and text.strip():
            text = self._part(text)
        self._pieces.append(text)
        self._says_something = self._says_something or any(map(str.isalnum, text))

    def close(self) -> _Reader:
        return self

    def _can_be_read(self, look: Look, text: str) -> bool:
        if look.may_be_readable:
            self.pale_chars += len(text.strip())
        return look.is_readable or (self.kept.pale and look.may_be_readable)

    def _part(self, text: str) -> str:
        """Not 103 for ten to the third, nor 4999; but m2 and 1st stay as they are."""
        before = "".join(self._pieces[-3:])[-3:]
        parting, self._raised = self._raised, ""
        if not text[0].isdigit() and text[0] not in "+-\u2212":
            return text
        if before[-1:].isdigit():
            return parting + text
        return f" {text}" if len(before) == 3 and before.isalpha() else text

    def _separate(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "br":
            self._pieces.append("\n")
        elif tag in _APART:
            self._pieces.append(" ")

    def _enter(self, tag: str, attrib, look: Look) -> Look:
        """How text in the element looks."""
        self._raised = RAISED.get(tag) or raised_by(attrib) or self._raised
        if (
            attrib
            and marks_of(attrib).lower() in _QUOTE_STARTS
            and not self.kept.quotes
        ):
            self.distrusts_marks |= self._has_marked[-1]
            self._ignores_marks = True
            self._pieces.append(_REPLIED_LINE)
        if tag == "pre":
            look = look._replace(keeps_lines=True)
        return look_of(attrib, look) if attrib else look

    def _is_cut(self, tag: str, attrib) -> bool:
        if tag in _DROPPED or tag.startswith(_SETTINGS):
            return True
        if attrib and _SIGNATURE_MARKS.search(marks_of(attrib)):
            self.has_signature = True
            if not self.kept.signatures:
                return True
            if self._says_something:  # then its words tell whether it is one
                self._pieces.append(_SEPARATOR)
        return bool(attrib) and is_invisible(attrib)

    def _quote_kind(self, tag: str, attrib) -> str:
        if self.kept.quotes or not (attrib or tag == "blockquote"):
            return ""
        if tag == "blockquote":  # without a border it is an indented paragraph
            if attrib.get("type") == "cite" or attrib.get("cite"):
                return "cite"
            return "" if "border:none" in style_of(attrib) else "blockquote"
        if _QUOTE_MARKS.search(marks_of(attrib)):
            return "class"
        # Odoo's mark is on every part of a quoted mail: the outermost one decides. It
        # puts spans around what a text shows itself: lines with ">", signatures.
        is_marked = bool(attrib.get("data-o-mail-quote")) and tag not in ("span", "br")
        return "mark" if is_marked and not (self._quotes or self._ignores_marks) else ""

    def _open_quote(self, kind: str) -> None:
        if kind != "mark":
            self.distrusts_marks |= self._has_marked[-2]
        for quote in self._quotes[-1:]:
            quote.has_inner = True
        self._quotes.append(_Quote(len(self._looks), len(self._pieces), kind))

    def _close_quote(self, quote: _Quote) -> None:
        pieces = self._pieces[max(quote.start - _ABOVE, 0) : quote.start]
        above = "".join(piece[-_HEADERS:] for piece in pieces)[-_HEADERS:]
        before = "".join(self._pieces[max(quote.start - 8, 0) : quote.start])[-200:]
        beginning = "".join(self._pieces[quote.start : quote.start + 40])[:400]
        is_passed_on = is_forward(before) or ends_in_forward(above)
        if is_passed_on or is_forward(beginning) or hands_on(beginning):
            self._ignores_marks = True
            return
        if quote.kind == "mark":
            self._weigh_mark(quote, beginning)
        elif quote.kind == "class" and quote.has_inner:
            return  # what stands between its quotes answers them
        is_introduced = quote.kind == "cite" or introduces(before + "\n" + beginning)
        if quote.kind == "blockquote" and not is_introduced and announces(before):
            return
        if not is_introduced and quote.kind != "mark":
            if self.kept.bare:
                return
            self.has_bare_cuts = True
        self._pieces[quote.start :] = [_QUOTE_LINE]

    def _weigh_mark(self, quote: _Quote, beginning: str) -> None:
        """Odoo reads a mail twice: the second time it marks what stands beside a quote,
        the writer's own words among it."""
        parent = len(self._has_marked) - 1
        if beginning.lstrip().startswith("--"):
            self.distrusts_marks = True
        elif quote.has_inner or introduces(beginning):
            self.distrusts_marks |= self._has_marked[parent]
        elif any(map(str.isalnum, beginning)):
            self._has_marked[parent] = True
