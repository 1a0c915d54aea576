/** @odoo-module **/

import { WarningDialog } from "@web/core/errors/error_dialogs";
import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";

const NOT_SET_UP = "odoo.addons.llm_lead_scoring.models.lead.ask.NotSetUp";

/** Nobody did anything invalid: there is only nobody to ask yet. */
export class NotSetUpDialog extends WarningDialog {
    inferTitle() {
        return _t("AI Scoring Is Not Set Up Yet");
    }
}

registry.category("error_dialogs").add(NOT_SET_UP, NotSetUpDialog);
