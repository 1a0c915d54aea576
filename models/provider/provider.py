import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...engine.settings import Endpoint, Limits, Prices
from ...engine.values import Message, Prompt
from ...engine.vendors import VENDORS

LIMITS = {"temperature": (0, 2), "max_tokens": (100, 100_000), "timeout": (5, 300)}
# What a base URL must not carry: it is shown, tracked and stored in clear.
SECRET_PARAMETER = re.compile(r"key|token|secret|pass|sig", re.IGNORECASE)
ENDS_REST = {"api_key", "key_variable", "api_endpoint", "model_name", "provider_type"}


class LlmProvider(models.Model):
    """One account at a vendor: where requests go, with which key and limits."""

    _name = "llm.provider"
    _inherit = ["mail.thread"]
    _description = "LLM Provider"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    sequence = fields.Integer(
        default=10, help="Providers are asked in this order, the default one first."
    )
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        tracking=True,
        help="Empty: every company may use this provider.",
    )
    is_default = fields.Boolean(string="Default", copy=False, tracking=True)
    provider_type = fields.Selection(
        selection=lambda self: [(key, row.label) for key, row in VENDORS.items()],
        string="Vendor",
        required=True,
        default="openai",
        tracking=True,
    )
    model_name = fields.Char(string="Model", required=True, tracking=True)
    api_endpoint = fields.Char(
        string="Base URL",
        tracking=True,
        help="Leave empty for the vendor's own address.",
    )
    request_url = fields.Char(
        string="Requests Go To",
        compute="_compute_request_url",
        help="The address that is really asked, from vendor, base URL and model.",
    )
    temperature = fields.Float(
        tracking=True,
        help="0 is the most repeatable, 2 the most varied. Many models refuse it.",
    )
    send_temperature = fields.Boolean(
        compute="_compute_send_temperature", store=True, readonly=False
    )
    max_tokens = fields.Integer(
        string="Longest Answer (tokens)", default=2000, tracking=True
    )
    timeout = fields.Integer(string="Timeout (seconds)", default=60, tracking=True)

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

    @api.constrains("api_endpoint")
    def _check_address(self):
        for address in filter(None, self.mapped("api_endpoint")):
            if _has_secret(address):
                raise ValidationError(
                    _("A base URL must hold no login and no key: paste keys below.")
                )

    @api.depends("provider_type", "api_endpoint", "model_name")
    def _compute_request_url(self):
        for provider in self:
            provider.request_url = provider._get_request_url()

    def _get_request_url(self):
        """Where completions are asked for; empty while that is not known."""
        vendor = VENDORS.get(self.provider_type)
        if not vendor:
            return ""
        endpoint = Endpoint(
            provider_id=0,
            name="",
            vendor=self.provider_type,
            model_name=self.model_name or "",
            base_url=(self.api_endpoint or "").strip(),
        )
        try:
            url = vendor.url(endpoint)
        except ValueError:
            return ""
        return url if url.startswith("http") else ""

    @api.depends("temperature")
    def _compute_send_temperature(self):
        for provider in self:
            provider.send_temperature = bool(provider.temperature)

    @api.onchange("provider_type")
    def _onchange_provider_type(self):
        labels = {row.label for row in VENDORS.values()}
        if not self.name or self.name in labels:
            self.name = VENDORS[self.provider_type].label
        known = {row.default_model for row in VENDORS.values()}
        if not self.model_name or self.model_name in known:
            self.model_name = VENDORS[self.provider_type].default_model

    @api.model_create_multi
    def create(self, vals_list):
        providers = super().create(vals_list)
        for provider in providers.sudo():
            # Not before: the caller's context may bring defaults.
            self._check_server_rights(provider)
        return providers

    def write(self, vals):
        self._check_server_rights(vals)
        if ENDS_REST & set(vals):
            vals = {**vals, "cooldown_until": False, "trouble_told_at": False}
        return super().write(vals)

    def _check_server_rights(self, vals):
        """Only administrators choose which address the server calls itself, and which
        of its own variables it sends.

        :param vals: of a write, or a provider that was created.
        """
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        if "api_endpoint" in vals and vals["api_endpoint"]:
            raise AccessError(
                _("Only an administrator can send requests to an address of his own.")
            )
        if "key_variable" in vals and vals["key_variable"]:
            self._check_administrator()

    def _check_administrator(self):
        if not self.env.su and not self.env.user.has_group("base.group_system"):
            raise AccessError(_("Only an administrator can do this."))

    def _check_user(self):
        """For who sells or administers: others have nothing to do with providers."""
        groups = ("sales_team.group_sale_salesman", "base.group_system")
        if not self.env.su and not any(map(self.env.user.has_group, groups)):
            raise AccessError(_("You are not allowed to use the AI providers."))

    @api.model
    def get_default_provider(self):
        """The company's default, else the first active one, else nobody."""
        self._check_user()
        return self._get_candidates(self.env.company)[:1]

    @api.model
    def _get_candidates(self, company):
        """Active providers that ``company`` may use, in the order to be asked.

        A branch uses those of the companies above it too, the nearest default first.
        Archived ones are never asked, whatever records the caller looks at.
        """
        line = company._get_line()
        # A default of no company comes after those of the line, and before all others.
        rank = {company_id: number for number, company_id in enumerate([*line, False])}
        providers = self.sudo().search_fetch(
            [("active", "=", True), ("company_id", "in", [False, *line])],
            self._get_columns(),
        )
        return providers.sorted(
            lambda p: rank[p.company_id.id] if p.is_default else len(rank)
        ).with_env(self.env)

    @api.model
    def _get_columns(self):
        """Names of the fields that Odoo would read anyway, but in a second query."""
        fields_ = self._fields.values()
        return [f.name for f in fields_ if f.store and f.column_type and f.prefetch]

    def _to_endpoint(self):
        """The account as the engine takes it: the one place where keys are read.

        A key that is there but can't be read makes the engine refuse to send.
        """
        return replace(self._to_keyless_endpoint(), api_key=self.sudo()._read_key())

    def _to_keyless_endpoint(self):
        """The same for whoever sends nothing: reading a key costs a query."""
        self.ensure_one()
        provider = self.sudo()
        return Endpoint(
            provider_id=provider.id,
            name=provider.name,
            vendor=provider.provider_type,
            model_name=provider.model_name,
            base_url=(provider.api_endpoint or "").strip(),
            temperature=provider.temperature if provider.send_temperature else None,
            max_tokens=provider.max_tokens,
            timeout=float(provider.timeout),
            # Only an administrator can set an address, so it is one he allowed.
            allow_private=bool(provider.api_endpoint)
            or VENDORS[provider.provider_type].is_local,
            prices=Prices(
                provider.input_price, provider.cached_price, provider.output_price
            ),
            limits=Limits(
                provider.max_in_flight,
                provider.max_requests_minute,
                provider.max_tokens_minute,
            ),
        )


def _has_secret(address):
    try:
        parts = urlsplit(address)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return True
    in_query = any(SECRET_PARAMETER.search(name) for name, _value in query)
    return in_query or "@" in address.partition("?")[0]


def prompt_from(messages, system_prompt=None):
    """The chat ``messages`` of other addons as a Prompt; the list stays as it is."""
    system = [system_prompt or ""]
    system += [m["content"] for m in messages if m["role"] == "system"]
    turns = (
        Message(m["role"], m["content"]) for m in messages if m["role"] != "system"
    )
    return Prompt("\n\n".join(filter(None, system)), tuple(turns))
