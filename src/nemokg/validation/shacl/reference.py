"""The reference validator: pySHACL over the embedded store, slow and complete."""

from __future__ import annotations

from contextlib import contextmanager

from nemokg.errors import ShapesError
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, compact
from nemokg.validation.shacl.results import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store
    from rdflib import Graph
    from rdflib.term import Node

    from nemokg.validation.shacl.shapes import Term

_SH = PREFIXES["sh"]


def check(data: Store, shapes: Store) -> tuple[list[Result], str]:
    """Return what in the default graph of a store breaks the shapes, and the report as Turtle.

    Raises ShapesError where the validator cannot use the shapes.

    >>> from pyoxigraph import Store
    >>> results, report = check(Store(), Store())
    >>> results, "sh:conforms true" in report
    ([], True)
    """
    with _quiet_literals():
        graph = _shapes_graph(shapes)
        report = _report(_data_graph(data), graph)
        results = [_result(report, graph, node) for node in _of_type(report, "ValidationResult")]
        return results, report.serialize(format="turtle")


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


def _shapes_graph(store: Store) -> Graph:
    """Return the shapes in rdflib's own store, which answers the validator's lookups fastest."""
    from pyoxigraph import DefaultGraph, RdfFormat
    from rdflib import Graph

    text = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return Graph().parse(data=text, format="nt")


def _data_graph(store: Store) -> Graph:
    """Return the data as rdflib sees them, in an Oxigraph store: SPARQL is fastest there."""
    from oxrdflib import OxigraphStore
    from rdflib import Graph
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    size = len(store)

    class StoreGraph(Graph):
        # pySHACL asks a graph whether it is true at every result, and true means not empty: the
        # store would be counted through each time.
        def __len__(self) -> int:
            return size

    return StoreGraph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def _report(data: Graph, shapes: Graph) -> Graph:
    """Return SHACL's own report."""
    from pyshacl import validate
    from rdflib import Graph

    try:
        # In place, since nothing is added and a copy would lose the store's indexes.
        _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    except Exception as error:  # whatever the validator's parts raise is about the shapes
        problem = " ".join(str(error).split()) or type(error).__name__
        raise ShapesError(f"the shapes cannot be used: {problem}") from error
    if not isinstance(report, Graph):
        raise ShapesError(f"the shapes cannot be used: {report}")
    for prefix, namespace in PREFIXES.items():
        report.bind(prefix, namespace)
    return report


def _result(report: Graph, shapes: Graph, result: Node) -> Result:
    def part(name: str) -> Node | None:
        return report.value(result, _term(name), any=True)

    found = {
        name: None if (node := part(name)) is None else _of_rdflib(node)
        for name in ("focusNode", "resultPath", "value", "sourceShape", "sourceConstraint")
    }
    focus, shape = found["focusNode"], found["sourceShape"]
    assert focus is not None, "SHACL demands a focus node of every result"
    assert shape is not None, "SHACL demands a shape of every result"
    messages = map(_of_rdflib, report.objects(result, _term("resultMessage")))
    return Result(
        focus=focus,
        path=found["resultPath"],
        value=found["value"],
        shape=shape,
        constraint=found["sourceConstraint"],
        component=str(part("sourceConstraintComponent")).removeprefix(_SH),
        severity=str(part("resultSeverity")),
        messages=tuple(sorted(messages, key=str)),  # type: ignore[arg-type]  # they are literals
        rule=_rule(shapes, part("sourceConstraint"), part("sourceShape")),
    )


def _rule(shapes: Graph, constraint: Node | None, shape: Node | None) -> str:
    """Return the local name of the most specific named shape or constraint that was broken."""
    from rdflib import URIRef

    node = constraint if isinstance(constraint, URIRef) else shape
    seen = set()
    # A shape without a name of its own goes by that of the shape it is written in.
    while node is not None and not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = next(shapes.subjects(None, node), None)
    return compact(str(node)).removeprefix("nemosh:") if node is not None else "unnamed shape"


def _of_rdflib(node: Node) -> Term:
    import pyoxigraph
    from rdflib import BNode, Literal

    if isinstance(node, Literal):
        datatype = None if node.datatype is None else pyoxigraph.NamedNode(str(node.datatype))
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        return pyoxigraph.Literal(str(node), datatype=datatype)
    if isinstance(node, BNode):
        return pyoxigraph.BlankNode(str(node))
    return pyoxigraph.NamedNode(str(node))


def _of_type(graph: Graph, name: str) -> list[Node]:
    from rdflib import URIRef

    return list(graph.subjects(URIRef(RDF_TYPE), _term(name)))


def _term(name: str) -> Node:
    from rdflib import URIRef

    return URIRef(_SH + name)
