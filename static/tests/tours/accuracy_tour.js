/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, openCrm, patient } from "./tour_steps";

function openAccuracy() {
    return [
        ...openCrm(),
        { content: "open Reporting", trigger: '[data-menu-xmlid="crm.crm_menu_report"]' },
        {
            content: "choose Accuracy",
            trigger: '.dropdown-item[data-menu-xmlid="llm_lead_scoring.menu_llm_accuracy"]',
        },
    ];
}

registry.category("web_tour.tours").add("llm_accuracy_few_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openAccuracy(),
        check("what is lacking", ".alert .o_field_widget[name=lacking]:contains('40')"),
    ]),
});

registry.category("web_tour.tours").add("llm_accuracy_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openAccuracy(),
        check("rankings", ".o_field_widget[name=ranking_ids] td:contains('AI chance')"),
        check("what was learned", ".o_field_widget[name=training_text]:contains('AUC')"),
        {
            content: "measure once more",
            trigger: "button[name=action_refresh]",
        },
        {
            content: "open the leads of a bar",
            trigger:
                ".o_field_widget[name=grade_ids] .o_data_row:first button[name=action_open_leads]:enabled",
        },
        check("they are there", ".o_list_view .o_data_row:contains('Closed')"),
    ]),
});
