/** @odoo-module **/

import { reviewMenuService } from "@llm_lead_scoring/review_menu";
import { click, editInput, getFixture, mockTimeout, nextTick } from "@web/../tests/helpers/utils";

import { COMPANY, makeForm, NEW, SCORED, until, WAITING } from "./lead_helpers";

const ARCH = `
    <form>
        <field name="ai_panel" widget="llm_panel" nolabel="1"/>
        <field name="name"/>
        <notebook>
            <page string="One"><span/></page>
            <page string="Two"><field name="phone"/></page>
        </notebook>
    </form>`;

let target;

QUnit.module("llm_lead_scoring", () => {
    QUnit.module("Panel", (hooks) => {
        hooks.beforeEach(() => {
            target = getFixture();
        });
        const $ = (selector) => target.querySelector(`.o_llm_panel ${selector}`);
        const text = (selector) => $(selector).textContent.replace(/\s+/g, " ").trim();
        const state = () => target.querySelector(".o_llm_panel").dataset.state;

        QUnit.test("it says why, and what to do now", async (assert) => {
            await makeForm(target, SCORED, ARCH);
            assert.strictEqual(text(".o_llm_score"), "74");
            assert.strictEqual($(".o_llm_grade").getAttribute("aria-label"), "Grade B");
            assert.strictEqual(text(".o_llm_trend"), "+12 since Monday");
            assert.ok($(".o_llm_trend .fa-arrow-up"));
            assert.strictEqual(text(".o_llm_for"), "need24 desks");
            assert.strictEqual(text(".o_llm_for q"), "24 desks");
            assert.strictEqual(text(".o_llm_against"), "nothing is planned");
            assert.strictEqual(text(".o_llm_step"), "Plan a Call · Mon 3 May");
            assert.strictEqual(text(".o_llm_model_words"), "AICall Anna");
            assert.strictEqual($("[data-mark=contested]").title, "They bought before");
        });

        QUnit.test("a lead without a score shows no number", async (assert) => {
            await makeForm(target, NEW, ARCH);
            assert.strictEqual(text(".o_llm_line"), "Not scored yet.");
            assert.strictEqual(text(".o_llm_ask"), "Score with AI");
            assert.ok($(".o_llm_ask").title.includes("Enrich with AI"));
            assert.notOk($(".o_llm_score"));
            assert.strictEqual($(".o_llm_grade").getAttribute("aria-label"), "No grade");
        });

        QUnit.test("what wants no answer offers no next step", async (assert) => {
            const program = { ...SCORED, grade: false, step: false, fields: [], questions: [] };
            await makeForm(target, program, ARCH);
            assert.strictEqual(text(".o_llm_score"), "74");
            assert.notOk($(".o_llm_step, .o_llm_plan, .o_llm_missing"));
            assert.ok($(".o_llm_ask"));
        });

        QUnit.test("a click queues, and the panel fills by itself", async (assert) => {
            const { advanceTime } = mockTimeout();
            const { record } = await makeForm(target, NEW, ARCH, (route, { method, kwargs }) => {
                if (method === "action_score_with_ai") {
                    assert.step(`ask ${kwargs.insists}`);
                    return WAITING;
                }
                if (method === "action_enrich_with_ai") {
                    assert.step("help out");
                    return true;
                }
            });
            await click($(".o_llm_ask"));
            assert.strictEqual(state(), "waiting");
            record.ai_panel = { ...WAITING, state: "working" };
            await advanceTime(1000);
            assert.strictEqual(state(), "working");
            record.ai_panel = SCORED;
            await advanceTime(2000);
            await nextTick();
            assert.strictEqual(state(), "scored");
            await advanceTime(20000);
            assert.verifySteps(["ask false"], "the job did it: no second request");
        });

        QUnit.test("without a job, the click's own request does it", async (assert) => {
            mockTimeout();
            const { record } = await makeForm(target, NEW, ARCH, (route, { method }) => {
                if (method === "action_score_with_ai") {
                    return { ...WAITING, patience: 0 };
                }
                if (method === "action_enrich_with_ai") {
                    assert.step("help out");
                    record.ai_panel = SCORED;
                    return true;
                }
            });
            await click($(".o_llm_ask"));
            await nextTick();
            assert.verifySteps(["help out"]);
            assert.strictEqual(state(), "scored");
        });

        QUnit.test("asked anew, the click's own request asks anew, too", async (assert) => {
            mockTimeout();
            const { record } = await makeForm(target, SCORED, ARCH, (route, { method }) => {
                if (method === "action_score_with_ai") {
                    return { ...SCORED, ...WAITING, verdict: "scored", patience: 0 };
                }
                if (method.startsWith("action_enrich")) {
                    assert.step(method);
                    record.ai_panel = SCORED;
                    return true;
                }
            });
            $(".o_llm_ask").click();
            $(".o_llm_ask").click();
            await nextTick();
            await nextTick();
            assert.verifySteps(["action_enrich_anew"]);
            assert.strictEqual(state(), "scored");
        });

        QUnit.test("a lead that waits for hours still has its next step", async (assert) => {
            const later = { ...SCORED, state: "waiting", line: "Next try: 10:00.", may_stop: true };
            await makeForm(target, { ...later, is_later: true }, ARCH);
            assert.ok($(".o_llm_step"));
            assert.notOk($(".o_llm_line .fa-spin"));
        });

        QUnit.test("what is being typed is saved first, and never lost", async (assert) => {
            const { advanceTime } = mockTimeout();
            const { record } = await makeForm(target, NEW, ARCH, (route, { method, args }) => {
                if (method === "web_save") {
                    assert.step(`save ${args[1].name}`);
                }
                if (method === "action_score_with_ai") {
                    assert.step("ask");
                    return WAITING;
                }
            });
            await editInput(target, "[name=name] input", "Chairs");
            await click($(".o_llm_ask"));
            assert.verifySteps(["save Chairs", "ask"]);
            await editInput(target, "[name=name] input", "Lamps");
            record.ai_panel = SCORED;
            await advanceTime(1000);
            await nextTick();
            assert.strictEqual(state(), "scored");
            assert.strictEqual(target.querySelector("[name=name] input").value, "Lamps");
        });

        QUnit.test("the keyboard stays in the panel when its button goes", async (assert) => {
            mockTimeout();
            await makeForm(target, NEW, ARCH, (route, { method }) => {
                if (method === "action_score_with_ai") {
                    return WAITING;
                }
            });
            $(".o_llm_ask").focus();
            await click($(".o_llm_ask"));
            assert.notOk($(".o_llm_ask"));
            assert.strictEqual(document.activeElement, $(".o_llm_stop"));
        });

        QUnit.test("waiting can be cancelled", async (assert) => {
            const { record } = await makeForm(target, WAITING, ARCH, (route, { method }) => {
                if (method === "action_cancel_ai_score") {
                    record.ai_panel = NEW;
                    return NEW;
                }
            });
            assert.notOk($(".o_llm_ask"));
            assert.ok($(".o_llm_line .fa-spin"));
            await click($(".o_llm_stop"));
            assert.strictEqual(state(), "new");
        });

        QUnit.test("news over the bus is shown at once", async (assert) => {
            const { bus, record } = await makeForm(target, WAITING, ARCH);
            record.ai_panel = SCORED;
            const detail = [{ type: "llm_lead_scoring/updated", payload: { lead_id: 1 } }];
            bus.trigger("notification", detail);
            await nextTick();
            assert.strictEqual(state(), "scored");
        });

        QUnit.test("a waiting lead's place is asked for at once", async (assert) => {
            await makeForm(target, WAITING, ARCH, (route, { method, kwargs }) => {
                if (method === "read" && kwargs.context.ai_panel_in_detail) {
                    return [{ id: 1, ai_panel: { ...WAITING, line: "3 before it" } }];
                }
            });
            await nextTick();
            assert.strictEqual(text(".o_llm_line"), "3 before it");
        });

        QUnit.test("a failure has a retry, and a link for who may mend it", async (assert) => {
            const mend = { action: "some.action", label: "Open AI Providers" };
            const failed = { ...NEW, state: "failed", line: "It went wrong.", mend };
            await makeForm(target, failed, ARCH);
            assert.strictEqual(text(".o_llm_ask"), "Try again");
            assert.strictEqual(text(".o_llm_mend"), "Open AI Providers");
        });

        QUnit.test("a chip jumps to its field, also on another tab", async (assert) => {
            await makeForm(target, SCORED, ARCH);
            assert.notOk(target.querySelector("[name=phone]"));
            await click($("[data-field=phone]"));
            const phone = () => target.querySelector("[name=phone] input");
            await until(() => phone() && document.activeElement === phone());
            assert.ok(phone());
        });

        QUnit.test("chosen questions go into a mail", async (assert) => {
            await makeForm(target, SCORED, ARCH, (route, { method, kwargs }) => {
                if (method === "action_write_ai_mail") {
                    assert.step(kwargs.questions.join());
                    return { type: "ir.actions.act_window_close" };
                }
            });
            const chip = $("[data-question=budget]");
            assert.strictEqual(chip.getAttribute("aria-pressed"), "false");
            await click(chip);
            assert.strictEqual(chip.getAttribute("aria-pressed"), "true");
            await click($(".o_llm_step"));
            assert.verifySteps(["budget"]);
            await click(chip);
            assert.strictEqual(text(".o_llm_step"), "Plan a Call · Mon 3 May");
        });

        QUnit.test("words of the company's website are told from the lead's own", async (assert) => {
            const source = "http://acme.example/about";
            const reason = { text: "makes desks", quote: "We build desks", source };
            await makeForm(target, { ...SCORED, for: [...SCORED.for, reason] }, ARCH);
            const [own, page] = target.querySelectorAll(".o_llm_for q");
            assert.notOk(own.closest("a"));
            assert.strictEqual(page.closest("a").getAttribute("href"), source);
            assert.ok(page.closest("a").title.includes("website"));
            assert.strictEqual(page.closest("a").rel, "noopener noreferrer nofollow");
        });

        QUnit.test("the company is told once the form is there", async (assert) => {
            const mock = (route, { method, args }) => {
                if (method === "read" && args[1].includes("ai_company")) {
                    assert.step("read");
                }
            };
            await makeForm(target, SCORED, ARCH, mock, { ai_company: COMPANY });
            await nextTick();
            assert.verifySteps(["read"]);
            const [fact, bare] = target.querySelectorAll(".o_llm_facts [data-fact]");
            assert.strictEqual(fact.textContent, "standing desks[1]");
            assert.strictEqual(fact.title, "What they do: “We build standing desks”");
            assert.strictEqual(fact.querySelector("a").target, "_blank");
            assert.notOk(bare.querySelector("a"), "no page, no link");
            assert.strictEqual($(".o_llm_facts").title, "Looked up on 3 May");
            assert.notOk($(".o_llm_old"));
            assert.ok(text(".o_llm_twins").includes("Chairs(won)"));
            assert.ok($(".o_llm_twins a").getAttribute("href").includes("id=7&"));
            assert.strictEqual(text(".o_llm_twins button"), "+2");
        });

        QUnit.test("old facts say so", async (assert) => {
            const old = { ...COMPANY, facts: [{ ...COMPANY.facts[0], is_old: true }], twins: [] };
            await makeForm(target, SCORED, ARCH, null, { ai_company: { ...old, twin_ids: [] } });
            await nextTick();
            assert.strictEqual(text(".o_llm_old"), "Looked up on 3 May");
            assert.notOk($(".o_llm_twins"));
        });

        QUnit.test("a lead of no company has no line for it", async (assert) => {
            await makeForm(target, SCORED, ARCH, null, { ai_company: { facts: [], twins: [] } });
            await nextTick();
            assert.notOk($(".o_llm_company"));
        });

        QUnit.test("with all that it can tell it is at most 160 pixels high", async (assert) => {
            const quote = "we are moving to a new office on 1 March and need 24 desks ".repeat(3);
            const reason = { text: "time frame", quote, source: "" };
            const chips = ["Company Name", "Contact Name", "Phone", "Job Position"];
            const full = {
                ...SCORED,
                line: "OpenAI can't be reached. Try again later.",
                for: [reason, reason],
                against: [reason, reason],
                fields: chips.map((label) => ({ name: label, label })),
                questions: chips.slice(1).map((label) => ({ code: label, label, question: label })),
                marks: ["contested", "overridden", "stale", "suspicious"].map((code) => ({
                    code,
                    label: code,
                    text: code,
                })),
                step: { ...SCORED.step, text: quote },
            };
            const names = ["Height-adjustable desks", "Chairs", "Lamps"].map((name) => name.repeat(3));
            const twins = names.map((name, id) => ({ id, name, fate: "won" }));
            const fact = { ...COMPANY.facts[0], kind: "hiring", label: "Stellenangebote", is_named: true, text: quote };
            const facts = Array(3).fill(COMPANY.facts[1]).concat([fact, fact]);
            const later = { ai_company: { ...COMPANY, facts, twins, twin_ids: [1, 2, 3, 4] } };
            target.style.width = "1318px"; // as in a window of 1366
            await makeForm(target, full, ARCH, null, later);
            await nextTick();
            const panel = target.querySelector(".o_llm_panel");
            assert.ok($(".o_llm_company"));
            assert.ok(panel.offsetHeight <= 160, `${panel.offsetHeight} pixels`);
            assert.ok(panel.scrollWidth <= panel.clientWidth, "nothing hangs out");
            const last = $(".o_llm_twins button").getBoundingClientRect();
            const hidden = [...target.querySelectorAll(".o_llm_item .text-truncate")];
            assert.ok(hidden.every((el) => el.offsetWidth >= 30), "something of each is read");
            assert.ok(last.right <= panel.getBoundingClientRect().right, "all is there");
        });

        QUnit.test("a word without end hangs out nowhere", async (assert) => {
            const endless = "https://acme.example/" + "a".repeat(400);
            const reason = { text: "need", quote: endless, source: "" };
            const step = { ...SCORED.step, text: endless };
            target.style.width = "800px";
            await makeForm(target, { ...SCORED, for: [reason], step, line: endless }, ARCH);
            const panel = target.querySelector(".o_llm_panel");
            assert.ok(panel.scrollWidth <= panel.clientWidth, `${panel.scrollWidth} pixels`);
        });

        QUnit.test("all is asked where a message says too little", async (assert) => {
            await makeForm(target, { ...SCORED, state: "little", line: "Too little." }, ARCH);
            assert.strictEqual($("[data-question=budget]").getAttribute("aria-pressed"), "true");
            assert.strictEqual(text(".o_llm_step"), "Write an E-mail");
        });
    });

    QUnit.test("To Review tells how many wait there", async (assert) => {
        const { start } = reviewMenuService;
        const item = { xmlid: "llm_lead_scoring.menu_crm_lead_review", name: "To Review" };
        const bus = new EventTarget();
        bus.addEventListener("MENUS:APP-CHANGED", () => assert.step(item.name));
        bus.trigger = (name) => bus.dispatchEvent(new Event(name));
        const orm = { silent: { searchCount: () => Promise.resolve(2) } };
        start({ bus }, { menu: { getAll: () => [item] }, orm });
        await nextTick();
        assert.verifySteps(["To Review (2)"]);
        start({ bus }, { menu: { getAll: () => [] }, orm: null });
        assert.verifySteps([], "others have no such menu, and ask for no count");
    });
});
