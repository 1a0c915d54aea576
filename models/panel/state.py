"""Which face the panel has. Plain values in and out."""

WAITING, WORKING, FAILED = "waiting", "working", "failed"
NEW, FORBIDDEN = "new", "forbidden"
SCORED, UNJUDGED, LITTLE = "scored", "unjudged", "little"
# Parts that need the lead's own words.
WORDED = ("clarity", "fit")


def verdict_of(outcome, kind):
    """What the last score says of itself, None where there is none."""
    parts = outcome.get("parts")
    if not parts:
        return None
    worded = [parts[name] for name in WORDED if name in parts]
    if worded and not any(part["judged"] for part in worded):
        return UNJUDGED
    clarity = parts.get("clarity")
    if clarity and kind == "inquiry" and not clarity["score"]:
        return LITTLE
    return SCORED


def state_of(status, verdict, is_forbidden):
    """The state that people see: what happens now goes before what was said.

    A lead that may not be sent waits for nothing, whatever the queue says.
    """
    if status == "processing":
        return WORKING
    if is_forbidden:
        return verdict or FORBIDDEN
    if status == "pending":
        return WAITING
    if status == "failed":
        return FAILED
    return verdict or NEW
