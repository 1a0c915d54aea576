/** @odoo-module **/

import { registry } from "@web/core/registry";

import { check, openCrm, openLead } from "./tour_steps";

const openPage = {
    content: "open the page with the score",
    trigger: '.o_notebook .nav-link:contains("AI Score")',
};
const pressButton = {
    content: "ask for a score",
    trigger: "button[name=action_enrich_with_ai]",
};

registry.category("web_tour.tours").add("llm_enrich_tour", {
    test: true,
    url: "/web",
    steps: () => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        openPage,
        check(
            "a lead that was never scored shows no number",
            ".tab-pane.active:contains('no AI score yet')" +
                ":not(:has(.o_field_widget[name=ai_probability_score]))"
        ),
        pressButton,
        check("it says what came of it", ".o_notification:contains('AI score:')"),
        check(
            "score and grade",
            ".tab-pane.active:has([name=ai_grade] .badge)" +
                " .o_field_widget[name=ai_probability_score]:not(:contains('0.0'))"
        ),
        check(
            "the score beside the probability",
            "div[name=ai_score] [name=ai_grade] .badge"
        ),
        check(
            "reasons with the lead's own words",
            "[name=ai_explanation] em:contains('Our budget is 18,000 euros')"
        ),
        check("points", "[name=ai_explanation] td:contains('15 / 15')"),
        check("status", "[name=ai_enrichment_status]:contains('Enriched')"),
        check("an internal note", ".o-mail-Message:contains('AI score:')"),
    ],
});

registry.category("web_tour.tours").add("llm_enrich_refused_tour", {
    test: true,
    url: "/web",
    steps: () => [
        ...openCrm(),
        ...openLead("Desks for the new office"),
        openPage,
        pressButton,
        check(
            "it says what to do",
            ".o_notification:contains('The key of Local was refused: update it')"
        ),
        check(
            "it still does when the page is read again",
            ".tab-pane.active .alert:contains('The key of Local was refused')"
        ),
        check("status", "div[name=ai_score] .badge:contains('Failed')"),
        check(
            "no score is made up",
            ".o_form_view:not(:has(.o_field_widget[name=ai_probability_score]))"
        ),
        check(
            "what needs no vendor is shown",
            ".tab-pane.active .o_field_widget[name=ai_completeness_score]"
        ),
    ],
});
