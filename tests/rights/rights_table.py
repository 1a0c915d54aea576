"""Who may what: README shows this table, test_rights_walk.py tries every cell of it.

Cells stand for ``COLUMNS``, in this order. Visitors, portal users and employees who
don't sell are not in it: nothing here is for them, which is tried as well. "Own" leads
are those of the salesperson and those of nobody; everything else is within the user's
companies, records of no company included.
"""

import re

COLUMNS = {
    "salesperson": "Salesperson, own leads",
    "all_leads": "Salesperson, all leads",
    "manager": "Sales manager",
    "administrator": "Administrator",
}
OUTSIDERS = ("visitor", "portal", "employee")
ROLES = (*OUTSIDERS, *COLUMNS)

NOBODY = ("", "", "", "")
SELLERS = ("yes", "yes", "yes", "")
LEADS = ("own", "yes", "yes", "")
MANAGERS = ("", "", "yes", "")
MANAGERS_TOO = ("", "", "yes", "yes")
ADMINISTRATORS = ("", "", "", "yes")
ALL = "rwcd"
WORDS = {"r": "read", "w": "change", "c": "add", "d": "delete"}

# Of each model with records: r(ead), w(rite), c(reate), d(elete).
MODELS = {
    "crm.lead": ("own rwc", "rwc", ALL, ""),
    "llm.provider": ("", "", ALL, ALL),
    "llm.criterion": ("", "", ALL, ALL),
    "llm.request": ("", "", "r", "r"),
    "llm.change": ("", "", "r", "r"),
    "llm.research": ("", "", "rd", ""),
    "llm.review": ("own rwcd", ALL, ALL, ""),
    "llm.bulk": (ALL, ALL, ALL, ""),
    "llm.contact.data": ("", "", ALL, ""),
    "llm.preview": ("", "", ALL, ""),
    "llm.settings": ("", "", ALL, ""),
    "llm.score.history": ("", "", "r", ""),
    "llm.training": ("", "", "r", ""),
    "llm.feature": ("", "", "rw", ""),
    "llm.accuracy": ("", "", ALL, ""),
    "llm.accuracy.line": ("", "", ALL, ""),
    "res.config.settings": ("", "", "", "rwc"),
    "ir.config_parameter": ("", "", "", ALL),
    "llm.model.choice": ("", "", ALL, ALL),
    "llm.provider.secret": NOBODY,
    "llm.budget": NOBODY,
    "llm.spending": NOBODY,
}
TITLES = {
    "crm.lead": "leads and opportunities",
    "llm.provider": "AI providers",
    "llm.criterion": "criteria of clarity and fit",
    "llm.request": "log of requests",
    "llm.change": "log of changes",
    "llm.research": "what is known of companies",
    "llm.review": "window in which a score is contested or overridden",
    "llm.bulk": "window in which a selection is scored",
    "llm.contact.data": "window in which data of a contact are exported or erased",
    "llm.preview": "window that shows what would be sent",
    "llm.settings": "page *Rules*",
    "llm.score.history": "scores as they were given",
    "llm.training": "what was learned, and when",
    "llm.feature": "what may be learned from",
    "llm.accuracy": "page *Accuracy*",
    "llm.accuracy.line": "its lines",
    "res.config.settings": "Odoo's Settings",
    "ir.config_parameter": "where settings are stored",
    "llm.model.choice": "list of a vendor's models",
    "llm.provider.secret": "keys",
    "llm.budget": "monthly limits",
    "llm.spending": "what of them is spent",
}
# Whose records Odoo's own rules protect, and what the addon overrides of all models.
ODOOS = ("res.users", "res.groups", "res.partner", "res.country", "res.company")
OVERRIDDEN = (
    ".create",
    ".write",
    ".unlink",
    ".copy",
    ".copy_data",
    ".toggle_active",
    ".action_set_lost",
)
# Fields that need more than their model: r(ead), w(rite).
FIELDS = {
    "llm.provider.api_key": ("", "", "w", "w"),
    "llm.provider.api_endpoint": ("", "", "r", "rw"),
    "llm.provider.key_variable": ("", "", "", "rw"),
    "llm.request.content": ("", "", "r", ""),
    "llm.bulk.provider_id": ("", "", "rw", ""),
    "crm.lead.ai_override_score": ("r", "r", "r", ""),
    "crm.lead.ai_override_reason": ("r", "r", "r", ""),
    "crm.lead.ai_override_user_id": ("r", "r", "r", ""),
    "crm.lead.ai_override_date": ("r", "r", "r", ""),
    "crm.lead.ai_opinion": ("r", "r", "r", ""),
    "crm.lead.ai_opinion_score": ("r", "r", "r", ""),
    "crm.lead.ai_opinion_reason": ("r", "r", "r", ""),
    "crm.lead.ai_opinion_user_id": ("r", "r", "r", ""),
    "crm.lead.ai_opinion_date": ("r", "r", "r", ""),
    "crm.lead.ai_settled_date": ("r", "r", "r", ""),
    "crm.lead.ai_win_chance": ("r", "r", "r", ""),
    "crm.lead.ai_win_reasons": ("r", "r", "r", ""),
    "crm.lead.ai_win_date": ("r", "r", "r", ""),
    "crm.lead.ai_win_explanation": ("r", "r", "r", ""),
    "crm.lead.ai_win_grade": ("r", "r", "r", ""),
    "crm.lead.ai_is_not_learned": ("r", "r", "r", ""),
    "crm.lead.ai_left_out": ("r", "r", "r", ""),
    "crm.lead.ai_first_tags": ("r", "r", "r", ""),
}
# Every public method of the addon, but for those that MODELS has as operations.
METHODS = {
    "crm.lead.action_enrich_with_ai": LEADS,
    "crm.lead.action_enrich_anew": LEADS,
    "crm.lead.action_score_with_ai": LEADS,
    "crm.lead.action_cancel_ai_score": LEADS,
    "crm.lead.action_schedule_ai_step": LEADS,
    "crm.lead.action_write_ai_mail": LEADS,
    "crm.lead.action_score_selection": LEADS,
    "crm.lead.action_agree_with_ai_score": LEADS,
    "crm.lead.action_contest_ai_score": LEADS,
    "crm.lead.action_keep_ai_score": MANAGERS,
    "crm.lead.action_fill_from_research": LEADS,
    "crm.lead.action_research_company": LEADS,
    "crm.lead.action_override_ai_score": MANAGERS,
    "crm.lead.action_lift_ai_override": MANAGERS,
    "llm.review.default_get": LEADS,
    "llm.review.action_apply": LEADS,
    "llm.review.action_apply(override)": MANAGERS,
    "llm.bulk.action_start": SELLERS,
    "llm.bulk.action_stop": SELLERS,
    "llm.bulk.action_retry": SELLERS,
    "llm.bulk.action_open_failed": SELLERS,
    "llm.bulk.get_progress": SELLERS,
    "res.partner.action_open_ai_data": MANAGERS,
    "llm.contact.data.action_export": MANAGERS,
    "llm.contact.data.action_erase": MANAGERS,
    "llm.service.analyze_lead_completeness": LEADS,
    "llm.service.analyze_requirement_clarity": LEADS,
    "llm.service.analyze_activity_engagement": LEADS,
    "llm.service.calculate_ai_probability_score": LEADS,
    "llm.service.research_customer": LEADS,
    "llm.service.health_check": SELLERS,
    "llm.service.health_check(probe)": MANAGERS,
    "llm.service.call_llm": MANAGERS,
    "llm.service.call_llm_with_failover": MANAGERS,
    "llm.provider.get_default_provider": ("yes", "yes", "yes", "yes"),
    "llm.provider.action_make_default": MANAGERS_TOO,
    "llm.provider.action_test_connection": MANAGERS_TOO,
    "llm.provider.action_fetch_models": MANAGERS_TOO,
    "llm.provider.action_view_requests": MANAGERS_TOO,
    "llm.provider.action_forget_key": MANAGERS_TOO,
    "llm.provider.increment_usage": MANAGERS_TOO,
    "llm.provider.get_api_url": MANAGERS_TOO,
    "llm.provider.format_request_payload": MANAGERS_TOO,
    "llm.provider.parse_response": MANAGERS_TOO,
    "llm.provider.onchange": MANAGERS_TOO,
    "llm.provider.action_reencrypt_keys": ADMINISTRATORS,
    "llm.provider.action_import_environment": ADMINISTRATORS,
    "llm.provider.get_api_key": NOBODY,
    "llm.provider.get_api_headers": NOBODY,
    "llm.dashboard.get_numbers": MANAGERS,
    "llm.setup.get_steps": MANAGERS,
    "llm.setup.add_provider": MANAGERS,
    "llm.model.choice.action_use": MANAGERS_TOO,
    "llm.accuracy.action_open": MANAGERS,
    "llm.accuracy.action_refresh": MANAGERS,
    "llm.accuracy.action_export_points": MANAGERS,
    "llm.accuracy.line.action_open_leads": MANAGERS,
    "llm.training.action_export_points": MANAGERS,
    "llm.settings.default_get": MANAGERS,
    "llm.settings.action_save": MANAGERS,
    "llm.settings.execute": MANAGERS,
    "res.config.settings.get_values": ADMINISTRATORS,
    "res.config.settings.set_values": ADMINISTRATORS,
}
# What a route answers where a token is configured: without it, and with it.
ROUTES = {
    "/llm_lead_scoring/health": (200, 200),
    "/llm_lead_scoring/metrics": (401, 200),
}


def rights_of(cells, role):
    """What is left of a row for ``role``."""
    return dict(zip(COLUMNS, cells, strict=True)).get(role, "")


def render():
    """The table as it stands in README."""
    rows = [("", *COLUMNS.values()), ("---",) * (len(COLUMNS) + 1)]
    rows += [
        (f"`{name}`, {TITLES[name]}", *map(_words, cells))
        for name, cells in MODELS.items()
    ]
    rows += [
        (", ".join(f"`{name}`" for name in names), *map(_words, cells))
        for table in (FIELDS, METHODS)
        for names, cells in _grouped(table)
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _grouped(table):
    """Fields and methods of one model with equal rights share a row."""
    rows = {}
    for name, cells in table.items():
        model, _dot, member = name.rpartition(".")
        names = rows.setdefault((model, cells), [])
        names.append(member if names else name)
    return [(names, cells) for (_model, cells), names in rows.items()]


def _words(cell):
    scope, _space, letters = cell.rpartition(" ")
    if re.fullmatch(r"[rwcd]+", letters):
        letters = ", ".join(WORDS[letter] for letter in letters)
        letters = "all" if letters.count(",") == 3 else letters
    return f"{scope}: {letters}" if scope else letters or "–"
