from odoo import api, fields, models

from ..lead.crm_lead import QUEUE_FIELDS, REQUEST_FIELDS

TRIGGERS = frozenset(
    {
        "partner_name",
        "contact_name",
        "email_from",
        "phone",
        "description",
        "expected_revenue",
    }
)


class CrmLead(models.Model):
    """How leads get into the queue: asked for by people, or by themselves."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        asked = [vals.get("ai_enrichment_status") == "pending" for vals in vals_list]
        request = self._prepare_request()
        leads = super().create(
            [
                {**request, **vals} if is_asked else vals
                for vals, is_asked in zip(vals_list, asked, strict=True)
            ]
        )
        settings = self._get_llm_config(self.env.company.id)
        if any(asked):
            leads._wake_job()
        if settings.auto_enrich_enabled and settings.auto_enrich_new_leads:
            leads._queue_automatically()
        return leads

    def write(self, vals):
        asks = vals.get("ai_enrichment_status") == "pending"
        if asks and vals.keys() <= REQUEST_FIELDS:
            return self._queue_requested(vals)
        if asks:
            vals = {**self._prepare_request(), **vals}
        mark = self._prepare_mark(vals)
        if self.env.su or self.env.user._is_internal():
            vals, mark = {**vals, **mark}, {}
        result = super().write(vals)
        if mark:  # by a reseller, who may change the lead but not what is ours
            super(CrmLead, self.sudo()).write(mark)
        if asks:
            self._wake_job()
        elif self._is_trigger(vals):
            self._queue_automatically()
        return result

    @api.model
    def _prepare_mark(self, vals):
        """What has to be written along where ``vals`` change what was judged."""
        if not TRIGGERS & vals.keys():
            return {}
        return {"ai_facts_date": fields.Datetime.now(), "ai_is_stale": True}

    def _queue_requested(self, vals):
        """What writing Waiting does where nothing else is written: in one statement.

        Ten thousand leads are selected and asked for as easily as one.
        """
        self._request_scores(vals.get("ai_enrichment_insists", False))
        return True

    def _request_scores(self, insists, provider_id=None):
        """Queue these leads for the user, and wake the job.

        :param provider_id: who is asked first; None for the usual one.
        """
        self._check_may_change()
        request = {
            **self._prepare_request(),
            "ai_enrichment_insists": insists,
            "ai_enrichment_provider_id": provider_id,
        }
        self._move("pending", **request)
        self._wake_job()

    def _prepare_request(self):
        return {
            "ai_enrichment_user_id": self.env.uid,
            "ai_enrichment_attempts": 0,
            "ai_enrichment_next_attempt": None,
            "ai_enrichment_lease": None,
            "ai_enrichment_insists": False,
            "ai_enrichment_provider_id": None,
        }

    def _is_trigger(self, vals):
        if not (TRIGGERS & vals.keys() or "stage_id" in vals):
            return False
        settings = self._get_llm_config(self.env.company.id)
        if not (settings.auto_enrich_enabled and settings.auto_enrich_on_update):
            return False
        return bool(TRIGGERS & vals.keys()) or settings.auto_enrich_on_stage

    def _queue_automatically(self):
        """Queue those of ``self`` that are open and want it, and wake the job.

        One statement for all: it is part of every save by a user.
        """
        job = self._get_job()
        if not self or not job:
            return
        self.flush_recordset([*QUEUE_FIELDS, "active", "auto_enrich", "stage_id"])
        self.env.cr.execute(
            """WITH queued AS (
                UPDATE crm_lead lead
                SET ai_enrichment_status = 'pending', ai_enrichment_user_id = NULL,
                    ai_enrichment_attempts = 0, ai_enrichment_next_attempt = NULL,
                    ai_enrichment_lease = NULL, ai_enrichment_insists = NULL,
                    ai_enrichment_provider_id = NULL
                WHERE lead.id = ANY(%(ids)s) AND lead.active AND lead.auto_enrich
                  AND lead.ai_enrichment_status IS DISTINCT FROM 'pending'
                  AND NOT EXISTS (SELECT 1 FROM crm_stage stage
                                  WHERE stage.id = lead.stage_id AND stage.is_won)
                RETURNING lead.id
            ), woken AS (
                INSERT INTO ir_cron_trigger (cron_id, call_at)
                SELECT %(job)s, %(now)s FROM queued LIMIT 1
            )
            SELECT id FROM queued""",
            {"ids": self.ids, "job": job.id, "now": fields.Datetime.now()},
        )
        queued = self.browse(row[0] for row in self.env.cr.fetchall())
        queued.invalidate_recordset(QUEUE_FIELDS)
        if queued:
            self.env.cr.postcommit.add(job._notifydb)

    def _get_job(self):
        """The scheduled job that does what is queued now; empty if it was deleted."""
        automatic = self._get_llm_config(self.env.company.id).auto_enrich_enabled
        return self._find_job(
            "ir_cron_enrich_leads" if automatic else "ir_cron_enrich_requested_leads"
        )

    def _get_request_job(self):
        """The job that does what people ask for: of the two one that is active."""
        job = self._get_job()
        return job if job.active else self._find_job("ir_cron_enrich_requested_leads")

    @api.model
    def _find_job(self, name):
        """The scheduled job of this name, whatever the user may; empty if deleted.

        Without env.ref, which sends a query: this is part of every save.
        """
        job_id = self.env["ir.model.data"]._xmlid_to_res_id(f"llm_lead_scoring.{name}")
        return self.env["ir.cron"].sudo().browse(job_id or [])

    def _wake_job(self):
        """Let the scheduled job look at the queue as soon as this is committed."""
        job = self._get_request_job()
        if job:
            job._trigger()

    def _check_may_change(self):
        """Also that the user is an insider: resellers may change leads, no more."""
        self.check_field_access_rights("write", ["ai_enrichment_status"])
        self.check_access_rights("write")
        self.check_access_rule("write")
