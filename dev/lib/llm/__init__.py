"""The language model that commands ask: whose it is, where its file is, its server."""
