"""What is true of the model: not there, or not served this way."""

from __future__ import annotations

from ..error_body import Problem, refused_subject

MODEL_GONE = (
    "model_not_found",
    "model_not_supported",
    "invalid_model",
    "model_decommissioned",
    "model_deprecated",
    "model_not_available",
    "model_not_running",
    "dedicated_endpoint_not_running",
    "unavailable_model",
    "unknown_model",
)
NO_MODEL = (
    r"\bmodel\b.{0,120}(?:not found|not exist"
    r"|not supported (?:by|for) (?:any |the )?(?:provider|task))"
    r"|(?:invalid|unknown|no such|unavailable) model|not a valid model"
    r"|model identifier is invalid"
    r"|model names? (?:is|are) .{0,120}but you passed|is not available\. please use "
    r"|^model not support|^model \S+ is enabled only for|^model is required"
    r"|\bmodel\b.{0,60}not in (?:the )?allowed"
    r"|specify a (?:\w+ )?model|model name is missing|llm provider not provided"
    r"|\bmodel ['\"`]\S+['\"`] is not supported"
    r"|\bmodels?\b(?:(?!\. |param|temperature|token|format|field)[^;]){0,100}?"
    r"(?:has been|is|was|are) (?:now )?"
    r"(?:decommissioned|deprecated|retired|discontinued|shut ?down|sunset|removed"
    r"|turned off|no longer (?:supported|available|offered|served|active))"
    r"|end[ -]of[ -]life|reached its end|does not support (?:chat|generate)\b"
    r"|(?:failed|unable|error|not|n't) (?:to )?load(?:ing)? (?:the )?model(?! vocab)"
    r"|no models? (?:is |are )?(?:currently )?loaded|model (?:is )?(?:not |un)loaded"
    r"|\bmodel\b[^.]{0,80}failed to load|too large to be loaded"
    r"|requires a newer version|(?:backend|grpc process) not found"
    r"|模型不存在|不支持该模型"
    r"|unexpected endpoint"  # LM Studio answers so with 200
    r"|instructions? (?:is|are) not enabled for models?"  # Gemma at Google
    r"|no (?:healthy )?(?:deployment|endpoint)s? (?:available|found) for (?:\w+ )?model"
)
# The model is there, but nobody who serves it takes this way of asking.
UNSERVED = (
    r"requested (?:parameters|response format)"
    r"|no endpoints found that support (?:structured|json|response)"
)


def is_other_wire(problem: Problem) -> bool:
    """A 404 for the wire: the model is there."""
    return problem.status == 404 and refused_subject(problem.param) == "responses"


def is_model(problem: Problem) -> bool:
    if problem.says(UNSERVED):
        return False
    # Ollama: this machine will never run it. One API: it has nobody who serves it.
    if problem.says("requires more (?:system )?memory|无可用渠道"):
        return True
    return (
        problem.status in (404, 405, 410)
        or problem.has(*MODEL_GONE)
        or (problem.status in (400, 403, 412, 422, 500) and problem.says(NO_MODEL))
    )
