/** @odoo-module **/

import { stepUtils } from "@web_tour/tour_service/tour_utils";

// Milliseconds; nothing waits so long where all is well.
const PATIENCE = 60000;

/** @param {() => Object[]} steps of a tour; each gets the time that a busy machine takes */
export function patient(steps) {
    return () => steps().map((step) => ({ timeout: PATIENCE, ...step }));
}

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

/**
 * What is on the page now is not taken for what the menu opens, be it the same page.
 *
 * @param {string} xmlid of a menu under CRM / Configuration
 */
export function openConfiguration(xmlid) {
    return [
        {
            content: "open CRM / Configuration",
            trigger: '[data-menu-xmlid="crm.crm_menu_config"]',
        },
        {
            content: `choose ${xmlid}`,
            trigger: `.dropdown-item[data-menu-xmlid="${xmlid}"]`,
            run(actions) {
                document.querySelector(".o_action_manager").firstElementChild.dataset.llmOld = "1";
                actions.click();
            },
        },
        check("its page is there", ".o_action_manager > :not([data-llm-old])"),
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

/** Odoo loads the page of settings again once they are stored: only then go on. */
export function saveSettings() {
    return [
        {
            content: "save",
            trigger: ".o_form_button_save",
            run(actions) {
                document.querySelector(".o_form_view").dataset.llmOld = "1";
                actions.click();
            },
        },
        check("it is saved, and read anew", ".o_form_view:not([data-llm-old])"),
    ];
}

const OURS = [".o_llm_setup", ".o_llm_preview", ".o_llm_panel", ".o_llm_parts", ".o_llm_bulk", ".o_llm_score_badge"];
const GRAVE = ["serious", "critical"];

/** Nothing of ours shuts people out, as axe-core measures it where it is there. */
export function checkAccess() {
    return [
        {
            content: "measure what people can use",
            trigger: "body",
            in_modal: false,
            run() {
                delete document.body.dataset.llmAxe;
                measure().then((faults) => {
                    document.body.dataset.llmAxe = faults.join("; ") || "ok";
                });
            },
        },
        { ...check("everybody can", "body[data-llm-axe='ok']"), in_modal: false },
    ];
}

async function measure() {
    const include = OURS.filter((selector) => document.querySelector(selector));
    if (!window.axe || !include.length) {
        return [];
    }
    const { violations } = await window.axe.run({ include: include.map((one) => [one]) });
    const faults = violations.filter(({ impact }) => GRAVE.includes(impact));
    for (const { id, nodes } of faults) {
        console.error(`axe: ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    }
    return faults.map(({ id }) => id);
}

export function check(content, trigger) {
    return { content, trigger, isCheck: true };
}
