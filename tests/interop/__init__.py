"""The same queries in every store that runs here; `make interop` is the way in."""
