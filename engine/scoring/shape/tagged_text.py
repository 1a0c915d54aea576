"""An answer written as tags, one for each key, in the ways of all who call tools so."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from .keyed_text import value_of

MOST_CHARS = 60_000
# <key>, <parameter=key>, <parameter name="key">, <arg_key>key</arg_key><arg_value>
_START = r"<(?:[\w:-]{{1,20}}(?:=|\s+name\s*=\s*|_key>))?[\"']?({keys})[\"']?"
_BETWEEN = r"(?:\s+\w+=\"[^\"<>]{0,40}\")*\s*(?:>|</[\w:-]{1,20}_key>\s*<[\w:-]{1,20}>)"
_VALUE = r"(.{0,1200}?)</[\w:-]{1,40}>"


_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def tagged_object(text: str, wanted: Collection[str]) -> dict[str, Any]:
    """The wanted keys with what stands in the tags of each; {} unless each has one."""
    keys = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    sought = re.compile(_START.format(keys=keys) + _BETWEEN + _VALUE, re.S)
    found = sought.findall(text[:MOST_CHARS])[-len(wanted) :] if wanted else []
    told = dict.fromkeys(re.findall(rf"<({keys})\s?/>", text), "")
    told |= {key: value_of(_CDATA.sub("", value)) for key, value in found}
    return told if told.keys() == set(wanted) else {}
