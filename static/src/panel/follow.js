/** @odoo-module **/

import { onMounted, onPatched, onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const SOONEST = 1000;
const LATEST = 10000;

/**
 * Calls `look` again and again while `isWanted()`, ever less often: news also comes over
 * the bus, but not every server has one.
 */
export function useFollow(isWanted, look) {
    let timer = null;
    let delay = SOONEST;
    function plan() {
        if (!isWanted()) {
            stop();
        } else if (!timer) {
            timer = browser.setTimeout(async () => {
                delay = Math.min(delay * 1.5, LATEST);
                await look();
                timer = null;
                plan();
            }, delay);
        }
    }
    function stop() {
        browser.clearTimeout(timer);
        timer = null;
        delay = SOONEST;
    }
    onMounted(plan);
    onPatched(plan);
    onWillUnmount(stop);
}
