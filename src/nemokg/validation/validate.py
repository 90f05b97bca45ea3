"""Validating a dataset against SHACL shapes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice

from pyoxigraph import DefaultGraph, NamedNode, Store

from nemokg.dataset.layers import BUNDLED
from nemokg.dataset.reading import file_quads, rdf_files, store_of_files
from nemokg.dataset.views import count_asserted_triples as asserted
from nemokg.errors import ShapesError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.validation import findings, shacl, written
from nemokg.validation.report import VALIDATORS, ValidationReport
from nemokg.validation.shacl import reach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal, Quad

    from nemokg.dataset.opening import Dataset
    from nemokg.errors import UncompiledError
    from nemokg.validation.shacl import Result, ShapesGraph
    from nemokg.validation.shacl.shapes import Term

# What a triple takes in memory, with the checks; at least so many are always held there.
_BYTES = 500
IN_MEMORY = 100_000
# Where Linux tells how much memory a container may take, in version 2 and 1 of its control groups.
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
# Triples that are copied together: a copy in one step takes half as much memory again.
_TOGETHER = 10_000
# Up to as many triples pySHACL takes no more than half a minute.
_FEW = 100_000
_TOGETHER_FILE = "together.ttl"
_CLAIM = PREFIXES["nemo"] + "Claim"


def validate_dataset(
    dataset: Dataset,
    shapes: Sequence[str] = (),
    validator: str = "auto",
    tell: Callable[[str], None] = lambda note: None,
) -> ValidationReport:
    """Validate a dataset against the shapes in the given paths, or the bundled ones.

    Nothing is inferred first: data and ontology are read as they are written. Neither the files
    nor the store change. `validator` is ``auto``, by which shapes are compiled, and those that
    cannot be go to pySHACL; ``compiled``, which refuses them; or ``pyshacl``, the reference, which
    checks all, slowly. With the bundled shapes, literals that stores respell are findings. `tell`
    is handed each note of the report as soon as it is known.

    Raises ShapesError if the shapes are missing or no validator can use them, or there is
    no such validator, and InputError or RdfSyntaxError if their files cannot be read.

    >>> from nemokg.dataset.opening import open_dataset
    >>> report = validate_dataset(open_dataset())
    >>> report.conforms, report.validator
    (True, 'compiled')
    """
    if validator not in VALIDATORS:
        raise ShapesError(f"{validator}: no such validator; use {' or '.join(VALIDATORS)}.")
    dataset = dataset.asserted_view()
    paths = tuple(shapes) or (bundled_directory("shapes"),)
    together = bool(shapes) or dataset.has_layer(BUNDLED)
    graph = _shapes_graph(paths, together)
    ours = not shapes and not dataset.alone
    # Of a view or a part of a dataset, the store alone says what it holds.
    files = () if dataset.stated or dataset.part else dataset.files
    # What the files alone show is read beside everything else, loading included.
    with ThreadPoolExecutor(1) as pool:
        facts = pool.submit(written.facts_as_written, dataset.files if ours else ())
        respelled = pool.submit(written.first_respelled_literal, () if ours else files)
        check = _Check(dataset, files, tell)
        try:
            check.run(graph, validator, respelled.result())
        except ShapesError as error:
            raise ShapesError(f"{', '.join(paths)}: {error}") from error
    found = findings.findings_of_results(check.results, graph, check.store, dataset.files)
    named = {finding.focus for finding in found if finding.further_places}
    misspellings, described_twice = facts.result()
    found += findings.spelling_findings(misspellings, check.store)
    again = {iri: some for iri, some in described_twice.items() if iri not in named}
    found += findings.description_findings(again, check.store)
    return ValidationReport(
        conforms=not found,
        findings=tuple(sorted(found, key=findings.finding_sort_key)),
        claims=_count_claims(check.store),
        triples=check.size,
        rules=graph.count_rules,
        turtle=shacl.report_turtle(graph, check.results),
        validator=check.validator,
        notes=tuple(check.notes),
    )


def _shapes_graph(paths: Sequence[str], together: bool) -> ShapesGraph:
    """Return the shapes of files, as they are written.

    Without `together`, those for data that refer to nothing elsewhere are left out.
    """
    files = [f for f in rdf_files(paths) if together or os.path.basename(f) != _TOGETHER_FILE]
    store_of_files(files)  # says what is wrong with a file, if anything is
    graph = shacl.read_shapes_graph(chain.from_iterable(map(file_quads, files)))
    if not graph.count_rules:
        raise ShapesError(
            f"{', '.join(paths)}: no sh:NodeShape or sh:PropertyShape there;"
            " give files that hold shapes."
        )
    return graph


class _Check:
    """One run of the validators, with what comes of it: results, notes, and which were used."""

    def __init__(self, dataset: Dataset, files: Sequence[str], tell: Callable[[str], None]) -> None:
        self.size = asserted(dataset.store)
        self.store = _in_memory(dataset) if self.size <= _room() else dataset.store
        self.results: list[Result] = []
        self.validator = ""
        self.notes: list[str] = []
        self._files, self._tell = files, tell

    def run(self, graph: ShapesGraph, validator: str, respelled: Literal | None) -> None:
        """Check the data against shapes, compiled or not, as the validator says.

        `respelled` is a literal of the files that the store has in another spelling, if any is.
        """
        reach.refuse_entailment(graph)
        for node in graph.targeted_shapes():
            reach.refuse_unsupported(graph, node)
            if not self._files:
                reach.refuse_file_only_features(graph, node)
        for note in reach.describe_ignored_parts(graph):
            self._note(note)
        if validator == "pyshacl":
            self.results = self._reference(graph, graph.targeted_shapes())
            self.validator = validator
            return
        if respelled is not None:
            self.store = _filled(written.quads_as_written(self._files))
            self.size = len(self.store)
        self.results, refused = shacl.check_shapes(self.store, graph, respelled)
        self.validator = "compiled"
        if not refused:
            return
        if validator == "compiled":
            raise next(iter(refused.values()))
        self._note(_slow(refused, graph, self.size))
        self.results = sorted([*self.results, *self._reference(graph, refused)], key=repr)
        self.validator = (
            "pyshacl" if len(refused) == len(graph.targeted_shapes()) else "compiled, pyshacl"
        )

    def _reference(self, graph: ShapesGraph, nodes: Collection[Term]) -> list[Result]:
        """Return what pySHACL finds by the shapes of some nodes, over the data as written."""
        from nemokg.validation.shacl import reference

        quads: Iterable[Quad] = chain.from_iterable(map(file_quads, self._files))
        if not self._files:
            quads = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        return reference.check_by_pyshacl(quads, graph, nodes)

    def _note(self, note: str) -> None:
        self.notes.append(note)
        self._tell(note)


def _slow(refused: Mapping[Term, UncompiledError], graph: ShapesGraph, size: int) -> str:
    """Return the note that pySHACL checks some shapes, and why."""
    shapes = sorted({graph.rule_name(node) for node in refused})
    named = ", ".join(shapes[:3]) + (f" and {len(shapes) - 3} others" if len(shapes) > 3 else "")
    cost = "; allow minutes, and 2 GB, per million" if size > _FEW else ""
    return (
        f"{next(iter(refused.values())).problem}, so pySHACL validates {named} over {size:,}"
        f" triples, as written in the files{cost}."
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
    return _filled(dataset.store.quads_for_pattern(None, None, None, DefaultGraph()))


def _filled(quads_: Iterator[Quad]) -> Store:
    """Return a store in memory with some quads."""
    store = Store()
    while part := tuple(islice(quads_, _TOGETHER)):
        store.extend(part)
    return store


def _count_claims(store: Store) -> int:
    pattern = (None, NamedNode(RDF_TYPE), NamedNode(_CLAIM), DefaultGraph())
    return sum(1 for _ in store.quads_for_pattern(*pattern))
