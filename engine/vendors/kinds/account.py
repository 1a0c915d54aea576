"""What is true of the whole account: no money, no key, not allowed here."""

from __future__ import annotations

from ..error_body import Problem
from .model import MODEL_GONE, NO_MODEL

BILLING = (
    "insufficient_quota",
    "credit_balance_exhausted",
    "billing_error",
    "billing_not_active",
    "billing_disabled",
    "billing_hard_limit_reached",
    "budget_exceeded",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "insufficient_balance",
    "insufficient_credits",
    "insufficient_funds",
    "not_enough_balance",
    "insufficient_user_quota",
    "exceeded_current_quota_error",
    "allocationquota.freetieronly",
    "personal-team-blocked:spending-limit",
    "arrearage",
    "setlimitexceeded",
)
KEYS = ("api_key_invalid", "invalid_api_key", "expired_key", "token_expired")
NO_KEY = (
    r"(?:incorrect|invalid|missing|expired|no) api[ _]key"
    r"|api key (?:is |was )?"
    r"(?:not valid|not found|invalid|expired|missing|revoked)"
    r"|configure (?:\w+ ){0,4}api key|api key has been disabled"
    r"|security token .{0,40}(?:expired|invalid)|not authenticated"
    r"|auth(?:entication|ori[sz]ation) failed(?:$|:)"
    r"|invalid (?:access |api |auth )?token(?! in)"
    r"|access token (?:is )?invalid|^login fail"
    r"|bearer\b.{0,9} was not found"
    r"|unregistered callers"  # Gemini: no key came
    r"|(?:credential|key|token)s? (?:is|are) (?:only|not) "
    r"(?:authori[sz]ed|valid|allowed)(?! to access model)"
)
# However soon one may ask again.
NEVER_FREE = r"(?:not|n't) have a free (?:quota )?tier"
NO_CREDIT = (
    r"credit balance|usage limits"
    r"|insufficient (?:\w+ ){0,2}(?:balance|credit|fund|quota)"
    r"|(?:balance|credits?|funds?) (?:is |are )?(?:not enough|insufficient|too low)"
    r"|exceeded your current quota, please check your plan and billing"
    r"|out of (?:credits|extra usage)|from your extra usage|no credits(?! were charged)"
    r"|n't have any credits|used all available credits|monthly included credits"
    r"|credits?[ _](?:(?:is|are|was|were|has been|have been) )?"
    r"(?:used up|depleted|exhausted|expired)"
    r"|\bspend(?:ing)?[ -](?:limit|cap)|(?:monthly|workspace) (?:usage )?limit"
    r"|key limit exceeded|requires billing to be enabled"
    r"|not[ _]enough[ _](?:balance|credits?|funds?)"
    r"|calls ?/ ?month|budget has been exceeded|exceeded budget"
    r"|in arrears|arrearage|in good standing|overdue payment|payment required"
    r"|please recharge|credit card on file|token quota"
    r"|(?:inactive|expired|no active) subscription|subscription (?:has )?expired"
    r"|free tier .{0,40}exhausted"
    r"|(?:not|n't) have (?:enough|sufficient) (?:credit|balance|fund)"
    r"|(?<!hourly )(?<!daily )(?<!weekly )(?<!session )usage limit exceeded"
    r"|余额不足|额度不足|额度已用尽|欠费"
)


def is_budget_of_calls(problem: Problem) -> bool:
    """Azure's API Management forbids until its quota is filled again."""
    return problem.status == 403 and problem.says("quota will be replenished")


def is_billing(problem: Problem) -> bool:
    if problem.status == 402 or problem.has(*BILLING):
        return True
    if problem.status == 401 and problem.says("usage limit|subscription expired"):
        return True
    if problem.status in (404, 413):
        return False
    passing = problem.status == 429 and problem.hinted
    return problem.says(NEVER_FREE) or (problem.says(NO_CREDIT) and not passing)


def is_key(problem: Problem) -> bool:
    return (
        problem.status == 401
        or problem.has(*KEYS)
        # LiteLLM without a database, asked with another key than its master key
        or (problem.status == 400 and problem.has("no_db_connection"))
        or (problem.status in (400, 403, 498, 500) and problem.says(NO_KEY))
    )


def is_forbidden(problem: Problem) -> bool:
    """Also what is true of the place or the account, whatever the status."""
    if problem.status in (403, 407, 451):
        return not (problem.has(*MODEL_GONE) or problem.says(NO_MODEL))
    return problem.status in (400, 401, 404, 422) and problem.says(
        r"location is not supported|country, region,? (?:or|and) territory"
        r"|(?:not|n't) (?:\w+ )?(?:available|supported|allowed|permitted) (?:\w+ )?"
        r"(?:in|for|from|on|with) (?:your|this) (?:\w+ )?"
        r"(?:country|region|location|territory|area|ip|plan|subscription|tier)"
        r"|unsupported[_ ](?:country|region|location)"
        r"|(?:account|organi[sz]ation|project|workspace)\b.{0,60}"
        r"(?:disabled|suspended|deactivated|terminated|banned|blocked|frozen"
        r"|restricted)"
        r"|(?:terms|agreement|licen[cs]e)\b.{0,60}(?:accept|agree|acknowledge)"
        r"|organi[sz]ation must be verified|is not allowed to use|requires a paid plan"
        r"|use case details have not been submitted"
    )
