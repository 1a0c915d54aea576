/** @odoo-module **/

import { EventBus } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { nextTick } from "@web/../tests/helpers/utils";
import { makeView, setupViewRegistries } from "@web/../tests/views/helpers";

/** Waits for the thing itself; the test's own time ends what never comes. */
export async function until(condition) {
    while (!condition()) {
        await nextTick();
    }
}

export const SCORED = {
    state: "scored",
    verdict: "scored",
    score: 74,
    grade: "B",
    trend: { change: 12, text: "+12 since Monday" },
    for: [{ text: "need", quote: "24 desks", source: "" }],
    against: [{ text: "nothing is planned", quote: "", source: "" }],
    step: { text: "Call Anna", kind: "call", label: "Plan a Call", day: "Mon 3 May" },
    fields: [{ name: "phone", label: "Phone" }],
    questions: [{ code: "budget", label: "budget", question: "Which budget?" }],
    parts: [
        {
            name: "clarity",
            title: "Clarity",
            score: 60,
            judged: true,
            share: 40,
            reasons: [
                { label: "Need", points: 25, out_of: 25, quote: "24 desks", stance: "for" },
                { label: "Budget", points: 0, out_of: 15, quote: "", stance: "unsaid" },
            ],
        },
        { name: "fit", title: "Fit", score: 0, judged: false, share: 10, reasons: [] },
    ],
    origin: { model: "small-model", prompt: "2", answered: "3 May 10:00", cost: 0.001 },
    marks: [{ code: "contested", label: "Contested", text: "They bought before" }],
    may_ask: true,
};
export const NEW = { state: "new", verdict: null, line: "Not scored yet.", marks: [], may_ask: true };
export const WAITING = {
    state: "waiting",
    verdict: null,
    line: "Next in the queue.",
    marks: [],
    may_stop: true,
    patience: 10,
};

export const COMPANY = {
    domain: "acme.example",
    facts: [
        {
            kind: "does",
            label: "What they do",
            text: "standing desks",
            quote: "We build standing desks",
            number: 1,
            source: "http://acme.example/",
            is_old: false,
        },
        { kind: "city", label: "City", text: "Munich", quote: "Munich", number: 2, source: "", is_old: false },
    ],
    looked_up: "Looked up on 3 May",
    twins: [{ id: 7, name: "Chairs", fate: "won" }],
    twin_ids: [7, 8, 9],
};

/** A form of one lead with this panel, and `mockRPC` for what it asks the server. */
export async function makeForm(target, panel, arch, mockRPC, later = {}) {
    setupViewRegistries();
    const bus = new EventBus();
    registry.category("services").add("bus_service", { start: () => bus }, { force: true });
    const records = [{ id: 1, name: "Desks", phone: false, ai_panel: panel, ...later }];
    const fields = {
        id: { type: "integer", string: "ID" },
        name: { type: "char", string: "Name" },
        phone: { type: "char", string: "Phone" },
        ai_panel: { type: "json", string: "Panel" },
        ai_company: { type: "json", string: "Company" },
        ai_research: { type: "html", string: "Research" },
        ai_research_fills: { type: "char", string: "Fills" },
    };
    await makeView({
        type: "form",
        resModel: "crm.lead",
        resId: 1,
        serverData: { models: { "crm.lead": { fields, records } } },
        arch,
        mockRPC,
    });
    return { bus, record: records[0] };
}
