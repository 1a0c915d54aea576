/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, openCrm, patient } from "./tour_steps";

registry.category("web_tour.tours").add("llm_dashboard_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        {
            content: "open Reporting",
            trigger: '[data-menu-xmlid="crm.crm_menu_report"]',
        },
        {
            content: "open the dashboard",
            trigger: '.dropdown-item[data-menu-xmlid="llm_lead_scoring.menu_llm_dashboard"]',
        },
        check("a week has a bar", ".o_ai_bar"),
        {
            content: "open the leads that wait",
            trigger: '.o_ai_tile[data-name="waiting"]:contains("1")',
        },
        check("the one that waits is there", '.o_data_row:contains("Chairs that wait")'),
    ]),
});
