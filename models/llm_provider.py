import time
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..engine import client
from ..engine.errors import LLMError
from ..engine.values import Attempt, Endpoint, Message, Prompt
from ..engine.vendors import VENDORS

TEST_SECONDS = 30
LIMITS = {"temperature": (0, 2), "max_tokens": (100, 100_000), "timeout": (5, 300)}


class LlmProvider(models.Model):
    """One account at a vendor: where requests go, with which key and limits."""

    _name = "llm.provider"
    _description = "LLM Provider"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(
        default=10, help="Providers are asked in this order, the default one first."
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        help="Empty: every company may use this provider.",
    )
    is_default = fields.Boolean(string="Default", copy=False)
    provider_type = fields.Selection(
        selection=lambda self: [(key, row.label) for key, row in VENDORS.items()],
        string="Vendor",
        required=True,
        default="openai",
    )
    model_name = fields.Char(string="Model", required=True)
    api_endpoint = fields.Char(
        string="Base URL", help="Leave empty for the vendor's own address."
    )
    api_key = fields.Char(
        string="API Key",
        compute="_compute_api_key",
        inverse="_inverse_api_key",
        groups="sales_team.group_sale_manager",
        copy=False,
        help="Can be set, never read: paste a new key to replace the stored one.",
    )
    key_url = fields.Char(string="Get a Key", compute="_compute_key_url")
    api_key_secret = fields.Char(
        groups=fields.NO_ACCESS, copy=False, prefetch=False, exportable=False
    )
    api_key_hint = fields.Char(string="Stored Key", copy=False, readonly=True)
    api_key_date = fields.Datetime(string="Key Set On", copy=False, readonly=True)
    temperature = fields.Float(
        help="0 is the most repeatable, 2 the most varied. Many models refuse it.",
    )
    send_temperature = fields.Boolean(
        compute="_compute_send_temperature", store=True, readonly=False
    )
    max_tokens = fields.Integer(string="Longest Answer (tokens)", default=2000)
    timeout = fields.Integer(string="Timeout (seconds)", default=60)
    cooldown_until = fields.Datetime(
        string="Left Alone Until",
        copy=False,
        readonly=True,
        help="The vendor was in trouble or asked us to wait; others do the work.",
    )
    is_resting = fields.Boolean(compute="_compute_is_resting")
    request_ids = fields.One2many("llm.request", "provider_id", readonly=True)
    total_requests = fields.Integer(
        string="Requests", compute="_compute_usage", compute_sudo=True
    )
    failed_requests = fields.Integer(compute="_compute_usage", compute_sudo=True)
    last_used = fields.Datetime(compute="_compute_usage", compute_sudo=True)

    @api.constrains(*LIMITS)
    def _check_limits(self):
        for provider in self:
            for name, (least, most) in LIMITS.items():
                if not least <= provider[name] <= most:
                    raise ValidationError(
                        _(
                            "%(field)s of %(provider)s must be between %(least)s and "
                            "%(most)s.",
                            field=provider._fields[name]._description_string(self.env),
                            provider=provider.name,
                            least=least,
                            most=most,
                        )
                    )

    @api.constrains("is_default", "company_id")
    def _check_one_default(self):
        for provider in self.filtered("is_default"):
            others = self.sudo().with_context(active_test=False)
            if others.search_count(
                [
                    ("is_default", "=", True),
                    ("company_id", "=", provider.company_id.id),
                    ("id", "!=", provider.id),
                ],
                limit=1,
            ):
                raise ValidationError(
                    _("A company can have only one default provider.")
                )

    @api.depends("provider_type")
    def _compute_key_url(self):
        for provider in self:
            provider.key_url = VENDORS[provider.provider_type].key_url

    def _compute_api_key(self):
        """Nobody reads a key back, the administrator included."""
        self.api_key = False

    def _inverse_api_key(self):
        for provider in self:
            key = (provider.api_key or "").strip()
            provider.sudo().write(
                {
                    "api_key_secret": key or False,
                    "api_key_hint": f"…{key[-4:]}" if len(key) >= 12 else key and "…",
                    "api_key_date": fields.Datetime.now() if key else False,
                }
            )
            provider.invalidate_recordset(["api_key"])

    @api.depends("temperature")
    def _compute_send_temperature(self):
        for provider in self:
            provider.send_temperature = bool(provider.temperature)

    @api.depends("cooldown_until")
    def _compute_is_resting(self):
        self.is_resting = True
        self._get_rested().is_resting = False

    @api.depends("request_ids")
    def _compute_usage(self):
        rows = self.env["llm.request"]._read_group(
            [("provider_id", "in", self.ids)],
            ["provider_id", "success"],
            ["__count", "sent_at:max"],
        )
        self.total_requests = self.failed_requests = 0
        self.last_used = False
        for provider, success, count, last in rows:
            provider.total_requests += count
            provider.failed_requests += 0 if success else count
            provider.last_used = max(provider.last_used or last, last)

    @api.onchange("provider_type")
    def _onchange_provider_type(self):
        known = {row.default_model for row in VENDORS.values()}
        if not self.model_name or self.model_name in known:
            self.model_name = VENDORS[self.provider_type].default_model

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_address_rights(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_address_rights(vals)
        if {"api_key", "api_endpoint", "model_name", "provider_type"} & set(vals):
            vals = {**vals, "cooldown_until": False}
        return super().write(vals)

    def _check_address_rights(self, vals):
        """The server itself calls this address, so only administrators choose it."""
        if not vals.get("api_endpoint") or self.env.su:
            return
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(
                _("Only an administrator can send requests to an address of his own.")
            )

    def action_make_default(self):
        self.ensure_one()
        self.search([("company_id", "=", self.company_id.id)]).is_default = False
        self.is_default = True

    def action_test_connection(self):
        """One small real request; says what came of it."""
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        prompt = Prompt("", (Message("user", "Answer with the word: ready"),))
        try:
            reply = self.env["llm.service"]._complete(
                prompt, self, seconds=TEST_SECONDS, purpose="test"
            )
        except LLMError as error:
            return self._notification(
                "danger", self.env["llm.failure"]._explain(error, self), True
            )
        text = _(
            "%(model)s answered in %(seconds).1f s.",
            model=reply.completion.model_name or self.model_name,
            seconds=sum(attempt.seconds for attempt in reply.attempts),
        )
        return self._notification("success", text, False)

    def action_fetch_models(self):
        """The models that the vendor lists for this account, to pick one from."""
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        try:
            names = client.list_models(
                self._to_endpoint(), deadline=time.monotonic() + TEST_SECONDS
            )
        except LLMError as error:
            text = self.env["llm.failure"]._explain(error, self)
            return self._notification("danger", text, True)
        suggested = VENDORS[self.provider_type].models
        choices = self.env["llm.model.choice"].create(
            [
                {
                    "provider_id": self.id,
                    "name": name,
                    "is_suggested": name in suggested,
                }
                for name in names
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Models of %s", self.name),
            "res_model": "llm.model.choice",
            "view_mode": "tree",
            "domain": [("id", "in", choices.ids)],
            "target": "new",
        }

    def _notification(self, kind, text, sticky):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "title": self.name,
                "message": text,
                "sticky": sticky,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_view_requests(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "llm_lead_scoring.llm_request_action"
        )
        return {**action, "domain": [("provider_id", "=", self.id)]}

    @api.model
    def get_default_provider(self):
        """The company's default, else the first active one, else nobody."""
        return self._get_candidates(self.env.company)[:1]

    @api.model
    def _get_candidates(self, company):
        """Active providers that ``company`` may use, in the order to be asked."""
        providers = self.sudo().search([("company_id", "in", [False, company.id])])
        return providers.sorted(
            lambda p: (not p.is_default, p.is_default and not p.company_id)
        ).with_env(self.env)

    def _get_rested(self):
        """Those of ``self`` that no cooldown keeps from being asked."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda provider: (
                not provider.sudo().cooldown_until
                or provider.sudo().cooldown_until <= now
            )
        )

    def _get_rest_seconds(self):
        """How long until the first of ``self`` may be asked again."""
        ends = self.sudo().filtered("cooldown_until").mapped("cooldown_until")
        left = (min(ends) - fields.Datetime.now()).total_seconds() if ends else 0
        return max(left, 0)

    def _cool_down(self, attempts):
        """Leave providers alone for as long as ``attempts`` tell; the longer wins."""
        for attempt in attempts:
            if attempt.cooldown:
                until = attempt.started_at + timedelta(
                    seconds=attempt.seconds + attempt.cooldown
                )
                self._extend_cooldown(attempt.provider_id, until)
        self.env["llm.provider"].invalidate_model(["cooldown_until"])

    def _extend_cooldown(self, provider_id, until):
        # Plain SQL: the comparison and the write are one step for parallel workers.
        self.env.cr.execute(
            """UPDATE llm_provider SET cooldown_until = %(until)s
               WHERE id = %(id)s
                 AND (cooldown_until IS NULL OR cooldown_until < %(until)s)""",
            {"id": provider_id, "until": until.replace(microsecond=0)},
        )

    def _check_superuser(self):
        if not self.env.su:
            raise AccessError(_("Keys are only for the server's own code."))

    def get_api_key(self):
        """The key in clear. Refused to every user: only the server's code may."""
        self._check_superuser()
        self.ensure_one()
        return self.api_key_secret or ""

    def get_api_headers(self):
        """The HTTP headers of a request, key included; refused to every user."""
        self._check_superuser()
        endpoint = self._to_endpoint()
        return dict(VENDORS[endpoint.vendor].headers(endpoint))

    def get_api_url(self):
        """The URL that completions are asked from."""
        return VENDORS[self.provider_type].url(self._to_endpoint())

    def format_request_payload(self, messages, system_prompt=None):
        """The body of a request; ``messages`` are dicts of role and content."""
        endpoint = self._to_endpoint()
        prompt = prompt_from(messages, system_prompt)
        return dict(VENDORS[endpoint.vendor].build_body(endpoint, prompt))

    def parse_response(self, response_json):
        """The text of a vendor's answer.

        :raises UserError: the answer is an error, a refusal or empty.
        """
        endpoint = self._to_endpoint()
        try:
            return VENDORS[endpoint.vendor].read_completion(response_json).text
        except LLMError as error:
            raise UserError(self.env["llm.failure"]._explain(error, self)) from None

    def increment_usage(self, success=True):
        """Count one request that other code sent through this provider."""
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
        self.invalidate_recordset(["total_requests", "failed_requests", "last_used"])

    def _to_endpoint(self):
        self.ensure_one()
        provider = self.sudo()
        return Endpoint(
            provider_id=provider.id,
            name=provider.name,
            vendor=provider.provider_type,
            model_name=provider.model_name,
            api_key=provider.api_key_secret or "",
            base_url=(provider.api_endpoint or "").strip(),
            temperature=provider.temperature if provider.send_temperature else None,
            max_tokens=provider.max_tokens,
            timeout=float(provider.timeout),
            # Only an administrator can set an address, so it is one he allowed.
            allow_private=bool(provider.api_endpoint)
            or VENDORS[provider.provider_type].is_local,
        )


def prompt_from(messages, system_prompt=None):
    """The chat ``messages`` of other addons as a Prompt; the list stays as it is."""
    system = [system_prompt or ""]
    system += [m["content"] for m in messages if m["role"] == "system"]
    turns = (
        Message(m["role"], m["content"]) for m in messages if m["role"] != "system"
    )
    return Prompt("\n\n".join(filter(None, system)), tuple(turns))
