"""Which screens there are: who opens them, where, and what has to be there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One picture of each width.

    :param target: name of an action; ``lead:NAME`` for the form of a demo lead,
        ``state:NAME`` for that of a lead in a state of the gallery, ``first:MODEL`` for
        that of the first record of a model.
    :param scrolls: what has to be there is brought into view.
    :param shown: widths in which the addon's page shows it.
    :param height: of the picture, where more than a window is of interest.
    """

    name: str
    user: str
    target: str
    ready: str
    clicks: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()
    scrolls: bool = False
    height: int = 0


LEAD = "lead:demo_lead_desks"
LEADS = "crm.crm_lead_all_leads"
PIPELINE = "crm.crm_lead_action_pipeline"
ROWS = ".o_data_row, .o_kanban_record"
FORM = ".o_form_view"
# The favourite that is made for the picture, the third by name.
OPEN_ONES = (
    ".o_searchview_dropdown_toggler",
    ".o_favorite_menu .o_menu_item ~ .o_menu_item ~ .o_menu_item",
    ".o_searchview_dropdown_toggler",
)
AI_TAB = ".nav-link[name=ai_score]"
TALL = 1900
# Name of the picture -> state of the gallery, and how the panel shows it.
STATES = {
    "new": ("never scored", "new"),
    "queued": ("queued", "waiting"),
    "waiting": ("waiting", "waiting"),
    "working": ("in work", "working"),
    "little": ("says too little", "little"),
    "unjudged": ("not judged", "unjudged"),
    "failed": ("failed", "failed"),
    "forbidden": ("may not be sent", "forbidden"),
    "stale": ("stale", "scored"),
    "contested": ("contested", ""),
    "overridden": ("overridden", ""),
    "suspicious": ("suspicious", ""),
    "kind": ("kind", ""),
}


def _state(name):
    state, shown = STATES[name]
    is_there = f".o_llm_panel[data-state{'=' if shown else ''}{shown}]"
    return Screen(f"state_{name}", "sales", f"state:{state}", is_there)


def _window(name, user, *clicks):
    """What a button of the page AI Score opens."""
    return Screen(name, user, LEAD, ".modal .o_form_view", (AI_TAB, *clicks))


def _page(name, user, target, ready=ROWS, **values):
    """A screen that no page of the addon shows."""
    return Screen(name, user, target, ready, **values)


SCREENS = (
    Screen("lead", "sales", LEAD, ".o_llm_panel[data-state=scored]", (), (1366, 390)),
    Screen(
        "reasons",
        "sales",
        LEAD,
        ".o_llm_part[open]",
        (".nav-link[name=ai_score]", ".o_llm_part[data-part=clarity] summary"),
        (1366,),
        scrolls=True,
    ),
    Screen("pipeline", "sales", PIPELINE, ".o_kanban_record"),
    Screen(
        "list",
        "sales",
        PIPELINE,
        ROWS,
        (*OPEN_ONES, ".o_switch_view.o_list"),
        (1366,),
    ),
    _page("leads", "manager", LEADS),
    Screen(
        "selection",
        "manager",
        LEADS,
        ".modal .o_llm_bulk",
        (
            "thead .o_list_record_selector input",
            "button[name=action_score_selection]",
        ),
        (1366,),
    ),
    Screen(
        "dashboard",
        "manager",
        "llm_lead_scoring.llm_dashboard_action",
        ".o_ai_bar",
        (),
        (1366,),
    ),
    Screen("rules", "manager", "llm_lead_scoring.llm_settings_action", ".settings"),
    Screen(
        "preview",
        "manager",
        LEAD,
        ".modal .o_llm_sent",
        (
            ".nav-link[name=ai_score]",
            "[name=ai_privacy] summary",
            "[name=ai_privacy] .fa-eye",
        ),
        (1366,),
    ),
    Screen(
        "setup",
        "manager",
        "llm_lead_scoring.llm_setup_action",
        ".o_llm_setup_step",
    ),
    Screen(
        "providers",
        "manager",
        "llm_lead_scoring.llm_provider_action",
        ".o_data_row, .o_kanban_record",
    ),
    Screen(
        "requests",
        "manager",
        "llm_lead_scoring.llm_request_action",
        ".o_data_row, .o_kanban_record",
    ),
    Screen(
        "changes",
        "manager",
        "llm_lead_scoring.llm_change_action",
        ".o_data_row, .o_kanban_record",
    ),
    *map(_state, STATES),
    _page("state_failed_manager", "manager", "state:failed", ".o_llm_ask"),
    _page("ai_tab", "sales", LEAD, ".o_llm_parts", clicks=(AI_TAB,), height=TALL),
    _page(
        "ai_tab_contested",
        "manager",
        "state:contested",
        "[name=ai_contested]",
        clicks=(AI_TAB,),
        height=TALL,
    ),
    _page("ai_tab_suspicious", "sales", "state:suspicious", ".alert", clicks=(AI_TAB,)),
    _window("contest", "sales", "[name=action_contest_ai_score]"),
    _window("override", "manager", "[name=action_override_ai_score]"),
    _page(
        "next_step",
        "sales",
        LEAD,
        ".modal .o_form_view",
        clicks=(".o_llm_plan",),
    ),
    _page("mail", "sales", LEAD, ".modal .o_form_view", clicks=(".o_llm_step",)),
    _page(
        "filters",
        "sales",
        PIPELINE,
        ".o_filter_menu",
        clicks=(".o_searchview_dropdown_toggler",),
        height=1100,
    ),
    _page(
        "gallery",
        "sales",
        PIPELINE,
        ".o_kanban_group .o_kanban_record",
        clicks=(
            ".o_searchview_dropdown_toggler",
            ".o_favorite_menu .o_menu_item ~ .o_menu_item",
            ".o_searchview_dropdown_toggler",
        ),
    ),
    _page("review", "manager", "llm_lead_scoring.crm_lead_action_review"),
    _page("scores", "manager", "llm_lead_scoring.crm_lead_action_scores", "canvas"),
    _page("criteria", "manager", "llm_lead_scoring.llm_criterion_action"),
    _page("criterion", "manager", "first:llm.criterion", FORM),
    _page("accuracy", "manager", "llm_lead_scoring.llm_accuracy_action", FORM),
    _page(
        "learned",
        "manager",
        "llm_lead_scoring.llm_feature_action",
        ".o_view_controller",
    ),
    _page(
        "trainings",
        "manager",
        "llm_lead_scoring.llm_training_action",
        ".o_view_controller",
    ),
    _page("research", "manager", "llm_lead_scoring.llm_research_action"),
    _page("provider", "admin", "first:llm.provider", FORM, height=TALL),
    _page("request", "manager", "first:llm.request", FORM, height=1100),
    _page(
        "rules_all",
        "manager",
        "llm_lead_scoring.llm_settings_action",
        ".settings",
        height=3200,
    ),
    _page(
        "settings", "admin", "crm.crm_config_settings_action", ".settings", height=TALL
    ),
    _page("contact", "manager", "first:res.partner", FORM, height=1100),
)
