"""Leads of a story that leadforge told, as JSON; runs where leadforge is installed."""

import json
import sys
from pathlib import Path

import pandas

TASK = "converted_within_90_days"
# Names and times of the lead, and how far it came: Odoo's stage, no feature of ours.
NOT_LEARNED = {
    TASK,
    "lead_id",
    "account_id",
    "contact_id",
    "lead_created_at",
    "current_stage",
    "is_sql",
}
DAY_0 = pandas.Timestamp("2000-01-01")


def main(folder):
    leads = _read(folder)
    columns = [name for name in leads.columns if name not in NOT_LEARNED]
    columns = [name for name in columns if not name.startswith("_")]
    numbers = {name for name in columns if _is_number(leads[name])}
    rows = [
        {
            "values": [_value(row[name], name in numbers) for name in columns],
            "won": row["_won"],
            "created": _days(row["lead_created_at"]),
            "decided": _days(row["_closed"]),
        }
        for row in leads.to_dict("records")
    ]
    told = [(name, name in numbers) for name in columns]
    json.dump({"columns": told, "rows": rows}, sys.stdout)


def _read(folder):
    parts = sorted(Path(folder, "tasks", TASK).glob("*.parquet"))
    leads = pandas.concat(map(pandas.read_parquet, parts)).set_index(
        "lead_id", drop=False
    )
    tables = Path(folder, "tables")
    known = pandas.read_parquet(tables / "leads.parquet").set_index("lead_id")
    deals = pandas.read_parquet(tables / "opportunities.parquet")
    lost = (
        deals[deals.close_outcome == "closed_lost"].groupby("lead_id").closed_at.max()
    )
    won = leads[TASK].astype(bool)
    converted = known.conversion_timestamp.reindex(leads.index)
    closed = lost.reindex(leads.index)
    leads["_closed"] = converted.where(won, closed)
    leads["_won"] = [
        True if is_won else False if pandas.notna(end) else None
        for is_won, end in zip(won, closed, strict=True)
    ]
    return leads


def _is_number(column):
    types = pandas.api.types
    return types.is_numeric_dtype(column) and not types.is_bool_dtype(column)


def _value(value, is_number):
    if pandas.isna(value):
        return None
    return float(value) if is_number else str(value)


def _days(moment):
    if moment is None or pandas.isna(moment):
        return None
    return (pandas.Timestamp(moment) - DAY_0) / pandas.Timedelta(days=1)


if __name__ == "__main__":
    main(sys.argv[1])
