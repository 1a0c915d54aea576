/** @odoo-module **/

import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** From a key to the first score: three steps on one page, each ticked when it is done. */
export class AiSetup extends Component {
    static template = "llm_lead_scoring.AiSetup";
    static props = { "*": true };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({
            steps: null,
            vendor: "openai",
            model: "",
            key: "",
            url: "",
            leadId: false,
            busy: "",
            test: null,
            outcome: null,
        });
        onWillStart(async () => {
            this.take(await this.orm.call("llm.setup", "get_steps", []));
            this.choose(this.state.vendor);
        });
    }

    get steps() {
        return this.state.steps;
    }

    get vendor() {
        return this.steps.vendors.find(({ type }) => type === this.state.vendor);
    }

    get isTested() {
        return Boolean(this.steps.provider && this.steps.provider.answered);
    }

    /** What has to be done next, 4 when all is. */
    get step() {
        const done = [this.steps.provider, this.isTested, this.steps.lead];
        return done.findIndex((one) => !one) + 1 || 4;
    }

    get mayAdd() {
        const { needs_key, needs_url } = this.vendor;
        const { model, key, url } = this.state;
        return Boolean(model.trim() && (key.trim() || !needs_key) && (url.trim() || !needs_url));
    }

    /** A vendor without an address of its own, which only an administrator can give. */
    get isForAdmins() {
        return this.vendor.needs_url && !this.steps.may_set_url;
    }

    take(steps) {
        this.state.steps = steps;
        const [first] = steps.leads || [];
        this.state.leadId = first ? first.id : false;
    }

    choose(vendor) {
        this.state.vendor = vendor;
        this.state.model = this.vendor.model;
    }

    async during(name, work) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = name;
        try {
            await work();
        } finally {
            this.state.busy = "";
        }
    }

    add() {
        return this.during("key", async () => {
            const { vendor, model, key, url } = this.state;
            const args = [vendor, model.trim(), key.trim(), url.trim()];
            this.take(await this.orm.call("llm.setup", "add_provider", args));
            this.state.key = "";
        });
    }

    test() {
        return this.during("test", async () => {
            const id = this.steps.provider.id;
            this.state.test = await this.tell("llm.provider", "action_test_connection", id);
        });
    }

    score() {
        return this.during("lead", async () => {
            const id = Number(this.state.leadId);
            this.state.outcome = await this.tell("crm.lead", "action_enrich_with_ai", id);
        });
    }

    /** What a button of a form says, said here; then what is done by now. */
    async tell(model, method, id) {
        const { params } = await this.orm.call(model, method, [[id]]);
        this.take(await this.orm.call("llm.setup", "get_steps", []));
        return params;
    }

    openProvider() {
        return this.open("llm.provider", this.steps.provider.id);
    }

    openLead() {
        return this.open("crm.lead", this.steps.lead.id);
    }

    addLead() {
        return this.open("crm.lead", false);
    }

    open(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
            context: { default_type: "opportunity" },
        });
    }

    openAction(name) {
        return this.action.doAction(`llm_lead_scoring.${name}`);
    }
}

registry.category("actions").add("llm_lead_scoring.setup", AiSetup);
