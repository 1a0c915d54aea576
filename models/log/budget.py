from odoo import _, api, fields, models

from ...engine.errors import OverBudget

# From this share of the limit on, managers are told, once a month.
WARNING_SHARE = 0.8


class LlmBudget(models.Model):
    """What a company may spend in a month, in US dollars.

    Nothing is sent before its most is held here, so that workers together never pass
    the limit. Months are those of UTC.
    """

    _name = "llm.budget"
    _description = "LLM Budget"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    monthly_limit = fields.Float(digits=(12, 2), help="US dollars; 0: no limit.")
    warned_on = fields.Date(help="First day of the month of the last warning.")
    hold_count = fields.Integer(help="Written by every hold, so that they queue up.")

    _sql_constraints = [
        ("company_uniq", "unique (company_id)", "A company has one budget.")
    ]

    @api.model
    def _find(self, company_id):
        """The budget that holds for a company, empty if there is none.

        A branch without a limit of its own lives on that of the nearest company above.
        """
        line = self.env["res.company"].browse(company_id)._get_line()
        budgets = self.sudo().search(
            [("company_id", "in", line), ("monthly_limit", ">", 0)]
        )
        return budgets.sorted(lambda b: line.index(b.company_id.id))[:1]

    @api.model
    def _get_limit(self, company_id):
        """US dollars a month, 0 for none."""
        return self._find(company_id).monthly_limit

    @api.model
    def _set_limit(self, company_id, limit):
        budget = self.sudo().search([("company_id", "=", company_id)])
        values = {"company_id": company_id, "monthly_limit": limit, "warned_on": False}
        if budget:
            budget.write(values)
        elif limit:
            budget.create(values)

    @api.model
    def _get_spent(self, company_id):
        """US dollars of this month, what is held for requests in flight included."""
        self.env.cr.execute(
            """SELECT COALESCE(SUM(amount), 0) FROM llm_spending
               WHERE company_id = %s AND month = %s""",
            [company_id, this_month()],
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _hold(self, company_id, amounts):
        """Reserve each of ``amounts`` in turn, as far as the limit allows.

        :return: an ``llm.spending`` record to settle, and how many were granted. Where
            there is no limit, an empty one, and all of them.
        :raises OperationalError: another worker holds at the same moment: try again.
        """
        spending = self.env["llm.spending"].sudo()
        budget = self._find(company_id)
        if not budget:
            return spending, len(amounts)
        self.env.cr.execute(
            """UPDATE llm_budget SET hold_count = COALESCE(hold_count, 0) + 1
               WHERE id = %s""",
            [budget.id],
            log_exceptions=False,
        )
        held, granted = 0, 0
        left = budget.monthly_limit - self._get_spent(budget.company_id.id)
        for amount in amounts:
            if held + amount > left:
                break
            held, granted = held + amount, granted + 1
        budget._warn_if_near(left - held)
        if not granted:
            return spending, 0
        values = {"company_id": budget.company_id.id, "amount": held}
        return spending.create({**values, "month": this_month()}), granted

    @api.model
    def _hold_one(self, company_id, amount):
        """A hold for a single request.

        :raises OverBudget: the limit leaves no room for it.
        """
        spending, granted = self._hold(company_id, [amount])
        if not granted:
            raise OverBudget("the monthly limit is reached")
        return spending

    def _warn_if_near(self, left):
        if left > self.monthly_limit * (1 - WARNING_SHARE):
            return
        if self.warned_on == this_month():
            return
        self.warned_on = this_month()
        managers = self.env["llm.provider"]._get_managers_of(self.company_id)
        self.env["mail.thread"].message_notify(
            partner_ids=managers.partner_id.ids,
            subject=_("AI lead scoring: %s %% of the monthly limit", 80),
            body=_(
                "%(company)s has spent or reserved 80 %% of its monthly limit of "
                "$%(limit).2f for AI lead scoring. At the limit, leads wait until the "
                "next month or a higher limit.",
                company=self.company_id.name,
                limit=self.monthly_limit,
            ),
        )


class LlmSpending(models.Model):
    """Money held for some requests, and what they cost once that is known.

    A row is written by nobody but the worker that made it. What a killed worker held
    stays counted: its requests may have been billed.
    """

    _name = "llm.spending"
    _description = "LLM Spending"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    month = fields.Date(required=True, index=True)
    amount = fields.Float(digits=(16, 6), required=True)

    def _settle(self, held, cost):
        """Of what was held, ``held`` is known to have cost ``cost``."""
        self.env.cr.execute(
            "UPDATE llm_spending SET amount = amount - %s + %s WHERE id = ANY(%s)",
            [held, cost, self.ids],
        )
        self.invalidate_recordset(["amount"])

    @api.autovacuum
    def _gc_past_months(self):
        """One row for a company and a month that is over is enough."""
        self.env.cr.execute(
            """WITH gone AS (
                   DELETE FROM llm_spending WHERE month < %s
                   RETURNING company_id, month, amount
               )
               INSERT INTO llm_spending (company_id, month, amount)
               SELECT company_id, month, SUM(amount) FROM gone
               GROUP BY company_id, month""",
            [this_month()],
        )


def this_month():
    """Its first day, of UTC as all that is counted by months."""
    return fields.Date.today().replace(day=1)
