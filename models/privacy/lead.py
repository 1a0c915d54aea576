import logging

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..lead.crm_lead import QUEUE_FIELDS
from ..toast import toast
from .mixin import CONSENT_FIELDS

_logger = logging.getLogger(__name__)

NOT_ALLOWED = "not_allowed"
# A pass looks at its clock between claims.
MOST_EMPTY_CLAIMS = 20

# What stands against sending each of some leads. A contact with the lead's address that
# is not linked counts as well; the index for that holds only those that matter.
_OBSTACLES = """
    SELECT lead.id, array_remove(ARRAY[
        CASE WHEN lead.ai_never_send THEN 'lead' END,
        CASE WHEN contact.ai_never_send OR EXISTS (
            SELECT FROM res_partner namesake
            WHERE namesake.email_normalized = lead.email_normalized
              AND namesake.ai_never_send
        ) THEN 'contact' END,
        CASE WHEN company.ai_never_send THEN 'company' END,
        CASE WHEN EXISTS (
            SELECT FROM res_country country
            WHERE country.ai_never_send AND country.id IN (
                lead.country_id, contact.country_id, company.country_id)
        ) THEN 'country' END,
        CASE WHEN 'refused' IN (
            lead.ai_consent, contact.ai_consent, company.ai_consent
        ) OR EXISTS (
            SELECT FROM res_partner namesake
            WHERE namesake.email_normalized = lead.email_normalized
              AND namesake.ai_consent = 'refused'
        ) THEN 'refused' END,
        CASE WHEN EXISTS (
            SELECT FROM mail_blacklist blacklist
            WHERE blacklist.active AND blacklist.email IN (
                lead.email_normalized, contact.email_normalized)
        ) THEN 'blacklist' END,
        CASE WHEN %(required)s AND ('given' IN (
            lead.ai_consent, contact.ai_consent
        )) IS NOT TRUE THEN 'consent' END
    ], NULL)
    FROM crm_lead lead
    LEFT JOIN res_partner contact ON contact.id = lead.partner_id
    LEFT JOIN res_partner company ON company.id = contact.commercial_partner_id
        AND company.id != contact.id
    WHERE lead.id = ANY(%(ids)s)
"""


