from odoo import _, api, models

# Who may mend it, and where: providers for sales managers.
PROVIDERS = "llm_lead_scoring.llm_provider_action"
RULES = "llm_lead_scoring.llm_settings_action"
SETUP = "llm_lead_scoring.llm_setup_action"
MENDED_AT = {
    "no_provider": SETUP,
    "key_refused": PROVIDERS,
    "no_credit": PROVIDERS,
    "forbidden": PROVIDERS,
    "model_not_found": PROVIDERS,
    "parameter_refused": PROVIDERS,
    "address_refused": PROVIDERS,
    "answer_truncated": PROVIDERS,
    "prompt_too_long": PROVIDERS,
    "over_budget": RULES,
}
MANAGER = "sales_team.group_sale_manager"
MOST_NAMES = 2


class LlmFailure(models.AbstractModel):
    """The same errors for people who sell: what it means, and whom to ask."""

    _inherit = "llm.failure"

    @api.model
    def _explain_to_user(self, code, provider_name, company, next_try=""):
        """In the words of whoever reads: managers learn what to mend and where.

        :param next_try: when it is tried again by itself, for this person's eyes.
        """
        if self.env.user.has_group(MANAGER) or not self._is_for_managers(code):
            return self._explain_code(code, provider_name, next_try)
        who = self._get_menders(company)
        text = self._texts_for_sellers().get(code) or _(
            "AI scoring doesn't work at the moment. %s can mend it."
        )
        told = text % who
        return f"{told} {self._tell_next_try(next_try)}" if next_try else told

    @api.model
    def _is_for_managers(self, code):
        return code in MENDED_AT or code.startswith("answer_")

    def _texts_for_sellers(self):
        again = _("The AI gave no usable answer. Try again, or tell %s.")
        return {
            "no_provider": _("AI scoring is not set up yet. %s can do that."),
            "over_budget": _(
                "This month's money for AI is used up. %s can raise the limit."
            ),
            "prompt_too_long": _(
                "The text of this lead is too long for the AI. %s can choose another."
            ),
            "answer_empty": again,
            "answer_unreadable": again,
            "answer_unverified": again,
        }

    @api.model
    def _get_menders(self, company):
        """Names of sales managers, or a word for them."""
        # Without env.ref, which sends a query.
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(MANAGER)
        users = [
            ("groups_id", "in", [group_id]),
            ("company_ids", "in", company.ids),
            ("share", "=", False),
            ("active", "=", True),
        ]
        # Of their partners, which have the names: one query.
        partners = self.env["res.partner"].sudo()
        found = partners.search_fetch(
            [("user_ids", "any", users)], ["name"], order="id desc", limit=MOST_NAMES
        )
        names = found.mapped("name")
        return _(" or ").join(names) if names else _("A sales manager")

    @api.model
    def _get_mend(self, code):
        """The action that leads there, for those who may; None for others."""
        if code not in MENDED_AT or not self.env.user.has_group(MANAGER):
            return None
        labels = {
            SETUP: _("Set It Up"),
            PROVIDERS: _("Open AI Providers"),
            RULES: _("Open Rules"),
        }
        return {"action": MENDED_AT[code], "label": labels[MENDED_AT[code]]}
