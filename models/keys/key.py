from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...engine.vendors import VENDORS
from .cipher import KeyUnreadable, has_master_key
from .key_source import VARIABLE_NAME, FoundKey, hint_of

STATE = ("key_source", "key_place", "key_problem", "api_key_hint", "api_key_date")


class LlmProvider(models.Model):
    """The key of a provider: set but not read, and what may be told of it."""

    _inherit = "llm.provider"

    api_key = fields.Char(
        string="API Key",
        compute="_compute_api_key",
        inverse="_inverse_api_key",
        search="_search_api_key",
        groups="sales_team.group_sale_manager,base.group_system",
        copy=False,
        exportable=False,
        help="Can be set, never read: paste a new key to replace the stored one.",
    )
    key_variable = fields.Char(
        string="Key from Variable",
        groups="base.group_system",
        copy=False,
        tracking=True,
        help="The name of an environment variable of the server that holds the key, "
        "such as OPENAI_API_KEY. Only names that end in _KEY or _TOKEN and don't "
        "speak of secrets or passwords are taken, so that nothing else that the "
        "server knows can be sent to a vendor.",
    )
    key_source = fields.Selection(
        [
            ("environment", "Environment variable"),
            ("file", "File on the server"),
            ("encrypted", "Database, encrypted"),
            ("clear", "Database, not encrypted"),
            ("none", "No key"),
        ],
        string="Key Kept In",
        compute="_compute_key_state",
    )
    key_place = fields.Char(compute="_compute_key_state")
    key_problem = fields.Char(compute="_compute_key_state")
    api_key_hint = fields.Char(string="Current Key", compute="_compute_key_state")
    api_key_date = fields.Datetime(string="Key Set On", compute="_compute_key_state")
    has_master_key = fields.Boolean(compute="_compute_has_master_key")
    key_required = fields.Boolean(compute="_compute_vendor_key")
    key_url = fields.Char(string="Get a Key", compute="_compute_vendor_key")

    @api.constrains("key_variable")
    def _check_key_variable(self):
        for name in filter(None, self.sudo().mapped("key_variable")):
            if not VARIABLE_NAME.fullmatch(name):
                raise ValidationError(
                    _(
                        "%s is not the name of a variable that may hold a key: it must "
                        "end in _KEY or _TOKEN and not speak of secrets.",
                        name,
                    )
                )

    def _compute_api_key(self):
        """Nobody reads a key back, the administrator included."""
        self.api_key = False

    def _inverse_api_key(self):
        for provider in self:
            provider._set_key((provider.api_key or "").strip())
            provider.invalidate_recordset(["api_key"])

    @api.model
    def _search_api_key(self, operator, value):
        raise AccessError(_("Keys can't be searched."))

    def onchange(self, values, field_names, fields_spec):
        """Without the key that is being typed: it needn't travel back.

        Odoo checks no rights here, and what is computed from given values may tell
        what the server holds.
        """
        self.check_access_rights("write" if self else "create")
        self.check_access_rule("write")
        self.check_field_access_rights("write", [*values, *fields_spec])
        result = super().onchange(values, field_names, fields_spec)
        if result.get("value", {}).get("api_key"):
            del result["value"]["api_key"]
        return result

    @api.depends("provider_type")
    def _compute_vendor_key(self):
        for provider in self:
            vendor = VENDORS.get(provider.provider_type)
            provider.key_required = bool(vendor and vendor.key_required)
            provider.key_url = vendor.key_url if vendor else False

    def _compute_has_master_key(self):
        self.has_master_key = has_master_key()

    @api.depends("key_variable")
    def _compute_key_state(self):
        for provider in self:
            found, problem = provider._look_for_key()
            provider.key_source = found.source
            provider.key_place = found.place
            provider.api_key_hint = found.hint
            provider.api_key_date = found.since
            provider.key_problem = problem and self._explain_key_problem(problem)

    def _look_for_key(self):
        """The key, and a code for what is wrong with it, if anything."""
        try:
            found = self._find_key()
        except KeyUnreadable as error:
            return error.found or FoundKey(), error.reason
        is_unset = self.sudo().key_variable and found.source == "none"
        return found, "variable_unset" if is_unset else ""

    @api.model
    def _explain_key_problem(self, problem):
        texts = {
            "master_missing": _(
                "The key is encrypted and the server has no master key: put the master "
                "key back into its configuration, or paste the API key anew."
            ),
            "master_wrong": _(
                "The key was encrypted with another master key than the server has: "
                "put that one back, after the new one, or paste the API key anew."
            ),
            "master_invalid": _(
                "The server's master key is not valid: correct it in odoo.conf or the "
                "environment."
            ),
            "file_unreadable": _(
                "The file with the key can't be read: check its rights on the server."
            ),
            "variable_unset": _("The variable is not set on this server."),
        }
        return texts[problem]

    def get_api_key(self):
        """The key in clear. Refused to every user: only the server's code may.

        :raises UserError: there is one, but the server can't read it.
        """
        self._check_superuser()
        self.ensure_one()
        found, problem = self._look_for_key()
        if problem and found.source != "none":
            raise UserError(self._explain_key_problem(problem))
        return found.text

    def _check_superuser(self):
        if not self.env.su:
            raise AccessError(_("Keys are only for the server's own code."))

    def _set_key(self, key):
        """Store, replace or (empty) forget the key, and leave a note of it."""
        self.check_access_rights("write")
        self.check_access_rule("write")
        secrets = self.env["llm.provider.secret"].sudo()
        had_one = bool(secrets._fetch(self))
        if key:
            self._put_key(secrets, key)
        else:
            secrets._forget(self)
        self.invalidate_recordset(STATE)
        if key or had_one:
            self._message_log(body=self._get_key_note(key, had_one))

    def _put_key(self, secrets, key):
        try:
            secrets._put(self, key, hint_of(key))
        except KeyUnreadable as error:
            raise UserError(self._explain_key_problem(error.reason)) from None

    @api.model
    def _get_key_note(self, key, had_one):
        if not key:
            return _("API key removed")
        if had_one:
            return _("API key replaced (%s)", hint_of(key))
        return _("API key set (%s)", hint_of(key))

    def action_forget_key(self):
        self.ensure_one()
        self._set_key("")

    def action_reencrypt_keys(self):
        """Encrypt all stored keys with the first master key; for administrators."""
        self._check_administrator()
        if not has_master_key():
            raise UserError(
                _("The server has no master key: the README tells how to set one.")
            )
        sealed, unreadable = self._reencrypt_keys()
        text = _("Encrypted with the current master key: %s.", sealed)
        if unreadable:
            text += " " + _("Not to be read, paste them anew: %s.", unreadable)
        return self._notification("warning" if unreadable else "success", text)

    @api.model
    def _reencrypt_keys(self):
        """For the button and for ``odoo-bin shell``, as OPERATIONS.md shows.

        :return: how many keys were encrypted, and how many could not be read.
        """
        try:
            return self.env["llm.provider.secret"].sudo()._seal_all()
        except KeyUnreadable as error:
            raise UserError(self._explain_key_problem(error.reason)) from None
