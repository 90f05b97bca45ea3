"""Start a server and let schemathesis ask it whatever its OpenAPI document allows and forbids."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from served import serving


def main(program: str, *options: str) -> int:
    """Return the exit code of schemathesis: 0 where it finds nothing."""
    # It writes what it learns to where it runs.
    with serving("--no-explorer") as server, tempfile.TemporaryDirectory() as folder:
        command = [os.path.abspath(program), "run", f"{server.url}api/openapi.json", *options]
        return subprocess.run(command, cwd=folder, check=False).returncode  # noqa: S603 - named by the Makefile


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
