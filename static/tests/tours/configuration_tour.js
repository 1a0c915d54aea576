/** @odoo-module **/

import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_service/tour_utils";

import { check, openConfiguration, openCrm, patient, saveSettings } from "./tour_steps";

registry.category("web_tour.tours").add("llm_manager_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
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
        check("the sum, and what each comes to", "[name=weight_shares]:contains('115'):contains('48 %')"),
        ...saveSettings(),
        check("and still there", "[name=weight_clarity] input:propValue(55.00)"),
        {
            content: "look at what would be sent",
            trigger: ".settings button:contains('Show What Would Be Sent')",
        },
        {
            content: "choose a lead",
            trigger: "[name=lead_id] input",
            run: "text Desks for the new office",
        },
        {
            content: "this one",
            trigger: ".ui-menu-item:contains('Desks for the new office')",
        },
        check("its words", "[name=words]:contains('24 height-adjustable desks')"),
        check("not its address", "[name=words]:not(:contains('anna@firma.example'))"),
        { content: "close it", trigger: "button:contains('Close')" },
        ...openConfiguration("llm_lead_scoring.menu_llm_change"),
        check("the change in words", ".o_data_row:contains('Clarity Weight'):contains('40'):contains('55')"),
    ]),
});

registry.category("web_tour.tours").add("llm_settings_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openConfiguration("crm.crm_config_settings_menu"),
        {
            content: "there is one page for all of it",
            trigger: ".settings button:contains('Open Rules')",
        },
        {
            content: "switch automatic enrichment on",
            trigger: ".o_field_widget[name=auto_enrich_enabled] input",
        },
        {
            content: "for new leads",
            trigger: ".o_field_widget[name=auto_enrich_new_leads] input",
        },
        ...saveSettings(),
        ...openConfiguration("llm_lead_scoring.menu_llm_settings"),
        check("and still shows it", "[name=auto_enrich_new_leads] input:checked"),
    ]),
});
