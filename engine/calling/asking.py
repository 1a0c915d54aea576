"""The conversation with one endpoint: retries, refused fields, and one repair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from ..errors import (
    AnswerError,
    DeadlineExceeded,
    LLMError,
    OverBudget,
    ParameterRefused,
    Truncated,
    UnreadableAnswer,
)
from ..settings import Endpoint
from ..values import (
    Attempt,
    Completion,
    HttpRequest,
    HttpResponse,
    Message,
    Prompt,
    Reply,
    TokenUsage,
)
from ..vendors import VENDORS, Dialect, Vendor
from ..vendors.base import PLAIN, request_id
from ..vendors.classify import read_error
from ..vendors.error_body import refused_subject
from ..wire.transport import check_headers
from . import pricing, retry
from .body import parse_json
from .tools import Tools

# Without the bad answer: small models shown it copy it.
REPAIR = (
    "An earlier answer could not be used: {problem}. Answer correctly and in full, "
    "with the JSON object only."
)


@dataclass
class Asking:
    """The conversation with one endpoint, until it answers or is given up.

    :ivar hurried: the last request had less than the endpoint's own time, so that
        its timing out says little about the provider.
    :ivar in_trouble: so many requests failed in a row, also those of other threads,
        that the provider is not asked again.
    """

    tools: Tools
    endpoint: Endpoint
    policy: retry.Policy
    ends: float
    retries: int = 0
    hurried: bool = False
    in_trouble: bool = False
    dialect: Dialect = PLAIN

    def __post_init__(self) -> None:
        self.dialect = self.tools.memory.recall(self.endpoint.dialect_key)

    @property
    def vendor(self) -> Vendor:
        return VENDORS[self.endpoint.vendor]

    @property
    def remaining(self) -> float:
        return self.ends - self.tools.clock()

    def reply(self, prompt: Prompt) -> Reply:
        """A checked answer, after at most one repair."""
        completion: Completion | None = None
        try:
            completion = self._answer(prompt)
            return self._checked(completion)
        except AnswerError as error:
            again = self._repair(prompt, completion, error)
            if again is None or not self._has_time():
                raise
        return self._checked(self._answer(again))

    def _checked(self, completion: Completion) -> Reply:
        try:
            value = self.tools.check(completion)
        except AnswerError as error:
            self._mark(error)
            raise
        return Reply(value, completion, tuple(self.tools.attempts))

    def _mark(self, error: AnswerError) -> None:
        """The last request did not serve, though its vendor saw no fault."""
        last = self.tools.attempts[-1]
        self.tools.attempts[-1] = replace(last, error_code=error.code)

    def _repair(
        self, prompt: Prompt, completion: Completion | None, error: AnswerError
    ) -> Prompt | None:
        """What to ask after a bad answer: the same with more room, or a correction."""
        cut_short = completion.truncated if completion else isinstance(error, Truncated)
        if cut_short and self.dialect.more_output:
            return None
        if cut_short:
            self.dialect = replace(self.dialect, more_output=True)
        if cut_short or completion is None:
            return prompt
        *before, last = prompt.messages
        correction = REPAIR.format(problem=error.detail or error.code)
        again = Message(last.role, f"{last.content}\n\n{correction}")
        return replace(prompt, messages=(*before, again))

    def _answer(self, prompt: Prompt) -> Completion:
        """One answer, sent again as often as retry rules and refused fields ask."""
        while True:
            try:
                completion = self._exchange(prompt)
            except ParameterRefused as error:
                self.dialect = self._step_down(prompt, error)
            except Truncated:
                if self.dialect.more_output or not self._has_time():
                    raise
                self.dialect = replace(self.dialect, more_output=True)
            except LLMError as error:
                self._wait(error)
            else:
                # Only now: what did not lead to an answer is not worth learning.
                self.tools.memory.learn(self.endpoint.dialect_key, self.dialect)
                self.tools.memory.serve(self.endpoint.provider_id)
                return completion

    def _step_down(self, prompt: Prompt, error: ParameterRefused) -> Dialect:
        """A dialect without the refused field; the error where nothing is left."""
        changed = self.vendor.step_down(self.dialect, refused_subject(error.param))
        if changed is None or not self._has_time():
            raise error
        before = self.vendor.build_body(self.endpoint, prompt, self.dialect)
        if self.vendor.build_body(self.endpoint, prompt, changed) == before:
            raise error
        return changed

    def _has_time(self) -> bool:
        return self.remaining >= self.policy.last_moments

    def _wait(self, error: LLMError) -> None:
        wait = retry.wait_before_retry(
            error,
            self.retries,
            remaining=self.remaining,
            random=self.tools.random,
            policy=self.policy,
        )
        if wait is None or self.in_trouble:
            raise error
        self.tools.sleep(wait)
        if self._is_left_alone():  # other threads found it in trouble meanwhile
            raise error
        self.retries += 1

    def _is_left_alone(self) -> bool:
        memory, now = self.tools.memory, self.tools.clock()
        return memory.cooldown_left(self.endpoint.provider_id, now) > 0

    def _exchange(self, prompt: Prompt) -> Completion:
        """One HTTP request and its attempt, whatever comes of it."""
        if self.remaining <= 0:
            raise DeadlineExceeded("no time left to ask")
        request = self.vendor.build_request(self.endpoint, prompt, self.dialect)
        check_headers(request.headers)  # what is refused here, nobody was sent
        self._check_allowance(request, prompt)
        tools = self.tools
        with tools.memory.place(
            self.endpoint, ends=self.ends, clock=tools.clock
        ) as leave:
            record = _Record(tools.clock(), sent=request.body)
            try:
                return self._read(self._send(request), record)
            except LLMError as error:
                record.note(error)
                raise
            finally:
                attempt = record.to_attempt(self.endpoint, self.vendor, tools.clock())
                tools.attempts.append(attempt)
                self.in_trouble = leave(attempt, not record.vendor_failed)

    def _check_allowance(self, request: HttpRequest, prompt: Prompt) -> None:
        """Never begin what may cost more than this call was given."""
        if self.tools.allowance is None:
            return
        limit = self.vendor.output_limit(self.endpoint, self.dialect)
        most = pricing.ceiling(request.body or {}, limit, self.endpoint)
        if prompt.search:
            most += pricing.search_allowance([self.endpoint])
        if self.tools.spent + most > self.tools.allowance:
            raise OverBudget("the request could cost more than may be spent")

    def _send(self, request: HttpRequest) -> HttpResponse:
        seconds = min(self.endpoint.timeout, self.remaining)
        self.hurried = seconds < self.endpoint.timeout
        return self.tools.send(
            request,
            deadline=self.tools.clock() + seconds,
            clock=self.tools.clock,
            allow_private=self.endpoint.allow_private,
            proxy=self.endpoint.proxy,
        )

    def _read(self, response: HttpResponse, record: _Record) -> Completion:
        """The completion; its cost is recorded also where it is no use."""
        record.status = response.status
        record.received = response.body
        record.request_id = request_id(response.headers)
        sent = record.sent or {}
        try:
            payload = read_payload(response)
        except UnreadableAnswer:
            if response.status == 200:  # broken on its way, but written and billed
                record.usage = pricing.with_guesses(TokenUsage(), sent, "")
            raise
        record.usage = self.vendor.read_usage(payload)
        try:
            completion = self.vendor.read_completion(payload, response.headers)
        except AnswerError:
            record.usage = pricing.with_guesses(record.usage, sent, "")
            raise
        record.usage = pricing.with_guesses(record.usage, sent, completion.text)
        record.request_id = completion.request_id
        return replace(completion, usage=record.usage)


@dataclass
class _Record:
    """An attempt while it goes on."""

    began: float
    started_at: datetime = field(default_factory=lambda: utc_now())
    status: int | None = None
    error_code: str = ""
    vendor_failed: bool = False
    perhaps_billed: bool = False
    usage: TokenUsage = TokenUsage()
    request_id: str = ""
    sent: Mapping[str, Any] | None = None
    received: bytes = b""

    def note(self, error: LLMError) -> None:
        self.error_code = error.code
        self.status = self.status or error.status
        self.vendor_failed = error.pauses_provider
        self.perhaps_billed = getattr(error, "sent", False)

    def to_attempt(self, endpoint: Endpoint, vendor: Vendor, ended: float) -> Attempt:
        return Attempt(
            provider_id=endpoint.provider_id,
            model_name=vendor.model_name(endpoint),
            started_at=self.started_at,
            cost=pricing.cost(self.usage, endpoint.prices)
            + pricing.search_cost(self.usage.searches, endpoint),
            seconds=ended - self.began,
            status=self.status,
            error_code=self.error_code,
            usage=self.usage,
            request_id=self.request_id,
            perhaps_billed=self.perhaps_billed,
            sent=self.sent,
            received=self.received,
        )


def utc_now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None)


def read_payload(response: HttpResponse) -> Mapping[str, Any]:
    """The JSON object of a good answer, else the error that it is."""
    if not 200 <= response.status < 300:
        raise read_error(response)
    return parse_json(response.body)
