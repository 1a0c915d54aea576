/** @odoo-module **/

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Grade } from "../panel/grade";
import { useEnrichmentNews } from "./enrichment_news";

/** The score of a lead in lists and cards: grade, whole number, and what to know of it. */
export class AiScoreField extends Component {
    static template = "llm_lead_scoring.AiScore";
    static components = { Grade };
    static props = { ...standardFieldProps };

    setup() {
        useEnrichmentNews();
    }

    get data() {
        return this.props.record.data;
    }

    get hasScore() {
        return Boolean(this.data.ai_grade) || this.data.ai_message_kind === "no_text";
    }

    get grade() {
        const { ai_grade, ai_message_kind } = this.data;
        return Boolean(ai_grade) && ai_message_kind !== "no_text" && ai_grade.toUpperCase();
    }

    get score() {
        return Math.round(this.data[this.props.name]);
    }

    get marks() {
        const { data } = this;
        return [
            data.ai_opinion === "contested" &&
                !data.ai_settled_date && {
                    icon: "fa-thumbs-down",
                    title: _t("Contested"),
                },
            data.ai_override_date && {
                icon: "fa-user",
                title: _t("Overridden: %s", Math.round(data.ai_override_score)),
                text: Math.round(data.ai_override_score),
            },
            data.ai_is_suspicious && {
                icon: "fa-exclamation-triangle",
                title: _t("Tries to steer the AI"),
            },
            this.news,
        ].filter(Boolean);
    }

    get news() {
        return {
            pending: { icon: "fa-clock-o", title: _t("Waiting for its score") },
            processing: { icon: "fa-clock-o", title: _t("In work") },
            failed: { icon: "fa-times-circle", title: _t("Scoring failed") },
        }[this.data.ai_enrichment_status];
    }
}

registry.category("fields").add("ai_score", {
    component: AiScoreField,
    displayName: _t("AI Score"),
    supportedTypes: ["float"],
    fieldDependencies: [
        { name: "ai_grade", type: "selection" },
        { name: "ai_message_kind", type: "selection" },
        { name: "ai_enrichment_status", type: "selection" },
        { name: "ai_opinion", type: "selection" },
        { name: "ai_settled_date", type: "datetime" },
        { name: "ai_override_date", type: "datetime" },
        { name: "ai_override_score", type: "float" },
        { name: "ai_is_suspicious", type: "boolean" },
    ],
});
// Of the averages of groups, too.
registry.category("formatters").add("ai_score", (value) => (value ? `${Math.round(value)}` : ""));
