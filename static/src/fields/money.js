/** @odoo-module **/

import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const CENT = 0.01;

/** US dollars with two decimals; what is less than a cent says so. */
export function money(value) {
    if (value > 0 && value < CENT) {
        return `< $ ${twoDecimals(CENT)}`;
    }
    return `$ ${twoDecimals(value || 0)}`;
}

function twoDecimals(value) {
    return formatFloat(value, { digits: [0, 2] });
}

/** The same in a list or a form, with all decimals where the mouse rests. */
export class MoneyField extends Component {
    static template = "llm_lead_scoring.MoneyField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get text() {
        return money(this.value);
    }
}

registry.category("fields").add("llm_money", {
    component: MoneyField,
    supportedTypes: ["float"],
});
registry.category("formatters").add("llm_money", money);
