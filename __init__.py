from . import controllers, models, wizard
from .models.provider.import_environment import is_import_wanted


def post_init_hook(env):
    """Providers from the environment, for containers; only where that is asked for."""
    if is_import_wanted():
        env["llm.provider"]._import_environment()
