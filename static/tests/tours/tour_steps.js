/** @odoo-module **/

import { stepUtils } from "@web_tour/tour_service/tour_utils";

export function openCrm() {
    return [
        stepUtils.showAppsMenuItem(),
        {
            content: "open the CRM app",
            trigger: '.o_app[data-menu-xmlid="crm.crm_menu_root"]',
        },
        {
            content: "the pipeline is there",
            trigger: ".o_kanban_view",
            isCheck: true,
        },
    ];
}

/** @param {string} xmlid of a menu under CRM / Configuration */
export function openConfiguration(xmlid) {
    return [
        {
            content: "open CRM / Configuration",
            trigger: '[data-menu-xmlid="crm.crm_menu_config"]',
        },
        {
            content: `choose ${xmlid}`,
            trigger: `.dropdown-item[data-menu-xmlid="${xmlid}"]`,
        },
    ];
}

export function openLead(name) {
    return [
        {
            content: `open the opportunity ${name}`,
            trigger: `.o_kanban_record:contains("${name}")`,
        },
        {
            content: "its form is there",
            trigger: `.o_form_view .o_field_widget[name=name]:contains("${name}"),
                .o_form_view .o_field_widget[name=name] textarea`,
            isCheck: true,
        },
    ];
}

export function check(content, trigger) {
    return { content, trigger, isCheck: true };
}
