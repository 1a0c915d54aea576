"""The token counts that a recorded usage should come to under our convention.

Written apart from the engine's readers, from the vendors' fields: input includes what
came from the cache, output includes reasoning, and billed counts win.
"""

from engine.values import TokenUsage

CACHED = ("cached_tokens", "cache_read_input_tokens", "cachedContentTokenCount")
CACHED += ("prompt_cache_hit_tokens",)
REASONING = ("reasoning_tokens", "thinking_tokens", "thoughtsTokenCount")
TOTALS = ("total_tokens", "totalTokenCount")
WRITTEN = "cache_creation_input_tokens"

CACHE_IS_INPUT = "usage: input includes what the cache served and stored"
THOUGHTS_ARE_OUTPUT = "usage: output includes thoughts"
REASONING_IS_BESIDE = "usage: the total shows that reasoning stands beside the output"
TOOLS_ARE_INPUT = "usage: what tools read is input"
PARTS_COUNT = "usage: input and output count, though the vendor's total is another"
BILLED = "usage: billed units, where told, count and not what was processed"


def expected(row):
    """(the usage that we should read, the rule that it took or empty)."""
    sent, said = (int(count or 0) for count in row.reading["usage"])
    usage = row.body.get("usage") or row.body.get("usageMetadata") or row.body
    cached, reasoning = _largest(usage, CACHED), _largest(usage, REASONING)
    rule = ""
    if "billed_units" in usage:
        if (sent, said) == _pair(usage.get("tokens") or {}):
            rule = BILLED
            sent, said = _pair(usage["billed_units"])
        cached, reasoning = min(cached, sent), min(reasoning, said)
    elif "cache_read_input_tokens" in usage or WRITTEN in usage:
        rule = CACHE_IS_INPUT if cached or usage.get(WRITTEN) else ""
        sent += cached + int(usage.get(WRITTEN) or 0)
    elif "thoughtsTokenCount" in usage:
        rule = THOUGHTS_ARE_OUTPUT
        said += reasoning
    elif sent + said + reasoning == _largest(usage, TOTALS) and reasoning:
        rule = REASONING_IS_BESIDE
        said += reasoning
    if usage.get("toolUsePromptTokenCount"):
        rule = f"{rule}; {TOOLS_ARE_INPUT}" if rule else TOOLS_ARE_INPUT
        sent += usage["toolUsePromptTokenCount"]
    if not rule and _largest(usage, TOTALS) not in (0, sent + said):
        rule = PARTS_COUNT
    return TokenUsage(sent, cached, said, reasoning), rule


def _pair(counts):
    names = ("input_tokens", "output_tokens")
    return tuple(int(counts.get(name) or 0) for name in names)


def _largest(usage, names):
    """The largest count of these names, at any depth."""
    if not isinstance(usage, dict):
        return 0
    here = [usage[n] for n in names if isinstance(usage.get(n), (int, float))]
    below = [_largest(value, names) for value in usage.values()]
    return int(max([0, *here, *below]))
