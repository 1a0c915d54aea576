"""Rows of a table -> leads in a database, closed as their outcome says."""

import random
import re
from datetime import datetime, timedelta
from statistics import median

from . import table

# Columns that a lead has a field for.
TEXTS = (
    "name",
    "partner_name",
    "contact_name",
    "function",
    "email_from",
    "phone",
    "website",
    "street",
    "city",
    "description",
)
RECORDS = {
    "source": ("utm.source", "source_id"),
    "medium": ("utm.medium", "medium_id"),
    "campaign": ("utm.campaign", "campaign_id"),
    "team": ("crm.team", "team_id"),
    "country": ("res.country", "country_id"),
    "state": ("res.country.state", "state_id"),
}
# Known by Odoo, or only once it is over.
NOT_OWN = {
    *TEXTS,
    *RECORDS,
    "ext_id",
    "id",
    "tags",
    "expected_revenue",
    "create_date",
    "date_closed",
    "user",
    "outcome",
    "last_activity",
}
LOT = 17
BATCH = 500
NO_DATE = datetime(2020, 1, 1)  # noqa: DTZ001 (Odoo's are naive, too)
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


def is_dated(rows):
    """Whether all but a few closed leads say when they came."""
    closed = [row for row in rows if row["won"] is not None]
    return sum(row["is_dated"] for row in closed) > 0.9 * len(closed)


def without_repeated(rows):
    """A lead that stands there twice would be learned from, and asked for."""
    if not any(row.get("ext_id") for row in rows):
        return rows
    return list({tuple(row.items()): row for row in rows}.values())


def prepare(rows):
    """Adds ``number``, ``won``, ``created`` and ``closed`` to each row."""
    created = table.dates([row.get("create_date", "") for row in rows])
    closed = table.dates([row.get("date_closed", "") for row in rows])
    if not _dates_both([table.outcome(r.get("outcome", "")) for r in rows], closed):
        closed = [None] * len(rows)
    known = [d for d in created if d]
    # The order of rows is no time: it may be that of their outcomes.
    order = random.Random(LOT).sample(range(len(rows)), len(rows))
    lasted = [
        (e - s) for s, e in zip(created, closed, strict=True) if s and e and e > s
    ]
    usual = median(lasted) if lasted else timedelta(days=30)
    for number, row in enumerate(rows):
        row["number"] = number
        row["won"] = table.outcome(row.get("outcome", ""))
        row["is_dated"] = bool(created[number])
        if not known:
            row["created"] = NO_DATE + timedelta(minutes=order[number])
        else:
            row["created"] = created[number] or max(known)
        begun = row["created"]
        row["closed"] = max(closed[number] or begun + usual, begun)
    return rows


def _dates_both(outcomes, closed):
    """Whether won and lost leads have closing dates: those of one side tell it."""
    shares = []
    for side in (True, False):
        dated = [bool(d) for d, o in zip(closed, outcomes, strict=True) if o is side]
        shares.append(sum(dated) / max(len(dated), 1))
    return abs(shares[0] - shares[1]) < 0.2


def load(env, rows, tested):
    """[(row, lead)], those of ``tested`` open, the rest as the table says."""
    own = _add_own_fields(env, rows)
    env = env(context={**env.context, **QUIET})
    records = {name: _records(env, name, rows) for name in (*RECORDS, "tags")}
    found = []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        values = [_values(row, records, own) for row in part]
        found += zip(part, env["crm.lead"].create(values), strict=True)
        env.flush_all()
    for row, _lead in found:
        row["is_tested"] = row["number"] in tested
    _close(env, found)
    _empty_unknown_numbers(env, found, own)
    return found


def _add_own_fields(env, rows):
    """{column: (field, is it a number)} of columns that Odoo has no field for."""
    found, values = {}, []
    for column in rows[0] if rows else ():
        cells = [row.get(column) for row in rows]
        if column in NOT_OWN or not all(isinstance(c, str) for c in cells):
            continue
        if not any(cells):
            continue
        field = "x_" + re.sub(r"\W+", "_", column.lower(), flags=re.ASCII)[:50]
        if field in {name for name, _is_number in found.values()}:
            field += f"_{len(found)}"
        found[column] = (field, table.is_numeric(cells))
        values.append(
            {
                "model_id": env.ref("crm.model_crm_lead").id,
                "name": field,
                "field_description": column,
                "ttype": "float" if found[column][1] else "char",
                "state": "manual",
            }
        )
    env["ir.model.fields"].create(values)
    return found


def _records(env, column, rows):
    """{name in the table: id}; what isn't known is added."""
    model = RECORDS.get(column, ("crm.tag", None))[0]
    names = {name for row in rows for name in _names(column, row.get(column, ""))}
    found = {}
    for name in sorted(names):
        record = env[model].search([("name", "=ilike", _literal(name))], limit=1)
        found[name] = (record or _create(env, model, name, len(found))).id
    return found


def _names(column, text):
    return [t.strip() for t in text.split(",") if t.strip()] if column == "tags" else (
        [text] if text else []
    )  # fmt: skip


def _literal(text):
    return re.sub(r"([\\%_])", r"\\\1", text)


def _create(env, model, name, number):
    values = {"name": name}
    if model == "res.country":
        # A name that isn't Odoo's, or no country at all: its own, with a free code.
        codes = set(env[model].search([]).mapped("code"))
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        free = (a + b for a in letters for b in letters if a + b not in codes)
        values["code"] = next(free, None)
        if not values["code"]:
            return env[model]
    elif model == "res.country.state":
        country = env.ref("base.us").id
        values.update(code=f"T{number}", country_id=country)
    return env[model].create(values)


def _values(row, records, own):
    values = {name: row.get(name) or False for name in TEXTS}
    values["name"] = values["name"] or "Lead"
    values.update(type="opportunity", user_id=False)
    values["expected_revenue"] = table.to_number(row.get("expected_revenue", "")) or 0
    for column, (_model, field) in RECORDS.items():
        values[field] = records[column].get(row.get(column, ""), False)
    tags = _names("tags", row.get("tags", ""))
    values["tag_ids"] = [(6, 0, [records["tags"][name] for name in tags])]
    for column, (field, is_number) in own.items():
        text = row.get(column, "")
        values[field] = (table.to_number(text) or 0) if is_number else text or False
    return values


def _close(env, found):
    """In plain SQL: the ORM would date it all today."""
    won = env["crm.stage"].search([("is_won", "=", True)], limit=1)
    for row, lead in found:
        is_open = row["won"] is None or row["is_tested"]
        env.cr.execute(
            "UPDATE crm_lead SET create_date = %s WHERE id = %s",
            [row["created"], lead.id],
        )
        if is_open:
            continue
        env.cr.execute(
            """UPDATE crm_lead SET active = %s, probability = %s, date_closed = %s,
                   automated_probability = %s, stage_id = COALESCE(%s, stage_id)
               WHERE id = %s""",
            [
                row["won"],
                100 if row["won"] else 0,
                row["closed"],
                100 if row["won"] else 0,
                won.id if row["won"] else None,
                lead.id,
            ],
        )
    env.invalidate_all()


def _empty_unknown_numbers(env, found, own):
    """Odoo keeps 0 where a number is missing; a table knows the difference."""
    for column, (field, is_number) in own.items():
        if not is_number:
            continue
        missing = [lead.id for row, lead in found
                   if table.to_number(row.get(column, "")) is None]  # fmt: skip
        env.cr.execute(
            f'UPDATE crm_lead SET "{field}" = NULL WHERE id = ANY(%s)',  # noqa: S608
            [missing],
        )
