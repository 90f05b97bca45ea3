"""Findings: what validators report, with its label and its position in the files."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from nemokg.files.locate import Places
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, prefixed_name
from nemokg.validation.report import Finding
from nemokg.validation.shacl import term_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

    from nemokg.validation.shacl import Result
    from nemokg.validation.shacl.shapes import Term
    from nemokg.validation.spelling import Misspelling

_ONTOLOGY = PREFIXES["owl"] + "Ontology"
_IRI = re.compile(r"https?://[^\s<>\"]+")


def findings_of_results(
    results: Sequence[Result], store: Store, files: Sequence[str]
) -> list[Finding]:
    """Return a finding for each result, with the label that the store has of its focus.

    >>> from pyoxigraph import Store
    >>> findings_of_results([], Store(), [])
    []
    """
    culprits = [_culprit(store, result) for result in results]
    places = Places(map(term_text, culprits), files)
    findings = []
    for result, culprit in zip(results, culprits, strict=True):
        message = " ".join(sorted(message.value for message in result.messages))
        path, value = _text(result.path), _text(result.value)
        focus = term_text(culprit)
        file, line = places.line_of_block(focus, {str(path), str(value), *_IRI.findall(message)})
        findings.append(
            Finding(
                focus=focus,
                label=_label(store, culprit),
                rule=result.rule,
                message=message or f"This breaks {prefixed_name(result.component)}.",
                severity=prefixed_name(result.severity),
                path=path,
                value=value,
                file=file,
                line=line,
            )
        )
    return findings


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
