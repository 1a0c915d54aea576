/** @odoo-module **/

import { registry } from "@web/core/registry";
import { debounce } from "@web/core/utils/timing";

const MENU = "llm_lead_scoring.menu_crm_lead_review";
const TO_REVIEW = [
    ["ai_opinion", "=", "contested"],
    ["ai_settled_date", "=", false],
];
const CALM = 3000;

/** The menu To Review tells how many leads wait there; only managers have it. */
export const reviewMenuService = {
    dependencies: ["menu", "orm"],
    start(env, { menu, orm }) {
        const item = menu.getAll().find(({ xmlid }) => xmlid === MENU);
        if (!item) {
            return;
        }
        const { name } = item;
        async function count() {
            const found = await orm.silent.searchCount("crm.lead", TO_REVIEW, {
                context: { active_test: false },
            });
            const told = found ? `${name} (${found})` : name;
            if (told !== item.name) {
                item.name = told;
                env.bus.trigger("MENUS:APP-CHANGED");
            }
        }
        env.bus.addEventListener("ACTION_MANAGER:UI-UPDATED", debounce(count, CALM));
        count();
    },
};

registry.category("services").add("llm_review_menu", reviewMenuService);
