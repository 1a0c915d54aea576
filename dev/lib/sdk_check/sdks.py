"""The vendors' own SDKs: what to install, and where their request type is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sdk:
    """One SDK.

    :param pin: for pip.
    :param kind: "module:name" of the type of a request body, or of the function that
        takes its fields as arguments; or the name of a maker in :mod:`.worker`.
    """

    pin: str
    kind: str


OPENAI = Sdk(
    "openai==3.54.0",
    "openai.types.chat.completion_create_params:CompletionCreateParamsNonStreaming",
)
RESPONSES = Sdk(
    OPENAI.pin,
    "openai.types.responses.response_create_params:ResponseCreateParamsNonStreaming",
)
OF_VENDOR = {
    "openai": OPENAI,
    "azure_openai": OPENAI,
    "anthropic": Sdk(
        "anthropic==2.12.0",
        "anthropic.types.message_create_params:MessageCreateParamsNonStreaming",
    ),
    "google": Sdk("google-genai==3.4.0", "google"),
    "groq": Sdk(
        "groq==1.7.0",
        "groq.types.chat.completion_create_params:CompletionCreateParams",
    ),
    "mistral": Sdk(
        "mistralai==3.7.0",
        "mistralai.client.models.chatcompletionrequest:ChatCompletionRequest",
    ),
    "cohere": Sdk("cohere==7.3.1", "cohere.v2.client:V2Client.chat"),
    "ollama": Sdk("ollama==0.6.3", "ollama._types:ChatRequest"),
}

# What these vendors document beyond OpenAI's type.
BEYOND = {
    "openrouter": ("provider",),
    "deepseek": ("thinking",),
}
