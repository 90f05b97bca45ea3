"""Findings: what validators report, with its label and its positions in the files."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from nemokg.files.locate import Places
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, prefixed_name
from nemokg.validation.places import places_of_descriptions, places_of_values
from nemokg.validation.report import Finding, Place
from nemokg.validation.shacl import term_text
from nemokg.validation.written import DESCRIPTIVE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from nemokg.validation.shacl import Result, ShapesGraph
    from nemokg.validation.shacl.shapes import Term
    from nemokg.validation.written import Misspelling

_ONTOLOGY = PREFIXES["owl"] + "Ontology"
_IRI = re.compile(r"https?://[^\s<>\"]+")


def findings_of_results(
    results: Sequence[Result], graph: ShapesGraph, store: Store, files: Sequence[str]
) -> list[Finding]:
    """Return a finding for each result, with the label that the store has of its focus.

    `graph` has the shapes, and `files` what is in the store.

    >>> from pyoxigraph import Store
    >>> from nemokg.validation.shacl import read_shapes_graph
    >>> findings_of_results([], read_shapes_graph([]), Store(), [])
    []
    """
    culprits = [_culprit(store, result) for result in results]
    twins = [result.twin for result in results if result.twin is not None]
    places = Places(map(term_text, [*culprits, *twins]), files)
    places_of_results = places_of_values(results, culprits, graph, files)
    findings = []
    for result, culprit, several in zip(results, culprits, places_of_results, strict=True):
        message = " ".join(sorted(message.value for message in result.messages))
        path, value = _text(result.path), _text(result.value)
        focus = term_text(culprit)
        mentioned = {focus, str(path), str(value), *_IRI.findall(message)}
        found = several or _places(places, mentioned, result.twin, culprit)
        # What comes last is named first: the files of the user come after those below them.
        last = found[-1] if found else None
        findings.append(
            Finding(
                focus=focus,
                label=_label(store, culprit),
                rule=result.rule,
                message=message or f"This breaks {prefixed_name(result.component)}.",
                severity=prefixed_name(result.severity),
                path=path,
                value=value,
                file=last.file if last else None,
                line=last.line if last else None,
                further_places=found[:-1],
            )
        )
    return findings


def _places(
    places: Places, mentioned_iris: Collection[str], *terms: Term | None
) -> tuple[Place, ...]:
    """Return where the blocks of some terms begin, each place once."""
    found = (places.line_of_block(term_text(term), mentioned_iris) for term in terms if term)
    return tuple(dict.fromkeys(Place(file, line) for file, line in found if file is not None))


def spelling_findings(misspellings: Sequence[Misspelling], store: Store) -> Iterator[Finding]:
    """Yield a finding for each literal that stores spell differently.

    >>> from pyoxigraph import Store
    >>> list(spelling_findings([], Store()))
    []
    """
    subjects: dict[str, set[str]] = {}
    for misspelling in misspellings:
        subjects.setdefault(misspelling.file, set()).add(misspelling.subject)
    places = {file: Places(subjects[file], [file]) for file in subjects}
    for subject, predicate, spelling, message, file in misspellings:
        _, line = places[file].line_of_block(subject, {predicate})
        yield Finding(
            focus=subject,
            label=_label(store, NamedNode(subject)),
            rule="Literal-canonical",
            message=message,
            severity="sh:Violation",
            path=predicate,
            value=spelling,
            file=file,
            line=line,
        )


def description_findings(
    described_twice: Mapping[str, Sequence[str]], store: Store
) -> Iterator[Finding]:
    """Yield a finding for each resource that several files describe, with their places.

    >>> from pyoxigraph import Store
    >>> list(description_findings({}, Store()))
    []
    """
    for subject, files in described_twice.items():
        *others, last = places_of_descriptions(subject, DESCRIPTIVE, files)
        yield Finding(
            focus=subject,
            label=_label(store, NamedNode(subject)),
            rule="Described-once",
            message="A resource is described in one file, with all its labels, definitions and"
            " evidence; keep one description, and repeat the types alone elsewhere, or beside"
            " evidence for a claim what it asserts.",
            severity="sh:Violation",
            path=RDFS_LABEL,
            value=None,
            file=last.file,
            line=last.line,
            further_places=tuple(others),
        )


def finding_sort_key(finding: Finding) -> tuple[str, int, str, str, str]:
    """Return by what findings are sorted: file, line, focus, rule and message."""
    return finding.file or "", finding.line or 0, finding.focus, finding.rule, finding.message


def _culprit(store: Store, result: Result) -> Term:
    """Return what a result is about: the focus node, or the value of a rule over the whole graph.

    Such a rule has the ontology as its one target, and hands out the offender as the value.
    """
    focus, value = result.focus, result.value
    if isinstance(focus, NamedNode) and isinstance(value, NamedNode):
        ontology = store.quads_for_pattern(focus, NamedNode(RDF_TYPE), NamedNode(_ONTOLOGY))
        return value if next(ontology, None) is not None else focus
    return focus


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def _label(store: Store, focus: Term) -> str | None:
    if isinstance(focus, Literal):
        return None
    quads = store.quads_for_pattern(focus, NamedNode(RDFS_LABEL), None)
    return min(
        (quad.object.value for quad in quads if isinstance(quad.object, Literal)), default=None
    )
