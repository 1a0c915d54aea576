"""crm.lead: its fields, facts, reasons, reviews and what is shown of a score."""

from . import reason
from . import crm_lead
from . import ask
from . import facts
from . import report
from . import review
from . import suspicion
from . import win
from . import merge
