"""llm.service: the calls that other addons make."""

from . import service
from . import health
