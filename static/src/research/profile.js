/** @odoo-module **/

import { Component, markup } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { useLater } from "../panel/later";

/** What is known of a lead's company, with its sources, and what can be done with it. */
export class CompanyProfile extends Component {
    static template = "llm_lead_scoring.CompanyProfile";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.later = useLater(["ai_research", "ai_research_fills"]);
    }

    /** The server makes it of escaped values, and cleans it as any HTML field. */
    get text() {
        return markup(this.later.ai_research);
    }

    async call(method) {
        const { record } = this.props;
        if (!(await record.save())) {
            return;
        }
        const action = await this.orm.call("crm.lead", method, [[record.resId]]);
        await this.action.doAction(action);
        await record.load();
    }
}

registry.category("view_widgets").add("llm_company_profile", { component: CompanyProfile });
