"""What is never sent, what was consented to, and what is erased."""

from . import settings
from . import mixin
from . import lead
from . import erasure
from . import request
