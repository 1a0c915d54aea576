from odoo import _, api, fields, models
from odoo.tools import config

from ..queue.enrichment_run import Run
from ..queue.enrichment_values import Pace
from ..service.service import INTERACTIVE_SECONDS
from . import state as states

MOST_COUNTED = 1000
# What a lead takes where no request tells.
USUAL_SECONDS = 5.0
# The browser asks for what a form opens without: place in the queue, and how long.
IN_DETAIL = "ai_panel_in_detail"
# How long the browser waits for the scheduled job before it asks by itself; it does so
# at once where the queue would take longer than the second.
PATIENCE_SECONDS, LONG_WAIT_SECONDS = 10, 30
# Leads scored in the request that asks how far a selection is, where no job runs.
FEW = 4


class CrmLead(models.Model):
    """The panel's click: the lead is queued, and the form goes on being used.

    Where nobody works through the queue, or it is long, the browser asks a second time
    for this lead alone, by :meth:`action_enrich_with_ai`.
    """

    _inherit = "crm.lead"

    def action_score_with_ai(self, insists=False):
        """Queue this lead; the panel as it is then.

        Nothing is queued, and the panel says why, where nobody can be asked.
        """
        self.ensure_one()
        self._check_may_change()
        if not self._get_ai_providers():
            return {**self._get_panel(), **self._tell_failure_of("no_provider", False)}
        if not self._get_obstacles() and self.ai_enrichment_status != "processing":
            self._request_scores(insists)
        return self._get_panel()

    def action_cancel_ai_score(self):
        """Out of the queue again, as if nobody had asked; the panel as it is then.

        An answer that is under way is paid for, and still stored when it comes.
        """
        self.ensure_one()
        self._check_may_change()
        self._cancel_scores()
        return self._get_panel()

    def action_score_selection(self):
        """What the action on a selection does: a window that tells what it takes."""
        return self.env["llm.bulk"]._open(self)

    def _cancel_scores(self):
        """Those that waited or were in work are again what they were before."""
        waiting = self.filtered(
            lambda lead: lead.ai_enrichment_status in ("pending", "processing")
        )
        waiting.sudo()._move("processing")
        waiting.sudo()._put_back()
        return waiting

    def _get_panel(self):
        """The panel as it is now: the queue is written past the ORM."""
        self.invalidate_recordset(["ai_panel"])
        return self.with_context(**{IN_DETAIL: True}).ai_panel

    def _get_ai_providers(self):
        return self.env["llm.provider"]._get_candidates(self._get_ai_company())

    def _explain_no_provider(self):
        """Those who can't mend it read whom to ask."""
        company = self._get_ai_company()
        return self.env["llm.failure"]._explain_to_user("no_provider", False, company)

    def _prepare_news(self, state, obstacles):
        """The line about what happens now, and what can be done about it."""
        news = {
            states.NEW: self._tell_new,
            states.WAITING: self._tell_waiting,
            states.WORKING: self._tell_working,
            states.FAILED: self._tell_failure,
            states.UNJUDGED: self._tell_unjudged,
            states.LITTLE: self._tell_little,
        }.get(state, dict)()
        if state == states.FORBIDDEN:
            news = {"line": self._explain_obstacles(obstacles)}
        may_ask = not obstacles and state not in (states.WAITING, states.WORKING)
        return {"may_ask": may_ask, **news}

    def _tell_new(self):
        return {
            "line": _("Not scored yet. The AI reads what the lead wrote and says why.")
        }

    def _tell_working(self):
        text = _("In work: the score appears here by itself.")
        return {"line": text, "may_stop": True}

    def _tell_unjudged(self):
        if self._get_outcome().get("is_automatic"):
            return {"line": _("Only automatic messages: nobody asked for anything.")}
        return {"line": _("Scored without its words: the lead wrote nothing to judge.")}

    def _tell_little(self):
        return {"line": _("The message says too little to judge. Ask for more:")}

    def _tell_failure(self, next_try=""):
        return self._tell_failure_of(
            self.ai_failure_type, self.ai_failure_provider, next_try
        )

    def _tell_failure_of(self, code, provider, next_try=""):
        failure = self.env["llm.failure"]
        company = self._get_ai_company()
        text = failure._explain_to_user(code, provider, company, next_try)
        return {"line": text, "mend": failure._get_mend(code)}

    def _tell_waiting(self):
        later = self.ai_enrichment_next_attempt
        if later and later > fields.Datetime.now():
            return self._tell_later(later)
        if not self.env.context.get(IN_DETAIL):
            return {"line": _("Waiting for its score"), "may_stop": True}
        providers = self._get_ai_providers()
        provider = providers._get_rested()[:1]
        if not providers:
            told = self._tell_failure_of("no_provider", False)
            return {**told, "may_stop": True}
        if not provider:
            return self._tell_pause(providers)
        place = self._get_queue_place()
        seconds = self._estimate_wait(place, provider)
        return {
            "line": _tell_place(place, seconds),
            "may_stop": True,
            "place": place,
            "patience": self._get_patience(seconds),
        }

    def _tell_pause(self, providers):
        """All who could be asked are left alone for now: until when, and why."""
        first = providers.sudo().sorted("cooldown_until")[0]
        news = self._tell_later(first.cooldown_until)
        codes = self.env["llm.request"]._get_last_errors(first)
        if self.ai_failure_type or first.id not in codes:
            return news
        clock = self._tell_clock(first.cooldown_until)
        return {**news, **self._tell_failure_of(codes[first.id], first.name, clock)}

    def _tell_later(self, moment):
        clock = self._tell_clock(moment)
        news = {"line": self.env["llm.failure"]._tell_next_try(clock)}
        if self.ai_failure_type:
            news = self._tell_failure(clock)
        return {**news, "is_later": True, "may_stop": True, "may_ask": True}

    def _tell_clock(self, moment):
        """The time, and the day where it is not today's."""
        local = fields.Datetime.context_timestamp(self, moment)
        now = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        is_today = local.date() == now.date()
        return f"{local:%H:%M}" if is_today else self._tell_moment(moment)

    def _get_queue_place(self):
        """1 for the lead that is next."""
        self._flush_queue()
        self.env.cr.execute(
            """SELECT COUNT(*) FROM (
                   SELECT FROM crm_lead
                   WHERE ai_enrichment_status = 'pending'
                     AND (ai_enrichment_next_attempt IS NULL
                          OR ai_enrichment_next_attempt <= %(now)s)
                     AND id < %(id)s
                   LIMIT %(most)s
               ) before""",
            {
                "id": self._origin.id or 0,
                "now": fields.Datetime.now(),
                "most": MOST_COUNTED,
            },
        )
        return self.env.cr.fetchone()[0] + 1

    @api.model
    def _estimate_wait(self, place, provider):
        """Seconds until the lead at this place has its score."""
        usual = self.env["llm.request"]._get_usual(provider)
        seconds = max(usual["seconds"] or USUAL_SECONDS, 1)
        at_once = max(provider.sudo().max_in_flight, 1)
        return seconds * (1 + (place - 1) // at_once)

    @api.model
    def _get_patience(self, seconds):
        """Seconds until the browser does by itself what no job has done."""
        if not self._has_workers() or seconds > LONG_WAIT_SECONDS:
            return 0
        return PATIENCE_SECONDS

    @api.model
    def _has_workers(self):
        """As far as this server knows, somebody works through the queue."""
        return config["max_cron_threads"] > 0 and self._get_request_job().active

    def _enrich_some(self):
        """A few of those that wait, in this request: where there are no workers."""
        waiting = self.filtered(lambda lead: lead.ai_enrichment_status == "pending")
        claimed = waiting[:FEW].sudo()._move("processing")
        claimed._renew_lease()
        self._commit()
        Run(self, Pace(INTERACTIVE_SECONDS)).work_on(claimed)


def _tell_place(place, seconds):
    if place == 1:
        return _("Next in the queue, about %s s.", round(seconds))
    if place > MOST_COUNTED:
        return _("More than %s leads are before it.", MOST_COUNTED)
    if seconds < 90:
        values = {"count": place - 1, "n": round(seconds)}
        return _("Waiting: %(count)s before it, about %(n)s s.", **values)
    values = {"count": place - 1, "n": round(seconds / 60)}
    return _("Waiting: %(count)s before it, about %(n)s min.", **values)
