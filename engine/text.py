"""From what people mail and paste to the plain words that they wrote.

Mail bodies and web forms come as HTML or text, in any language and up to a megabyte,
with quoted threads, signatures, scripts and text that no reader would see. What is
left here is what a person would read as the sender's own words.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree, html

MAX_INPUT_CHARS = 1_500_000

_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th "
    "thead tr ul".split()
)
_DROPPED = frozenset(
    "script style head title template noscript svg math iframe object embed audio "
    "video select textarea button meta link".split()
)
_QUOTE_MARKS = re.compile(
    r"\b(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra"
    r"|gmail_signature|moz-signature|protonmail_signature|signature"
    r"|OLK_SRC_BODY_SECTION)\b",
    re.IGNORECASE,
)
# Outlook marks only the start of the quoted part; all that follows belongs to it.
_QUOTE_STARTS = frozenset({"divrplyfwdmsg", "appendonsend", "stopspelling"})
_HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|opacity:0(\.0+)?(;|$)"
    r"|font-size:[01](\.\d+)?(px|pt|em|%)?(;|$)"
    r"|(^|;)(max-)?(height|width):0(px)?(;|$)|(left|top|text-indent):-\d{3,}"
)
_WHITE_TEXT = re.compile(r"(^|;)color:(#fff(fff)?|white|rgb\(255,255,255\))\b")
_LOOKS_LIKE_HTML = re.compile(r"<(/?[a-zA-Z][\w:-]*[\s/>]|!--|!doctype)", re.IGNORECASE)

_FORWARD = re.compile(
    r"^\W*(begin )?(forwarded message|weitergeleitete nachricht|message transféré"
    r"|mensaje reenviado|messaggio inoltrato|mensagem encaminhada"
    r"|doorgestuurd bericht|転送メッセージ|转发的邮件)",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY_HEADERS = (
    re.compile(
        r"^\s*(on|am|le|el|il|op|den|em|w dniu|dne|pe|på)\b[^\n]{4,160}(\n[^\n]{0,80})?"
        r"\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu"
        r"|napisał(\(a\))?|napsal(\(a\))?|a scris|kirjoitti)\b[^\n]{0,80}[:：]\s*$",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(r"^[^\n]*\d[^\n]*<[^\s<>]+@[^\s<>]+>[^\n]*[:：]\s*$", re.MULTILINE),
    re.compile(
        r"^\s*-{2,}\s*[^\n-]{4,40}(message|nachricht|mensaje)\s*-{2,}", re.I | re.M
    ),
    re.compile(
        r"^\s*(from|von|de|da|van|от|发件人|差出人)\s*[:：][^\n]+\n"
        r"(\s*[^\n:：]{2,20}[:：][^\n]*\n){2,}",
        re.IGNORECASE | re.MULTILINE,
    ),
)
_SIGNATURE = re.compile(r"^-- ?$|^_{8,}$", re.MULTILINE)
_SENT_FROM = re.compile(
    r"^\s*(sent from my|get outlook for|von meinem|envoyé de mon|enviado desde mi)"
    r"\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
_KEPT_FORMAT_CHARS = {"\u200c", "\u200d"}  # joiners: part of Persian and Indic spelling


def to_text(source: str | None) -> str:
    """The sender's own words in ``source`` (HTML or text), empty if there are none."""
    source = _without_invisible((source or "")[:MAX_INPUT_CHARS])
    is_forward = bool(_FORWARD.search(source))
    if _LOOKS_LIKE_HTML.search(source):
        source = _html_to_text(source, keep_quotes=is_forward)
    text = source if is_forward else _without_quotes(source)
    text = _SENT_FROM.sub("", _SIGNATURE.split(text, maxsplit=1)[0])
    return _tidy(text)


def estimate_tokens(text: str) -> int:
    """About how many tokens a model reads ``text`` as, rather too many than too few."""
    ascii_chars = sum(map(str.isascii, text))
    return ascii_chars // 4 + (len(text) - ascii_chars) + 1


def shorten(text: str, max_tokens: int) -> str:
    """``text`` within about ``max_tokens``: its end stays whole, the middle goes.

    People add what is new at the end of a text and say what it is about at its
    start, so two thirds of the room go to the end.
    """
    tokens = estimate_tokens(text)
    if tokens <= max_tokens:
        return text
    room = max(int(len(text) * max_tokens / tokens) - 10, 0)
    head = room // 3
    return f"{text[:head]}\n[...]\n{text[len(text) - (room - head) :]}"


def normalise(text: str) -> str:
    """Unicode form and white space made equal, so that a quote can be looked up."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def _without_invisible(text: str) -> str:
    """Drop what no reader sees: controls, direction marks, tags, lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text if _is_visible(char))


def _is_visible(char: str) -> bool:
    if char in "\n\t" or char in _KEPT_FORMAT_CHARS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _html_to_text(source: str, *, keep_quotes: bool) -> str:
    try:
        root = html.document_fromstring(source)
    except (etree.ParserError, ValueError):
        return ""
    for element in root.xpath("//comment()|//processing-instruction()"):
        element.drop_tree()
    for element in list(root.iter()):
        if _is_dropped(element, keep_quotes):
            _cut(element)
    return "".join(_pieces(root))


def _is_dropped(element: html.HtmlElement, keep_quotes: bool) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    if style and (_HIDDEN_STYLE.search(style) or _is_white_on_white(element, style)):
        return True
    return not keep_quotes and _is_quote(element)


def _is_white_on_white(element: html.HtmlElement, style: str) -> bool:
    if not _WHITE_TEXT.search(style):
        return False
    family = [element, *element.iterancestors()]
    return not any(
        "background" in (e.get("style") or "") or e.get("bgcolor") for e in family
    )


def _is_quote(element: html.HtmlElement) -> bool:
    if element.tag == "blockquote" or element.get("data-o-mail-quote"):
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if marks.strip().lower() in _QUOTE_STARTS:
        for sibling in list(element.itersiblings()):
            _cut(sibling)
        return True
    return bool(_QUOTE_MARKS.search(marks))


def _cut(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _pieces(root: html.HtmlElement):
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag in _BLOCKS or element.tag == "br":
                yield "\n"
            yield _flat(element, element.text)
        else:
            if element.tag in _BLOCKS:
                yield "\n"
            if element is not root:
                yield _flat(element.getparent(), element.tail)


def _flat(element: html.HtmlElement, text: str | None) -> str:
    if not text or element.tag == "pre":
        return text or ""
    return re.sub(r"\s+", " ", text)


def _without_quotes(text: str) -> str:
    starts = [m.start() for p in _REPLY_HEADERS if (m := p.search(text))]
    head = text[: min(starts)] if starts else text
    if not head.strip():
        head = text
    return "\n".join(line for line in head.split("\n") if not _is_quoted_line(line))


def _is_quoted_line(line: str) -> bool:
    return line.lstrip().startswith((">", "&gt;"))


def _tidy(text: str) -> str:
    text = text.replace("\r", "\n").replace("\xa0", " ")
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
