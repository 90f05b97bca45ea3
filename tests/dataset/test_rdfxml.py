"""RDF/XML: its encodings, and entities that are made to fill the memory."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from paths import SRC

from nemokg.dataset.reading import store_of_files
from nemokg.errors import InputError
from nemokg.loading import bulk

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = """<?xml version="1.0" encoding="{encoding}"?>{doctype}
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">
  <rdf:Description rdf:about="urn:x:a"><x:b>{text}</x:b></rdf:Description>
</rdf:RDF>"""


def values(path: Path) -> list[str]:
    """Return the objects of a file as both loaders read them, which must be the same."""
    (in_memory,) = store_of_files([str(path)])
    (on_disk,) = bulk.default_graph_quads([str(path)])
    assert in_memory == on_disk
    return [in_memory.object.value]


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("iso-8859-1", "ISO-8859-1"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, codec: str, declared: str) -> None:
    """A file in the encoding that it declares, or that its first bytes tell, is read."""
    file = tmp_path / "a.rdf"
    text = DOCUMENT.format(encoding=declared, doctype="", text="caf\xe9")
    file.write_bytes(text.encode(codec))
    assert values(file) == ["caf\xe9"]


@pytest.mark.parametrize(
    ("encoding", "content", "problem"),
    [
        ("EBCDIC-9", b"", "the encoding EBCDIC-9 is not known"),
        ("rot13", b"", "the encoding rot13 is not known"),
        ("utf-16", b"\xff\xfe\x00\xd8", "not in utf-16"),
    ],
)
def test_encodings_that_cannot_be_read(
    tmp_path: Path, encoding: str, content: bytes, problem: str
) -> None:
    """An unknown encoding, and one that the bytes are not in, are named by both loaders."""
    file = tmp_path / "a.rdf"
    text = DOCUMENT.format(encoding=encoding, doctype="", text="")
    file.write_bytes(content or text.encode())
    for read in (store_of_files, bulk.default_graph_quads):
        with pytest.raises(InputError, match=f"{file}: {problem}"):
            list(read([str(file)]))


def test_entities_are_replaced(tmp_path: Path) -> None:
    """Entities for namespaces, as ontologies declare them, mean what they stand for."""
    file = tmp_path / "a.owl"
    doctype = '<!DOCTYPE rdf:RDF [<!ENTITY x "urn:x:"><!ENTITY y "&x;y">]>'
    file.write_text(DOCUMENT.format(encoding="UTF-8", doctype=doctype, text="&y; &amp; &x;"))
    assert values(file) == ["urn:x:y & urn:x:"]


def laughs(before: str = "") -> str:
    """Return 600 bytes of a document that become 1 GB."""
    names = "abcdefghi"
    entities = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    doctype = f'<!DOCTYPE r [{before}<!ENTITY a "0123456789">{entities}]>'
    return DOCUMENT.format(encoding="UTF-8", doctype=doctype, text="&i;")


def quadratic() -> str:
    """Return a document that refers to one long entity again and again."""
    doctype = f'<!DOCTYPE r [<!ENTITY a "{"0" * 100_000}">]>'
    return DOCUMENT.format(encoding="UTF-8", doctype=doctype, text="&a;" * 20_000)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text", [laughs(), laughs(f"<!--{' ' * (1 << 20)}-->"), quadratic()], ids=lambda t: str(len(t))
)
def test_entities_are_bounded(tmp_path: Path, text: str, codec: str) -> None:
    """Entities that grow, one in another or by use, are refused within 600 MB of memory."""
    (tmp_path / "a.rdf").write_bytes(text.replace("UTF-8", codec).encode(codec))
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20));"
        "from nemokg.dataset.reading import store_of_files;"
        "from nemokg.loading.bulk import default_graph_quads;"
        "from nemokg.errors import InputError\n"
        "for read in store_of_files, default_graph_quads:\n"
        "    try: list(read(['a.rdf']))\n"
        "    except InputError as error: print(error)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stderr == ""
    assert outcome.stdout.count("a.rdf: its entities expand to more than 8 MiB and 20 times") == 2
