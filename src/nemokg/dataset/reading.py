"""Reading RDF files and directories into an in-memory store."""

from __future__ import annotations

import os

from pyoxigraph import Quad, RdfFormat, Store, parse

from nemokg.errors import InputError, RdfSyntaxError
from nemokg.files.resources import directory
from nemokg.rdf.media_types import FILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

FORMATS = {ending: syntax.rdf_format for syntax in FILES for ending in syntax.endings}
COMPRESSED = (".gz", ".zst")
# Bytes from which on a file is streamed into the store.
LARGE = 10_000_000
_READABLE = f"{', '.join(FORMATS)}, compressed with {' or '.join(COMPRESSED)} or not"


def rdf_files(paths: Iterable[str]) -> list[str]:
    """Return the RDF files among the paths, directories searched through and sorted.

    Raises InputError for a path that does not exist, a directory that holds no RDF, and a file
    whose name does not tell its format.
    """
    files: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found = _search(path)
            if not found:
                raise InputError(
                    f"{path}: the directory contains no RDF; put files ending in {_READABLE} there."
                )
            files += found
        elif not os.path.exists(path):
            raise InputError(f"{path}: no such file or directory; check the spelling of the path.")
        elif _extension(path) not in FORMATS:
            raise InputError(f"{path}: the name must end in one of {_READABLE}.")
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def load_files(files: Iterable[str]) -> Store:
    """Read RDF files into the default graph of a new store, whatever graphs they name.

    Raises InputError for a file that is unreadable, not UTF-8 or without triples, and
    RdfSyntaxError for one that is not well-formed.
    """
    store = Store()
    for file in files:
        _load_file(store, file)
    return store


def load_contents(contents: Iterable[tuple[str, bytes]]) -> Store:
    """Read the contents of RDF files, with their names, as `load_files` reads the files."""
    store = Store()
    for file, content in contents:
        _load_content(store, file, content)
    return store


def ontology_files() -> list[str]:
    """Return the files of the bundled ontology, without the alignments: the core needs none."""
    root = directory("ontology")
    alignments = os.path.join(root, "alignments", "")
    return [file for file in rdf_files([root]) if not file.startswith(alignments)]


def read_bytes(file: str) -> bytes:
    """Return what a file holds, unpacked; InputError if it cannot be read or holds nothing."""
    try:
        with open(file, "rb") as packed, unpacked(file, packed) as stream:
            content = stream.read()
    except Exception as error:  # what unpacks has errors of its own
        raise unreadable(file, error) from error
    if not content or content.isspace():
        raise InputError(f"{file}: the file is empty; write something to it or leave it out.")
    return content


def unpacked(file: str, stream: IO[bytes]) -> IO[bytes]:
    """Return a stream of what a stream of a file's bytes holds, by the ending of the file's name.

    Reading it raises one error or another where the content is damaged.
    """
    ending = file.lower()
    if ending.endswith(".gz"):
        import gzip

        return gzip.open(stream)  # type: ignore[return-value]
    if ending.endswith(".zst"):
        import sys

        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        return zstd.open(stream)  # type: ignore[return-value]
    return stream


def unreadable(file: str, error: Exception) -> InputError:
    """Return the error that says why a file cannot be read."""
    return InputError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error}).")


def malformed(file: str, error: SyntaxError) -> RdfSyntaxError:
    """Return the error that says where a file is not well-formed, made from that of the parser."""
    message = error.msg or "not well-formed"
    line, column = error.lineno, error.offset
    if line is not None:
        message = message.partition(": ")[2]
    elif file_format(file) == RdfFormat.RDF_XML:  # whose parser does not say where
        line, column = _xml_place(file)
    return RdfSyntaxError(file, line, column, message)


def _xml_place(file: str) -> tuple[int | None, int | None]:
    """Return line and column of what is wrong with a file as XML, if there is anything."""
    from xml.parsers.expat import ExpatError, ParserCreate

    try:
        with open(file, "rb") as packed, unpacked(file, packed) as stream:
            ParserCreate(namespace_separator=" ").ParseFile(stream)
    except ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def decode(file: str, content: bytes) -> str:
    """Return the text of UTF-8 bytes; InputError that names the line where they are not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}, line {line}: byte {error.start} is not UTF-8; save the file as UTF-8."
        ) from error


def _search(root: str) -> list[str]:
    found = []
    for parent, folders, names in os.walk(root):
        # Hidden folders hold version control and environments, not anybody's data.
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        found += [os.path.join(parent, name) for name in names if _extension(name) in FORMATS]
    return sorted(found)


def file_format(file: str) -> RdfFormat:
    """Return the format that the name of a file tells; KeyError if it tells none."""
    return FORMATS[_extension(file)]


def _extension(path: str) -> str:
    root, extension = os.path.splitext(path.lower())
    return os.path.splitext(root)[1] if extension in COMPRESSED else extension


def _load_file(store: Store, file: str) -> None:
    if not _streams(store, file):
        _load_content(store, file, read_bytes(file))


def _load_content(store: Store, file: str, content: bytes) -> None:
    text = decode(file, content)
    rdf_format = file_format(file)
    try:
        if next(parse(text, rdf_format), None) is None:
            raise InputError(f"{file}: the file contains no triples; add some or leave it out.")
        if rdf_format.supports_datasets:
            # The dataset is what all graphs of a file say together.
            quads = parse(text, rdf_format, rename_blank_nodes=True)
            store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        else:
            store.load(text, rdf_format)
    except SyntaxError as error:
        raise malformed(file, error) from error


def quads(file: str) -> Iterator[Quad]:
    """Yield the quads of a file that was loaded before, without holding a large one in memory.

    Literals are as the file has them; blank nodes are those of no other reading.
    """
    if _large(file):
        return parse(path=file, format=file_format(file), rename_blank_nodes=True)
    return parse(decode(file, read_bytes(file)), file_format(file), rename_blank_nodes=True)


def _large(file: str) -> bool:
    """Whether a file is large, and plain enough for the store to read it by itself."""
    if file.lower().endswith(COMPRESSED) or os.path.getsize(file) < LARGE:
        return False
    with open(file, "rb") as stream:
        return stream.read(3) != b"\xef\xbb\xbf"  # the mark that some editors begin UTF-8 with


def _streams(store: Store, file: str) -> bool:
    """Load a large file without holding its text, and return whether that was done.

    Where it fails the text is read after all: only that tells what is wrong, and on which line.
    """
    rdf_format = file_format(file)
    if rdf_format.supports_datasets:
        return False
    before = len(store)
    try:
        if not _large(file):
            return False
        store.load(path=file, format=rdf_format)
    except (OSError, SyntaxError, ValueError):
        return False
    return len(store) > before
