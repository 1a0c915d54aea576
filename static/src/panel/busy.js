/** @odoo-module **/

import { useState } from "@odoo/owl";

/** One call at a time: a click while the answer is awaited does nothing. */
export function useBusy() {
    return useState({
        isOn: false,
        async during(work) {
            if (this.isOn) {
                return;
            }
            this.isOn = true;
            try {
                await work();
            } finally {
                this.isOn = false;
            }
        },
    });
}
