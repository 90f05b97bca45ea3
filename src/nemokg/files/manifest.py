"""The list of the files that a command wrote to a directory: what they are, and that they are its.

A command replaces a directory only if all that is in it was written by the same command before.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256

from nemokg._version import __version__
from nemokg.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "manifest.json"


def manifest_text(
    generator: str,
    files: Mapping[str, str | bytes],
    media_types: Mapping[str, str] | None = None,
    **about: object,
) -> str:
    """Return the list of files, with the digest of each and, where it is given, its media type.

    >>> json.loads(manifest_text("nemokg site", {"a.txt": "A"}))["files"]["a.txt"]["bytes"]
    1
    """
    listed: dict[str, dict[str, object]] = {}
    for name, content in sorted(files.items()):
        data = content if isinstance(content, bytes) else content.encode()
        listed[name] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        if media_types and name in media_types:
            listed[name]["mediaType"] = media_types[name]
    head = {"generator": generator, "version": __version__, **about}
    return json.dumps({**head, "files": listed}, indent=1) + "\n"


def check_directory_is_ours(directory: str, generator: str) -> None:
    """Raise OutputError if a directory is none, or has files that the generator did not write.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     check_directory_is_ours(empty, "nemokg site")
    """
    foreign = sorted(_present(directory) - _written(directory, generator))
    if foreign:
        raise OutputError(
            f"{directory}: it contains {foreign[0]}, which `{generator}` did not write; choose an"
            " empty directory or one that it wrote before."
        )


def _present(directory: str) -> set[str]:
    """Return the paths of the files in a directory, and of its empty folders."""

    def failed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise OutputError(
                f"{directory}: cannot be used ({error.strerror}); choose another directory."
            ) from error

    paths = set()
    try:
        for folder, folders, files in os.walk(directory, onerror=failed):
            empty = (each for each in folders if not os.listdir(os.path.join(folder, each)))
            for name in (*files, *empty):
                path = os.path.relpath(os.path.join(folder, name), directory)
                paths.add(path.replace(os.sep, "/"))
    except OSError as error:  # a folder that must not be read
        failed(error)
    return paths


def _written(directory: str, generator: str) -> set[str]:
    """Return the paths of the files that the generator wrote to a directory."""
    path = os.path.join(directory, NAME)
    if not os.path.isfile(path):  # a pipe would be waited for
        return set()
    try:
        with open(path, encoding="utf-8") as stream:
            listed = json.load(stream)
        return {NAME, *listed["files"]} if listed["generator"] == generator else set()
    except (OSError, ValueError, LookupError, TypeError):  # no list, or that of somebody else
        return set()
