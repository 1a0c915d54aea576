/** @odoo-module **/

import { BadgeField, badgeField } from "@web/views/fields/badge/badge_field";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";

const UPDATED = "llm_lead_scoring/updated";

/**
 * The status of a lead's enrichment, which reads the lead anew when the server says
 * that there is news of it. A record that the user is editing is left alone.
 */
export class AiEnrichmentStatusField extends BadgeField {
    setup() {
        super.setup();
        useBus(useService("bus_service"), "notification", ({ detail }) =>
            this.onNotification(detail)
        );
    }

    async onNotification(notifications) {
        const { record } = this.props;
        const isMine = ({ type, payload }) =>
            type === UPDATED && payload.lead_id === record.resId;
        if (record.resId && notifications.some(isMine) && !(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("fields").add("ai_enrichment_status", {
    ...badgeField,
    component: AiEnrichmentStatusField,
});
