/** @odoo-module **/

import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/views/fields/formatters";

import { money } from "../fields/money";

/** What a sales manager sees first: every number opens its records. */
export class AiDashboard extends Component {
    static template = "llm_lead_scoring.AiDashboard";
    static props = { "*": true };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ numbers: null });
        this.money = money;
        onWillStart(() => this.load());
    }

    async load() {
        this.state.numbers = await this.orm.call("llm.dashboard", "get_numbers", []);
    }

    /** The widest bar fills its row. */
    get mostInAWeek() {
        return Math.max(1, ...this.state.numbers.weeks.map((week) => week.total));
    }

    get requestsTitle() {
        return _t("AI Requests");
    }

    seconds(value) {
        return formatFloat(value, { digits: [0, 1] });
    }

    share(part, whole) {
        return whole ? Math.round((100 * part) / whole) : 0;
    }

    mend(trouble) {
        return this.action.doAction(trouble.mend.action);
    }

    open(number, name) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: number.model,
            domain: number.domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            context: number.closed ? { active_test: false } : {},
        });
    }
}

registry.category("actions").add("llm_lead_scoring.dashboard", AiDashboard);
