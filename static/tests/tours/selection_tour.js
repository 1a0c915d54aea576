/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, openCrm } from "./tour_steps";

registry.category("web_tour.tours").add("llm_selection_tour", {
    test: true,
    url: "/web",
    steps: () => [
        ...openCrm(),
        { content: "show the list", trigger: ".o_switch_view.o_list" },
        check("a column for the score", "th[data-name=ai_probability_score]"),
        check(
            "the scored lead's score",
            ".o_data_row:contains('Scored') td[name=ai_probability_score]:contains('81.5')"
        ),
        check(
            "no number where there is no score",
            ".o_data_row:contains('Chairs') td[name=ai_probability_score]:not(:contains('0'))"
        ),
        {
            content: "select a lead",
            trigger: ".o_data_row:contains('Chairs') .o_list_record_selector input",
        },
        {
            content: "and another one",
            trigger: ".o_data_row:contains('Lamps') .o_list_record_selector input",
        },
        {
            content: "open the actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:contains('Actions')",
        },
        {
            content: "queue them",
            trigger: ".o_cp_action_menus .o_menu_item:contains('Enrich with AI')",
        },
        check("it says so", ".o_notification:contains('2 leads wait for AI enrichment')"),
        { content: "open the filters", trigger: ".o_searchview_dropdown_toggler" },
        {
            content: "those that wait",
            trigger: ".o_filter_menu .o_menu_item:contains('Waiting for AI')",
        },
        check(
            "only they are left",
            ".o_list_view:has(.o_data_row:contains('Chairs'))" +
                ":has(.o_data_row:contains('Lamps')):not(:has(.o_data_row:contains('Scored')))"
        ),
    ],
});
