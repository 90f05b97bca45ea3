"""The shapes: what conforms, what breaks, and that each constraint is needed to see it."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
import pytest
from oxrdflib import OxigraphStore
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.term import Node

    from conftest import Outcome

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "shapes" / "small.ttl"
BROKEN = Path(__file__).parent / "shapes" / "broken"
ONTOLOGY = ROOT / "ontology" / "nemokg.ttl"
NEMOSH = "https://w3id.org/nemokg/shapes#"

CONSTRAINT_PARAMETERS = {
    SH[name]
    for name in (
        "class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive"
        " maxInclusive minLength maxLength pattern languageIn uniqueLang equals disjoint lessThan"
        " lessThanOrEquals not and or xone node qualifiedValueShape closed hasValue in sparql"
    ).split()
}
OTHER_SHACL_TERMS = {
    SH[name]
    for name in (
        "path property message prefixes select declare"
        " targetClass targetNode targetSubjectsOf targetObjectsOf"
    ).split()
}
# What a message asks for begins with one of these.
IMPERATIVES = (
    "add change correct give join keep let make mend name record remove rename trim write"
).split()


class Constraint(NamedTuple):
    """A constraint by the shape or SPARQL constraint that a finding names, and its component."""

    shape: str
    component: str


class Case(NamedTuple):
    """An update that breaks the small graph, and the one constraint that it breaks."""

    name: str
    constraint: Constraint
    store: str
    update: str


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


def constraint_triples() -> dict[Constraint, tuple[Node, Node, Node]]:
    """Return every constraint of a named shape with the triple that declares it."""
    found = {}
    for triple in shapes():
        shape, parameter, value = triple
        if isinstance(shape, BNode) or parameter not in CONSTRAINT_PARAMETERS:
            continue
        name = str(parameter).removeprefix(str(SH))
        if parameter == SH.sparql:
            constraint = Constraint(str(value), "SPARQLConstraintComponent")
        else:
            constraint = Constraint(str(shape), f"{name[0].upper()}{name[1:]}ConstraintComponent")
        assert constraint not in found, f"{constraint} is declared twice"
        found[constraint] = triple
    return found


CONSTRAINTS = constraint_triples()


def read_case(file: Path) -> Case:
    update = file.read_text(encoding="utf-8")
    expected = re.match(r"# expects: nemosh:([\w-]+) (\w+)\n# \S.*\.\n", update)
    assert expected, f"{file.name}: the first two lines say what is expected and what is broken"
    store = "rdflib" if "\n# store: rdflib" in update else "oxigraph"
    return Case(file.stem, Constraint(NEMOSH + expected[1], expected[2]), store, update)


CASES = [read_case(file) for file in sorted(BROKEN.glob("*.ru"))]


def owner(constraint: Constraint) -> Node:
    """Return the shape with targets to which a constraint belongs."""
    shape = CONSTRAINTS[constraint][0]
    return next(shapes().subjects(SH.property, shape), shape)


def representatives() -> Iterator[tuple[Case, pyoxigraph.Store]]:
    """Yield for each shape with targets its first case that lies in the data, and those data."""
    seen = set()
    for case in CASES:
        shape = owner(case.constraint)
        store = pyoxigraph.Store()
        store.load(path=SMALL)
        whole = set(store)
        store.update(case.update)
        if shape not in seen and case.store == "oxigraph" and set(store) != whole:
            seen.add(shape)
            yield case, store


REPRESENTATIVES = list(representatives())


def oxigraph(update: str = "") -> Graph:
    """Return ontology and small graph, updated, in the store that the package uses."""
    store = pyoxigraph.Store()
    for file in (ONTOLOGY, SMALL):
        store.load(path=file)
    size = len(store)
    store.update(update)

    class Sized(Graph):
        # pySHACL asks a graph for its length at every result, and the store counts each time.
        def __len__(self) -> int:
            return size

    return Sized(OxigraphStore(store=store), DATASET_DEFAULT_GRAPH_ID)


def broken(case: Case) -> Graph:
    if case.store == "oxigraph":
        return oxigraph(case.update)
    graph = Graph().parse(ONTOLOGY).parse(SMALL)
    graph.update(case.update)
    return graph


def findings(data: Graph, *only: Node) -> set[Constraint]:
    """Return which constraints the data break, of all shapes or of the given ones."""
    use = [str(part) for shape in only for part in (shape, *shapes().objects(shape, SH.property))]
    _, report, _ = validate(data, shacl_graph=shapes(), inplace=True, use_shapes=use or None)
    assert isinstance(report, Graph)
    return {
        Constraint(
            str(report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)),
            str(component).removeprefix(str(SH)),
        )
        for result, component in report.subject_objects(SH.sourceConstraintComponent)
    }


@contextmanager
def without(constraint: Constraint) -> Iterator[None]:
    """Take exactly one constraint out of the shapes graph for a while."""
    triple = CONSTRAINTS[constraint]
    shapes().remove(triple)
    try:
        yield
    finally:
        shapes().add(triple)


def test_all_were_collected() -> None:
    """Constraints, broken cases and cases for the command line are as many as are written."""
    assert (len(CONSTRAINTS), len(CASES), len(REPRESENTATIVES)) == (222, 251, 46)


def test_every_constraint_has_a_case() -> None:
    """No constraint is without data that break it, and no case expects one that is not there."""
    assert {case.constraint for case in CASES} == set(CONSTRAINTS)


def test_no_shacl_term_escapes_the_count() -> None:
    """The shapes use no term of SHACL that is neither counted as a constraint nor known here."""
    used = {term for term in shapes().predicates() if str(term).startswith(str(SH))}
    named = {"prefix", "namespace", "alternativePath", "inversePath"}
    assert used <= CONSTRAINT_PARAMETERS | OTHER_SHACL_TERMS | {SH[name] for name in named}


def test_anonymous_shapes_are_parts_of_one_constraint() -> None:
    """A shape without a name stands in a list of alternatives only, where one case covers it."""
    alternatives = {
        member
        for parameter in (SH["or"], SH.xone)
        for members in shapes().objects(None, parameter)
        for member in shapes().items(members)
    }
    anonymous = {
        shape
        for shape, parameter in shapes().subject_predicates()
        if isinstance(shape, BNode) and parameter in CONSTRAINT_PARAMETERS
    }
    assert anonymous <= alternatives


def test_small_graph_conforms() -> None:
    """The small pipeline breaks no shape."""
    assert findings(oxigraph()) == set()


def test_small_graph_has_every_class() -> None:
    """The small pipeline has something of every class of the ontology."""
    graph = Graph().parse(ONTOLOGY).parse(SMALL)
    classes = {
        term
        for term in graph.subjects(RDF.type, OWL.Class)
        if (term, RDFS.isDefinedBy, None) in graph
    }
    instantiated = {
        general
        for kind in set(graph.objects(None, RDF.type))
        for general in graph.transitive_objects(kind, RDFS.subClassOf)
    }
    assert classes
    assert classes <= instantiated


@pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_constraint_is_needed(case: Case) -> None:
    """Of its shape the case breaks one constraint only, and without that one it slips through."""
    data, shape = broken(case), owner(case.constraint)
    assert findings(data, shape) == {case.constraint}
    with without(case.constraint):
        assert findings(data, shape) == set()


@pytest.mark.parametrize(
    ("case", "store"), REPRESENTATIVES, ids=[case.name for case, _ in REPRESENTATIVES]
)
def test_command_reports_the_broken_graph(
    case: Case, store: pyoxigraph.Store, nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """`nemokg validate` exits 1 on the broken graph and names the rule that it breaks."""
    data = tmp_path / "broken.ttl"
    store.dump(data, pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())
    outcome = nemokg("validate", "--data", data, "--format", "json")
    rules = {finding["rule"] for finding in json.loads(outcome.out)["findings"]}
    assert (outcome.code, outcome.err) == (1, "")
    assert case.constraint.shape.removeprefix(NEMOSH) in rules


def test_bundled_data_conform(nemokg: Callable[..., Outcome]) -> None:
    """`nemokg validate` exits 0 on the bundled data."""
    outcome = nemokg("validate")
    assert (outcome.code, outcome.err) == (0, ""), outcome.out


def remove_a_plain_triple(edges: str) -> str:
    return re.sub(r"(?m)^model:\S+ nemo:initializedFrom model:\S+ \.\n", "", edges, count=1)


def add_a_denied_triple(edges: str) -> str:
    parts = re.search(
        r"owl:sourceIndividual (\S+) ;\s+owl:assertionProperty (\S+) ;\s+"
        r"owl:targetIndividual (\S+) ;",
        edges,
    )
    assert parts
    return f"{edges}\n{parts[1]} {parts[2]} {parts[3]} .\n"


def misspell_a_property(edges: str) -> str:
    return edges.replace("nemo:locator", "nemo:locater", 1)


def close_a_cycle(edges: str) -> str:
    ends = re.search(r"(?m)^(model:\S+) nemo:initializedFrom (model:\S+) \.$", edges)
    assert ends
    return f"{edges}\n{ends[2]} nemo:initializedFrom {ends[1]} .\n"


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (remove_a_plain_triple, "Claim-triple"),
        (add_a_denied_triple, "Denial-holds"),
        (misspell_a_property, "Graph-declared"),
        (close_a_cycle, "Lineage-acyclic"),
    ],
)
def test_one_fault_in_the_bundled_data_is_found(
    edit: Callable[[str], str], rule: str, nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """One fault in a whole copy of the bundled data makes `nemokg validate` exit 1 and name it."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (file,) = data.rglob("edges.ttl")
    text = file.read_text(encoding="utf-8")
    assert edit(text) != text
    file.write_text(edit(text), encoding="utf-8")
    outcome = nemokg("validate", "--data", data, "--format", "json")
    rules = {finding["rule"] for finding in json.loads(outcome.out)["findings"]}
    assert (outcome.code, outcome.err) == (1, "")
    assert rule in rules


