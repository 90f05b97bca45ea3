"""The program: what the command ``nemokg`` runs, and ``python -m nemokg``."""

from __future__ import annotations

import os
import sys

from nemokg.cli.main import main

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    code = main()
    try:  # noqa: SIM105 - contextlib would have to be imported for it
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):  # closed, or nobody reads any more
        pass
    # Everything is written and closed: to take the interpreter apart is a tenth of a cold start.
    os._exit(code)


if __name__ == "__main__":
    run()
