"""The chance to win: what it is learned from, who has it, and whether it came true."""

from . import feature
from . import score_history
from . import training
from . import reader
from . import grading
from . import settings
from . import crm_lead
from . import left_out
from . import cron
from . import accuracy
from . import accuracy_words
from . import accuracy_line