def test_messages_say_the_rule_and_the_mend() -> None:
    """Every message is a sentence with a rule and, after a semicolon, what to do."""
    for message in shapes().objects(None, SH.message):
        rule, _, mend = str(message).partition("; ")
        assert re.fullmatch(r"[A-Z].* .*", rule), message
        assert mend.split(" ")[0] in IMPERATIVES, message
        assert mend.endswith("."), message


def test_every_shape_has_a_message() -> None:
    """What can be broken speaks: property shapes, SPARQL constraints, and shapes with their own."""
    speaking = set(shapes().subjects(SH.message))
    for shape, parameter, value in CONSTRAINTS.values():
        assert (value if parameter == SH.sparql else shape) in speaking


def test_messages_name_selected_variables() -> None:
    """A message names no variable that its query does not select, and each query selects $this."""
    for constraint, query in shapes().subject_objects(SH.select):
        head = str(query).partition("WHERE")[0].split()
        named = set(re.findall(r"\{(\?\w+)\}", str(shapes().value(constraint, SH.message))))
        assert "$this" in head
        assert "?value" in head
        assert named <= set(head), constraint


def test_shapes_name_no_resource_of_the_data() -> None:
    """The shapes hold for every pipeline: none names a model, source or other described thing."""
    for term in {node for triple in shapes() for node in triple}:
        assert not re.search(r"https://w3id\.org/nemokg/[a-z]+/[A-Za-z0-9]", str(term))


def test_every_shape_says_where_it_is_defined() -> None:
    """Every named term of the shapes graph names that graph."""
    named = {term for term in shapes().subjects() if str(term).startswith(NEMOSH)}
    home = URIRef(NEMOSH.removesuffix("#"))
    assert named == set(shapes().subjects(RDFS.isDefinedBy, home))
    assert all(isinstance(message, Literal) for message in shapes().objects(None, SH.message))
