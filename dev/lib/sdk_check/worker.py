"""Runs in an SDK's environment: which of the bodies its request type refuses.

Reads {"kind": ..., "bodies": {name: body}} and prints {name: [problem, ...]}.
"""

import importlib
import inspect
import json
import re
import sys

import request_types


def google():
    """Gemini's body: the SDK has types for its parts, the names only in its code."""
    from google.genai import models, types

    makers = (
        models._GenerateContentParameters_to_mldev,
        models._GenerateContentConfig_to_mldev,
    )
    source = "".join(map(inspect.getsource, makers))
    parts = {
        "contents": list[types.Content],
        "systemInstruction": types.Content,
        "generationConfig": types.GenerationConfig,
    }
    named = set(re.findall(r"\[\s*'(\w+)'\s*\]", source))
    return {name: (parts[name], False) for name in parts if name in named}


def _kind(name):
    if ":" not in name:
        return globals()[name]()
    module, path = name.split(":")
    found = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def main():
    task = json.load(sys.stdin)
    kind = _kind(task["kind"])
    shape = request_types.fields_of(kind)
    if not shape:
        sys.exit(f"{task['kind']} has no fields: look for the type again")
    print(
        json.dumps(
            {n: request_types.problems(b, kind) for n, b in task["bodies"].items()}
        )
    )


if __name__ == "__main__":
    main()
