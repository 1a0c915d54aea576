/** @odoo-module **/

import { registry } from "@web/core/registry";
import { ormService } from "@web/core/orm_service";
import { makeTestEnv } from "@web/../tests/helpers/mock_env";
import {
    click,
    editInput,
    editSelect,
    getFixture,
    mount,
    triggerEvent,
} from "@web/../tests/helpers/utils";

import { AiSetup } from "@llm_lead_scoring/setup/setup";

const VENDORS = [
    {
        type: "openai",
        label: "OpenAI",
        model: "small",
        models: ["small", "large"],
        needs_key: true,
        has_url: true,
        needs_url: false,
        key_url: "https://vendor.example/keys",
    },
    {
        type: "custom",
        label: "Custom",
        model: "",
        models: [],
        needs_key: false,
        has_url: true,
        needs_url: true,
        key_url: "",
    },
];
const NOTHING = { vendors: VENDORS, provider: false, leads: [], lead: false, may_set_url: false };
const ADDED = { ...NOTHING, provider: { id: 3, name: "OpenAI", model: "large", answered: false } };
const ANSWERED = {
    ...ADDED,
    provider: { ...ADDED.provider, answered: true },
    leads: [
        { id: 5, name: "Desks" },
        { id: 6, name: "Chairs" },
    ],
};
const SCORED = { ...ANSWERED, lead: { id: 6, name: "Chairs", score: 74, grade: "B" } };

let target;

/** The page, over a server whose steps are what `answers` says next. */
async function makeSetup(steps, answers = {}) {
    const server = { steps };
    const actions = [];
    const action = { doAction: (request) => actions.push(request) };
    const services = registry.category("services");
    services.add("orm", ormService, { force: true });
    services.add("action", { start: () => action }, { force: true });
    const calls = [];
    const mockRPC = (route, { method, args }) => {
        if (method !== "get_steps") {
            calls.push([method, args]);
        }
        const answer = answers[method];
        server.steps = (answer && answer.then) || server.steps;
        return method === "get_steps" || method === "add_provider" ? server.steps : answer.says;
    };
    await mount(AiSetup, target, { env: await makeTestEnv({ mockRPC }) });
    return { actions, calls };
}

QUnit.module("llm_lead_scoring", (hooks) => {
    hooks.beforeEach(() => {
        target = getFixture();
    });
    const $ = (selector) => target.querySelector(selector);
    const isDone = (step) => $(`[data-step=${step}]`).dataset.done === "yes";
    const toast = (message) => ({ params: { type: "success", message } });

    QUnit.test("set-up: a key is saved with its vendor and model, and not kept here", async (assert) => {
        const { calls } = await makeSetup(NOTHING, { add_provider: { then: ADDED } });
        assert.ok($(".o_llm_setup_add").disabled, "a key is missing");
        assert.ok($(".o_llm_setup_test").disabled, "nothing to test yet");
        assert.ok($("[data-step=key] a").href.endsWith("/keys"));
        await editInput(target, "#llm_setup_model", "large");
        $("#llm_setup_key").value = " sk-1 ";
        await triggerEvent(target, "#llm_setup_key", "input");
        await click($(".o_llm_setup_add"));
        assert.deepEqual(calls, [["add_provider", ["openai", "large", "sk-1", ""]]]);
        assert.ok(isDone("key"));
        assert.notOk($("#llm_setup_key"));
        assert.notOk($(".o_llm_setup_test").disabled);
    });

    QUnit.test("set-up: without a lead to judge, a new one is the next thing to do", async (assert) => {
        await makeSetup({ ...ANSWERED, leads: [] });
        assert.hasClass($(".o_llm_setup_new"), "btn-primary");
        assert.doesNotHaveClass($(".o_llm_setup_test"), "btn-primary");
    });

    QUnit.test("set-up: a vendor that needs an address says who can give it", async (assert) => {
        await makeSetup(NOTHING);
        await editSelect(target, "#llm_setup_vendor", "custom");
        await editInput(target, "#llm_setup_model", "mine");
        assert.ok($("[data-step=key] .alert-warning").textContent.includes("administrator"));
        assert.notOk($("#llm_setup_url"));
        assert.ok($(".o_llm_setup_add").disabled);
    });

    QUnit.test("set-up: an administrator gives the address", async (assert) => {
        const admin = { ...NOTHING, may_set_url: true };
        const { calls } = await makeSetup(admin, { add_provider: { then: ADDED } });
        await editSelect(target, "#llm_setup_vendor", "custom");
        await editInput(target, "#llm_setup_model", "mine");
        assert.ok($(".o_llm_setup_add").disabled);
        await editInput(target, "#llm_setup_url", "http://localhost:8080/v1");
        await click($(".o_llm_setup_add"));
        const args = ["custom", "mine", "", "http://localhost:8080/v1"];
        assert.deepEqual(calls, [["add_provider", args]]);
    });

    QUnit.test("set-up: test, first score, and what comes next", async (assert) => {
        const { actions, calls } = await makeSetup(ADDED, {
            action_test_connection: { says: toast("ready"), then: ANSWERED },
            action_enrich_with_ai: { says: toast("AI score: 74"), then: SCORED },
        });
        await click($(".o_llm_setup_test"));
        assert.strictEqual($("[data-step=test] .alert-success").textContent, "ready");
        assert.ok(isDone("test"));
        await editSelect(target, "#llm_setup_lead", "6");
        await click($(".o_llm_setup_score_it"));
        assert.deepEqual(calls, [
            ["action_test_connection", [[3]]],
            ["action_enrich_with_ai", [[6]]],
        ]);
        assert.ok($(".o_llm_setup_score").textContent.includes("74 / 100"));
        await click($("[data-step=lead] .btn-primary"));
        assert.strictEqual(actions[0].res_id, 6);
    });

    QUnit.test("set-up: a refused key says so, and the step stays open", async (assert) => {
        const refused = { params: { type: "danger", message: "The key was refused." } };
        await makeSetup(ADDED, { action_test_connection: { says: refused } });
        await click($(".o_llm_setup_test"));
        assert.ok($("[data-step=test] .alert-danger").textContent.includes("refused"));
        assert.notOk(isDone("test"));
        assert.notOk($("[data-step=lead] select"), "no lead to choose from");
    });
});
