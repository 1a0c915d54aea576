from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

OPINION_FIELDS = (
    "ai_opinion",
    "ai_opinion_score",
    "ai_opinion_reason",
    "ai_opinion_user_id",
    "ai_opinion_date",
    "ai_settled_date",
)
OVERRIDE_FIELDS = (
    "ai_override_score",
    "ai_override_reason",
    "ai_override_user_id",
    "ai_override_date",
)
REVIEW_FIELDS = (*OPINION_FIELDS, *OVERRIDE_FIELDS)
SALESPERSON = "sales_team.group_sale_salesman"
MANAGER = "sales_team.group_sale_manager"


class CrmLead(models.Model):
    """What people say to a score: they agree, contest it, or put another one beside it.

    The AI's own score is never changed by that. The fields below are written by the
    methods below only, which leave a note of who did what and why.
    """

    _inherit = "crm.lead"

    ai_opinion = fields.Selection(
        [("agreed", "Agreed"), ("contested", "Contested")],
        string="Opinion on AI Score",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_opinion_score = fields.Float(
        string="AI Score at That Time",
        digits=(5, 1),
        groups="base.group_user",
        group_operator=None,
        copy=False,
        readonly=True,
    )
    ai_opinion_reason = fields.Text(
        string="Why the AI Score Is Contested",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_opinion_user_id = fields.Many2one(
        "res.users",
        string="Opinion on AI Score By",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_opinion_date = fields.Datetime(
        string="Opinion on AI Score Given On",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_settled_date = fields.Datetime(
        string="AI Score Reviewed On",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="When somebody decided about a contested score.",
    )
    ai_override_score = fields.Float(
        string="Overriding Score",
        digits=(5, 1),
        groups="base.group_user",
        group_operator="avg",
        copy=False,
        readonly=True,
        help="What a sales manager says instead of the AI; it stays until lifted.",
    )
    ai_override_reason = fields.Text(
        string="Why the AI Score Is Overridden",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_override_user_id = fields.Many2one(
        "res.users",
        string="AI Score Overridden By",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_override_date = fields.Datetime(
        string="AI Score Overridden On",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )

    def init(self):
        result = super().init()
        # Counted for every manager who opens Odoo.
        self.env.cr.execute(
            """CREATE INDEX IF NOT EXISTS crm_lead_ai_contested_idx ON crm_lead (id)
               WHERE ai_opinion = 'contested' AND ai_settled_date IS NULL"""
        )
        return result

    def action_agree_with_ai_score(self):
        self._check_reviewer(SALESPERSON)
        self._store_opinion("agreed")

    def action_contest_ai_score(self):
        return self._open_review("contest", SALESPERSON)

    def action_keep_ai_score(self):
        return self._open_review("keep", MANAGER)

    def action_override_ai_score(self):
        return self._open_review("override", MANAGER)

    def action_lift_ai_override(self):
        return self._open_review("lift", MANAGER)

    def _open_review(self, action, group):
        self._check_reviewer(group)
        return {
            "type": "ir.actions.act_window",
            "name": self.env["llm.review"]._get_title(action),
            "res_model": "llm.review",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lead_id": self.id, "default_action": action},
        }

    def _check_reviewer(self, group):
        """The user is of ``group`` and may change this lead, and it has a score."""
        self.ensure_one()
        self._check_may_change()
        if not self.env.user.has_group(group):
            raise AccessError(_("You are not allowed to do this with an AI score."))
        if not self.ai_grade and self.ai_message_kind != "no_text":
            raise UserError(_("This lead has no AI score yet."))

    def _contest_score(self, reason):
        self._check_reviewer(SALESPERSON)
        self._store_opinion("contested", _checked(reason))

    def _keep_score(self, reason):
        """A manager has looked at a contested score and lets it stand."""
        self._check_reviewer(MANAGER)
        if not self._is_to_review():
            raise UserError(_("The AI score of this lead is not contested."))
        now = fields.Datetime.now()
        self._store_review("kept", _checked(reason), ai_settled_date=now)

    def _is_to_review(self):
        return self.ai_opinion == "contested" and not self.ai_settled_date

    def _override_score(self, score, reason):
        self._check_reviewer(MANAGER)
        if not 0 <= score <= 100:
            raise UserError(_("A score is a number from 0 to 100."))
        reason = _checked(reason)
        settled = {"ai_settled_date": fields.Datetime.now()}
        self._store_review(
            "overridden",
            reason,
            **(settled if self._is_to_review() else {}),
            ai_override_score=score,
            ai_override_reason=reason,
            ai_override_user_id=self.env.uid,
            ai_override_date=fields.Datetime.now(),
        )

    def _lift_override(self, reason):
        self._check_reviewer(MANAGER)
        if not self.ai_override_date:
            raise UserError(_("The AI score of this lead is not overridden."))
        values = dict.fromkeys(OVERRIDE_FIELDS)
        self._store_review("lifted", _checked(reason), **values)

    def _store_opinion(self, opinion, reason=None):
        self._store_review(
            opinion,
            reason,
            ai_opinion=opinion,
            ai_opinion_score=self.ai_probability_score,
            ai_opinion_reason=reason,
            ai_opinion_user_id=self.env.uid,
            ai_opinion_date=fields.Datetime.now(),
            ai_settled_date=None,
        )

    def _store_review(self, event, reason, **values):
        """Written past the ORM, which has no empty number; with a note by the user."""
        note = self.env["ir.qweb"]._render(
            "llm_lead_scoring.review_note",
            {
                "event": event,
                "score": self.ai_probability_score,
                "before": self.ai_override_date and self.ai_override_score,
                "after": values.get("ai_override_score"),
                "reason": reason,
            },
        )
        contester = self._is_to_review() and self.ai_opinion_user_id
        self.sudo()._write_rows({self.id: values})
        self.sudo()._message_log(body=note)
        if contester and contester != self.env.user and not self._is_to_review():
            self._tell_contester(contester, note)

    def _tell_contester(self, user, note):
        """Who contested a score hears what came of it."""
        leads = self.with_context(lang=user.lang).sudo()
        leads.message_notify(
            partner_ids=user.partner_id.ids,
            author_id=self.env.user.partner_id.id,
            subject=leads._get_verdict_subject(),
            body=note,
        )

    def _get_verdict_subject(self):
        return _("The AI score that you contested: %s", self.name)


def _checked(reason):
    if not (reason or "").strip():
        raise UserError(_("Say why: others have to understand it later."))
    return reason.strip()
