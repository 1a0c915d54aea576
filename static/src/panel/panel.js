/** @odoo-module **/

import { Component, onMounted, onWillUpdateProps, toRaw, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { useEnrichmentNews } from "../fields/enrichment_news";
import { useBusy } from "./busy";
import { useFollow } from "./follow";
import { Grade } from "./grade";
import { jumpToField } from "./jump";
import { useKeptFocus } from "./kept_focus";
import { useLater } from "./later";

const MARKS = {
    contested: { icon: "fa-thumbs-down", tone: "warning" },
    overridden: { icon: "fa-user", tone: "warning" },
    suspicious: { icon: "fa-exclamation-triangle", tone: "danger" },
    forbidden: { icon: "fa-ban", tone: "secondary" },
    stale: { icon: "fa-history", tone: "info" },
    kind: { icon: "fa-tag", tone: "secondary" },
};
const STEPS = {
    call: "fa-phone",
    meeting: "fa-users",
    mail: "fa-envelope",
    task: "fa-check-square-o",
};

/** Why this score, and what to do now: the panel above the tabs of a lead. */
export class AiPanel extends Component {
    static template = "llm_lead_scoring.AiPanel";
    static components = { Grade };
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.state = useState({ fresh: null, questions: null });
        this.busy = useBusy();
        useKeptFocus(this.root, ".o_llm_panel_next button");
        this.later = useLater(["ai_company"]);
        this.startedAt = 0;
        useEnrichmentNews();
        // The place in the queue comes when the form is there.
        onMounted(() => this.isWaited && this.look());
        useFollow(() => this.isWaited, () => this.look());
        onWillUpdateProps((next) => {
            if (next.record.resId !== this.id) {
                this.state.questions = null;
                this.startedAt = 0;
            }
        });
    }

    /** As the server told last: what a button or a look brought, until the form reads anew. */
    get panel() {
        const { fresh } = this.state;
        return (this.isStillFresh && fresh) || this.stored || {};
    }

    get stored() {
        return this.props.record.data[this.props.name];
    }

    get isStillFresh() {
        return toRaw(this.stored) === this.freshOver;
    }

    keep(panel) {
        this.freshOver = toRaw(this.stored);
        this.state.fresh = panel;
    }

    get id() {
        return this.props.record.resId;
    }

    /** It waits, but not for long: something is about to happen. */
    get isUnderWay() {
        return this.isWaited && !this.panel.is_later;
    }

    get isWaited() {
        return Boolean(this.id) && ["waiting", "working"].includes(this.panel.state);
    }

    get hasVerdict() {
        return Boolean(this.panel.verdict);
    }

    get trendIcon() {
        const { change } = this.panel.trend;
        if (!change) {
            return "fa-arrow-right";
        }
        return change > 0 ? "fa-arrow-up" : "fa-arrow-down";
    }

    get why() {
        const pros = this.panel.for.map(sentence).join(", ");
        const cons = this.panel.against.map(sentence).join(", ");
        return [pros && _t("For: %s", pros), cons && _t("Against: %s", cons)]
            .filter(Boolean)
            .join(" · ");
    }

    get isFailed() {
        return this.panel.state === "failed";
    }

    get askLabel() {
        if (this.isFailed) {
            return _t("Try again");
        }
        return this.hasVerdict ? _t("Score anew") : _t("Score with AI");
    }

    /** Where there is a score the next step is the thing to do, unless this one failed. */
    get askLook() {
        if (!this.hasVerdict) {
            return this.panel.mend ? "btn-secondary" : "btn-primary";
        }
        return this.isFailed ? "btn-secondary" : "btn-link px-0";
    }

    /** Codes of what is to be asked; all of it where the message says too little. */
    get questions() {
        const { state, questions = [] } = this.panel;
        const codes = questions.map(({ code }) => code);
        const chosen = this.state.questions || (state === "little" ? codes : []);
        return chosen.filter((code) => codes.includes(code));
    }

    get isMail() {
        return this.panel.step.kind === "mail" || this.questions.length > 0;
    }

    get stepIcon() {
        return this.isMail ? STEPS.mail : STEPS[this.panel.step.kind];
    }

    get stepLabel() {
        return this.isMail ? _t("Write an E-mail") : this.panel.step.label;
    }

    get company() {
        return { facts: [], twins: [], twin_ids: [], ...this.later.ai_company };
    }

    get isOld() {
        return this.company.facts.some((fact) => fact.is_old);
    }

    get moreTwins() {
        return this.company.twin_ids.length - this.company.twins.length;
    }

    markOf(code) {
        return MARKS[code];
    }

    /** What a person said to the score stands beside the mark. */
    isSaid({ code, text }) {
        return Boolean(text) && ["contested", "overridden"].includes(code);
    }

    isChosen(code) {
        return this.questions.includes(code);
    }

    /** The score is asked for; the answer comes while the form is used. */
    ask() {
        return this.busy.during(async () => {
            if (await this.props.record.save()) {
                this.startedAt = Date.now();
                this.insists = this.hasVerdict;
                await this.call("action_score_with_ai", { insists: this.insists });
                await this.helpOut();
            }
        });
    }

    stop() {
        return this.busy.during(async () => {
            await this.call("action_cancel_ai_score");
            await this.settle();
        });
    }

    async call(method, kwargs = {}) {
        const id = this.id;
        const panel = await this.orm.silent.call("crm.lead", method, [[id]], kwargs);
        if (id === this.id) {
            this.keep(panel);
        }
    }

    /** What became of it meanwhile. */
    async look() {
        const id = this.id;
        const context = { ai_panel_in_detail: true };
        const [found] = await this.orm.silent.read("crm.lead", [id], [this.props.name], { context });
        if (found && id === this.id) {
            this.keep(found[this.props.name]);
            await (this.isWaited ? this.helpOut() : this.settle());
        }
    }

    /** Where no job takes the lead out of the queue, this click's own request does. */
    async helpOut() {
        const { state, patience } = this.panel;
        const isOurs = this.startedAt && state === "waiting" && patience !== undefined;
        if (!isOurs || Date.now() - this.startedAt < patience * 1000) {
            return;
        }
        this.startedAt = 0;
        const id = this.id;
        const method = this.insists ? "action_enrich_anew" : "action_enrich_with_ai";
        const done = this.orm.silent.call("crm.lead", method, [[id]]);
        // Not waited for: the form is used meanwhile, and errors are told by the panel.
        done.catch(() => {}).finally(() => id === this.id && this.look());
    }

    /** The rest of the form shows it too, unless somebody is writing in it. */
    async settle() {
        const { record } = this.props;
        if (!(await record.isDirty())) {
            await record.load();
        }
    }

    async takeStep() {
        const method = this.isMail ? "action_write_ai_mail" : "action_schedule_ai_step";
        const kwargs = this.isMail ? { questions: this.questions } : {};
        await this.open(method, kwargs);
    }

    async planStep() {
        await this.open("action_schedule_ai_step");
    }

    async open(method, kwargs = {}) {
        if (!(await this.props.record.save())) {
            return;
        }
        const action = await this.orm.call("crm.lead", method, [[this.id]], kwargs);
        await this.action.doAction(action, { onClose: () => this.settle() });
    }

    openLead(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.lead",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openTwins() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Other Leads of This Company"),
            res_model: "crm.lead",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [["id", "in", this.company.twin_ids]],
            context: { active_test: false },
        });
    }

    mend() {
        return this.action.doAction(this.panel.mend.action);
    }

    jump(name) {
        return jumpToField(this.root.el.closest(".o_form_view"), name);
    }

    choose(code) {
        this.state.questions = this.isChosen(code)
            ? this.questions.filter((other) => other !== code)
            : [...this.questions, code];
    }
}

function sentence({ text, quote }) {
    return quote ? `${text} “${quote}”` : text;
}

registry.category("fields").add("llm_panel", {
    component: AiPanel,
    supportedTypes: ["json"],
});
