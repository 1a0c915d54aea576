/** @odoo-module **/

import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_service/tour_utils";

import { check, openConfiguration, openCrm } from "./tour_steps";

registry.category("web_tour.tours").add("llm_manager_tour", {
    test: true,
    url: "/web",
    steps: () => [
        ...openCrm(),
        ...openConfiguration("llm_lead_scoring.menu_llm_provider"),
        check("the prepared provider", ".o_data_row:contains('Local')"),
        { content: "add a provider", trigger: ".o_list_button_add" },
        {
            content: "name it",
            trigger: ".o_field_widget[name=name] input",
            run: "text Second account",
        },
        {
            content: "choose the vendor",
            trigger: ".o_field_widget[name=provider_type] select",
            run: 'text "anthropic"',
        },
        check(
            "the vendor's usual model is filled in",
            ".o_field_widget[name=model_name] input:propValueContains(claude)"
        ),
        {
            content: "take another one that is suggested",
            trigger: ".o_llm_suggestions button[aria-pressed=false]:first",
        },
        check(
            "the base URL is not for a manager",
            ".o_form_view:not(:has(.o_field_widget[name=api_endpoint] input))"
        ),
        {
            content: "paste a key",
            trigger: ".o_field_widget[name=api_key] input",
            run: "text sk-ant-0123456789",
        },
        ...stepUtils.saveForm(),
        check(
            "of the key only its end is shown",
            ".o_field_widget[name=api_key_hint]:contains('…6789')"
        ),
        check(
            "the key itself did not come back",
            ".o_field_widget[name=api_key] input:propValue()"
        ),
        { content: "back to the list", trigger: ".o_back_button a" },
        {
            content: "open the provider whose address an administrator set",
            trigger: ".o_data_row .o_data_cell:contains('Local')",
        },
        { content: "test it", trigger: "button[name=action_test_connection]" },
        check("it answered", ".o_notification:contains('small-model answered in')"),
        ...openConfiguration("llm_lead_scoring.menu_llm_settings"),
        {
            content: "change a weight",
            trigger: ".o_field_widget[name=weight_clarity] input",
            run: "text 55",
        },
        { content: "save", trigger: "button[name=action_save]" },
        check("the dialog is closed", "body:not(:has(.modal))"),
    ],
});

registry.category("web_tour.tours").add("llm_settings_tour", {
    test: true,
    url: "/web",
    steps: () => [
        ...openCrm(),
        ...openConfiguration("crm.crm_config_settings_menu"),
        check("the block", ".settings h2:contains('AI Lead Scoring')"),
        {
            content: "switch automatic enrichment on",
            trigger: ".o_field_widget[name=auto_enrich_enabled] input",
        },
        {
            content: "for new leads",
            trigger: ".o_field_widget[name=auto_enrich_new_leads] input",
        },
        {
            content: "save",
            trigger: ".o_form_button_save",
            run(actions) {
                document.body.classList.add("o_before_reload");
                actions.click();
            },
        },
        check("the page is loaded anew", "body:not(.o_before_reload) .o_form_button_save"),
        check("and still shows it", "[name=auto_enrich_new_leads] input:checked"),
    ],
});
