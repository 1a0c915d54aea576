"""An answer written as tags, one for each key, in the ways of all who call tools so."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from .keyed_text import value_of
from .keys import folded, pattern_of
from .mended_json import MOST_CHARS

# <key>, <parameter=key>, <parameter name="key">, <arg_key>key</arg_key><arg_value>
_NAMED = r"(?:=|\s+(?:name|key|id|field)\s*=\s*|>)"
_START = rf"<(?:[\w:-]{{1,20}}{_NAMED})?[\"']?"
_BETWEEN = (
    r"[\"']?(?:\s+\w+=\"[^\"<>]{0,40}\")*\s*"
    r"(?:>|</[\w:-]{1,20}>\s*<[\w:-]{1,20}>)"
)
_VALUE = r"(.{0,1200}?)</[\w:-]{1,40}>"
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def tagged_object(text: str, wanted: Collection[str]) -> dict[str, Any]:
    """The wanted keys with what stands in the tags of each; {} unless each has one."""
    keys = pattern_of(wanted)
    names = {folded(key): key for key in wanted}
    sought = re.compile(f"{_START}({keys}){_BETWEEN}{_VALUE}", re.S | re.I)
    found = sought.findall(text[:MOST_CHARS])[-len(wanted) :] if wanted else []
    told = dict.fromkeys(re.findall(rf"<({keys})\s?/>", text), "")
    told |= {names[folded(k)]: value_of(_CDATA.sub("", v)) for k, v in found}
    return told if told.keys() == set(wanted) else {}
