/** @odoo-module **/

import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { money } from "../fields/money";
import { useBusy } from "./busy";
import { useFollow } from "./follow";

/** How far the scoring of a selection is: a bar, what it cost, stop, and what failed. */
export class Progress extends Component {
    static template = "llm_lead_scoring.Progress";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ fresh: null });
        this.busy = useBusy();
        useFollow(
            () => this.isRunning,
            () => this.look()
        );
    }

    get progress() {
        return this.state.fresh || this.props.record.data[this.props.name] || {};
    }

    get isRunning() {
        return this.progress.waiting > 0;
    }

    get cost() {
        const { cost } = this.progress;
        return money(cost);
    }

    share(count) {
        return this.progress.total ? Math.round((100 * count) / this.progress.total) : 0;
    }

    async look() {
        this.state.fresh = await this.call("get_progress");
    }

    call(method) {
        const { resModel, resId } = this.props.record;
        return this.orm.silent.call(resModel, method, [[resId]]);
    }

    stop() {
        return this.change("action_stop");
    }

    retry() {
        return this.change("action_retry");
    }

    change(method) {
        return this.busy.during(async () => {
            await this.call(method);
            await this.look();
        });
    }

    async openFailed() {
        await this.action.doAction(await this.call("action_open_failed"));
    }
}

registry.category("fields").add("llm_progress", {
    component: Progress,
    supportedTypes: ["json"],
});
