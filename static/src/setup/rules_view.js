/** @odoo-module **/

import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";
import { settingsFormView } from "@web/webclient/settings_form_view/settings_form_view";

/** Odoo's page of settings for a model of ours: it saves by `execute`. */
class RulesController extends settingsFormView.Controller {
    /** The look is that of Odoo's settings, too. */
    get className() {
        return { ...super.className, o_base_settings_view: true };
    }

    displayName() {
        return _t("Rules");
    }
}

registry.category("views").add("llm_rules", {
    ...settingsFormView,
    Controller: RulesController,
});
