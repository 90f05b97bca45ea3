"""Reading RDF files and directories into an in-memory store."""

from __future__ import annotations

import os

from pyoxigraph import Quad, RdfFormat, Store, parse

from nemokg.dataset.datatypes import warn_of_replaced_datatype
from nemokg.dataset.sources import (
    DEFAULT_OPTIONS,
    NO_CONTEXTS,
    STDIN,
    ReadOptions,
    SourceFile,
    base_iri,
)
from nemokg.errors import InputError, InputWarning, RdfSyntaxError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.media_types import FILES, JSON_LD

TYPE_CHECKING = False
if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator
    from typing import IO, Any


SYNTAXES = {syntax.name: syntax for syntax in FILES}
# In directories, JSON is mostly something else than JSON-LD.
_SEARCHED = {ending: syntax.rdf_format for syntax in FILES for ending in syntax.endings}
FORMATS = {**_SEARCHED, ".json": JSON_LD.rdf_format}
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
# Bytes from which on a file is streamed into the store.
LARGE = 10_000_000
# Bytes that a compressed file may unpack to in memory.
_MOST = 2 << 30
_READABLE = f"{', '.join(FORMATS)}, compressed with {', '.join(COMPRESSED)} or not"
_MARK = b"\xef\xbb\xbf"  # with which some programs begin UTF-8


def rdf_files(paths: Iterable[str], options: ReadOptions = DEFAULT_OPTIONS) -> list[str]:
    """Return the RDF files among the paths, directories searched through and sorted.

    The path - is standard input, in Turtle unless the options name a syntax, which is that of all
    files but those that a directory is searched for.

    Raises InputError for a path that does not exist, a directory that holds no RDF, and a file
    whose name does not tell its format.
    """
    files: list[str] = []
    base, contexts, syntax = options.base, options.contexts, options.syntax
    for path in paths:
        if path == STDIN:
            files.append(SourceFile(path, base, contexts, syntax or "ttl"))
        elif os.path.isdir(path):
            found = _search(path)
            if not found:
                raise InputError(
                    f"{path}: the directory contains no RDF; put files ending in {_READABLE} there."
                )
            files += [SourceFile(file, base, contexts, searched=True) for file in found]
        elif not os.path.exists(path):
            raise InputError(f"{path}: no such file or directory; check the spelling of the path.")
        elif syntax is None and _extension(path) not in FORMATS:
            raise InputError(
                f"{path}: the name must end in one of {_READABLE}, or --syntax must name it."
            )
        else:
            files.append(SourceFile(path, base, contexts, syntax))
    return list(dict.fromkeys(files))


def store_of_files(files: Iterable[str]) -> Store:
    """Read RDF files into the default graph of a new store, whatever graphs they name.

    Raises InputError for a file that is unreadable, not UTF-8 or without triples, and
    RdfSyntaxError for one that is not well-formed. A file without triples that was found in a
    directory is skipped with an InputWarning.
    """
    store = Store()
    for file in files:
        _load_file(store, file)
    return store


def store_of_contents(contents: Iterable[tuple[str, bytes]]) -> Store:
    """Read the contents of RDF files, with their names, as `store_of_files` reads the files."""
    store = Store()
    for file, content in contents:
        _load_content(store, file, content)
    return store


def core_ontology_files() -> list[str]:
    """Return the files of the bundled ontology, without the alignments: the core needs none."""
    root = bundled_directory("ontology")
    alignments = os.path.join(root, "alignments", "")
    return [file for file in rdf_files([root]) if not file.startswith(alignments)]


def read_bytes(file: str) -> bytes:
    """Return the decompressed contents of a file; InputError if it is unreadable or empty."""
    content = _content(file)
    if not content or content.isspace():
        raise InputError(f"{file}: the file is empty; write something to it or leave it out.")
    return content


def _content(file: str) -> bytes:
    if file == STDIN:
        return read_standard_input()
    try:
        with open(file, "rb") as packed, decompressed_stream(file, packed) as stream:
            content = stream.read() if stream is packed else _read_bounded(file, stream)
    except InputError:
        raise
    except Exception as error:  # what unpacks has errors of its own
        raise unreadable_file_error(file, error) from error
    return content


def _read_bounded(file: str, stream: IO[bytes]) -> bytes:
    chunks, size = [], 0
    while chunk := stream.read(1 << 20):
        chunks.append(chunk)
        size += len(chunk)
        if size > _MOST:
            raise InputError(
                f"{file}: it decompresses to more than {_MOST >> 30} GiB; make a store of it with"
                " `nemokg load`."
            )
    return b"".join(chunks)


_standard_input: list[bytes] = []


def read_standard_input() -> bytes:
    """Return the contents of standard input, which can be read only once."""
    import sys

    if not _standard_input:
        if sys.stdin is None:
            raise InputError("Standard input is closed; open it or name a file.")
        _standard_input.append(sys.stdin.buffer.read())
    return _standard_input[0]


def decompressed_stream(file: str, stream: io.BufferedReader[Any]) -> io.BufferedReader:
    """Return a stream of what a stream of a file's bytes holds, by the ending of the file's name.

    Reading it raises InputError as `nemokg.dataset.unpacking.open_compressed` does, or one error or
    another where the content is damaged.
    """
    if not file.lower().endswith(COMPRESSED):
        return stream
    from nemokg.dataset import unpacking

    return unpacking.open_compressed(file, stream)


