/** @odoo-module **/

import { onPatched, onWillPatch } from "@odoo/owl";

/** Where the button that has the focus goes away, the first of the next ones gets it. */
export function useKeptFocus(root, selector) {
    let isInside = false;
    const hasFocus = () => Boolean(root.el && root.el.contains(document.activeElement));
    onWillPatch(() => {
        isInside = hasFocus();
    });
    onPatched(() => {
        if (isInside && !hasFocus()) {
            root.el?.querySelector(selector)?.focus({ preventScroll: true });
        }
    });
}
