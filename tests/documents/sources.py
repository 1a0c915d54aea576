import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def read(document):
    return (ROOT / document).read_text(encoding="utf-8")


def queries():
    """The SQL of OPERATIONS.md, each with the paragraph after it."""
    found = re.findall(
        r"^```sql\n(.*?)^```\n\n(.*?)\n\n",
        read("OPERATIONS.md"),
        re.DOTALL | re.MULTILINE,
    )
    return [(query, " ".join(paragraph.split())) for query, paragraph in found]


def log_formats():
    """The texts of all lines for the log but those for developers, as in the source."""
    paths = [p for room in ("controllers", "engine", "models") for p in rooms(room)]
    calls = (
        node
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func.value, ast.Name)
        and call.func.value.id == "_logger"
        and call.func.attr != "debug"
    }


def rooms(name):
    return [p for p in (ROOT / name).rglob("*.py") if "tests" not in p.parts]


def anchor(heading):
    """What a link to the heading says after its #."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
