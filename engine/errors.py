"""What can go wrong between us and a vendor.

LLMError
├── InternalError             our own fault
├── NoProvider                no account to ask
├── AllCoolingDown            every account is left alone for now
├── DeadlineExceeded          time ran out before an answer came
├── OverBudget                could cost more than may be spent; nothing was sent
├── TransportError
│   ├── Unreachable           no connection, or it broke before an answer
│   ├── TimedOut              connected, no whole answer in time: may have been billed
│   ├── AddressRefused        our own guard said no
│   └── BodyTooLarge          more than we read
├── VendorError               the vendor answered, and the answer is an error
│   ├── NoCredit  KeyRefused  Forbidden  ModelNotFound       pause the provider
│   ├── PromptTooLong  ContentRefused  ParameterRefused      fail the lead
│   └── RateLimited  Overloaded  ServerError                 worth retrying
└── AnswerError               HTTP 200, but nothing we can believe
    ├── EmptyAnswer  Truncated  UnreadableAnswer  UnverifiedAnswer

Codes are for machines; the words that a user reads live in Odoo.
"""

from __future__ import annotations


class LLMError(Exception):
    """Base of the tree.

    :cvar code: stable, for logs, rows and translations.
    :cvar retryable: the same request may succeed later.
    :cvar pauses_provider: further leads would fail the same way at this provider; set
        on one error where that was found out.
    :ivar retry_after: seconds the vendor asked us to wait, or None.
    :ivar detail: short text for an administrator; never holds a key, URL or lead text.
    :ivar attempts: the :class:`~.values.Attempt` of every request sent so far.
    """

    code = "error"
    retryable = False
    pauses_provider = False

    def __init__(
        self,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
        provider_id: int | None = None,
        param: str = "",
    ):
        super().__init__(detail or self.code)
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.provider_id = provider_id
        self.param = param
        self.attempts = ()


class InternalError(LLMError):
    code = "internal_error"


class NoProvider(LLMError):
    code = "no_provider"


class AllCoolingDown(LLMError):
    code = "cooling_down"
    retryable = True


class DeadlineExceeded(LLMError):
    code = "deadline_exceeded"
    retryable = True


class OverBudget(LLMError):
    code = "over_budget"
    retryable = True


class TransportError(LLMError):
    """No whole answer came.

    :ivar sent: the vendor may have got the request, so it may have been billed.
    """

    code = "transport_error"
    sent = False


class Unreachable(TransportError):
    code = "unreachable"
    retryable = True
    pauses_provider = True


class TimedOut(TransportError):
    code = "timed_out"
    retryable = True
    pauses_provider = True


class AddressRefused(TransportError):
    code = "address_refused"
    pauses_provider = True


class BodyTooLarge(TransportError):
    code = "body_too_large"
    pauses_provider = True


class VendorError(LLMError):
    """The vendor's own error answer.

    :ivar should_retry: the vendor's word on sending again now; None if it has none.
    """

    code = "vendor_error"
    should_retry: bool | None = None


class NoCredit(VendorError):
    code = "no_credit"
    pauses_provider = True


class KeyRefused(VendorError):
    code = "key_refused"
    pauses_provider = True


class Forbidden(VendorError):
    code = "forbidden"
    pauses_provider = True


class ModelNotFound(VendorError):
    code = "model_not_found"
    pauses_provider = True


class PromptTooLong(VendorError):
    code = "prompt_too_long"


class ContentRefused(VendorError):
    code = "content_refused"


class ParameterRefused(VendorError):
    """The vendor does not take a field of the request; ``param`` names it if known."""

    code = "parameter_refused"


class RateLimited(VendorError):
    code = "rate_limited"
    retryable = True
    pauses_provider = True


class Overloaded(VendorError):
    code = "overloaded"
    retryable = True
    pauses_provider = True


class ServerError(VendorError):
    code = "server_error"
    retryable = True
    pauses_provider = True


class AnswerError(LLMError):
    code = "answer_error"


class EmptyAnswer(AnswerError):
    code = "answer_empty"


class Truncated(AnswerError):
    code = "answer_truncated"


class UnreadableAnswer(AnswerError):
    code = "answer_unreadable"


class UnverifiedAnswer(AnswerError):
    code = "answer_unverified"
