"""LiteLLM's proxy on loopback: no database, no telemetry, no way to the network."""

import contextlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

from .. import procs, say
from ..environment import paths
from ..environment.packages import pinned

# In March 2026 releases of it (1.82.7 and 1.82.8) stole credentials: look before you
# raise this.
PIN = "litellm[proxy]==1.106.2"
KEY = "sk-proxy-check"

# A proxy where nobody listens: what tries to leave this machine fails at once.
NOWHERE = "http://127.0.0.1:9"
OFFLINE = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_AUTOROUTER_PRESETS": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "LITELLM_LOCAL_POLICY_TEMPLATES": "True",
    "DISABLE_ADMIN_UI": "True",
    "HTTP_PROXY": NOWHERE,
    "HTTPS_PROXY": NOWHERE,
    "NO_PROXY": "127.0.0.1",
}


def model(name, upstream, url):
    """A row of its list: what we call the model, and where requests for it go.

    :param upstream: its provider and model, as LiteLLM writes them.
    """
    where = {"model": upstream, "api_base": url, "api_key": "none"}
    return {"model_name": name, "litellm_params": where}


@contextlib.contextmanager
def serving(models):
    """The proxy's address, without /v1; it runs while it is entered."""
    python = pinned.python_with(PIN, "proxy", "two minutes")
    say.step("starting LiteLLM's proxy, %s", PIN)
    log_path = paths.STATE / "run" / f"proxy-{os.getpid()}.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, open(log_path, "w") as log:
        command, port = _command(python, Path(home), models)
        options = {"cwd": home, "env": _environment(home), "stdin": subprocess.DEVNULL}
        with procs.running(command, stdout=log, stderr=log, **options) as process:
            _wait_for(process, port, log_path)
            yield f"http://127.0.0.1:{port}"
    log_path.unlink()


def _command(python, home, models):
    config, port = home / "config.yaml", procs.free_port()
    config.write_text(json.dumps(_config(models)))  # JSON is YAML
    litellm = (python, python.with_name("litellm"), "--config", config)
    return [*litellm, "--host", "127.0.0.1", "--port", port], port


def _config(models):
    return {
        "model_list": models,
        "general_settings": {"master_key": KEY},
        "litellm_settings": {
            "telemetry": False,
            # Else /v1/messages becomes /v1/responses for OpenAI's wire: llama.cpp
            # has that too, but doesn't heed the schema there.
            "use_chat_completions_url_for_anthropic_messages": True,
        },
        # What fails is to be seen, not tried again behind our back.
        "router_settings": {"num_retries": 0},
    }


def _environment(home):
    """Without what ours holds: nobody's key goes to code of others."""
    return {"PATH": os.environ["PATH"], "HOME": home, **OFFLINE}


def _wait_for(process, port, log_path):
    def is_up():
        return process.poll() is not None or procs.owns(process.pid, port)

    if not procs.wait_until(is_up, 120) or process.poll() is not None:
        text = log_path.read_text(errors="replace")[-4000:]
        say.fail("LiteLLM's proxy doesn't start:\n%s", text)
