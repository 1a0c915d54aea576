/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, checkAccess, openCrm, patient } from "./tour_steps";

const select = (name) => ({
    content: `select ${name}`,
    trigger: `.o_data_row:contains('${name}') .o_list_record_selector input`,
});
const scoreThem = {
    content: "ask what it takes",
    trigger: "button[name=action_score_selection]",
};
const start = { content: "score them", trigger: "button[name=action_start]" };

registry.category("web_tour.tours").add("llm_selection_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        { content: "show the list", trigger: ".o_switch_view.o_list" },
        check(
            "the scored lead's grade and score",
            ".o_data_row:contains('Scored') td[name=ai_probability_score] .o_llm_score:contains('82')"
        ),
        check(
            "no number where there is no score",
            ".o_data_row:contains('Chairs') td[name=ai_probability_score]:not(:has(.o_llm_score))"
        ),
        select("Chairs"),
        select("Lamps"),
        scoreThem,
        check("how many", ".o_field_widget[name=count_chosen]:contains('2')"),
        check("what it costs", ".o_field_widget[name=cost]:contains('$')"),
        ...checkAccess(),
        start,
        check("all are done", ".o_llm_progress .o_llm_done:contains('2 of 2')"),
        { content: "close the window", trigger: "button:contains('Close')" },
        ...checkAccess(),
        check(
            "the list shows it",
            ".o_data_row:contains('Chairs') td[name=ai_probability_score] .o_llm_score"
        ),
    ]),
});

registry.category("web_tour.tours").add("llm_selection_fails_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        { content: "show the list", trigger: ".o_switch_view.o_list" },
        select("Chairs"),
        select("Lamps"),
        {
            content: "open the actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:contains('Actions')",
        },
        {
            content: "score them",
            trigger: ".o_cp_action_menus .o_menu_item:contains('Score with AI')",
        },
        start,
        ...checkAccess(),
        check(
            "all failed, and why",
            ".o_llm_progress:contains('2 failed'):contains('Refused by the vendor')"
        ),
        { content: "try them again", trigger: ".o_llm_retry" },
        check(
            "one is scored now, the other fails again",
            ".o_llm_progress:not(:has(.o_llm_stop)):contains('1 of 2 scored'):contains('1 failed')"
        ),
        { content: "show it", trigger: ".o_llm_open" },
        check(
            "it is in a list",
            ".o_breadcrumb:contains('Scoring Failed'), .o_last_breadcrumb_item:contains('Scoring Failed')"
        ),
    ]),
});
