/** @odoo-module **/

import { FloatField, floatField } from "@web/views/fields/float/float_field";
import { registry } from "@web/core/registry";

import { useEnrichmentNews } from "./enrichment_news";

/** The score of a lead, always up to date; nothing where `ai_grade` is empty. */
export class AiScoreField extends FloatField {
    setup() {
        super.setup();
        useEnrichmentNews();
    }

    get formattedValue() {
        return this.props.record.data.ai_grade ? super.formattedValue : "";
    }
}

registry.category("fields").add("ai_score", {
    ...floatField,
    component: AiScoreField,
});
