"""RDF/XML as the parser expects it: in UTF-8, with entities of limited size."""

from __future__ import annotations

import io
import re
from codecs import getincrementaldecoder

from nemokg.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# So many bytes may come of the entities of any file, and of each of its bytes.
# Ontologies abbreviate namespaces with entities, which makes them less than ten times as long.
FREE = 8 << 20
RATIO = 20
_CHUNK = 1 << 20
_BYTE_ORDER = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")
_DECLARATION = re.compile(r"(\s*<\?xml[^>]*?)\sencoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ENTITY = b"<!ENTITY"
_REFERENCE = re.compile(rb"&([^#&;\s][^&;\s]{0,255});")
_TOKEN = re.compile(
    rb"<!ENTITY\s+([^\s%\"']+)\s+(?:\"([^\"]*)\"|'([^']*)')|&([^#&;\s][^&;\s]{0,255});"
)
_LONGEST_REFERENCE = 257


def rdfxml_in_utf8(file: str, stream: io.BufferedReader) -> io.BufferedReader:
    r"""Return a stream of an RDF/XML file in UTF-8, whatever its encoding.

    Reading it raises InputError where the file is not in the encoding that it declares, or where
    its entities are made to fill the memory.

    >>> document = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>".encode("latin-1")
    >>> rdfxml_in_utf8("a.rdf", io.BufferedReader(io.BytesIO(document))).read().decode()
    "<?xml version='1.0'?><a>\xe9</a>"
    """
    encoding = _encoding(stream.peek(_CHUNK)[:1024])
    chunks = (
        _transcoded(file, stream, encoding) if encoding else iter(lambda: stream.read(_CHUNK), b"")
    )
    return io.BufferedReader(_Pieces(_bounded(file, chunks)), _CHUNK)


def _encoding(head: bytes) -> str | None:
    """Return the encoding that the first bytes of a document declare, None for UTF-8."""
    if head[:2] in _BYTE_ORDER:
        return _BYTE_ORDER[head[:2]]
    declared = _DECLARED.match(head)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8"):
        return None
    return declared[1].decode("ascii", "replace")


def _transcoded(file: str, stream: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    try:
        b" ".decode(encoding, "replace")  # what is no encoding of text has a decoder too
    except LookupError as error:
        raise InputError(
            f"{file}: the encoding {encoding} is not known; save the file as UTF-8."
        ) from error
    decoder = getincrementaldecoder(encoding)()
    first = True
    try:
        while content := stream.read(_CHUNK):
            text = decoder.decode(content)
            if first:
                text, first = _DECLARATION.sub(r"\1", text, count=1), False
            yield text.encode()
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise InputError(
            f"{file}: not in {encoding}, which it declares; save the file as UTF-8."
        ) from error


def _bounded(file: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks of a document, and count the bytes that its entities become."""
    sizes: dict[bytes, int] = {}
    total = expanded = 0
    rest = b""  # of a token that the next chunk may complete
    for chunk in chunks:
        total += len(chunk)
        content, place = rest + chunk, 0
        if sizes or _ENTITY in content:
            for token in _TOKEN.finditer(content):
                place = token.end()
                name, double, single, reference = token.groups()
                if name:
                    value = double or single or b""
                    sizes[name] = len(value) + sum(
                        sizes.get(each, 0) for each in _REFERENCE.findall(value)
                    )
                expanded += sizes.get(name or reference, 0)
                if expanded > FREE + RATIO * total:
                    raise InputError(
                        f"{file}: its entities expand to more than {FREE >> 20} MiB and {RATIO}"
                        " times its size, unlike real data; replace them by their text."
                    )
        open_entity = content.rfind(_ENTITY, place)
        if open_entity < 0:
            open_entity = max(place, len(content) - _LONGEST_REFERENCE)
        rest = content[open_entity:]
        yield chunk


class _Pieces(io.RawIOBase):
    """A stream of pieces that are made one after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Put the next bytes into a buffer and return how many they are."""
        while not self._rest:  # an empty piece is not the end
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count
