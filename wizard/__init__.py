from . import llm_settings
