"""The alignments: how terms of the ontology relate to terms of other vocabularies, and why.

They lie in ``ontology/alignments``, one file for each vocabulary. The core does not need them, so
they are no part of the dataset that is loaded. A file declares itself an ontology, and holds for
each mapping its triple and an ``owl:Axiom`` about it, whose ``rdfs:comment`` is the reason.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from pyoxigraph import parse

from nemokg.dataset.reading import (
    core_ontology_files,
    decode_utf8,
    file_format,
    rdf_files,
    read_bytes,
    store_of_files,
)
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import InputError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "owl", "rdfs"))
_HEADER = f"""{_HEAD}PREFIX sssom: <https://w3id.org/sssom/>
SELECT ?iri ?title ?description ?issued ?version ?vocabulary ?vocabulary_version WHERE {{
  ?iri a owl:Ontology ; dcterms:title ?title ; dcterms:description ?description ;
    dcterms:issued ?issued ; owl:versionInfo ?version ; sssom:object_source ?vocabulary ;
    sssom:object_source_version ?vocabulary_version .
}}"""
_MAPPINGS = f"""{_HEAD}
SELECT ?subject ?predicate ?object ?subject_label ?object_label ?reason WHERE {{
  ?axiom a owl:Axiom ; owl:annotatedSource ?subject ; owl:annotatedProperty ?predicate ;
    owl:annotatedTarget ?object ; rdfs:comment ?reason .
  ?subject ?predicate ?object ; rdfs:label ?subject_label .
  OPTIONAL {{ ?object rdfs:label ?label }}
  BIND(COALESCE(?label, "") AS ?object_label)
}} ORDER BY ?subject ?predicate ?object"""


@dataclass(frozen=True)
class TermMapping:
    """A mapping: IRIs of our term, the relation and the other term; their labels; the reason.

    A label is empty if the vocabulary has none.
    """

    subject: str
    predicate: str
    object: str
    subject_label: str
    object_label: str
    reason: str


@dataclass(frozen=True)
class Alignment:
    """The mappings to one vocabulary, with the metadata at the head of their file."""

    iri: str
    title: str
    description: str
    issued: str
    version: str
    vocabulary: str
    vocabulary_version: str
    prefixes: Mapping[str, str]
    mappings: tuple[TermMapping, ...]


def alignment_files() -> list[str]:
    """Return the files of the bundled alignments, sorted.

    Raises InputError if the installation lacks them.

    >>> [os.path.basename(file) for file in alignment_files()][:2]
    ['fair4ml.ttl', 'ml-schema.ttl']
    """
    return rdf_files([os.path.join(bundled_directory("ontology"), "alignments")])


def read_alignments(paths: Iterable[str] | None = None) -> tuple[Alignment, ...]:
    """Return the alignments in the given Turtle files, or the bundled ones where none is given.

    Raises InputError for a file without the head described above or without a prefix for a term
    that it maps to, and what reading a file raises.

    >>> fair4ml = read_alignments()[0]
    >>> fair4ml.vocabulary, len(fair4ml.mappings) > 5
    ('https://w3id.org/fair4ml', True)
    """
    return tuple(map(_read, alignment_files() if paths is None else paths))


def _read(path: str) -> Alignment:
    # The ontology has the labels of our terms.
    engine = OxigraphEngine(store_of_files([*core_ontology_files(), path]))
    heads: list[Any] = list(engine.select(_HEADER).records())
    if len(heads) != 1:
        raise InputError(
            f"{path}: write one owl:Ontology at the head of an alignment, with title, description,"
            " date of issue, version, sssom:object_source and sssom:object_source_version."
        )
    rows: list[Any] = list(engine.select(_MAPPINGS).records())
    mappings = tuple(TermMapping(**row) for row in rows)
    prefixes = _prefixes(path)
    for mapping in mappings:
        if namespace_of(mapping.object) not in prefixes.values():
            raise InputError(
                f"{path}: {mapping.object} has no prefix; declare one for its namespace, which"
                " tables of mappings need."
            )
    return Alignment(**heads[0], prefixes=prefixes, mappings=mappings)


def _prefixes(path: str) -> dict[str, str]:
    parser = parse(decode_utf8(path, read_bytes(path)), file_format(path))
    for _ in parser:  # the prefixes are known when all is read
        pass
    return dict(parser.prefixes)
