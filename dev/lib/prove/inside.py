"""Inside Odoo's shell: loads a table, lets both learn, and measures."""

import json
import random
import time
from pathlib import Path

from odoo.addons.llm_lead_scoring.engine.learning import metrics

from . import loading, table

LOT = 17
SHARE = 0.2
# Where the table has no dates these say nothing.
MOMENTS = ("hour", "weekday")
WHY = {"no_skill": "no skill", "too_few": "too few leads", "out_of_time": "out of time"}


def main(env, config):
    path = Path(config["table"])
    read = table.read(path)
    rows = loading.prepare(loading.without_repeated(read))
    is_dated = loading.is_dated(rows)
    split = (config["split"] or "time") if is_dated else "random"
    tested = _choose(rows, split)
    leads = loading.load(env, rows, tested)
    env.cr.commit()
    odoos = _by_odoo(env, leads)
    ours, notes = _ours(env, leads, is_dated)
    answer = {
        "table": path.stem,
        "split": split,
        "leads": len(_measurable(leads)),
        "rankings": _rankings(leads, ours, odoos, is_dated),
        "notes": [*_told_of(read, rows, config["split"], split), *notes],
    }
    Path(config["answer"]).write_text(json.dumps(answer), encoding="utf-8")


def _choose(rows, split):
    """Numbers of the closed leads that are measured."""
    closed = [row for row in rows if row["won"] is not None]
    if split == "random":
        random.Random(LOT).shuffle(closed)
    else:
        closed.sort(key=lambda row: (row["created"], row["number"]))
    cut = round(len(closed) * (1 - SHARE))
    return {row["number"] for row in closed[cut:]}


def _rankings(leads, ours, odoos, is_dated):
    came = [row["won"] for row, lead in leads if row["is_tested"]]
    rankings = [_measured("ours", ours, came), _measured("Odoo's PLS", odoos, came)]
    if is_dated:
        newest = [lead.create_date.timestamp() for lead in _measurable(leads)]
        found = _measured("newest first", {"said": newest}, came, is_chance=False)
        rankings.append(found)
    return rankings


def _told_of(read, rows, asked_split, split):
    """What a reader of the figures has to know of the table."""
    if split != (asked_split or split):
        yield "there are no dates: the measured fifth is drawn by lot"
    if not any("outcome" in row for row in rows):
        yield "there is no column outcome"
    if len(rows) < len(read):
        yield f"{len(read) - len(rows)} rows are there twice and left out"


def _by_odoo(env, leads):
    """Odoo's own probability of the leads that are measured, with all its fields."""
    parameters = env["ir.config_parameter"].sudo()
    every = env["crm.lead.scoring.frequency.field"].search([]).mapped("field_id.name")
    parameters.set_param("crm.pls_fields", ",".join(every))
    parameters.set_param("crm.pls_start_date", "1990-01-01")
    started = time.monotonic()
    env["crm.lead"].with_context(
        active_test=False
    )._cron_update_automated_probabilities()
    env.invalidate_all()
    said = [lead.automated_probability / 100 for lead in _measurable(leads)]
    return {"said": said, "seconds": time.monotonic() - started}


def _ours(env, leads, is_dated):
    env["llm.feature"]._get_used()
    env["llm.feature"].search([("is_own", "=", True)]).is_used = True
    if not is_dated:
        env["llm.feature"].search([("name", "in", MOMENTS)]).is_used = False
    company = env.ref("base.main_company")
    started = time.monotonic()
    env["llm.training"]._train_company(company)
    env["crm.lead"]._reckon_chances(company, lambda: False)
    seconds = time.monotonic() - started
    env.invalidate_all()
    last = env["llm.training"]._get_last(company)
    notes = [f"left out: {line}" for line in (last.leak_text or "").splitlines()]
    notes.append(env["llm.accuracy"]._words_of(last))
    if last.outcome != "published":
        return {"said": None, "why": WHY[last.outcome], "seconds": seconds}, notes
    said = [lead.ai_win_chance / 100 for lead in _measurable(leads)]
    return {"said": said, "seconds": seconds}, notes


def _measurable(leads):
    return [lead for row, lead in leads if row["is_tested"]]


def _measured(name, ranking, came, is_chance=True):
    said = ranking["said"]
    found = {"name": name, "seconds": ranking.get("seconds")}
    if said is None:
        return {**found, "name": f"{name}: {ranking['why']}"}
    auc = metrics.auc(said, came)
    if auc:
        found.update(auc=auc.value, low=auc.low, high=auc.high)
    if is_chance:
        found.update(
            brier=metrics.brier(said, came),
            error=metrics.calibration_error(said, came),
        )
    return {**found, "top": metrics.precision_at_top(said, came, 0.1)}
