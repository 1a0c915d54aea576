"""Keys at rest: what the server's master keys make of a text.

A stored text says by its prefix whether it is encrypted. The first master key
encrypts, all of them decrypt, so that a new one can be put before the old ones.
"""

from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from ..settings.server_option import server_option

CLEAR = "clear:"
ENCRYPTED = "fernet:"
OPTION = "llm_lead_scoring_master_key"
VARIABLE = "LLM_MASTER_KEY"


class KeyUnreadable(Exception):
    """A key is there, but not to be had.

    :ivar reason: a code that ``llm_provider_key`` has words for.
    :ivar found: what is known of the key all the same, for whom it concerns.
    """

    def __init__(self, reason, found=None):
        super().__init__(reason)
        self.reason = reason
        self.found = found


@dataclass(frozen=True)
class Cipher:
    """The master keys of the server as it is configured now."""

    keys: tuple[Fernet, ...] = field(repr=False)

    def seal(self, text):
        """``text`` as it is to be stored: in clear where there is no master key."""
        if not self.keys:
            return CLEAR + text
        return ENCRYPTED + self.keys[0].encrypt(text.encode()).decode()

    def unseal(self, stored):
        """The text that was stored.

        :raises KeyUnreadable: no master key of the server fits.
        """
        if not is_encrypted(stored):
            return stored.removeprefix(CLEAR)
        if not self.keys:
            raise KeyUnreadable("master_missing")
        token = stored.removeprefix(ENCRYPTED).encode()
        try:
            return MultiFernet(self.keys).decrypt(token).decode()
        except InvalidToken:
            raise KeyUnreadable("master_wrong") from None

    def is_current(self, stored):
        """Nothing would be gained by sealing it anew."""
        if not self.keys:
            return True
        token = stored.removeprefix(ENCRYPTED).encode()
        try:
            self.keys[0].decrypt(token)
        except InvalidToken:
            return False
        return is_encrypted(stored)


def is_encrypted(stored):
    return stored.startswith(ENCRYPTED)


def has_master_key():
    return bool(_configured())


def get_cipher():
    """The cipher of the server's configuration; odoo.conf wins over the environment.

    :raises KeyUnreadable: a master key is not one.
    """
    try:
        return Cipher(tuple(Fernet(key) for key in _configured()))
    except ValueError:
        raise KeyUnreadable("master_invalid") from None


def _configured():
    text = server_option(OPTION, VARIABLE)
    return [key.strip() for key in text.split(",") if key.strip()]
