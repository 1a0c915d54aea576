/** @odoo-module **/

import { useBus } from "@web/core/utils/hooks";
import { useComponent } from "@odoo/owl";

const UPDATED = "llm_lead_scoring/updated";

/**
 * Reads the lead of a field anew when the server says that there is news of its
 * enrichment. A record that the user is editing is left alone: it shows the news
 * once it is saved.
 */
export function useEnrichmentNews() {
    const component = useComponent();
    // Not useService: it fails on this service, which names no methods to protect.
    useBus(component.env.services.bus_service, "notification", async ({ detail }) => {
        const { record } = component.props;
        const isMine = ({ type, payload }) =>
            type === UPDATED && payload.lead_id === record.resId;
        if (record.resId && detail.some(isMine) && !(await record.isDirty())) {
            await record.load();
        }
    });
}
