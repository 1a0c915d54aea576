/** @odoo-module **/

import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Names to choose from: a click puts one into the field that is the target. */
export class ModelSuggestionsField extends Component {
    static template = "llm_lead_scoring.ModelSuggestions";
    static props = { ...standardFieldProps, target: String };

    get names() {
        return this.props.record.data[this.props.name] || [];
    }

    isChosen(name) {
        return this.props.record.data[this.props.target] === name;
    }

    async choose(name) {
        await this.props.record.update({ [this.props.target]: name });
    }
}

registry.category("fields").add("llm_model_suggestions", {
    component: ModelSuggestionsField,
    supportedTypes: ["json"],
    extractProps: ({ options }) => ({ target: options.target }),
});
