"""What was sent, spent, changed and measured."""

from . import request
from . import budget
from . import change
from . import change_rights
from . import change_words
from . import metrics
from . import metrics_requests
