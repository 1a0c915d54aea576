"""dev/sdk_check once its environment is there: bodies against the SDKs' types."""

import json
import subprocess
import sys
from collections import defaultdict

from .. import say
from ..environment import paths
from ..environment.packages import pinned

sys.path.append(str(paths.ROOT))  # the engine, without Odoo

from engine.vendors import VENDORS  # noqa: E402

from . import our_bodies, sdks  # noqa: E402

WORKER = paths.DEV / "lib" / "sdk_check" / "worker.py"


def run(names=()):
    """Exit code: 0 where the types accept every body."""
    unknown = set(names) - set(VENDORS)
    if unknown:
        say.fail("no such vendor: %s", ", ".join(sorted(unknown)))
    refused = 0
    for name in names or VENDORS:
        sdk = sdks.OF_VENDOR.get(name, sdks.OPENAI)
        refused += not _check(name, sdk, our_bodies.of_vendor(name))
    for name in names or VENDORS:
        bodies = our_bodies.over_responses(name)
        if bodies:
            refused += not _check(name, sdks.RESPONSES, bodies, "/responses")
    return 1 if refused else 0


def _check(name, sdk, bodies, path=""):
    """Prints what the type says; True where it accepts all."""
    beyond = sdks.BEYOND.get(name, ())
    kept = {
        said: {key: value for key, value in body.items() if key not in beyond}
        for said, body in bodies.items()
    }
    refusals = _by_problem(_ask(sdk, kept))
    verdict = "refused" if refusals else "accepted"
    note = f", beyond its type: {', '.join(beyond)}" if beyond else ""
    title = f"{name} {path}"
    print(f"{title:<26}{sdk.pin:<22}{len(bodies):3} bodies  {verdict}{note}")
    for problem, where in refusals.items():
        print(f"    {problem}  ({len(where)}: {where[0]})", flush=True)
    return not refusals


def _by_problem(answers):
    found = defaultdict(list)
    for said, lines in answers.items():
        for line in dict.fromkeys(lines):
            found[line].append(said)
    return found


def _ask(sdk, bodies):
    python = pinned.python_with(sdk.pin, "sdk", "seconds")
    done = subprocess.run(
        [python, WORKER],
        input=json.dumps({"kind": sdk.kind, "bodies": bodies}, default=dict),
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        say.fail("the types of %s can't be read, see above", sdk.pin)
    return json.loads(done.stdout.splitlines()[-1])
