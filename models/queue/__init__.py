"""Ask, claim, run, store: how waiting leads get their scores."""

from . import triggers
from . import task
from . import rows
from . import notes
from . import store
from . import rescore
from . import drain
from . import jobs
