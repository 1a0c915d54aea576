/** @odoo-module **/

import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_service/tour_utils";

import { check, openConfiguration, openCrm, openLead, patient } from "./tour_steps";

/** Where the vendor of the test listens; the test leaves it here. */
const vendorUrl = () => window.sessionStorage.getItem("llm_vendor_url");

function pasteKey(content, key) {
    return [
        {
            content,
            trigger: ".o_field_widget[name=api_key] input",
            run: `text ${key}`,
        },
        ...stepUtils.saveForm(),
    ];
}

const testIt = {
    content: "test it",
    trigger: "button[name=action_test_connection]",
};

registry.category("web_tour.tours").add("llm_provider_life_tour", {
    test: true,
    url: "/web",
    steps: patient(() => [
        ...openCrm(),
        ...openConfiguration("llm_lead_scoring.menu_llm_provider"),
        { content: "add a provider", trigger: ".o_list_button_add" },
        {
            content: "name it",
            trigger: ".o_field_widget[name=name] input",
            run: "text Our own server",
        },
        check(
            "where requests would go is shown before anything is saved",
            ".o_field_widget[name=request_url]:contains('api.openai.com')"
        ),
        {
            content: "choose a server of our own",
            trigger: ".o_field_widget[name=provider_type] select",
            run: 'text "custom"',
        },
        check("there is help for it", "[name=local_servers]:contains('host.docker.internal')"),
        {
            content: "say where it is",
            trigger: ".o_field_widget[name=api_endpoint] input",
            run: `text ${vendorUrl()}`,
        },
        {
            content: "name a model for now",
            trigger: ".o_field_widget[name=model_name] input",
            run: "text small-model",
        },
        ...pasteKey("paste a wrong key", "sk-wrong-0123456789"),
        check("the last four characters show", "[name=key_state]:contains('…6789')"),
        check(
            "that it is not encrypted is said",
            ".alert-warning:contains('stored without encryption')"
        ),
        testIt,
        check(
            "it says what is wrong and what to do",
            ".o_notification:contains('The key of Our own server was refused: update it')" +
                ":contains('HTTP 401')"
        ),
        check(
            "it is paused, and says why and until when",
            ".alert-warning:contains('was refused'):contains('Next try:'):contains('ends the pause')"
        ),
        {
            content: "close the message",
            trigger: ".o_notification_close",
        },
        ...pasteKey("paste the right key", "sk-right-9876543210"),
        check("the new one shows", "[name=key_state]:contains('…3210')"),
        check("so does the change", ".o-mail-Message:contains('API key replaced (…3210)')"),
        check(
            "it is not paused any more",
            ".o_form_sheet:not(:has(.alert:contains('ends the pause')))"
        ),
        testIt,
        check(
            "it answers, and says who and how fast",
            ".o_notification:contains('small-model answered in')"
        ),
        {
            content: "ask for its models",
            trigger: "button[name=action_fetch_models]",
        },
        check("it has two", ".o_data_row:contains('small-model')"),
        {
            content: "search for one",
            trigger: ".o_searchview_input",
            run: "text large",
        },
        {
            content: "by its name",
            trigger: ".o_searchview_autocomplete .o_menu_item:contains('Model')",
        },
        check(
            "only that is left",
            ".o_list_view:not(:has(.o_data_row:contains('small-model')))"
        ),
        {
            content: "take it",
            trigger: ".o_data_row:contains('large-model') button[name=action_use]",
        },
        check(
            "the form has it",
            "body:not(:has(.modal)) .o_field_widget[name=model_name]" +
                " input:propValue(large-model)"
        ),
        { content: "make it the default", trigger: "button[name=action_make_default]" },
        check("it is", ".o_field_widget[name=is_default] input:checked"),
        ...openCrm(),
        ...openLead("Desks for the new office"),
        {
            content: "ask for a score",
            trigger: ".o_llm_panel .o_llm_ask",
        },
        check("there it is", ".o_llm_panel[data-state=scored] .o_llm_score"),
    ]),
});
