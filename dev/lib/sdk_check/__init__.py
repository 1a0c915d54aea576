"""dev/sdk_check: our request bodies against the types of the vendors' SDKs."""