class CrmLead(models.Model):
    """Which leads may be sent to a vendor at all.

    Decided when a person asks, when waiting leads are claimed, and once more for every
    lead just before it is read for its request.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "llm.privacy.mixin"]

    ai_obstacle = fields.Char(
        string="Why AI May Not Be Asked",
        groups="base.group_user",
        compute="_compute_ai_obstacle",
    )

    @api.depends(
        "ai_never_send", "ai_consent", "partner_id", "country_id", "email_normalized"
    )
    @api.depends_context("company", "lang")
    def _compute_ai_obstacle(self):
        # Read past the ORM, which would ask.
        self.check_field_access_rights("read", ["ai_obstacle"])
        obstacles = self._origin._get_obstacles()
        for lead in self:
            codes = obstacles.get(lead._origin.id)
            lead.ai_obstacle = codes and self._explain_obstacles(codes)

    def _compute_ai_failure_reason(self):
        result = super()._compute_ai_failure_reason()
        for lead in self:
            if lead.ai_failure_type == NOT_ALLOWED and lead.ai_obstacle:
                lead.ai_failure_reason = lead.ai_obstacle
        return result

    def _get_obstacles(self):
        """``{lead id: codes}`` of those that may not be sent; one query for all."""
        return {lead_id: codes for lead_id, codes in self._read_obstacles() if codes}

    def _read_obstacles(self):
        """``[(lead id, codes)]`` of those that still exist."""
        if not self.ids:
            return []
        self._flush_obstacles()
        config = self._get_llm_config(self.env.company.id)
        self.env.cr.execute(
            _OBSTACLES, {"ids": self.ids, "required": config.require_consent}
        )
        return self.env.cr.fetchall()

    def _flush_obstacles(self):
        """Let plain SQL see what the ORM still holds back."""
        said = ["ai_never_send", "ai_consent", "country_id", "email_normalized"]
        self.flush_recordset([*said, "partner_id"])
        self.env["res.partner"].flush_model([*said, "commercial_partner_id"])
        self.env["res.country"].flush_model(["ai_never_send"])
        self.env["mail.blacklist"].flush_model(["email", "active"])

    @api.model
    def _explain_obstacles(self, codes):
        words = self._get_obstacle_words()
        return _(
            "This lead may not be sent to an AI vendor: %s.",
            ", ".join(words[code] for code in codes),
        )

    @api.model
    def _get_obstacle_words(self):
        return {
            "lead": _("the lead is marked so"),
            "contact": _("its contact is marked so"),
            "company": _("the company of its contact is marked so"),
            "country": _("its country is one of those that are never sent"),
            "refused": _("the person refused, or took the consent back"),
            "blacklist": _("its e-mail address is on the blacklist"),
            "consent": _("a consent is required, and there is none on record"),
        }

    def _check_sendable(self):
        """:raises UserError: one of ``self`` may not be sent, whoever asks."""
        for codes in self._get_obstacles().values():
            raise UserError(self._explain_obstacles(codes))

    def _enrich_on_demand(self, insists):
        """Says what stands against it before anything is changed on a single lead."""
        if len(self) == 1:
            self._check_may_change()
            codes = self._get_obstacles().get(self.id)
            if codes:
                text = self._explain_obstacles(codes)
                return toast("warning", text, sticky=True)
        return super()._enrich_on_demand(insists)

    def _queue_on_demand(self, insists):
        """Queues the others, and says how many may not be sent."""
        self._check_may_change()
        obstacles = self._get_obstacles()
        if not obstacles:
            return super()._queue_on_demand(insists)
        text = _("%s leads may not be sent to an AI vendor.", len(obstacles))
        if len(obstacles) == 1:
            [codes] = obstacles.values()
            text = self._explain_obstacles(codes)
        others = self - self.browse(obstacles)
        if not others:
            return toast("warning", text, sticky=True)
        queued = super(CrmLead, others)._queue_on_demand(insists)["params"]["message"]
        return toast("warning", f"{queued} {text}", sticky=True)

    def _request_scores(self, insists, provider_id=None):
        """Leads that may not be sent never wait: they say so at once."""
        result = super()._request_scores(insists, provider_id)
        barred = self.sudo().browse(self._get_obstacles())
        if barred:
            barred._move("processing")
            barred._leave_queue()
        return result

    def _queue_automatically(self):
        barred = self.browse(self._get_obstacles())
        return super(CrmLead, self - barred)._queue_automatically()

    @api.model
    def _claim_pending(self, limit, requested_only=False):
        """Claims that hold only leads which may not be sent are done with at once."""
        for _claim in range(MOST_EMPTY_CLAIMS):
            claimed = super()._claim_pending(limit, requested_only)
            sendable = claimed._turn_away()
            if sendable or not claimed:
                break
        return sendable

    def _turn_away(self):
        """Those of these claimed leads that may be sent; the others leave the queue.

        Those that are gone were deleted meanwhile. One that a person asked for fails
        and says why. One that was queued by itself is again what it was before.
        """
        read = self._read_obstacles()
        barred = self.browse(lead_id for lead_id, codes in read if codes)
        if barred:
            self._insist(barred.sudo()._leave_queue)
        return self & self.browse(lead_id for lead_id, codes in read if not codes)

    def _leave_queue(self):
        asked = self.filtered("ai_enrichment_user_id")
        askers = {
            lead.id: {"ai_enrichment_user_id": lead.ai_enrichment_user_id.id}
            for lead in asked
        }
        asked._move(
            "failed",
            ai_failure_type=NOT_ALLOWED,
            ai_failure_provider=None,
            ai_enrichment_lease=None,
        )
        for lead in asked:
            _logger.info("lead %s failed: %s", lead.id, NOT_ALLOWED)
        (self - asked)._put_back()
        self.invalidate_recordset()
        self._notify_askers(askers, askers)

    def _put_back(self):
        """As if they had never been queued; no status of the queue's own says that."""
        self.env.cr.execute(
            """UPDATE crm_lead SET
                   ai_enrichment_lease = NULL,
                   ai_enrichment_status = CASE
                       WHEN ai_failure_type IS NOT NULL THEN 'failed'
                       WHEN ai_last_enrichment_date IS NOT NULL THEN 'completed'
                   END
               WHERE id = ANY(%s) AND ai_enrichment_status = 'processing'""",
            [self.ids],
        )
        self.invalidate_recordset(QUEUE_FIELDS)

    def _prepare_merged(self, others):
        return {
            **super()._prepare_merged(others),
            **(self + others)._prepare_merged_privacy(),
        }

    def _prepare_merged_privacy(self):
        """One refusal counts for all; a consent only if all parts have one."""
        refused = self.filtered(lambda lead: lead.ai_consent == "refused")
        given = self.filtered(lambda lead: lead.ai_consent == "given")
        source = refused[:1] or (given[:1] if given == self else self.browse())
        record = source._convert_to_write({n: source[n] for n in CONSENT_FIELDS})
        return {
            "ai_never_send": any(self.mapped("ai_never_send")),
            **(record if source else dict.fromkeys(CONSENT_FIELDS, False)),
        }
