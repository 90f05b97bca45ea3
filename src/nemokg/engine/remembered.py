"""What a dataset has answered before, on disk: asking again need not even open the dataset."""

from __future__ import annotations

import os
from zlib import crc32

# Beyond these, in number, and in rows and bytes of each, nothing is kept.
KEPT = 200
MOST_ROWS = 2_000
LARGEST = 500_000
# What makes an answer depend on more than the dataset.
_VARYING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"))


class Answers:
    """A folder of texts and the answers to them.

    Whatever goes wrong with the folder, a text merely has no answer there. A text whose words tell
    that its answer depends on more than the dataset is not kept.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     answers = Answers(folder)
    ...     answers.put("ASK {}", b"true")
    ...     answers.get("ASK {}"), answers.get("ASK { ?s ?p ?o }")
    (b'true', None)
    """

    __slots__ = ("folder",)

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def under(self, view: str) -> Answers:
        """Return the answers to the same texts under a view of the dataset."""
        return Answers(f"{self.folder}-{view}")

    def get(self, text: str) -> bytes | None:
        """Return the answer to a text, or None where there is none."""
        question = text.encode()
        try:
            with open(self._path(question), "rb") as stream:
                head, _, body = stream.read().partition(b"\n")
        except OSError:
            return None
        # The whole question is compared, since the names of two may be the same.
        whole = head == b"%d %d" % (len(body), crc32(body)) and body.startswith(question + b"\0")
        return body[len(question) + 1 :] if whole else None

    def put(self, text: str, answer: bytes) -> None:
        """Keep the answer to a text, if it is one to keep."""
        words = "".join(c if c.isalnum() or c == "_" else " " for c in text.upper()).split()
        if len(answer) > LARGEST or not _VARYING.isdisjoint(words):
            return
        question = text.encode()
        body = question + b"\0" + answer
        path = self._path(question)
        part = f"{path}.{os.getpid()}"
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            present = os.listdir(self.folder)
            for name in present if len(present) >= KEPT else ():
                os.remove(os.path.join(self.folder, name))
            try:
                with open(part, "wb") as stream:
                    stream.write(b"%d %d\n" % (len(body), crc32(body)) + body)
                os.replace(part, path)
            except OSError:
                os.remove(part)
        except OSError:  # no place to write, or another process was faster: so be it
            pass

    def _path(self, question: bytes) -> str:
        return os.path.join(self.folder, f"{crc32(question):08x}")
