"""The program that ``nemokg`` and ``python -m nemokg`` run."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and exit with its exit code."""
    # What is imported stays: to look it through for garbage is a tenth of a cold start.
    gc.set_threshold(50_000)
    from nemokg.cli.main import main

    code = main()
    try:  # noqa: SIM105 - contextlib would have to be imported for it
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):  # closed, or nobody reads any more
        pass
    # Everything is written and closed: to take the interpreter apart is a tenth of a cold start.
    os._exit(code)


if __name__ == "__main__":
    run()
