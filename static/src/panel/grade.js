/** @odoo-module **/

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Outlines in a box of 24 by 24: each grade has its own, so that colour tells nothing alone. */
const OUTLINES = {
    A: "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z",
    B: "M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z",
    C: "M12 .5 23.5 12 12 23.5 .5 12z",
    D: "M7 1.5h10L23 12l-6 10.5H7L1 12z",
};

/** A grade's letter in its shape; a dash where there is no grade. */
export class Grade extends Component {
    static template = "llm_lead_scoring.Grade";
    static props = {
        grade: [String, Boolean],
        size: { type: Number, optional: true },
    };
    static defaultProps = { size: 24 };

    get letter() {
        return this.props.grade || "–";
    }

    get outline() {
        return OUTLINES[this.props.grade] || OUTLINES.B;
    }

    get label() {
        return this.props.grade ? _t("Grade %s", this.props.grade) : _t("No grade");
    }
}
