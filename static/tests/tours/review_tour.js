/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, openCrm, openLead, patient } from "./tour_steps";

const openPage = {
    content: "open the page with the score",
    trigger: '.o_notebook .nav-link:contains("AI Score")',
};

function giveReason(text, button) {
    return [
        {
            content: "say why",
            trigger: ".o_field_widget[name=reason] textarea",
            run: `text ${text}`,
        },
        {
            content: button,
            trigger: `button[name=action_apply]:contains("${button}"):visible`,
        },
        check("the dialog is closed", "body:not(:has(.modal))"),
    ];
}

registry.category("web_tour.tours").add("llm_contest_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks that talk"),
        openPage,
        check(
            "a lead that talks to the AI is marked",
            ".tab-pane.active [name=ai_suspicion].alert:contains('set instructions aside')"
        ),
        check(
            "a salesperson can't override",
            ".tab-pane.active:not(:has(button[name=action_override_ai_score]))"
        ),
        {
            content: "agree",
            trigger: "button[name=action_agree_with_ai_score] .fa-thumbs-o-up",
        },
        check("it is noted", ".o-mail-Message:contains('AI score agreed with')"),
        {
            content: "think again",
            trigger: "button[name=action_contest_ai_score] .fa-thumbs-o-down",
        },
        ...giveReason("They bought from us before", "Contest"),
        check(
            "the page says so",
            ".tab-pane.active [name=ai_contested]:contains('They bought from us before')"
        ),
        check("so does the chatter", ".o-mail-Message:contains('AI score contested')"),
    ]),
});

registry.category("web_tour.tours").add("llm_override_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks that talk"),
        openPage,
        check(
            "it is contested",
            ".tab-pane.active [name=ai_contested]:contains('They bought from us before')"
        ),
        {
            content: "put another score beside it",
            trigger: "button[name=action_override_ai_score]",
        },
        {
            content: "which one",
            trigger: ".o_field_widget[name=score] input",
            run: "text 91",
        },
        ...giveReason("I know them", "Override"),
        check(
            "both are on the page",
            ".tab-pane.active [name=ai_override_on_page]:contains('91'):contains('I know them')"
        ),
        check(
            "and in the panel",
            ".o_llm_panel:has(.o_llm_score) .o_llm_mark[data-mark=overridden]:contains('91')"
        ),
        {
            content: "take it back",
            trigger: "button[name=action_lift_ai_override]",
        },
        ...giveReason("It was right after all", "Lift Override"),
        check(
            "only the AI's own is left",
            ".o_llm_panel:has(.o_llm_score):not(:has([data-mark=overridden]))"
        ),
        check("all is told", ".o-mail-Message:contains('Override lifted'):contains('91')"),
    ]),
});

registry.category("web_tour.tours").add("llm_to_review_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        {
            content: "open the menu",
            trigger: '[data-menu-xmlid="crm.crm_menu_sales"]',
        },
        {
            content: "it tells how many wait",
            trigger:
                '.dropdown-item[data-menu-xmlid="llm_lead_scoring.menu_crm_lead_review"]:contains("(1)")',
        },
        {
            content: "open the contested lead",
            trigger: ".o_data_row:contains('Desks that talk') td[name=name]",
        },
        check("the panel says so", ".o_llm_panel .o_llm_mark[data-mark=contested]"),
        openPage,
        { content: "let the score stand", trigger: "button[name=action_keep_ai_score]" },
        ...giveReason("That was long ago", "Keep Score"),
        check("it is settled", ".o_llm_panel:not(:has([data-mark=contested]))"),
        check("all is told", ".o-mail-Message:contains('Contested AI score kept')"),
    ]),
});