def utf8_stream(file: str, stream: io.BufferedReader[Any]) -> io.BufferedReader:
    """Return a stream of a file's text in UTF-8, without a mark, from one of its unpacked bytes."""
    if stream.peek(3)[:3] == _MARK:
        stream.read(3)
    if file_format(file) != RdfFormat.RDF_XML:
        return stream
    from nemokg.dataset import rdfxml

    return rdfxml.rdfxml_in_utf8(file, stream)


def warn_or_refuse_empty(file: str) -> None:
    """Warn of a file without triples that a directory has, and raise InputError for any other."""
    problem = f"{file}: the file contains no triples"
    if not isinstance(file, SourceFile) or not file.searched:
        raise InputError(f"{problem}; add some or leave it out.")
    from warnings import warn

    warn(f"{problem} and is skipped.", InputWarning, stacklevel=2)


def unreadable_file_error(file: str, error: Exception) -> InputError:
    """Return the error that explains why a file cannot be read."""
    return InputError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error}).")


class Blamed:
    """A context that turns errors of the parser into errors about a file."""

    __slots__ = ("_file",)

    def __init__(self, file: str) -> None:
        self._file = file

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Raise InputError or RdfSyntaxError in place of an error of the parser."""
        if isinstance(error, SyntaxError):
            raise _malformed(self._file, error) from error
        # That is how the parser says that its own buffer is full.
        if isinstance(error, MemoryError) and "buffer" in str(error):
            raise InputError(
                f"{self._file}: a literal or another token in it is longer than 16 MiB (16,777,216"
                " bytes), which is the limit; shorten it."
            ) from error


def _malformed(file: str, error: SyntaxError) -> InputError:
    """Return the error that says where a file is not well-formed, made from that of the parser."""
    message = error.msg or "not well-formed"
    if "LoadDocumentCallback" in message:
        return InputError(
            f"{file}: its context is not fetched, and the file is too large to take it from a copy;"
            " write the context into the file."
        )
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
        ParserCreate(namespace_separator=" ").Parse(_content(file), True)
    except ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def decode_utf8(file: str, content: bytes) -> str:
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
        found += [os.path.join(parent, name) for name in names if _extension(name) in _SEARCHED]
    return sorted(found)


def file_format(file: str) -> RdfFormat:
    """Return the format that a file is in, by its name or else; KeyError if none tells it."""
    syntax = file.syntax if isinstance(file, SourceFile) else None
    return SYNTAXES[syntax].rdf_format if syntax else FORMATS[_extension(file)]


def _extension(path: str) -> str:
    root, extension = os.path.splitext(path.lower())
    return os.path.splitext(root)[1] if extension in COMPRESSED else extension


def _load_file(store: Store, file: str) -> None:
    if not _streams(store, file):
        _load_content(store, file, _content(file))


def _load_content(store: Store, file: str, content: bytes) -> None:
    text = _text(file, content)
    rdf_format, base = file_format(file), base_iri(file)
    with Blamed(file):
        if next(parse(text, rdf_format, base_iri=base), None) is None:
            warn_or_refuse_empty(file)
        elif rdf_format.supports_datasets:
            # The dataset is what all graphs of a file say together.
            quads = parse(text, rdf_format, base_iri=base, rename_blank_nodes=True)
            store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        else:
            store.load(text, rdf_format, base_iri=base)
    warn_of_replaced_datatype(file, content, rdf_format)


def _text(file: str, content: bytes) -> str:
    """Return the text of a file's unpacked bytes, with the contexts that it names elsewhere."""
    rdf_format = file_format(file)
    if rdf_format == RdfFormat.RDF_XML:
        from io import BufferedReader, BytesIO

        content = utf8_stream(file, BufferedReader(BytesIO(content))).read()
    text = decode_utf8(file, content)
    if rdf_format == RdfFormat.JSON_LD:
        from nemokg.dataset.jsonld import warn_of_dropped_triples, with_local_contexts

        contexts = file.contexts if isinstance(file, SourceFile) else NO_CONTEXTS
        text = with_local_contexts(file, text, base_iri(file), contexts)
        warn_of_dropped_triples(file, text, base_iri(file))
    return text


def file_quads(file: str) -> Iterator[Quad]:
    """Yield the quads of a file, without holding a large one in memory.

    Literals are as the file has them; blank nodes are those of no other reading. Raises InputError
    and RdfSyntaxError as `store_of_files` does, but none for a file without triples.
    """
    rdf_format, base = file_format(file), base_iri(file)
    with Blamed(file):
        if _large(file):
            yield from parse(path=file, format=rdf_format, base_iri=base, rename_blank_nodes=True)
        else:
            text = _text(file, _content(file))
            yield from parse(text, rdf_format, base_iri=base, rename_blank_nodes=True)


def _large(file: str) -> bool:
    """Whether a file is large, and plain enough for the store to read it by itself."""
    if file == STDIN or file_format(file) in (RdfFormat.RDF_XML, RdfFormat.JSON_LD):
        return False
    if file.lower().endswith(COMPRESSED) or os.path.getsize(file) < LARGE:
        return False
    with open(file, "rb") as stream:
        return stream.read(3) != _MARK


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
        store.load(path=file, format=rdf_format, base_iri=base_iri(file))
        with open(file, "rb") as stream:
            warn_of_replaced_datatype(file, stream, rdf_format)
    except (OSError, SyntaxError, ValueError, MemoryError):
        return False
    return len(store) > before
