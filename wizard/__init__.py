from . import llm_bulk
from . import llm_model_choice
from . import llm_preview
from . import llm_settings
from . import llm_review
from . import llm_contact_data
from . import partner_merge
