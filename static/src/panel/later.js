/** @odoo-module **/

import { useComponent, useEffect, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/**
 * Values of a lead that its form opens without: read once it is shown, and again when the
 * panel has news. What can't be read is not there.
 */
export function useLater(names) {
    const component = useComponent();
    const orm = useService("orm");
    const values = useState({});
    let shown = null;
    const keep = (found) => names.forEach((name) => (values[name] = found[name]));
    async function read(id) {
        const [found = {}] = await orm.silent.read("crm.lead", [id], names).catch(() => []);
        if (id === component.props.record.resId) {
            keep(found);
        }
    }
    useEffect(
        (id) => {
            if (id !== shown) {
                keep({});
                shown = id;
            }
            if (id) {
                read(id);
            }
        },
        () => [component.props.record.resId, component.props.record.data.ai_panel]
    );
    return values;
}
