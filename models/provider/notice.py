from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models

from ...engine import errors

MANAGER = "sales_team.group_sale_manager"
TO_MEND = {
    errors.AddressRefused.code,
    errors.Forbidden.code,
    errors.KeyRefused.code,
    errors.ModelNotFound.code,
    errors.NoCredit.code,
}
# What passes by itself is told where the pause is so long, or nothing has come of so
# many requests since then.
LONG_SECONDS, LONG, LATELY = 900, timedelta(minutes=30), timedelta(hours=1)
MANY = 5
# Who answers now and then and fails between is told of once in this time.
AGAIN = timedelta(days=1)


class LlmProvider(models.Model):
    """What sales managers hear of a provider's trouble: once, until it is mended."""

    _inherit = "llm.provider"

    trouble_told_at = fields.Datetime(
        string="Managers Told On",
        copy=False,
        readonly=True,
        help="Empty: its next trouble is told.",
    )

    @api.model
    def _tell_troubles(self, attempts):
        """Tell of providers that managers have to mend, and of those that rest long.

        :param attempts: those that pause their providers; no trouble costs no query.
        """
        codes = {attempt.provider_id: attempt.error_code for attempt in attempts}
        grave = {a.provider_id for a in attempts if _is_grave(a)}
        grave.update(self._find_failing(codes.keys() - grave))
        # Nobody who asks for a score is the author.
        for provider in self.with_user(SUPERUSER_ID)._claim_untold(grave):
            provider._tell_managers(codes[provider.id])

    @api.model
    def _find_failing(self, provider_ids):
        """Ids of those that have answered nothing for long, however often asked."""
        if not provider_ids:
            return []
        now = fields.Datetime.now()
        rows = self.env["llm.request"].sudo()
        return [
            provider.id
            for provider, count, since, answered in rows._read_group(
                [
                    ("provider_id", "in", list(provider_ids)),
                    ("sent_at", ">", now - LATELY),
                ],
                ["provider_id"],
                ["__count", "sent_at:min", "success:bool_or"],
            )
            if not answered and count >= MANY and since <= now - LONG
        ]

    @api.model
    def _claim_untold(self, provider_ids):
        """Those of them that no worker has told of."""
        if not provider_ids:
            return self.browse()
        self.flush_model(["trouble_told_at", "active"])
        self.env.cr.execute(
            """UPDATE llm_provider SET trouble_told_at = %s
               WHERE id = ANY(%s) AND active AND trouble_told_at IS NULL
               RETURNING id""",
            [fields.Datetime.now(), list(provider_ids)],
            log_exceptions=False,
        )
        self.invalidate_model(["trouble_told_at"])
        return self.browse([row[0] for row in self.env.cr.fetchall()])

    def _tell_managers(self, code):
        """Each in his own language and by his own clock."""
        # Mails are left to Odoo's queue: leads in work wait for no mail server.
        provider = self.with_context(mail_notify_force_send=False)
        managers = self._get_managers().grouped(lambda user: (user.lang, user.tz))
        for (lang, tz), users in managers.items():
            provider.with_context(lang=lang, tz=tz)._tell(users, code)
        mails = self.env.ref("mail.ir_cron_mail_scheduler_action", False)
        if managers and mails:
            mails._trigger()

    def _tell(self, users, code):
        failure = self.env["llm.failure"]
        kinds = self.env["llm.request"]._fields["error_code"]
        labels = dict(kinds._description_selection(self.env))
        next_try = "" if code in TO_MEND else self._tell_end_of_rest()
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=f"{self.name}: {labels.get(code, code)}",
            body=failure._explain_of(self, code, next_try),
        )

    def _get_managers(self):
        return self._get_managers_of(self.company_id)

    @api.model
    def _get_managers_of(self, company):
        """The sales managers of a company; of all, where there is none."""
        managers = self.env.ref(MANAGER).users
        if not company:
            return managers
        return managers.filtered(lambda user: company in user.company_ids)

    @api.model
    def _forget_troubles(self, provider_ids):
        """After a day those that answered last are mended: the next trouble is told."""
        self.flush_model(["trouble_told_at"])
        self.env.cr.execute(
            """UPDATE llm_provider SET trouble_told_at = NULL
               WHERE id = ANY(%s) AND trouble_told_at < %s
                 AND (SELECT success FROM llm_request
                      WHERE provider_id = llm_provider.id ORDER BY id DESC LIMIT 1)""",
            [list(provider_ids), fields.Datetime.now() - AGAIN],
            log_exceptions=False,
        )
        self.invalidate_model(["trouble_told_at"])


def _is_grave(attempt):
    return attempt.error_code in TO_MEND or attempt.cooldown >= LONG_SECONDS
