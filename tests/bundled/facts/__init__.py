"""The audit of the data against the curated facts from which release 0.1.0 was written."""
