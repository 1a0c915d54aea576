/** @odoo-module **/

import { registry } from "@web/core/registry";
import {
    click,
    getFixture,
    makeDeferred,
    mockTimeout,
    nextTick,
} from "@web/../tests/helpers/utils";
import { makeView, setupViewRegistries } from "@web/../tests/views/helpers";

import { makeForm, SCORED } from "./lead_helpers";

const flat = (element) => element.textContent.replace(/\s+/g, " ").trim();

QUnit.module("llm_lead_scoring", (hooks) => {
    let target;
    hooks.beforeEach(() => {
        target = getFixture();
    });

    QUnit.test("parts are bars with their reasons folded", async (assert) => {
        await makeForm(target, SCORED, `<form><field name="ai_panel" widget="llm_parts"/></form>`);
        const [clarity, fit, origin] = target.querySelectorAll(".o_llm_parts details");
        assert.notOk(clarity.open);
        const bar = clarity.querySelector("[role=progressbar]");
        assert.strictEqual(bar.getAttribute("aria-valuenow"), "60");
        assert.strictEqual(bar.getAttribute("aria-label"), "Clarity");
        assert.strictEqual(flat(clarity.querySelector("li")), "Need24 desks25 / 25");
        assert.strictEqual(clarity.querySelectorAll("li")[1].dataset.stance, "unsaid");
        assert.ok(flat(fit).includes("not judged"));
        assert.ok(flat(origin).includes("small-model"));
        assert.ok(flat(origin).includes("< $ 0.01"));
    });

    QUnit.test("a lead without a score has no parts", async (assert) => {
        await makeForm(target, false, `<form><field name="ai_panel" widget="llm_parts"/></form>`);
        assert.notOk(target.querySelector(".o_llm_parts"));
    });

    async function makeList(...leads) {
        setupViewRegistries();
        const bus = { addEventListener() {}, removeEventListener() {} };
        registry.category("services").add("bus_service", { start: () => bus }, { force: true });
        const selection = (...names) => ({ type: "selection", selection: names.map((n) => [n, n]) });
        const fields = {
            id: { type: "integer", string: "ID" },
            ai_probability_score: { type: "float", string: "Score" },
            ai_grade: selection("a", "b", "c", "d"),
            ai_message_kind: selection("inquiry", "no_text"),
            ai_enrichment_status: selection("pending", "failed"),
            ai_opinion: selection("agreed", "contested"),
            ai_settled_date: { type: "datetime" },
            ai_override_date: { type: "datetime" },
            ai_override_score: { type: "float" },
            ai_is_suspicious: { type: "boolean" },
        };
        const records = leads.map((lead, index) => ({ id: index + 1, ...lead }));
        await makeView({
            type: "list",
            resModel: "crm.lead",
            serverData: { models: { "crm.lead": { fields, records } } },
            arch: `<tree><field name="ai_probability_score" widget="ai_score"/></tree>`,
        });
        return [...target.querySelectorAll(".o_llm_score_badge")];
    }

    QUnit.test("lists tell grade, whole number, and what to know", async (assert) => {
        const scored = { ai_probability_score: 74.6, ai_grade: "b" };
        const [plain, marked, none, wordless] = await makeList(
            scored,
            {
                ...scored,
                ai_opinion: "contested",
                ai_override_date: "2026-01-01 00:00:00",
                ai_override_score: 91,
                ai_is_suspicious: true,
                ai_enrichment_status: "failed",
            },
            { ai_enrichment_status: "pending" },
            { ai_probability_score: 15, ai_grade: "d", ai_message_kind: "no_text" }
        );
        const label = (row) => row.querySelector(".o_llm_grade").getAttribute("aria-label");
        const marks = (row) => [...row.querySelectorAll(".fa")].map((el) => el.ariaLabel);
        assert.strictEqual(flat(plain.querySelector(".o_llm_score")), "75");
        assert.strictEqual(label(plain), "Grade B");
        assert.deepEqual(marks(plain), []);
        assert.deepEqual(marks(marked), [
            "Contested",
            "Overridden: 91",
            "Tries to steer the AI",
            "Scoring failed",
        ]);
        assert.notOk(none.querySelector(".o_llm_score"));
        assert.deepEqual(marks(none), ["Waiting for its score"]);
        assert.strictEqual(label(wordless), "No grade");
    });

    QUnit.test("averages of groups are whole numbers, and of none there is none", (assert) => {
        const format = registry.category("formatters").get("ai_score");
        assert.strictEqual(format(66.7), "67");
        assert.strictEqual(format(false), "");
    });

    QUnit.test("a contested score that was looked at is not marked", async (assert) => {
        const [row] = await makeList({
            ai_probability_score: 60,
            ai_grade: "b",
            ai_opinion: "contested",
            ai_settled_date: "2026-01-01 00:00:00",
        });
        assert.notOk(row.querySelector(".fa"));
    });

    const RUNNING = {
        total: 4,
        done: 1,
        failed: 0,
        waiting: 3,
        reasons: [],
        cost: 0.5,
        left: "about 3 s",
    };
    const ENDED = {
        ...RUNNING,
        done: 2,
        failed: 2,
        waiting: 0,
        reasons: [["Key refused", 2]],
    };
    const PROGRESS = `<form><field name="ai_panel" widget="llm_progress"/></form>`;

    QUnit.test("progress is looked at until all is done", async (assert) => {
        const { advanceTime } = mockTimeout();
        await makeForm(target, RUNNING, PROGRESS, (route, { method }) => {
            if (method === "get_progress") {
                assert.step("look");
                return ENDED;
            }
        });
        const $ = (selector) => target.querySelector(`.o_llm_progress ${selector}`);
        assert.strictEqual(flat($(".o_llm_done")), "1 of 4 scored");
        assert.strictEqual(flat($(".o_llm_cost")), "Cost: $ 0.50");
        assert.notOk($(".o_llm_retry"));
        await advanceTime(1000);
        assert.strictEqual($("[role=progressbar]").getAttribute("aria-valuenow"), "50");
        assert.ok(flat($("li")).includes("Key refused: 2"));
        assert.notOk($(".o_llm_stop"));
        await advanceTime(20000);
        assert.verifySteps(["look"]);
    });

    QUnit.test("while nobody is asked no time is promised", async (assert) => {
        mockTimeout();
        const paused = { ...RUNNING, pause: "OpenAI is overloaded. Next try: 10:00." };
        await makeForm(target, paused, PROGRESS);
        assert.strictEqual(flat(target.querySelector(".o_llm_pause")), paused.pause);
        assert.notOk(target.querySelector(".o_llm_left"));
        assert.ok(target.querySelector(".o_llm_stop"));
    });

    QUnit.test("it is stopped, and what failed is tried again", async (assert) => {
        mockTimeout();
        await makeForm(target, RUNNING, PROGRESS, (route, { method }) => {
            if (["action_stop", "action_retry"].includes(method)) {
                assert.step(method);
                return true;
            }
            if (method === "get_progress") {
                return ENDED;
            }
        });
        await click(target.querySelector(".o_llm_stop"));
        await nextTick();
        await click(target.querySelector(".o_llm_retry"));
        assert.verifySteps(["action_stop", "action_retry"]);
    });

    QUnit.test("a double click asks once, and the button rests meanwhile", async (assert) => {
        mockTimeout();
        const answer = makeDeferred();
        await makeForm(target, { ...ENDED, waiting: 1 }, PROGRESS, (route, { method }) => {
            if (method === "action_retry") {
                assert.step(method);
                return answer;
            }
            if (method === "get_progress") {
                return ENDED;
            }
        });
        const button = target.querySelector(".o_llm_retry");
        button.click();
        button.click();
        await nextTick();
        assert.ok(button.disabled);
        assert.ok(target.querySelector(".o_llm_stop").disabled);
        answer.resolve(true);
        await nextTick();
        assert.notOk(target.querySelector(".o_llm_retry").disabled);
        assert.verifySteps(["action_retry"]);
    });

    QUnit.test("money: two decimals, and less than a cent says so", async (assert) => {
        setupViewRegistries();
        const fields = { id: { type: "integer" }, cost: { type: "float", string: "Cost" } };
        const costs = [0, 0.004, 0.01, 1234.567];
        const records = costs.map((cost, index) => ({ id: index + 1, cost }));
        await makeView({
            type: "list",
            resModel: "llm.request",
            serverData: { models: { "llm.request": { fields, records } } },
            arch: `<tree><field name="cost" widget="llm_money" sum="All"/></tree>`,
        });
        const cells = [...target.querySelectorAll("tbody .o_field_llm_money span")];
        assert.deepEqual(cells.map(flat), ["$ 0.00", "< $ 0.01", "$ 0.01", "$ 1234.57"]);
        assert.deepEqual(
            cells.map(({ title }) => title),
            ["", "$ 0.004", "$ 0.01", "$ 1234.567"]
        );
        assert.strictEqual(flat(target.querySelector("tfoot .o_list_number")), "$ 1234.58");
    });

    QUnit.test("the company's profile fills fields, and is looked up anew", async (assert) => {
        const arch = `<form><field name="ai_panel" invisible="1"/><widget name="llm_company_profile"/></form>`;
        const mock = (route, { method }) => {
            if (method.startsWith("action_")) {
                assert.step(method);
                return { type: "ir.actions.act_window_close" };
            }
        };
        const profile = { ai_research: "<p>acme.example</p>", ai_research_fills: "Phone" };
        await makeForm(target, SCORED, arch, mock, profile);
        await nextTick();
        assert.strictEqual(flat(target.querySelector(".o_llm_profile p")), "acme.example");
        await click(target.querySelector(".o_llm_fill"));
        await click(target.querySelector(".o_llm_look_up"));
        assert.verifySteps(["action_fill_from_research", "action_research_company"]);
    });

    QUnit.test("where nothing can be filled, nothing is said of it", async (assert) => {
        const arch = `<form><field name="ai_panel" invisible="1"/><widget name="llm_company_profile"/></form>`;
        await makeForm(target, SCORED, arch, null, { ai_research: "<p>x</p>", ai_research_fills: false });
        await nextTick();
        assert.strictEqual(flat(target.querySelector(".o_llm_profile")), "Company ProfileLook Up Nowx");
        assert.notOk(target.querySelector(".o_llm_fill"));
    });

    QUnit.test("a company of which nothing is known has no profile", async (assert) => {
        const arch = `<form><field name="ai_panel" invisible="1"/><widget name="llm_company_profile"/></form>`;
        await makeForm(target, SCORED, arch);
        await nextTick();
        assert.notOk(target.querySelector(".o_llm_profile"));
    });
});
