import os
import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path

from odoo import models

from ..settings.server_option import server_option
from .cipher import KeyUnreadable, get_cipher, is_encrypted

SECRETS_OPTION = "llm_lead_scoring_secrets_dir"
SECRETS_VARIABLE = "LLM_SECRETS_DIR"
# A variable is sent to an address that an administrator chooses, so it must be one
# that holds an account's key, not whatever else the server has in its environment.
VARIABLE_NAME = re.compile(
    r"(?!.*(?:SECRET|MASTER|PRIVATE|ACCESS|SESSION|PASS|SIGN|CRYPT))"
    r"[A-Z][A-Z0-9_]{0,60}_(?:KEY|TOKEN)"
)
LONGEST_KEY = 10_000
# No header can carry it, so the engine refuses to send: for a key that can't be read.
UNREADABLE = "\x7f"


@dataclass(frozen=True)
class FoundKey:
    """A key and where it is from.

    :param source: one of the values of ``key_source``.
    :param place: the name of the variable or the file.
    :param hint: its end, by which its owner knows it.
    """

    text: str = field(default="", repr=False)
    source: str = "none"
    place: str = ""
    hint: str = ""
    since: datetime | None = None


class LlmProvider(models.Model):
    """Where a provider's key is looked for: environment, file, database."""

    _inherit = "llm.provider"

    def _find_key(self):
        """The key that requests carry, from the first place that has one.

        :raises KeyUnreadable: it is there, but not to be had.
        """
        return (
            self._find_in_environment()
            or self._find_in_file()
            or self._find_in_database()
            or FoundKey()
        )

    def _read_key(self):
        """The key for a request; one that can't be read makes the engine refuse."""
        try:
            return self._find_key().text
        except KeyUnreadable:
            return UNREADABLE

    def _find_in_environment(self):
        named = self.sudo().key_variable or ""
        names = [f"LLM_API_KEY_{self._origin.id}"] if self._origin else []
        names += [named] if VARIABLE_NAME.fullmatch(named) else []
        for name in names:
            if key := os.environ.get(name, "").strip():
                return FoundKey(key, "environment", name, hint_of(key))
        return None

    def _find_in_file(self):
        folder = server_option(SECRETS_OPTION, SECRETS_VARIABLE)
        if not folder or not self._origin:
            return None
        path = Path(folder) / f"llm_api_key_{self._origin.id}"
        try:
            key = _read(path)
            changed = path.stat().st_mtime
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError):
            found = FoundKey("", "file", path.name)
            raise KeyUnreadable("file_unreadable", found) from None
        since = datetime.fromtimestamp(int(changed), timezone.utc).replace(tzinfo=None)
        return key and FoundKey(key, "file", path.name, hint_of(key), since)

    def _find_in_database(self):
        stored = self.env["llm.provider.secret"].sudo()._fetch(self._origin)
        if not stored:
            return None
        text, hint, since = stored
        source = "encrypted" if is_encrypted(text) else "clear"
        found = FoundKey("", source, "", hint, since)
        try:
            return replace(found, text=get_cipher().unseal(text))
        except KeyUnreadable as error:
            raise KeyUnreadable(error.reason, found) from None


def _read(path):
    with path.open(encoding="utf-8") as file:
        return file.read(LONGEST_KEY).strip()


def hint_of(key):
    """The end of a key, by which its owner knows it; of a short one nothing."""
    return f"…{key[-4:]}" if len(key) >= 12 else "…" if key else ""
