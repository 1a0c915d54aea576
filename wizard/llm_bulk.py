from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..models.panel.ask import USUAL_SECONDS
from .llm_bulk_estimate import ANSWER_TOKENS, estimate, sort_out

CENT = 0.01
MANAGER = "sales_team.group_sale_manager"
NUMBERS = (
    "count_waiting",
    "count_closed",
    "count_forbidden",
    "count_unchanged",
    "count_chosen",
    "cost",
    "duration",
    "basis",
)


class LlmBulk(models.TransientModel):
    """Scoring a selection of leads: what it takes is seen before anything is paid."""

    _name = "llm.bulk"
    _description = "Scoring Many Leads"
    # A day's work is watched for longer than Odoo keeps windows.
    _transient_max_hours = 48.0

    # Lost leads are archived, and a selection of them is one all the same.
    lead_ids = fields.Many2many(
        "crm.lead", readonly=True, context={"active_test": False}
    )
    state = fields.Selection(
        [("ready", "Ready"), ("running", "Running")], default="ready", readonly=True
    )
    # Ids of the leads by what stands against scoring them, see sort_out().
    sorted_out = fields.Json(readonly=True)
    queued_ids = fields.Json(readonly=True)
    started_at = fields.Datetime(readonly=True)

    with_closed = fields.Boolean(string="Also Won and Lost Ones")
    with_unchanged = fields.Boolean(
        string="Ask Anew about Unchanged Ones",
        help="Otherwise the last answer is used again, and nothing is paid for them.",
    )
    provider_id = fields.Many2one(
        "llm.provider",
        groups=MANAGER,
        default=lambda self: self.env["llm.provider"]._get_candidates(self.env.company)[
            :1
        ],
        help="It is asked first; others step in where it has a bad day.",
    )
    obstacle = fields.Char(compute="_compute_obstacle")
    count = fields.Integer(string="Selected", compute="_compute_count")
    count_waiting = fields.Integer(string="Waiting", compute="_compute_numbers")
    count_closed = fields.Integer(string="Won or Lost", compute="_compute_numbers")
    count_forbidden = fields.Integer(
        string="May Not Be Sent", compute="_compute_numbers"
    )
    count_unchanged = fields.Integer(string="Unchanged", compute="_compute_numbers")
    count_chosen = fields.Integer(string="To Score", compute="_compute_numbers")
    cost = fields.Char(compute="_compute_numbers")
    duration = fields.Char(string="Time", compute="_compute_numbers")
    basis = fields.Char(compute="_compute_numbers", help="What the two are told by.")
    progress = fields.Json(compute="_compute_progress")

    @api.model_create_multi
    def create(self, vals_list):
        """Odoo's own create() asks for no field's groups."""
        is_default = "default_provider_id" in self.env.context
        if is_default or any("provider_id" in vals for vals in vals_list):
            self.check_field_access_rights("write", ["provider_id"])
        return super().create(vals_list)

    @api.depends("lead_ids")
    def _compute_count(self):
        for bulk in self:
            bulk.count = len(bulk.lead_ids)

    @api.depends_context("uid", "lang")
    def _compute_obstacle(self):
        """Why nobody can be asked at all, in words of the reader."""
        company = self.env.company
        has_provider = self.env["llm.provider"]._get_candidates(company)
        explain = self.env["llm.failure"]._explain_to_user
        self.obstacle = not has_provider and explain("no_provider", False, company)

    @api.depends("sorted_out", "with_closed", "with_unchanged", "provider_id")
    def _compute_numbers(self):
        for bulk in self:
            bulk.update(dict.fromkeys(NUMBERS, False) | bulk._prepare_numbers())

    def _prepare_numbers(self):
        kinds = self.sorted_out or {}
        chosen = self._get_chosen()
        unchanged = [] if self.with_unchanged else kinds.get("unchanged", [])
        free = len({*unchanged, *kinds.get("silent", [])}.intersection(chosen))
        guess = estimate(self, len(chosen), free)
        return {
            "count_waiting": len(kinds.get("waiting", [])),
            "count_closed": len(kinds.get("closed", [])),
            "count_forbidden": len(kinds.get("forbidden", [])),
            "count_unchanged": len({*kinds.get("unchanged", [])}.intersection(chosen)),
            "count_chosen": len(chosen),
            "cost": self._tell_cost(guess["cost"]),
            "duration": self._tell_duration(guess["seconds"]),
            "basis": len(chosen) > free and _tell_basis(guess),
        }

    def _get_chosen(self):
        """Ids of the leads that the button would queue, in their order."""
        kinds = self.sorted_out or {}
        left_out = {*kinds.get("forbidden", []), *kinds.get("waiting", [])}
        if not self.with_closed:
            left_out.update(kinds.get("closed", []))
        return [id_ for id_ in self.lead_ids._origin.ids if id_ not in left_out]

    @api.model
    def _open(self, leads):
        """The window for these leads."""
        leads._check_may_change()
        bulk = self.create(
            {"lead_ids": [Command.set(leads.ids)], "sorted_out": sort_out(leads)}
        )
        return bulk._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Score with AI"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    def action_start(self):
        """Queue those that are to be scored, and show how they get on."""
        self.ensure_one()
        if self.obstacle:
            raise UserError(self.obstacle)
        self._queue(self.env["crm.lead"].browse(self._get_chosen()))
        self.write({"state": "running", "started_at": fields.Datetime.now()})
        return self._show()

    def _queue(self, leads):
        provider = self.env.user.has_group(MANAGER) and self.provider_id.id
        leads._request_scores(self.with_unchanged, provider or None)
        self.queued_ids = leads.ids

    def action_stop(self):
        """Those without an answer are taken out of the queue.

        What was sent already is paid for, and stored when its answer comes.
        """
        self.ensure_one()
        waiting = self._get_queued().filtered(
            lambda lead: lead.ai_enrichment_status in ("pending", "processing")
        )
        waiting._check_may_change()
        waiting._cancel_scores()
        left = set(waiting.ids)
        queued = self.queued_ids or []
        self.queued_ids = [id_ for id_ in queued if id_ not in left]
        return self._show()

    def action_retry(self):
        """The failed ones go into the queue again."""
        self.ensure_one()
        self._get_failed()._request_scores(insists=False)
        return self._show()

    def action_open_failed(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Scoring Failed"),
            "res_model": "crm.lead",
            "views": [[False, "tree"], [False, "form"]],
            "domain": [("id", "in", self._get_failed().ids)],
            "context": {"active_test": False},
        }

    def _get_queued(self):
        """The leads of this run that the user may still read."""
        leads = self.env["crm.lead"].with_context(active_test=False)
        return leads.search([("id", "in", self.queued_ids or [])])

    def _get_failed(self):
        return self._get_queued().filtered(
            lambda lead: lead.ai_enrichment_status == "failed"
        )

    @api.depends("queued_ids")
    def _compute_progress(self):
        for bulk in self:
            bulk.progress = bulk.state == "running" and bulk._prepare_progress()

    def get_progress(self):
        """How far it is: counts, dollars, and what failed by reason.

        Where no job works through the queue, a few leads are scored on the way.
        """
        self.ensure_one()
        self.check_access_rights("read")
        self.check_access_rule("read")
        leads = self._get_queued()
        if not leads._has_workers():
            leads._enrich_some()
            leads.invalidate_recordset()
        return self._prepare_progress()

    def _prepare_progress(self):
        leads = self._get_queued()
        statuses = leads.mapped("ai_enrichment_status")
        waiting = statuses.count("pending")
        working = statuses.count("processing")
        failed = statuses.count("failed")
        left = estimate(self, waiting + working, 0)["seconds"]
        return {
            "total": len(leads),
            "done": len(leads) - waiting - working - failed,
            "failed": failed,
            "waiting": waiting + working,
            "reasons": self._count_reasons(leads),
            "cost": self._get_cost(),
            "left": waiting + working and self._tell_duration(left),
            "pause": not working and self._tell_pause(leads),
        }

    @api.model
    def _tell_pause(self, leads):
        """Why nobody is asked for now, and until when; False where somebody is."""
        waiting = leads.filtered(lambda lead: lead.ai_enrichment_status == "pending")
        providers = waiting[:1]._get_ai_providers() if waiting else False
        if not providers or providers._get_rested():
            return False
        return waiting[0]._tell_pause(providers)["line"]

    def _count_reasons(self, leads):
        """What failed, by reason, the commonest first."""
        failed = leads.filtered(lambda lead: lead.ai_enrichment_status == "failed")
        names = dict(leads._fields["ai_failure_type"]._description_selection(self.env))
        counts = {}
        for code in failed.mapped("ai_failure_type"):
            counts[names.get(code, code)] = counts.get(names.get(code, code), 0) + 1
        return sorted(counts.items(), key=lambda item: -item[1])

    def _get_cost(self):
        """US dollars since the start, also of those that were stopped on the way."""
        requests = self.env["llm.request"].sudo()
        lead_ids = self.lead_ids.ids
        domain = [("lead_id", "in", lead_ids), ("sent_at", ">=", self.started_at)]
        [(cost,)] = requests._read_group(domain, [], ["cost:sum"])
        return round(cost or 0, 6)

    @api.model
    def _tell_cost(self, dollars):
        if dollars is None:
            return _("not known: its provider has no prices")
        if dollars < CENT:
            return _("less than $ %s", formatLang(self.env, CENT, digits=2))
        return _("about $ %s", formatLang(self.env, dollars, digits=2))

    @api.model
    def _tell_duration(self, seconds):
        if seconds < 90:
            return _("about %s s", max(round(seconds), 1))
        if seconds < 5400:
            return _("about %s min", round(seconds / 60))
        return _("about %s h", formatLang(self.env, seconds / 3600, digits=1))


def _tell_basis(guess):
    """Whoever pays reads whether it was counted or guessed."""
    values = {"model": guess["model"], "count": guess["answers"]}
    if guess["answers"]:
        return _("By the last answers of %(model)s (%(count)s).", **values)
    values.update(seconds=round(USUAL_SECONDS), tokens=ANSWER_TOKENS)
    return _(
        "A guess: %(model)s has scored nothing here yet. Taken are the length of these "
        "leads, %(tokens)s tokens of an answer and %(seconds)s seconds for each.",
        **values,
    )
