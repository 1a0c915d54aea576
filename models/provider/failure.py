"""The engine's error codes in words: what went wrong and what to do about it."""

from odoo import _, api, models

from ...engine.errors import KeyRefused

FAILURE_TYPES = [
    ("not_allowed", "May not be sent"),
    ("no_provider", "No provider"),
    ("cooling_down", "Providers are resting"),
    ("deadline_exceeded", "Out of time"),
    ("over_budget", "Monthly limit reached"),
    ("transport_error", "Connection failed"),
    ("unreachable", "Unreachable"),
    ("timed_out", "No answer in time"),
    ("address_refused", "Address refused"),
    ("body_too_large", "Answer too large"),
    ("vendor_error", "Vendor error"),
    ("no_credit", "No credit"),
    ("key_refused", "Key refused"),
    ("forbidden", "Not allowed"),
    ("model_not_found", "Unknown model"),
    ("prompt_too_long", "Text too long"),
    ("content_refused", "Refused by the vendor"),
    ("parameter_refused", "Parameter refused"),
    ("rate_limited", "Too many requests"),
    ("overloaded", "Vendor overloaded"),
    ("server_error", "Vendor's server failed"),
    ("answer_error", "Answer not usable"),
    ("answer_empty", "Empty answer"),
    ("answer_truncated", "Answer cut off"),
    ("answer_unreadable", "Answer not readable"),
    ("answer_unverified", "Answer not verifiable"),
    ("error", "Error"),
    ("internal_error", "Internal error"),
]


class LlmFailure(models.AbstractModel):
    """Words for errors; a model only so that they come in the user's language."""

    _name = "llm.failure"
    _description = "LLM Failure"

    @api.model
    def _explain(self, error, provider=None):
        """``error`` (an LLMError) for a person, in the language of the environment."""
        provider = provider or self.env["llm.provider"].browse(error.provider_id)
        return self._explain_of(provider.sudo().exists()[:1], error.code)

    @api.model
    def _explain_of(self, provider, code, next_try=""):
        """The same for a provider, or none, whose key may not be readable at all."""
        if code == KeyRefused.code and provider.key_problem:
            return _(
                "%(provider)s was not asked. %(problem)s",
                provider=provider.name,
                problem=provider.key_problem,
            )
        return self._explain_code(code, provider.name, next_try)

    @api.model
    def _explain_code(self, code, provider_name, next_try=""):
        """What ``code`` means and what to do, for a person who works in Odoo.

        :param next_try: when it is tried again by itself, for this person's eyes.
        """
        passing = self._texts_about_trouble()
        texts = {
            **self._texts_about_what_is_not_sent(),
            **self._texts_about_the_account(),
            **passing,
            **self._texts_about_answers(),
        }
        text = texts.get(code) or _("Something went wrong: the server's log has more.")
        told = text % {
            "provider": provider_name or _("the provider"),
            "menu": _("CRM / Configuration / AI Lead Scoring / AI Providers"),
        }
        if next_try:
            return f"{told} {self._tell_next_try(next_try)}"
        again = _("Try again later.")
        return f"{told} {again}" if code in passing else told

    @api.model
    def _tell_next_try(self, next_try):
        return _("Next try: %s.", next_try)

    def _texts_about_what_is_not_sent(self):
        return {
            "not_allowed": _(
                "This lead was not sent to an AI vendor, because that was not allowed. "
                "If nothing stands against it any more, press Score with AI."
            ),
            "no_provider": _("No AI provider is set up: add one under %(menu)s."),
            "over_budget": _(
                "The company's monthly limit for AI is reached: raise it in the "
                "settings, or wait for the next month."
            ),
            "address_refused": _(
                "The address of %(provider)s is not one that may be called: an "
                "administrator can check it under %(menu)s."
            ),
        }

    def _texts_about_the_account(self):
        return {
            "no_credit": _(
                "The account of %(provider)s has no credit left or reached its limit: "
                "top it up at the vendor."
            ),
            "key_refused": _(
                "The key of %(provider)s was refused: update it under %(menu)s."
            ),
            "forbidden": _(
                "%(provider)s does not allow this to its account: check the rights of "
                "the key at the vendor."
            ),
            "model_not_found": _(
                "%(provider)s does not know the chosen model: pick another one under "
                "%(menu)s."
            ),
            "parameter_refused": _(
                "%(provider)s refused a setting of the request: check temperature, "
                "model and the longest answer under %(menu)s."
            ),
        }

    def _texts_about_trouble(self):
        """What passes by itself."""
        return {
            "cooling_down": _("All AI providers are in trouble."),
            "deadline_exceeded": _("No provider answered in time."),
            "unreachable": _("%(provider)s can't be reached."),
            "timed_out": _("%(provider)s did not answer in time."),
            "rate_limited": _("%(provider)s received too many requests."),
            "overloaded": _("%(provider)s is overloaded."),
            "server_error": _("The server of %(provider)s failed."),
        }

    def _texts_about_answers(self):
        return {
            "prompt_too_long": _(
                "The text is too long for the model of %(provider)s: choose a larger "
                "model under %(menu)s."
            ),
            "content_refused": _("%(provider)s refused to work on this text."),
            "body_too_large": _("%(provider)s sent more than an answer can hold."),
            "answer_empty": _("%(provider)s gave an empty answer: try again."),
            "answer_truncated": _(
                "The answer of %(provider)s was cut off: raise the longest answer "
                "under %(menu)s."
            ),
            "answer_unreadable": _(
                "%(provider)s gave an answer that can't be read: try again, or choose "
                "a larger model under %(menu)s."
            ),
            "answer_unverified": _(
                "%(provider)s gave no answer that could be checked, so there is no new "
                "score: try again, or choose a larger model under %(menu)s."
            ),
        }
