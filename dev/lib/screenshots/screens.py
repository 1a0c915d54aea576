"""Which screens there are: who opens them, where, and what has to be there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One picture of each width.

    :param target: name of an action, or ``lead:NAME`` for the form of a demo lead.
    :param scrolls: what has to be there is brought into view.
    :param shown: widths in which the addon's page shows it.
    """

    name: str
    user: str
    target: str
    ready: str
    clicks: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()
    scrolls: bool = False


LEAD = "lead:demo_lead_desks"
LEADS = "crm.crm_lead_all_leads"
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
    Screen("pipeline", "sales", "crm.crm_lead_action_pipeline", ".o_kanban_record"),
    Screen("list", "manager", LEADS, ".o_data_row", (), (1366,)),
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
)
