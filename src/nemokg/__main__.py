"""Lets ``python -m nemokg`` do what ``nemokg`` does."""

from __future__ import annotations

import sys

from nemokg.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
