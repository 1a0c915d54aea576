"""How an HTML element looks: hidden, tiny, white, on which background."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|opacity:0?(\.0\d{0,9})?(;|!|$)|clip:rect\(0"
    r"|(left|top|text-indent):-\d{4,}|transform:scale\w?\(0\)|clip-path:inset\(100%"
)
_NO_SIZE = re.compile(r"(^|;)(max-)?(height|width):0(px)?(;|!|$)")
_FONT = re.compile(r"(?:^|;)font(?:-size)?:([^;]*)")
_TINY_FONT = re.compile(r"0+(\.0+)?([a-z%/!]|$)|[01](\.\d+)?(px|pt)")
_COLOR = re.compile(r"(?:^|;)color:([^;!]*)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]*)")
# Spaces are left out, also those between values.
_PALE = re.compile(
    r"(#f{3,4}|#(f[\da-f]){3}(ff)?|(ghost|floral)?white(smoke)?|snow|ivory|azure"
    r"|mintcream|aliceblue|honeydew|seashell|rgba?\((2[45]\d,?){3}\b.*"
    r"|rgba?\((100%,?){3}.*|hsla?\([^%]*%,?(100|9[5-9])(\.\d+)?%.*)$"
)
_CLEAR = re.compile(
    r"(transparent|(rgb|hsl)a\(([^,]*,){3}0(\.0+)?%?\)|(rgb|hsl)a?\([^/]*/0(\.0+)?%?\))$"
)
RAISED = {"sup": "^", "sub": " "}
_RAISED = re.compile(r"(?:^|;)vertical-align:(super|sub)\b")
_NO_COLOR = ("", "none", "inherit", "initial", "unset", "transparent")
_KEEPS_LINES = re.compile(r"white-space:(pre|break-spaces)")


class Look(NamedTuple):
    """What an element hands down to the text in it.

    :param dark: what is known of the background; None where nothing is.
    """

    tiny: bool = False
    pale: bool = False
    clear: bool = False
    dark: bool | None = None
    keeps_lines: bool = False

    @property
    def is_readable(self) -> bool:
        return not (self.tiny or self.clear or (self.pale and not self.dark))

    @property
    def may_be_readable(self) -> bool:
        """White, on a background that mail programs and Odoo drop."""
        return self.pale and self.dark is None and not (self.tiny or self.clear)


def is_invisible(attrib) -> bool:
    if "hidden" in attrib:
        return True
    style = style_of(attrib)
    if not style:
        return False
    has_no_size = "overflow:hidden" in style and _NO_SIZE.search(style)
    return bool(has_no_size or _HIDDEN.search(style))


def marks_of(attrib) -> str:
    """Its class and id, by which programs mark what is no word of the writer."""
    return f"{attrib.get('class') or ''} {attrib.get('id') or ''}".strip()


def style_of(attrib) -> str:
    return _SPACES.sub("", attrib.get("style") or "").lower()


def raised_by(attrib) -> str:
    """What parts a number from the one before, where a style raises or lowers it."""
    found = _RAISED.search(style_of(attrib)) if attrib else None
    return RAISED[found[1][:3]] if found else ""


def look_of(attrib, look: Look) -> Look:
    style = style_of(attrib)
    if font := _FONT.search(style):
        look = look._replace(tiny=bool(_TINY_FONT.match(font[1])))
    if color := _value(_COLOR, style) or (attrib.get("color") or "").strip().lower():
        look = look._replace(
            pale=bool(_PALE.match(color)), clear=bool(_CLEAR.match(color))
        )
    background = _value(_BACKGROUND, style) or (attrib.get("bgcolor") or "").lower()
    if background not in _NO_COLOR or attrib.get("background"):
        look = look._replace(dark=not _PALE.match(background))
    if color and color == background:
        look = look._replace(tiny=True)
    if _KEEPS_LINES.search(style):
        look = look._replace(keeps_lines=True)
    return look


def _value(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.search(style)
    return found[1] if found else ""
