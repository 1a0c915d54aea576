"""dev/proxy_check: a lead through a llama.cpp server and LiteLLM's proxy."""
