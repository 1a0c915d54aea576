/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, checkAccess, openCrm, openLead, patient } from "./tour_steps";

const openPage = {
    content: "open the page with the score",
    trigger: '.o_notebook .nav-link:contains("AI Score")',
};
const pressButton = {
    content: "ask for a score",
    trigger: ".o_llm_panel .o_llm_ask",
};

registry.category("web_tour.tours").add("llm_enrich_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        check(
            "a lead that was never scored shows no number",
            ".o_llm_panel[data-state=new]:not(:has(.o_llm_score))"
        ),
        pressButton,
        check("it is scored by and by", ".o_llm_panel[data-state=scored] .o_llm_score"),
        check(
            "why, in the lead's own words",
            ".o_llm_panel .o_llm_for:contains('need') q"
        ),
        check("what speaks against it", ".o_llm_panel .o_llm_against"),
        check("the model's words are marked", ".o_llm_panel .o_llm_by_ai"),
        ...checkAccess(),
        check("an internal note", ".o-mail-Message:contains('AI score:')"),
        {
            content: "jump to what is missing",
            trigger: ".o_llm_panel .o_llm_chip[data-field=phone]",
        },
        {
            content: "the cursor is there",
            trigger: ".o_field_widget[name=phone] input",
            run() {
                if (document.activeElement !== this.$anchor[0]) {
                    console.error("the cursor is elsewhere");
                }
            },
        },
        openPage,
        {
            content: "unfold a part",
            trigger: ".o_llm_part[data-part=clarity] summary",
        },
        check(
            "reasons with the lead's own words",
            ".o_llm_part[open] q:contains('Our budget is 18,000 euros')"
        ),
        check("points", ".o_llm_part[open] li:contains('15 / 15')"),
        ...checkAccess(),
    ]),
});

registry.category("web_tour.tours").add("llm_enrich_refused_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        pressButton,
        check(
            "it says whom to ask, in plain words",
            ".o_llm_panel[data-state=failed] .o_llm_line:contains('can mend it')"
        ),
        ...checkAccess(),
        check("no score is made up", ".o_llm_panel:not(:has(.o_llm_score))"),
        check(
            "what only a manager can mend is no link here",
            ".o_llm_panel:not(:has(.o_llm_mend))"
        ),
        {
            content: "try again",
            trigger: ".o_llm_panel .o_llm_ask:contains('Try again')",
        },
        check(
            "it was tried: who refused the key is left alone for now",
            ".o_llm_panel[data-state=waiting] .o_llm_line:contains('Next try')"
        ),
    ]),
});

registry.category("web_tour.tours").add("llm_next_step_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        {
            content: "ask for what the message doesn't say",
            trigger: ".o_llm_chip[data-question=budget]",
        },
        { content: "by mail", trigger: ".o_llm_step:contains('Write an E-mail')" },
        check(
            "the question is in it",
            ".o_field_widget[name=body]:contains('Which budget')"
        ),
        { content: "not now", trigger: ".btn-close" },
        check("the dialog is closed", "body:not(:has(.modal))"),
        { content: "rather plan it", trigger: ".o_llm_plan" },
        check(
            "the activity is filled in with the model's words",
            ".o_field_widget[name=summary] input:propValueContains(Answer)"
        ),
        {
            content: "schedule it",
            trigger: "button[name=action_schedule_activities]",
        },
        check("it is planned", ".o-mail-Activity:contains('Answer')"),
    ]),
});
