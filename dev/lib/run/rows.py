"""Enriched leads as a person reads them: score, why, what is missing, what to do."""

import json
import shutil
import textwrap
import unicodedata

QUERY = """
    SELECT id, name::text, ai_enrichment_status, ai_probability_score, ai_grade,
           ai_enrichment_data, ai_failure_type, ai_next_step
      FROM crm_lead
     WHERE id = ANY(%s) AND ai_enrichment_status IN ('completed', 'failed')
  ORDER BY ai_last_enrichment_date NULLS LAST, id
"""
INDENT = " " * 9
WORDED = ("clarity", "fit")


def read(cursor, ids):
    """``[(lead's id, lines)]`` of the leads that are done, in the order of the job."""
    cursor.execute(QUERY, [ids])
    names = [column.name for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [(row["id"], _lines(row)) for row in rows]


def is_scored_by_words(row_lines):
    """Whether the lead's own words earned anything, to be counted at the end."""
    return any(line.startswith(f"{INDENT}for") for line in row_lines)


def _lines(row):
    outcome = _outcome(row)
    if row["ai_enrichment_status"] == "failed":
        head = f"   -  -  {row['name']}"
        return [
            head,
            *_told("failed", (row["ai_failure_type"] or "").replace("_", " ")),
        ]
    grade = (row["ai_grade"] or "-").upper()
    head = f"{row['ai_probability_score'] or 0:4.0f}  {grade}  {row['name']}"
    told = [
        ("for", _quotes(outcome, is_for=True)),
        ("against", _quotes(outcome, is_for=False)),
        ("said", _verdict(outcome)),
        ("missing", ", ".join(_missing(outcome))),
        ("next", outcome.get("next_step") or ""),
    ]
    return [head, *(line for label, text in told for line in _told(label, text))]


def _outcome(row):
    return json.loads(row["ai_enrichment_data"] or "{}")


def _reasons(outcome, *parts):
    found = outcome.get("parts", {})
    return [r for part in parts if part in found for r in found[part]["reasons"]]


def _quotes(outcome, is_for):
    """The two that weigh most, with what they earned."""
    quoted = [r for r in _reasons(outcome, *WORDED) if r.get("quote")]
    chosen = [r for r in quoted if bool(r["points"]) == is_for]
    chosen.sort(key=lambda reason: -reason["out_of"])
    return "; ".join(
        f"“{r['quote']}” ({_label(r['code'])}, {r['points']:+g})" for r in chosen[:2]
    )


def _verdict(outcome):
    kind = outcome.get("kind")
    if kind not in (None, "inquiry"):
        return f"no inquiry but {_label(kind)}"
    quoted = any(r.get("quote") for r in _reasons(outcome, *WORDED))
    return "" if quoted else "too little to judge"


def _missing(outcome):
    reasons = _reasons(outcome, *WORDED, "completeness")
    empty = [r for r in reasons if not (r["points"] or r.get("quote"))]
    empty.sort(key=lambda reason: -reason["out_of"])
    return [_label(reason["code"]) for reason in empty[:4]]


def _label(code):
    return code.replace("_", " ")


def _told(label, text):
    """The text behind its label, folded to the terminal; nothing where it is empty."""
    width = max(40, shutil.get_terminal_size((100, 24)).columns - len(INDENT) - 9)
    text = " ".join(text.split())
    lines = _folded(text, width) if text else []
    return [
        f"{INDENT}{label if not number else '':8} {line}"
        for number, line in enumerate(lines)
    ]


def _folded(text, width):
    """Wide characters take two columns of a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    if wide > len(text) // 4:
        return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]
    return textwrap.wrap(text, width)
