"""What passes by itself: too many at once, a server that fell."""

from __future__ import annotations

from ..error_body import Problem

FULL = ("overloaded_error", "slow_down", "nocapacity", "model_capacity_exhausted")


def is_overloaded(problem: Problem) -> bool:
    if problem.status in (503, 529, 498) or problem.has(FULL[0]):
        return True
    if problem.status in (400, 404) and problem.says(
        r"currently loading|still loading|needs to be loaded|degraded function"
    ):
        return True
    full = problem.has(*FULL) or problem.says(
        r"(?<!your )capacity|overloaded|high demand|model busy|queue is full"
        "|total request limit reached"
        "|访问量过大|负载已饱和"
    )
    return (problem.status == 429 or problem.status >= 500) and full


def is_rate(problem: Problem) -> bool:
    """Also where somebody in between passes it on as a fault of ours or his."""
    if problem.status in (400, 412, 500, 502):
        return problem.says(
            r"rate ?limits? (?:is |was |has been )?(?:exceeded|reached)"
            r"|(?:status|error)(?: code)?:? 429|too many requests"
        )
    return problem.status == 429


def is_server(problem: Problem) -> bool:
    """Also the fall of a local server's model, which some tell with a 400."""
    if problem.status in (204, 202, 408, 409, 424, 499) or problem.status >= 500:
        return True
    return problem.status == 400 and problem.says(
        r"has crashed|^channel error$|all target providers failed"
        r"|prediction stream|^model (?:was )?reloaded"
    )
