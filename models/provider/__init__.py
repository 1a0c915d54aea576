"""llm.provider: the account, its limits, and what is learned about it."""

from . import failure
from . import provider
from . import memory
from . import limits
from . import usage
from . import notice
from . import proxy
from . import actions
from . import parts
from . import import_environment
