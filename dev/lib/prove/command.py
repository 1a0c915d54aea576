"""A database for each table, Odoo's shell in it, and what came of it as a table."""

import json

from .. import say
from ..bench import stage
from ..environment import database, odoo, paths, postgres

SCRIPT = """
import json, sys
sys.path.append({dev!r})
from lib.prove import inside
inside.main(env, json.loads({config!r}))
"""
HEAD = ("table", "split", "ranking", "leads", "AUC", "90 %", "Brier", "cal. error",
        "top 10 %", "seconds")  # fmt: skip


def run(tables, split):
    stage.FOLDER.mkdir(parents=True, exist_ok=True)
    results = []
    with postgres.server():
        odoo.prepare()
        with stage.template() as template:
            for table in tables:
                results.append(_prove(template, table, split))
    _print([HEAD, *(row for result in results for row in _rows(result))])
    for result in results:
        for line in result["notes"]:
            print(f"{result['table']}: {line}")
    return 0


def _prove(template, table, split):
    say.step("proving %s", table.name)
    answer = stage.FOLDER / "proof.json"
    answer.unlink(missing_ok=True)
    config = {"table": str(table), "split": split, "answer": str(answer)}
    with stage.copy_of(template) as name:
        script = SCRIPT.format(dev=str(paths.DEV), config=json.dumps(config))
        database.shell(name, script)
    return json.loads(answer.read_text(encoding="utf-8"))


def _rows(result):
    for ranking in result["rankings"]:
        figures = [ranking.get(name) for name in ("auc", "brier", "error", "top")]
        auc, brier, error, top = (f"{f:.3f}" if f is not None else "-" for f in figures)
        bounds = "-"
        if ranking.get("low") is not None:
            bounds = f"{ranking['low']:.3f}-{ranking['high']:.3f}"
        seconds = ranking.get("seconds")
        yield (
            result["table"],
            result["split"],
            ranking["name"],
            str(result["leads"]),
            auc,
            bounds,
            brier,
            error,
            top,
            f"{seconds:.1f}" if seconds is not None else "-",
        )


def _print(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
