"""Secrets, and nothing else: where a key is kept, how it is found and encrypted."""

from . import secret
from . import key
from . import key_source
