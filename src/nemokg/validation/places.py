"""Where statements stand that cannot all hold: every block that makes one of them.

A value that may stand once, and stands twice, has a cause in each of the files that give it. The
store no longer knows the files, so that they are read once more, but only where something is found.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode

from nemokg.dataset.reading import file_quads
from nemokg.files.locate import Places
from nemokg.rdf.vocab import RDF_TYPE
from nemokg.validation.report import Place
from nemokg.validation.shacl import term_text
from nemokg.validation.shacl.vocabulary import SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nemokg.validation.shacl import Result, ShapesGraph
    from nemokg.validation.shacl.shapes import Term

    # The triples of a subject and predicate, or with an object and that predicate.
    Pattern = tuple[Term | None, str, Term | None]

# Constraints about several values of a path; one in SPARQL is if it says which.
_SEVERAL = {f"{SH}{name}ConstraintComponent" for name in ("MaxCount", "UniqueLang", "SPARQL")}


def places_of_values(
    results: Sequence[Result], culprits: Sequence[Term], graph: ShapesGraph, files: Sequence[str]
) -> list[tuple[Place, ...]]:
    """Return for each result the places of the values that cannot all hold, in order of files.

    `culprits` are what the results are about. For a result about something else there are none.

    >>> from nemokg.validation.shacl import read_shapes_graph
    >>> places_of_values([], [], read_shapes_graph([]), [])
    []
    """
    patterns = [
        list(_patterns(graph, culprit, result.path)) if result.component in _SEVERAL else []
        for result, culprit in zip(results, culprits, strict=True)
    ]
    if not any(patterns):
        return [()] * len(patterns)
    blocks = _blocks_with({one for some in patterns for one in some}, files)
    return [
        tuple(dict.fromkeys(place for one in some for place in blocks.get(one, ())))
        for some in patterns
    ]


def places_of_descriptions(
    subject: str, predicates: Iterable[str], files: Sequence[str]
) -> list[Place]:
    """Return the places at which files give a subject a value of one of some predicates.

    >>> places_of_descriptions("https://example.org/x", ["https://example.org/p"], [])
    []
    """
    patterns: list[Pattern] = [(NamedNode(subject), name, None) for name in predicates]
    blocks = _blocks_with(set(patterns), files)
    found = {place for places in blocks.values() for place in places}
    return sorted(found, key=lambda place: (files.index(place.file), place.line or 0))


def _patterns(graph: ShapesGraph, focus: Term, path: Term | None) -> Iterator[Pattern]:
    """Yield the triples by which a path of one step leads to the values of a focus node."""
    if isinstance(path, NamedNode):
        yield focus, path.value, None
    elif isinstance(path, BlankNode):
        for predicate, value in graph.predicates_and_objects(path):
            if predicate == SH + "inversePath" and isinstance(value, NamedNode):
                yield None, value.value, focus
            elif predicate == SH + "alternativePath":
                for member in graph.list_members(value):
                    yield from _patterns(graph, focus, member)


def _blocks_with(patterns: set[Pattern], files: Sequence[str]) -> dict[Pattern, list[Place]]:
    """Return the blocks that assert a triple of each pattern, in order of files and lines."""
    found: dict[Pattern, list[Place]] = {}
    for file in files:
        names: dict[Pattern, dict[str, set[str]]] = {}
        for quad in file_quads(file):
            name = quad.predicate.value
            both: tuple[Pattern, Pattern] = (quad.subject, name, None), (None, name, quad.object)
            for pattern in both:
                if pattern in patterns and isinstance(quad.subject, NamedNode):
                    # Turtle has a word for this predicate, so that its value tells the block.
                    mark = quad.object if name == RDF_TYPE else quad.predicate
                    of_subject = names.setdefault(pattern, {})
                    of_subject.setdefault(quad.subject.value, set()).add(term_text(mark))
        places = Places({iri for of_subject in names.values() for iri in of_subject}, [file])
        for pattern, of_subject in names.items():
            lines = {
                line
                for iri, marks in of_subject.items()
                for line in places.lines_of_blocks(iri, marks)
            }
            blocks = [Place(file, line) for line in sorted(lines)]
            found.setdefault(pattern, []).extend(blocks or [Place(file, None)])
    return found
