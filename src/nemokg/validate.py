"""Checking a dataset against SHACL shapes."""

from __future__ import annotations

import re
from contextlib import contextmanager

from nemokg.errors import ShapesError
from nemokg.lexical import misspelt
from nemokg.loader import load_files, rdf_files
from nemokg.locate import Places
from nemokg.report import Finding, ValidationReport
from nemokg.resources import directory
from nemokg.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store
    from rdflib import Graph
    from rdflib.term import Node

    from nemokg.loader import Dataset

_SH = PREFIXES["sh"]
_CLAIM = PREFIXES["nemo"] + "Claim"
_IRI = re.compile(r"https?://[^\s<>\"]+")


def validate(dataset: Dataset, shapes: Sequence[str] = ()) -> ValidationReport:
    """Check a dataset against the shapes in the given paths, or the bundled ones.

    Nothing is inferred first: data and ontology are read as they are written. Neither the files
    nor the store change.

    Raises ShapesError where the shapes are missing or the validator cannot use them, and
    InputError or RdfSyntaxError where their files cannot be read.

    >>> from nemokg.loader import load_dataset
    >>> validate(load_dataset()).conforms
    True
    """
    paths = tuple(shapes) or (directory("shapes"),)
    shapes_graph = _shapes_graph(paths)
    kinds = ("NodeShape", "PropertyShape", "SPARQLConstraint")
    count = len({rule for kind in kinds for rule in _of_type(shapes_graph, kind)})
    if not count:
        raise ShapesError(
            f"{', '.join(paths)}: no sh:NodeShape or sh:PropertyShape there;"
            " give files that hold shapes."
        )
    data_graph = _data_graph(dataset)
    with _quiet_literals():
        report = _check(data_graph, shapes_graph, paths)
        findings = _findings(report, data_graph, shapes_graph, dataset.files)
        findings = sorted([*findings, *_spelling(dataset, data_graph)], key=_order)
    return ValidationReport(
        conforms=not findings,
        findings=tuple(findings),
        claims=_count_claims(dataset.store),
        triples=len(dataset.store),
        rules=count,
        turtle=report.serialize(format="turtle"),
    )


@contextmanager
def _quiet_literals() -> Iterator[None]:
    """Keep rdflib from writing about ill-typed literals: they are findings, if a shape says so."""
    import logging
    import warnings

    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.disabled = before


def _shapes_graph(paths: Sequence[str]) -> Graph:
    """Return the shapes in rdflib's own store, which answers the validator's lookups fastest."""
    from pyoxigraph import DefaultGraph, RdfFormat
    from rdflib import Graph

    store = load_files(rdf_files(paths))
    text = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return Graph().parse(data=text, format="nt")


def _data_graph(dataset: Dataset) -> Graph:
    """Return the dataset as rdflib sees it, in an Oxigraph store: SPARQL is fastest there."""
    from oxrdflib import OxigraphStore
    from pyoxigraph import Store
    from rdflib import Graph
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    store = dataset.store
    if dataset.bundled:
        # That one lies on disk, which makes the validator's many small lookups twice as slow.
        store = Store()
        store.extend(dataset.store)
    size = len(store)

    class StoreGraph(Graph):
        # pySHACL asks a graph whether it is true at every result, and true means not empty: the
        # store would be counted through each time.
        def __len__(self) -> int:
            return size

    return StoreGraph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def _check(data: Graph, shapes: Graph, paths: Sequence[str]) -> Graph:
    """Return SHACL's own report."""
    from pyshacl import validate as check
    from rdflib import Graph

    try:
        # In place, since nothing is added and a copy would lose the store's indexes.
        _, report, _ = check(data, shacl_graph=shapes, inplace=True)
    except Exception as error:  # whatever the validator's parts raise is about the shapes
        problem = " ".join(str(error).split()) or type(error).__name__
        raise ShapesError(f"{', '.join(paths)}: the shapes cannot be used: {problem}") from error
    if not isinstance(report, Graph):
        raise ShapesError(f"{', '.join(paths)}: the shapes cannot be used: {report}")
    for prefix, namespace in PREFIXES.items():
        report.bind(prefix, namespace)
    return report


def _findings(report: Graph, data: Graph, shapes: Graph, files: Sequence[str]) -> list[Finding]:
    found = _of_type(report, "ValidationResult")
    results = [(result, _culprit(report, data, result)) for result in found]
    places = Places({str(culprit) for _, culprit in results}, files)
    findings = []
    for result, culprit in results:
        messages = sorted(map(str, report.objects(result, _term("resultMessage"))))
        path, value = _part(report, result, "resultPath"), _part(report, result, "value")
        named = {str(path), str(value), *_IRI.findall(" ".join(messages))}
        file, line = places.of(str(culprit), named)
        findings.append(
            Finding(
                focus=str(culprit),
                label=_label(data, culprit),
                rule=_rule(report, shapes, result),
                message=" ".join(messages),
                severity=compact(str(_part(report, result, "resultSeverity"))),
                path=_text(path),
                value=_text(value),
                file=file,
                line=line,
            )
        )
    return findings


def _spelling(dataset: Dataset, data: Graph) -> Iterator[Finding]:
    """Yield a finding for each number or truth value that stores spell differently."""
    from rdflib import URIRef

    for subject, predicate, spelling, file in misspelt(dataset.files):
        _, line = Places({subject}, [file]).of(subject, {predicate})
        yield Finding(
            focus=subject,
            label=_label(data, URIRef(subject)),
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


def _culprit(report: Graph, data: Graph, result: Node) -> Node | None:
    """Return what a result is about: the focus node, or the value of a rule over the whole graph.

    Such a rule has the ontology as its one target, and hands out the offender as the value.
    """
    from rdflib import OWL, RDF, URIRef

    focus, value = _part(report, result, "focusNode"), _part(report, result, "value")
    whole_graph = focus is not None and (focus, RDF.type, OWL.Ontology) in data
    return value if whole_graph and isinstance(value, URIRef) else focus


def _rule(report: Graph, shapes: Graph, result: Node) -> str:
    """Return the local name of the most specific named shape or constraint that was broken."""
    from rdflib import URIRef

    constraint = _part(report, result, "sourceConstraint")
    node = constraint if isinstance(constraint, URIRef) else _part(report, result, "sourceShape")
    seen = set()
    # A shape without a name of its own goes by that of the shape it is written in.
    while node is not None and not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = next(shapes.subjects(None, node), None)
    return compact(str(node)).removeprefix("nemosh:") if node is not None else "unnamed shape"


def _of_type(graph: Graph, name: str) -> list[Node]:
    from rdflib import URIRef

    return list(graph.subjects(URIRef(RDF_TYPE), _term(name)))


def _term(name: str) -> Node:
    from rdflib import URIRef

    return URIRef(_SH + name)


def _part(report: Graph, result: Node, name: str) -> Node | None:
    return report.value(result, _term(name), any=True)


def _text(node: Node | None) -> str | None:
    from rdflib import BNode

    return None if node is None or isinstance(node, BNode) else str(node)


def _label(data: Graph, focus: Node | None) -> str | None:
    from rdflib import Literal, URIRef

    if focus is None or isinstance(focus, Literal):
        return None
    return _text(data.value(focus, URIRef(RDFS_LABEL), any=True))


def _count_claims(store: Store) -> int:
    from pyoxigraph import NamedNode

    pattern = (None, NamedNode(RDF_TYPE), NamedNode(_CLAIM))
    return sum(1 for _ in store.quads_for_pattern(*pattern))
