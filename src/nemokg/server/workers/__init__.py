"""The processes that answer queries, and the limits on them."""
