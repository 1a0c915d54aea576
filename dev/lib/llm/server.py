"""A llama.cpp server on loopback that speaks OpenAI's /v1/chat/completions.

Usage: python -m lib.llm.server MODEL.gguf. Prints its address once it answers; ends
when its standard input does, so it never outlives who started it.
"""

import sys
from pathlib import Path

import xllamacpp

CONTEXT_TOKENS = 8192


def main(model):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.model_alias = {model.stem}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.sampling.temp = 0.0  # the same answer every time
    parameters.ui = False
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
