"""Which room may import which, as dev/architecture.ini has it."""

import configparser

from ..environment import paths

RULES = paths.DEV / "architecture.ini"


def undrawn():
    """The arrows that README's picture of the house lacks, empty where it has all."""
    picture = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    missing = [line for line in _arrows() if line not in picture.splitlines()]
    return "\n".join(f"README.md lacks the line: {line}" for line in missing)


def _arrows():
    """A line for each contract of layers: "engine: scoring -> calling, reading"."""
    rules = configparser.ConfigParser()
    rules.read(RULES)
    for name in rules.sections():
        if rules.get(name, "type", fallback="") == "layers":
            layers = rules.get(name, "layers").split("\n")
            rows = [layer.replace(" |", ",") for layer in layers if layer]
            yield f"{name.rpartition(':')[2] + ':':<9}{' -> '.join(rows)}"
