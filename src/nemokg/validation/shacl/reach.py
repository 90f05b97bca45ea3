"""What a shape depends on: the shapes, constraints, paths and components that define it."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal

from nemokg.dataset.datatypes import REPLACED
from nemokg.errors import ShapesError
from nemokg.rdf.vocab import PREFIXES, prefixed_name
from nemokg.validation.shacl.literals import keeps_spelling, shortened_literal
from nemokg.validation.shacl.shapes import message_name, term_text
from nemokg.validation.shacl.vocabulary import KNOWN, LISTS, REFERENCES, SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nemokg.validation.shacl.shapes import ShapesGraph, Term

_RULES = SH + "Rules"
_IMPORTS = PREFIXES["owl"] + "imports"
_CONSTANTS = (SH + "hasValue", SH + "targetNode", PREFIXES["rdf"] + "first")


def shape_parts(graph: ShapesGraph, shape: Term) -> set[Term]:
    """Return a shape with all that it is made of, other shapes included.

    >>> from pyoxigraph import NamedNode, RdfFormat, parse
    >>> from nemokg.validation.shacl.shapes import read_shapes_graph
    >>> shapes = "PREFIX sh: <http://www.w3.org/ns/shacl#> <urn:x:S> sh:not <urn:x:T> ."
    >>> node = NamedNode("urn:x:S")
    >>> sorted(map(str, shape_parts(read_shapes_graph(parse(shapes, RdfFormat.TURTLE)), node)))
    ['<urn:x:S>', '<urn:x:T>']
    """
    nodes, todo = {shape}, [shape]
    while todo:
        parts = set(_parts(graph, todo.pop()))
        todo += parts - nodes
        nodes |= parts
    return nodes


def _parts(graph: ShapesGraph, node: Term) -> Iterator[Term]:
    for predicate, value in graph.predicates_and_objects(node):
        name = predicate.removeprefix(SH) if predicate.startswith(SH) else ""
        if isinstance(value, Literal):
            continue
        if name in LISTS:
            yield from graph.list_members(value)
        if name in REFERENCES or isinstance(value, BlankNode):
            yield value
    for component in graph.used_custom_components(node):
        yield component
        for name in ("parameter", "validator", "nodeValidator", "propertyValidator"):
            yield from graph.objects(component, SH + name)


def refuse_unsupported(graph: ShapesGraph, node: Term) -> None:
    """Raise ShapesError if no validator here knows something that a shape is made of."""
    for part in sorted(shape_parts(graph, node), key=str):
        names = [
            predicate
            for predicate, _ in graph.predicates_and_objects(part)
            if predicate.startswith(SH)
        ]
        for name in names:
            if name.removeprefix(SH) not in KNOWN:
                raise ShapesError(
                    f"{prefixed_name(name)} of {graph.rule_name(part)} is not supported; remove"
                    " it from the shape, or validate elsewhere."
                )
        for component in graph.used_custom_components(part):
            for property_, _ in graph.custom_components[component]:
                if len(graph.objects(part, term_text(property_))) > 1:
                    raise ShapesError(
                        f"several values of {message_name(property_)} at {graph.rule_name(part)}"
                        " are not supported; write a shape for each."
                    )


def refuse_entailment(graph: ShapesGraph) -> None:
    """Raise ShapesError if the shapes ask for inference other than by the rules of SHACL."""
    for node in graph.subjects(SH + "entailment"):
        for regime in graph.objects(node, SH + "entailment"):
            if term_text(regime) != _RULES:
                raise ShapesError(
                    f"sh:entailment {prefixed_name(term_text(regime))} is not supported; nothing is"
                    " inferred before shapes are checked, so write what follows into the data."
                )


def refuse_file_only_features(graph: ShapesGraph, node: Term) -> None:
    """Raise ShapesError if a shape asks for what no store has: to be seen in files alone."""
    for part in sorted(shape_parts(graph, node), key=str):
        for predicate, value in graph.predicates_and_objects(part):
            datatype = predicate == SH + "datatype" and term_text(value) in REPLACED
            constant = (
                isinstance(value, Literal) and predicate in _CONSTANTS and not keeps_spelling(value)
            )
            if datatype or constant:
                what = (
                    shortened_literal(value) if isinstance(value, Literal) else message_name(value)
                )
                raise ShapesError(
                    f"{what} in {graph.rule_name(part)} is a matter of spelling, which a store does"
                    " not keep; give the files with --data instead."
                )


def describe_ignored_parts(graph: ShapesGraph) -> Iterator[str]:
    """Yield a sentence for what stands in a shapes graph and is not looked at."""
    for node in graph.unused_shape_nodes():
        yield (
            f"{message_name(node)} is a class with constraints and no sh:NodeShape, so they are not"
            " checked; add that type where its instances are to keep them."
        )
    if graph.subjects(SH + "rule") and not graph.subjects(SH + "entailment"):
        yield (
            "sh:rule is not run, since the data are checked as they are written; where rules are"
            " to run first, say so with sh:entailment sh:Rules."
        )
    for node in sorted(graph.subjects(_IMPORTS), key=str):
        for imported in graph.objects(node, _IMPORTS):
            if not graph.predicates_and_objects(imported):
                yield (
                    f"owl:imports {term_text(imported)} is not followed; give its shapes with"
                    " --shapes as well, where they matter."
                )
