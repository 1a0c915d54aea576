"""The chance to win: what it is learned from, who has it, and whether it came true."""

from . import feature
from . import score_history
from . import training
from . import reader
from . import crm_lead
from . import cron
from . import lost_reason
from . import accuracy
