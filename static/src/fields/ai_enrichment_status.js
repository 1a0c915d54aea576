/** @odoo-module **/

import { BadgeField, badgeField } from "@web/views/fields/badge/badge_field";
import { registry } from "@web/core/registry";

import { useEnrichmentNews } from "./enrichment_news";

/** The status of a lead's enrichment, always up to date. */
export class AiEnrichmentStatusField extends BadgeField {
    setup() {
        super.setup();
        useEnrichmentNews();
    }
}

registry.category("fields").add("ai_enrichment_status", {
    ...badgeField,
    component: AiEnrichmentStatusField,
});
