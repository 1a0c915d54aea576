from . import settings
from . import provider
from . import keys
from . import log
from . import service
from . import lead
from . import queue
from . import privacy
from . import research
from . import panel
from . import contact
from . import dashboard
from . import learning
from . import setup
from .lead import guard  # the last, so that it sees what a caller wrote and no more
