"""The pages that a vendor's own search of the web names, wherever its wire puts them.

Some vendors pass on words of the page, some only its address: then the words around it
are the model's own, and nothing here takes them for the page's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..values import Citation
from .base import first_text, items, mapping

MOST = 20
# What vendors add to an address to be counted by.
_MARKS = frozenset({"utm_source"})


def in_response(
    payload: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]
) -> tuple[Citation, ...]:
    """Of OpenAI's Responses: what is cited, else what was looked at."""
    cited = [note for block in blocks for note in items(block.get("annotations"))]
    found = _unique(map(_of_annotation, cited))
    if found:
        return found
    seen = (
        source
        for call in searches_in(payload)
        for source in items(mapping(call.get("action")).get("sources"))
    )
    return _unique(_citation(source.get("url")) for source in seen)


def searches_in(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The searches among the steps of a response; opening a page is none."""
    calls = (
        item
        for item in items(payload.get("output"))
        if item.get("type") == "web_search_call"
    )
    kinds = ((mapping(call.get("action")).get("type"), call) for call in calls)
    return [call for kind, call in kinds if kind in (None, "search")]


def in_message(
    message: Mapping[str, Any], payload: Mapping[str, Any]
) -> tuple[Citation, ...]:
    """Of chat completions, as OpenRouter, Perplexity and Groq have it."""
    notes = map(_of_annotation, items(message.get("annotations")))
    results = (
        _citation(found.get("url"), found.get("title"), _words(found))
        for holder in (payload, *_tools(message))
        for found in items(holder.get("search_results"))
    )
    addresses = payload.get("citations")
    named = addresses if isinstance(addresses, list) else []
    return _unique((*notes, *results, *map(_citation, named)))


def in_blocks(content: Any) -> tuple[Citation, ...]:
    """Of Anthropic's Messages: words that are cited, and pages that were found."""
    blocks = items(content)
    cited = (
        _citation(note.get("url"), note.get("title"), note.get("cited_text"))
        for block in blocks
        for note in items(block.get("citations"))
    )
    found = (
        _citation(result.get("url"), result.get("title"))
        for block in blocks
        if block.get("type") == "web_search_tool_result"
        for result in items(block.get("content"))
    )
    return _unique((*cited, *found))


def in_grounding(candidate: Mapping[str, Any]) -> tuple[Citation, ...]:
    """Of Gemini: addresses that lead to the pages, and the pages' names."""
    grounding = mapping(candidate.get("groundingMetadata"))
    pages = (mapping(c.get("web")) for c in items(grounding.get("groundingChunks")))
    return _unique(_citation(page.get("uri"), page.get("title")) for page in pages)


def count_grounding(payload: Mapping[str, Any]) -> int:
    """Searches that Gemini made for its answer."""
    candidates = items(payload.get("candidates"))
    told = (mapping(c.get("groundingMetadata")) for c in candidates)
    queries = (grounding.get("webSearchQueries") for grounding in told)
    return sum(len(list(filter(None, q))) for q in queries if isinstance(q, list))


def _tools(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Groq's: the results of a tool are a list inside an object of the same name."""
    for tool in items(message.get("executed_tools")):
        yield {"search_results": mapping(tool.get("search_results")).get("results")}


def _of_annotation(note: Mapping[str, Any]) -> Citation | None:
    """Flat in Responses, an object of its own in chat completions."""
    if note.get("type") != "url_citation":
        return None
    told = mapping(note.get("url_citation")) or note
    return _citation(told.get("url"), told.get("title"), told.get("content"))


def _words(found: Mapping[str, Any]) -> str:
    return first_text(found.get("content"), found.get("snippet"))


def _citation(url: Any, title: Any = "", words: Any = "") -> Citation | None:
    """None for what is no address of a page."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if name not in _MARKS]
    if len(kept) < len(query):
        parts = parts._replace(query=urlencode(kept))
    return Citation(urlunsplit(parts), first_text(title), first_text(words))


def _unique(found: Iterable[Citation | None]) -> tuple[Citation, ...]:
    """Each page once, with all of its words that were passed on."""
    pages: dict[str, Citation] = {}
    for citation in filter(None, found):
        known = pages.get(citation.url, citation)
        words = dict.fromkeys(filter(None, (known.words, citation.words)))
        title = known.title or citation.title
        pages[citation.url] = Citation(citation.url, title, "\n".join(words))
    return tuple(pages.values())[:MOST]
