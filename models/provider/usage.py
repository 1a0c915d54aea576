from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...engine.values import Attempt

PAST_COUNTS = ("past_requests", "past_failures", "past_last_used")


class LlmProvider(models.Model):
    """What a provider was asked, and when it is left alone."""

    _inherit = "llm.provider"

    cooldown_until = fields.Datetime(
        string="Paused Until",
        copy=False,
        readonly=True,
        help="The vendor was in trouble or asked us to wait; others do the work.",
    )
    is_resting = fields.Boolean(compute="_compute_is_resting")
    pause_reason = fields.Char(compute="_compute_pause_reason")
    request_ids = fields.One2many("llm.request", "provider_id", readonly=True)
    total_requests = fields.Integer(
        string="Requests", compute="_compute_usage", compute_sudo=True
    )
    failed_requests = fields.Integer(compute="_compute_usage", compute_sudo=True)
    last_used = fields.Datetime(compute="_compute_usage", compute_sudo=True)

    # Of requests whose rows are gone, see llm.request.
    past_requests = fields.Integer(copy=False, readonly=True)
    past_failures = fields.Integer(copy=False, readonly=True)
    past_last_used = fields.Datetime(copy=False, readonly=True)

    @api.depends("cooldown_until")
    def _compute_is_resting(self):
        self.is_resting = True
        self._get_rested().is_resting = False

    @api.depends("cooldown_until")
    @api.depends_context("lang", "tz", "uid")
    def _compute_pause_reason(self):
        """Why, and until when, for those that are left alone now."""
        self.pause_reason = False
        resting = self - self._get_rested()
        codes = self.env["llm.request"]._get_last_errors(resting)
        for provider in resting:
            provider.pause_reason = self.env["llm.failure"]._explain_code(
                codes.get(provider.id, "unreachable"),
                provider.name,
                provider._tell_end_of_rest(),
            )

    def _tell_end_of_rest(self):
        """Until when it is left alone, by the reader's clock; empty where it isn't."""
        if not self.cooldown_until:
            return ""
        # Odoo takes the clock of the user of the environment.
        tz = self.env.context.get("tz")
        return format_datetime(self.env, self.cooldown_until, tz, dt_format="short")

    @api.depends("request_ids", *PAST_COUNTS)
    def _compute_usage(self):
        rows = self.env["llm.request"]._count_by_provider(self)
        for provider in self:
            provider.total_requests = provider.past_requests
            provider.failed_requests = provider.past_failures
            provider.last_used = provider.past_last_used
        for provider, success, count, last in rows:
            provider.total_requests += count
            provider.failed_requests += 0 if success else count
            provider.last_used = max(provider.last_used or last, last)

    def increment_usage(self, success=True):
        """Count one request that other code sent through this provider.

        Only for who may change the provider: it becomes a row of the log.
        """
        self.check_access_rights("write")
        self.check_access_rule("write")
        self.env["llm.request"]._log(
            [
                Attempt(
                    provider_id=provider.id,
                    model_name=provider.model_name,
                    started_at=fields.Datetime.now(),
                    seconds=0,
                    error_code="" if success else "error",
                )
                for provider in self
            ],
            purpose="call",
        )

    def _get_rested(self):
        """Those of ``self`` that no cooldown keeps from being asked."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda provider: (
                not provider.sudo().cooldown_until
                or provider.sudo().cooldown_until <= now
            )
        )

    def _cool_down(self, attempts, skip_locked=False):
        """Leave providers alone for as long as ``attempts`` tell; the longer wins.

        :param skip_locked: rather not than wait for another transaction.
        """
        for attempt in attempts:
            if attempt.cooldown:
                until = attempt.started_at + timedelta(
                    # A column of whole seconds must not end early.
                    seconds=attempt.seconds + attempt.cooldown + 0.999
                )
                self._extend_cooldown(attempt.provider_id, until, skip_locked)
        self.env["llm.provider"].invalidate_model(["cooldown_until"])

    def _extend_cooldown(self, provider_id, until, skip_locked=False):
        # Plain SQL: the comparison and the write are one step for parallel workers.
        self.env.cr.execute(
            f"""UPDATE llm_provider SET cooldown_until = %(until)s
                WHERE id IN (
                    SELECT id FROM llm_provider
                    WHERE id = %(id)s
                      AND (cooldown_until IS NULL OR cooldown_until < %(until)s)
                    FOR NO KEY UPDATE {"SKIP LOCKED" if skip_locked else ""})""",  # noqa: S608 (two texts of ours)
            {"id": provider_id, "until": until.replace(microsecond=0)},
        )
