"""What the walk of test_rights_walk.py calls with: valid, and as little as possible."""

from odoo import fields

from ..common import INQUIRY

NOW = fields.Datetime.to_string(fields.Datetime.now())
TURNS = [{"role": "user", "content": "Hello"}]
KEY_STATE = {"api_key_hint": {}, "key_source": {}}
# After the ids of the records, if the method is for records.
ARGUMENTS = {
    "llm.service.health_check(probe)": [True],
    "llm.service.call_llm": [TURNS],
    "llm.service.call_llm_with_failover": [TURNS],
    "llm.provider.format_request_payload": [TURNS],
    "llm.provider.parse_response": [
        {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}
    ],
    "llm.provider.onchange": [{"provider_type": "groq"}, ["provider_type"], KEY_STATE],
    "llm.setup.add_provider": ["openai", "m", "sk-another-0123456789"],
    "llm.settings.default_get": [["monthly_limit", "keep_content"]],
    "llm.review.default_get": [["score", "lead_id"]],
}
# Methods of no record that are about a lead all the same.
TAKE_LEAD = {
    "llm.service.analyze_lead_completeness",
    "llm.service.analyze_requirement_clarity",
    "llm.service.analyze_activity_engagement",
    "llm.service.calculate_ai_probability_score",
    "llm.service.research_customer",
}
TAKE_LEAD_FROM_CONTEXT = {"llm.review.default_get"}
# Buttons above a list that work on all there is, whatever is selected.
TAKE_NOTHING = {
    "llm.accuracy.action_open",
    "llm.provider.action_reencrypt_keys",
    "llm.provider.action_import_environment",
}

CHANGES = {
    "crm.lead": {"description": INQUIRY},
    "llm.provider": {"sequence": 3},
    "llm.criterion": {"points": 7},
    "llm.request": {"success": True},
    "llm.change": {"name": "n"},
    "llm.research": {"error": "e"},
    "llm.review": {"reason": "r"},
    "llm.contact.data": {"never_send": False},
    "llm.bulk": {"with_closed": True},
    "llm.preview": {"provider_id": False},
    "llm.settings": {"weight_clarity": 5},
    "llm.score.history": {"score": 5},
    "llm.training": {"won": 5},
    "llm.feature": {"is_used": True},
    "llm.accuracy": {"months": 5},
    "llm.accuracy.line": {"code": "c"},
    "ir.config_parameter": {"value": "8"},
    "res.config.settings": {"weight_clarity": 5},
    "llm.model.choice": {"is_suggested": True},
    "llm.provider.secret": {"hint": "h"},
    "llm.budget": {"monthly_limit": 0},
    "llm.spending": {"amount": 0},
}
# Of fields that not everyone may write who may write the record.
FIELD_VALUES = {
    "llm.provider.api_key": "sk-another-0123456789",
    "llm.provider.api_endpoint": "http://127.0.0.1:1/v1",
    "llm.provider.key_variable": "OPENAI_API_KEY",
    "llm.bulk.provider_id": False,
    "crm.lead.ai_override_score": 90,
    "crm.lead.ai_override_reason": "because",
    "crm.lead.ai_override_user_id": 2,
    "crm.lead.ai_override_date": NOW,
    "crm.lead.ai_opinion": "agreed",
    "crm.lead.ai_opinion_score": 90,
    "crm.lead.ai_opinion_reason": "because",
    "crm.lead.ai_opinion_user_id": 2,
    "crm.lead.ai_opinion_date": NOW,
    "crm.lead.ai_settled_date": NOW,
    "crm.lead.ai_win_chance": 90,
    "crm.lead.ai_win_reasons": "{}",
    "crm.lead.ai_win_date": NOW,
    "crm.lead.ai_win_grade": "a",
    "crm.lead.ai_is_not_learned": True,
    "crm.lead.ai_left_out": "merged",
    "crm.lead.ai_first_tags": "[1]",
}


def new_values(model, records):
    """Values for a new record, which refer to ``records`` of other models."""
    provider = records["llm.provider"]["shared"].id
    company = records["llm.provider"]["foreign"].company_id.id
    return {
        "crm.lead": {"name": "New"},
        "llm.provider": {"name": "New", "model_name": "m"},
        "llm.criterion": {"name": "New", "question": "what is new"},
        "llm.request": {"purpose": "call", "sent_at": NOW},
        "llm.change": {"kind": "setting", "name": "n"},
        "llm.review": {
            "lead_id": records["crm.lead"]["mine"].id,
            "action": "contest",
            "reason": "r",
        },
        "llm.research": {"company_id": company, "domain": "new.test", "state": "done"},
        "llm.preview": {"lead_id": records["crm.lead"]["mine"].id},
        "llm.contact.data": {"partner_id": records["res.partner"]["mine"].id},
        "llm.score.history": {"lead_id": records["crm.lead"]["mine"].id, "date": NOW},
        "llm.training": {"company_id": company, "outcome": "too_few"},
        "llm.feature": {"name": "new"},
        "llm.accuracy.line": {
            "kind": "grade",
            "accuracy_id": records["llm.accuracy"]["mine"].id,
        },
        "llm.model.choice": {"provider_id": provider, "name": "m"},
        "llm.provider.secret": {"provider_id": provider, "secret": "s"},
        "llm.budget": {"company_id": company, "monthly_limit": 5},
        "ir.config_parameter": {"key": "llm_lead_scoring.new", "value": "1"},
        "llm.spending": {"company_id": company, "month": NOW, "amount": 1},
    }.get(model, {})
