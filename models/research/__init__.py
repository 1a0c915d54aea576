"""What public sources say of the leads' companies: once for a company, shown on all."""

from . import research
from . import words
from . import claim
from . import lead
from . import fill
from . import brief
from . import service
