"""What the addon says of itself."""

import ast

from .environment import paths


def read():
    path = paths.ROOT / "__manifest__.py"
    return ast.literal_eval(path.read_text()) if path.exists() else {}


def depends():
    return read().get("depends") or ["crm"]
