/** @odoo-module **/

import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { money } from "../fields/money";

const STANCES = {
    for: "fa-plus-circle",
    against: "fa-minus-circle",
    unsaid: "fa-circle-o",
};

/** The parts of a score as bars, each with its reasons folded under it. */
export class AiParts extends Component {
    static template = "llm_lead_scoring.AiParts";
    static props = { ...standardFieldProps };

    get panel() {
        return this.props.record.data[this.props.name] || {};
    }

    get origin() {
        return this.panel.origin || {};
    }

    iconOf(reason) {
        return STANCES[reason.stance] || STANCES.unsaid;
    }

    get cost() {
        const { cost } = this.origin;
        return cost ? money(cost) : "";
    }
}

registry.category("fields").add("llm_parts", {
    component: AiParts,
    supportedTypes: ["json"],
});
