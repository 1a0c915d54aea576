from . import llm_model_choice
from . import llm_settings
