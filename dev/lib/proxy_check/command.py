"""dev/proxy_check once its environment is there: servers, routes, table."""

import json
import sys
import time
from dataclasses import dataclass

from .. import say
from ..environment import paths
from ..llm import provider as llm

sys.path.append(str(paths.ROOT))  # the engine, without Odoo

from engine import errors  # noqa: E402
from engine.calling import client  # noqa: E402
from engine.scoring.enrich import enrich  # noqa: E402
from engine.settings import Settings  # noqa: E402
from engine.tests import lead_reader  # noqa: E402
from engine.tests.fake_vendor import FakeVendor  # noqa: E402

from . import routes, server  # noqa: E402


@dataclass(frozen=True)
class Outcome:
    """What came of a route.

    :param code: of the error, empty where there was none.
    :param answered: a request was answered with a 200, and our checks read it.
    """

    seconds: float
    attempts: tuple = ()
    total: float | None = None
    models: tuple = ()
    code: str = ""
    detail: str = ""
    answered: bool = False

    def __str__(self):
        if self.models:
            return f"{len(self.models)} models: {', '.join(self.models)}"
        if self.total is not None:
            return f"score {self.total}"
        how = "answered, refused" if self.answered else "error"
        return f"{how}: {self.code}"


def run(model=None):
    """Exit code: 0 where every route leads where it has to."""
    with (
        FakeVendor(lead_reader.read) as vendor,
        llm.provider(model or llm.packaged_model()) as local,
        server.serving(routes.proxy_models(vendor.url, local)) as url,
    ):
        _print_line("Route", "Outcome", "Tokens", "Sent", "Seconds")
        asked = [*routes.direct(vendor.url, local), *routes.proxied(url, local)]
        failed = _ask_all(asked, vendor)
    say.step("%d of %d routes as they have to be", len(asked) - failed, len(asked))
    return 1 if failed else 0


def _ask_all(asked, vendor):
    """Prints the table; how many routes lead elsewhere."""
    failed, score = 0, None
    for route in asked:
        vendor.reset()
        outcome = _ask(route)
        score = outcome.total if route is asked[0] else score
        problem = _problem(route, outcome, score) or _lost(route, vendor.requests)
        _print(route, outcome, problem)
        failed += bool(problem)
    return failed


def _ask(route):
    began = time.monotonic()
    try:
        found = _found(route, began + route.seconds)
    except errors.LLMError as error:
        found = _failed(error)
    return Outcome(seconds=time.monotonic() - began, **found)


def _found(route, deadline):
    if route.lists:
        return {"models": client.list_models(route.endpoint, deadline=deadline)}
    done = enrich(routes.LEAD, Settings(), [route.endpoint], deadline=deadline)
    return {"total": done.total, "attempts": done.attempts, "answered": True}


def _failed(error):
    """An answer that our checks refused was an answer, also if time then ran out."""
    refused = [a for a in error.attempts if a.error_code.startswith("answer_")]
    return {
        "code": refused[-1].error_code if refused else error.code,
        "detail": error.detail,
        "attempts": error.attempts,
        "answered": bool(refused),
    }


def _problem(route, outcome, score):
    """What should have come of it, empty where it did."""
    if route.wanted == routes.SCORE:
        fits = outcome.total is not None and outcome.total == score
    elif route.wanted == routes.ANSWER:
        fits = outcome.answered
    elif route.wanted == routes.MODELS:
        fits = set(outcome.models) == set(routes.NAMES)
    else:
        fits = outcome.code == route.wanted
    return "" if fits else f"wanted: {route.wanted}"


def _lost(route, requests):
    """What of the request didn't reach the vendor of the tests."""
    if route.wanted != routes.SCORE:
        return ""
    came = json.dumps([r.body for r in requests if r.method == "POST"])
    return "" if '"json_schema"' in came else "the schema was lost on the way"


def _print(route, outcome, problem):
    used = [attempt.usage for attempt in outcome.attempts]
    tokens = sum(usage.input_tokens + usage.output_tokens for usage in used)
    sent = 1 if route.lists else len(outcome.attempts)
    seconds = f"{outcome.seconds:.1f}"
    _print_line(route.name, str(outcome), tokens or "-", sent, seconds, problem)
    if outcome.detail and (problem or outcome.answered):
        print(f"    {outcome.detail[:200]}", flush=True)


def _print_line(name, said, tokens, sent, seconds, problem=""):
    line = f"{name:<50}{said:<46}{tokens:>7}{sent:>6}{seconds:>9}"
    print(f"{line}  FAILED, {problem}" if problem else line, flush=True)
