"""What a lead's form shows of its score above the tabs, and the buttons there."""

from . import words
from . import failure
from . import state
from . import panel
from . import ask
from . import next_step
from . import list_header
