import logging

from psycopg2 import OperationalError

from odoo import api, fields, models, tools

from .cipher import OPTION, VARIABLE, KeyUnreadable, get_cipher, is_encrypted

_logger = logging.getLogger(__name__)


class LlmProviderSecret(models.Model):
    """The keys that are kept in the database; nobody has any right on them.

    In a table of their own: PostgreSQL quotes the whole row in the error of a failed
    write, and Odoo puts that into its log and into the answer to the browser. Keys go
    in and out by plain SQL that is not logged when it fails, and into no cache.
    """

    _name = "llm.provider.secret"
    _description = "LLM Provider Key"

    provider_id = fields.Many2one("llm.provider", required=True, ondelete="cascade")
    secret = fields.Char(
        required=True,
        groups=fields.NO_ACCESS,
        copy=False,
        prefetch=False,
        exportable=False,
    )
    hint = fields.Char()
    set_at = fields.Datetime()

    _sql_constraints = [
        ("provider_unique", "unique(provider_id)", "A provider has one key.")
    ]

    @api.model
    def _put(self, provider, key, hint):
        """Keep ``key`` for ``provider``, encrypted if the server has a master key.

        :raises KeyUnreadable: the server's master key is not one.
        """
        self._execute(
            """INSERT INTO llm_provider_secret
                      (provider_id, secret, hint, set_at, create_uid, write_uid,
                       create_date, write_date)
               VALUES (%(provider)s, %(secret)s, %(hint)s, %(now)s, %(uid)s, %(uid)s,
                       %(now)s, %(now)s)
               ON CONFLICT (provider_id) DO UPDATE
               SET secret = EXCLUDED.secret, hint = EXCLUDED.hint,
                   set_at = EXCLUDED.set_at, write_uid = EXCLUDED.write_uid,
                   write_date = EXCLUDED.write_date""",
            {
                "provider": provider.id,
                "secret": get_cipher().seal(key),
                "hint": hint,
                "now": fields.Datetime.now(),
                "uid": self.env.uid,
            },
        )

    @api.model
    def _forget(self, provider):
        self._execute(
            "DELETE FROM llm_provider_secret WHERE provider_id = %s", [provider.id]
        )

    @api.model
    def _fetch(self, provider):
        """What is stored for ``provider``: (text, hint, since when), or None."""
        if not provider:
            return None
        self._execute(
            """SELECT secret, hint, set_at FROM llm_provider_secret
                WHERE provider_id = %s""",
            [provider.id],
        )
        return self.env.cr.fetchone()

    @api.model
    def _seal_all(self, only_clear=False):
        """Encrypt what is not encrypted with the first master key.

        Rows that another process holds are left to it.

        :return: how many were encrypted, and how many could not be read.
        :raises KeyUnreadable: the server's master key is not one.
        """
        cipher = get_cipher()
        sealed = unreadable = 0
        self._execute(
            "SELECT id, secret FROM llm_provider_secret FOR UPDATE SKIP LOCKED"
        )
        for row_id, stored in self.env.cr.fetchall():
            try:
                key = cipher.unseal(stored)
            except KeyUnreadable:
                unreadable += 1
                continue
            if cipher.is_current(stored) or (only_clear and is_encrypted(stored)):
                continue
            self._execute(
                "UPDATE llm_provider_secret SET secret = %s WHERE id = %s",
                [cipher.seal(key), row_id],
            )
            sealed += 1
        return sealed, unreadable

    def _execute(self, query, params=None):
        self.env.cr.execute(query, params, log_exceptions=False)

    def _register_hook(self):
        """At the server's start: encrypt what can be, and say what is wrong."""
        super()._register_hook()
        if not tools.table_exists(self.env.cr, self._table):
            return  # newer code on a database that was not upgraded yet
        try:
            with self.env.cr.savepoint():
                sealed, unreadable = self._seal_all(only_clear=True)
        except OperationalError:
            return  # another process starts as well and is faster
        except KeyUnreadable:
            _logger.error("%s (or %s) is not a Fernet key", OPTION, VARIABLE)
            return
        self._report(sealed, unreadable)

    @api.model
    def _report(self, sealed, unreadable):
        if sealed:
            _logger.info("AI provider keys encrypted: %d", sealed)
        if unreadable:
            _logger.error(
                "AI provider keys that the server's master key can't read: %d",
                unreadable,
            )
        if clear := self._count_clear():
            _logger.warning(
                "AI provider keys stored in clear: %d; set %s in odoo.conf or %s in "
                "the environment to encrypt them",
                clear,
                OPTION,
                VARIABLE,
            )

    @api.model
    def _count_clear(self):
        self._execute("SELECT secret FROM llm_provider_secret")
        return sum(not is_encrypted(stored) for (stored,) in self.env.cr.fetchall())
