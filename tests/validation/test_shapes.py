"""The shapes: what conforms, what breaks, and that each constraint is needed to see it."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from paths import ROOT
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from shape_cases import (
    CASES,
    CONSTRAINT_PARAMETERS,
    CONSTRAINTS,
    NEMOSH,
    ONTOLOGY,
    REPRESENTATIVES,
    SMALL,
    broken,
    findings,
    owner,
    shapes,
    sized,
    small_store,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome
    from shape_cases import Case

HOME = "https://w3id.org/nemokg/"
_OTHER_NAMES = (
    "path alternativePath inversePath property message select prefixes declare prefix namespace"
    " targetClass targetNode targetSubjectsOf targetObjectsOf"
)
OTHER_SHACL_TERMS = {SH[name] for name in _OTHER_NAMES.split()}
# What a message asks for begins with one of these.
_VERBS = "add change correct give join keep make name record remove rename trim write"
IMPERATIVES = set(_VERBS.split())


def test_all_were_collected() -> None:
    """Constraints, broken cases and cases for the command line are as many as are written."""
    assert (len(CONSTRAINTS), len(CASES), len(REPRESENTATIVES)) == (282, 351, 44)


def test_every_constraint_has_a_case() -> None:
    """No constraint is without data that break it, and no case expects one that is not there."""
    assert {case.constraint for case in CASES} == set(CONSTRAINTS)


def test_no_shacl_term_escapes_the_count() -> None:
    """The shapes use no term of SHACL that is neither counted as a constraint nor known here."""
    used = {term for term in shapes().predicates() if str(term).startswith(str(SH))}
    assert used <= CONSTRAINT_PARAMETERS | OTHER_SHACL_TERMS


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
    assert findings(sized(small_store())) == set()


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


def test_every_class_has_its_namespace(nemokg: Callable[..., Outcome], tmp_path: Path) -> None:
    """Everything of a class of the ontology is found where its IRI has no known namespace."""
    text = SMALL.read_text(encoding="utf-8")
    data = tmp_path / "renamed.ttl"
    data.write_text(re.sub(rf"(?<=<{HOME})(?=[a-z]+/>)", "other", text), encoding="utf-8")
    typed = {
        str(thing)
        for thing, kind in Graph().parse(data).subject_objects(RDF.type)
        if str(kind).startswith(f"{HOME}ontology#")
    }
    findings = json.loads(nemokg("validate", "--data", data, "--format", "json").out)["findings"]
    found = {finding["focus"] for finding in findings if finding["rule"] == "Graph-namespace"}
    assert typed
    assert found == typed


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


def test_messages_say_the_rule_and_the_fix() -> None:
    """Every message is a sentence with a rule and, after a semicolon, what to do."""
    for message in shapes().objects(None, SH.message):
        rule, _, fix = str(message).partition("; ")
        assert re.fullmatch(r"[A-Z].* .*", rule), message
        assert fix.split(" ")[0] in IMPERATIVES, message
        assert fix.endswith("."), message


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
