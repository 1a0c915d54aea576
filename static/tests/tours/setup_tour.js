/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, checkAccess, openConfiguration, openCrm, openLead, patient } from "./tour_steps";

/** Where the vendor of the test listens; the test leaves it here. */
const vendorUrl = () => window.sessionStorage.getItem("llm_vendor_url");
const fill = (id, text) => ({
    content: `fill ${id}`,
    trigger: `#llm_setup_${id}`,
    run: `text ${text}`,
});
const testIt = { content: "test it", trigger: ".o_llm_setup_test:enabled" };

registry.category("web_tour.tours").add("llm_first_steps_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openConfiguration("llm_lead_scoring.menu_llm_provider"),
        check("nothing is done yet", ".o_llm_setup:not(:has([data-done=yes]))"),
        check("nothing can be tested yet", ".o_llm_setup_test:disabled"),
        check("a key is wanted", ".o_llm_setup_add:disabled"),
        ...checkAccess(),
        {
            content: "choose a server of our own",
            trigger: "#llm_setup_vendor",
            run: "text custom",
        },
        fill("url", vendorUrl()),
        fill("model", "small-model"),
        fill("key", "sk-right-9876543210"),
        { content: "save it", trigger: ".o_llm_setup_add:enabled" },
        check("the first step is done", "[data-step=key][data-done=yes]:contains('small-model')"),
        testIt,
        check("so is the second", "[data-step=test][data-done=yes]:contains('answered in')"),
        check("a lead to score", "#llm_setup_lead:contains('Desks for the new office')"),
        { content: "score it", trigger: ".o_llm_setup_score_it:enabled" },
        check("so is the third", "[data-step=lead][data-done=yes] .o_llm_setup_score:contains('/ 100')"),
        ...checkAccess(),
        { content: "see why", trigger: "[data-step=lead] button:contains('See Why')" },
        check("its panel", ".o_llm_panel[data-state=scored]"),
    ]),
});

registry.category("web_tour.tours").add("llm_not_set_up_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        { content: "ask for a score", trigger: ".o_llm_panel .o_llm_ask" },
        check(
            "it says whom to ask",
            ".o_llm_panel .o_llm_line:contains('is not set up yet'):contains('can do that')"
        ),
        check("no error is thrown at anybody", "body:not(:has(.modal, .o_notification))"),
    ]),
});
