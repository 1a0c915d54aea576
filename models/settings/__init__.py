"""What a manager decides, and where it is stored."""

from . import settings_mixin
from . import criterion
from . import res_config_settings
