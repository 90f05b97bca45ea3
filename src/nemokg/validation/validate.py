"""Checking a dataset against SHACL shapes."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from nemokg.dataset.reading import load_files, rdf_files
from nemokg.dataset.stores import size as asserted
from nemokg.errors import ShapesError, UncompiledError
from nemokg.files.locate import Places
from nemokg.files.resources import directory
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, compact
from nemokg.validation import shacl
from nemokg.validation.report import VALIDATORS, Finding, ValidationReport
from nemokg.validation.spelling import misspelt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nemokg.dataset.opening import Dataset
    from nemokg.validation.shacl import Result, ShapesGraph
    from nemokg.validation.shacl.shapes import Term

# Up to as many triples pySHACL is fast enough to be asked by itself.
SMALL = 10_000
# What a triple takes in memory, with the checks; at least so many are always held there.
_BYTES = 500
IN_MEMORY = 100_000
# Where Linux tells how much memory a container may take, in version 2 and 1 of its control groups.
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
# Triples that are copied together: a copy in one step takes half as much memory again.
_TOGETHER = 10_000
_CLAIM = PREFIXES["nemo"] + "Claim"
_ONTOLOGY = PREFIXES["owl"] + "Ontology"
_IRI = re.compile(r"https?://[^\s<>\"]+")


def validate(
    dataset: Dataset, shapes: Sequence[str] = (), validator: str = "auto"
) -> ValidationReport:
    """Check a dataset against the shapes in the given paths, or the bundled ones.

    Nothing is inferred first: data and ontology are read as they are written. Neither the files
    nor the store change. `validator` is ``pyshacl``, the reference, ``compiled``, which is fast
    over data of any size, or ``auto``: compiled for what is not small, unless the shapes have
    something that is not compiled; the report then notes what.

    Raises ShapesError where the shapes are missing or the validator cannot use them, or there is
    no such validator, and InputError or RdfSyntaxError where their files cannot be read.

    >>> from nemokg.dataset.opening import open_dataset
    >>> report = validate(open_dataset())
    >>> report.conforms, report.validator
    (True, 'compiled')
    """
    if validator not in VALIDATORS:
        raise ShapesError(f"{validator}: no such validator; use {' or '.join(VALIDATORS)}.")
    paths = tuple(shapes) or (directory("shapes"),)
    graph = shacl.read(load_files(rdf_files(paths)))
    if not graph.rules:
        raise ShapesError(
            f"{', '.join(paths)}: no sh:NodeShape or sh:PropertyShape there;"
            " give files that hold shapes."
        )
    # The files are read for their spelling beside everything else, loading included.
    with ThreadPoolExecutor(1) as pool:
        spelling = pool.submit(lambda: list(misspelt(dataset.files)))
        size = asserted(dataset.store)
        store = _in_memory(dataset) if size <= _room() else dataset.store
        if validator == "auto" and size <= SMALL:
            validator = "pyshacl"
        try:
            results, report, used, note = _check(store, graph, validator)
        except ShapesError as error:
            raise ShapesError(f"{', '.join(paths)}: {error}") from error
        misspellings = spelling.result()
    findings = [*_findings(results, store, dataset.files), *_spelling(misspellings, store)]
    return ValidationReport(
        conforms=not findings,
        findings=tuple(sorted(findings, key=_order)),
        claims=_count_claims(store),
        triples=size,
        rules=graph.rules,
        turtle=report,
        validator=used,
        note=note,
    )


def _room() -> int:
    """Return how many triples are checked in memory: what takes no more than half of it."""
    memory = []
    with suppress(AttributeError, OSError, ValueError):  # not every system tells
        memory.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for file in _LIMITS:
        with suppress(OSError, ValueError), open(file, encoding="ascii") as stream:
            memory.append(int(stream.read()))  # or "max"
    return max(min(memory, default=0) // 2 // _BYTES, IN_MEMORY)


def _in_memory(dataset: Dataset) -> Store:
    """Return what a dataset asserts in memory, where small lookups take a tenth of the time."""
    if not dataset.on_disk:
        return dataset.store
    store = Store()
    quads = dataset.store.quads_for_pattern(None, None, None, DefaultGraph())
    while part := tuple(islice(quads, _TOGETHER)):
        store.extend(part)
    return store


def _check(
    store: Store, graph: ShapesGraph, validator: str
) -> tuple[list[Result], str, str, str | None]:
    """Return the results, SHACL's report, the validator that made them, and a note."""
    note = None
    if validator != "pyshacl":
        try:
            results = shacl.check(store, graph)
            return results, shacl.turtle(graph, results), "compiled", None
        except UncompiledError as error:
            if validator == "compiled":
                raise
            note = f"{error.problem}, so pySHACL validates, which takes longer."
    from nemokg.validation.shacl import reference

    return *reference.check(store, graph.store), "pyshacl", note


def _findings(results: Sequence[Result], store: Store, files: Sequence[str]) -> list[Finding]:
    culprits = [_culprit(store, result) for result in results]
    places = Places(map(shacl.text, culprits), files)
    findings = []
    for result, culprit in zip(results, culprits, strict=True):
        message = " ".join(sorted(message.value for message in result.messages))
        path, value = _text(result.path), _text(result.value)
        focus = shacl.text(culprit)
        file, line = places.of(focus, {str(path), str(value), *_IRI.findall(message)})
        findings.append(
            Finding(
                focus=focus,
                label=_label(store, culprit),
                rule=result.rule,
                message=message,
                severity=compact(result.severity),
                path=path,
                value=value,
                file=file,
                line=line,
            )
        )
    return findings


def _spelling(found: Sequence[tuple[str, str, str, str]], store: Store) -> Iterator[Finding]:
    """Yield a finding for each number or truth value that stores spell differently."""
    subjects: dict[str, set[str]] = {}
    for subject, _, _, file in found:
        subjects.setdefault(file, set()).add(subject)
    places = {file: Places(subjects[file], [file]) for file in subjects}
    for subject, predicate, spelling, file in found:
        _, line = places[file].of(subject, {predicate})
        yield Finding(
            focus=subject,
            label=_label(store, NamedNode(subject)),
            rule="Literal-canonical",
            message=f'"{spelling}" is not the canonical spelling, so stores write it differently;'
            " write numbers without plus sign and needless zeros, whole ones without a point, and"
            " true or false.",
            severity="sh:Violation",
            path=predicate,
            value=spelling,
            file=file,
            line=line,
        )


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
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


def _count_claims(store: Store) -> int:
    pattern = (None, NamedNode(RDF_TYPE), NamedNode(_CLAIM), DefaultGraph())
    return sum(1 for _ in store.quads_for_pattern(*pattern))
