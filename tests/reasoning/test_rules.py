"""Reasoning gives what follows from the ontology, no more, and finds what cannot hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome
from paths import FIXTURES
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

import nemokg as package
from nemokg.dataset.opening import Dataset
from nemokg.dataset.reading import core_ontology_files, rdf_files, store_of_files
from nemokg.dataset.views import stated_only_store
from nemokg.entailment.rules import ENTAILED, write_entailments
from nemokg.errors import QueryError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.reasoning.closure import compute_closure
from nemokg.reasoning.contradictions import find_contradictions
from nemokg.reasoning.owlrl import owlrl_closure

NEMO, MODEL = PREFIXES["nemo"], PREFIXES["model"]
SMALL = FIXTURES / "shapes/small.ttl"
# Facts of the field, and a pipeline with every step of weights and a chain of properties.
FIELD, KITE = (FIXTURES / f"pipelines/{name}.ttl" for name in ("field", "kite"))


def node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def pairs(store: Store, predicate: str) -> set[tuple[str, str]]:
    """The local names joined by a predicate in the entailed graph."""
    return {
        (str(quad.subject).rpartition("/")[2][:-1], str(quad.object).rpartition("/")[2][:-1])
        for quad in store.quads_for_pattern(None, node(predicate), None, ENTAILED)
    }


@pytest.fixture(scope="module")
def files() -> list[str]:
    return rdf_files([*core_ontology_files(), bundled_directory("data")])


@pytest.fixture(scope="module")
def closed(files: list[str]) -> Store:
    store = store_of_files(files)
    write_entailments(store)
    return store


@pytest.fixture
def broken(files: list[str]) -> Callable[..., Store]:
    def build(*triples: tuple[str, str, str]) -> Store:
        store = store_of_files(files)
        store.extend(Quad(*map(node, triple)) for triple in triples)
        write_entailments(store)
        return store

    return build


@pytest.mark.parametrize("data", ["small", pytest.param("bundled", marks=pytest.mark.interop)])
def test_equal_to_owlrl(data: str, files: list[str]) -> None:
    """The rules conclude the very triples that a complete reasoner does, of every kind there is."""
    read = files if data == "bundled" else [*core_ontology_files(), *map(str, (SMALL, FIELD, KITE))]
    store = store_of_files(read)
    write_entailments(store)
    ours = {quad.triple for quad in store.quads_for_pattern(None, None, None, ENTAILED)}
    assert len({triple.predicate for triple in ours}) > 20
    assert ours == owlrl_closure(store_of_files(read))
    if data == "small":
        assert ("kite-maths", "kite-teacher") in pairs(store, "nemo:dataGeneratedBy")
        assert ("kite-teacher", "kite-maths") in pairs(store, "nemo:generatesDataFor")
        assert ("kite-guess", "kite-base") in pairs(store, "nemo:weightAncestor")


def test_weight_ancestors(closed: Store) -> None:
    """Weights reach the coding teacher over STEM, RLVR and SFT; there are 84 pairs in all."""
    ancestors = pairs(closed, "nemo:weightAncestor")
    assert len(ancestors) == 84
    assert {parent for child, parent in ancestors if child == "coding-teacher"} == {
        "stem-teacher", "rlvr-student", "sft-student", "ultra-base",
    }  # fmt: skip


def test_stated_ancestors_are_fewer(files: list[str]) -> None:
    """26 of the 84 ancestor pairs exist only through inferred edges."""
    view = stated_only_store(store_of_files(files))
    write_entailments(view)
    assert len(pairs(view, "nemo:weightAncestor")) == 84 - 26


@pytest.mark.parametrize(
    ("predicate", "pair"),
    [
        ("nemo:initializes", ("ultra-base", "sft-student")),
        ("nemo:distilledFrom", ("ultra-final", "coding-teacher")),
        ("nemo:weightDescendant", ("ultra-base", "released-ultra")),
        ("prov:wasDerivedFrom", ("released-ultra", "ultra-base")),
        ("prov:wasGeneratedBy", ("ultra-base", "ultra-base-stage-1")),
        ("prov:generated", ("ultra-base-stage-1", "ultra-base")),
        ("nemo:roundTeacher", ("nemotron-3-ultra-mopd-2", "stem-teacher")),
    ],
)
def test_inverses_and_prov(closed: Store, predicate: str, pair: tuple[str, str]) -> None:
    """Inverses, superproperties and the relations of PROV-O follow."""
    assert pair in pairs(closed, predicate)


def test_only_new_triples_about_individuals(closed: Store) -> None:
    """Nothing said already, no literal subject, nothing about classes and properties follows."""
    for quad in closed.quads_for_pattern(None, None, None, ENTAILED):
        assert Quad(quad.subject, quad.predicate, quad.object) not in closed
        assert isinstance(quad.subject, NamedNode)
        kind = Quad(quad.subject, NamedNode(RDF_TYPE), NamedNode(PREFIXES["owl"] + "Class"))
        assert kind not in closed


def test_groups_do_not_leak(closed: Store) -> None:
    """What a group generates or gives does not pass to its members, nor data to weights."""
    ancestors = {parent for _, parent in pairs(closed, "nemo:weightAncestor")}
    assert not ancestors & {"external-committee", "glm-5", "deepseek-v4-pro"}


def test_repeating_changes_nothing(closed: Store) -> None:
    """Reasoning a second time gives the same number of triples."""
    before = len(closed)
    write_entailments(closed)
    assert len(closed) == before


def test_bundled_data_hold_together(closed: Store) -> None:
    """The bundled data have no contradiction."""
    assert find_contradictions(closed) == []


@pytest.mark.parametrize(
    ("triple", "rule"),
    [
        (("model:glm-5", "nemo:initializedFrom", "model:glm-5"), "irreflexive property"),
        (("model:ultra-base", "nemo:initializedFrom", "model:sft-student"), "asymmetric property"),
        (("model:glm-5", "nemo:adapterOf", "model:glm-5"), "irreflexive property"),
        (("model:ultra-base", "nemo:mergedFrom", "model:sft-student"), "asymmetric property"),
        (("model:glm-5", "rdf:type", "nemo:Dataset"), "disjoint classes"),
        (
            ("model:deepseek-v4-pro", "nemo:generatesDataFor", "model:sft-student"),
            "negative property assertion",
        ),
    ],
)
def test_contradiction_is_found(
    broken: Callable[..., Store], triple: tuple[str, str, str], rule: str
) -> None:
    """Each kind of contradiction is found, with the triple that causes it."""
    found = [each for each in find_contradictions(broken(triple)) if each.rule == rule]
    assert tuple(node(part).value for part in triple) in found[0].triples


def test_denied_ancestor_names_the_path(broken: Callable[..., Store]) -> None:
    """A denial of weights names the steps of the path of weights that contradicts it."""
    store = broken(("model:ultra-base", "nemo:initializedFrom", "model:external-committee"))
    (found,) = find_contradictions(store)
    assert found.denial is not None
    assert found.denial.endswith("not--released-ultra--weightAncestor--external-committee")
    assert [triple[0].rpartition("/")[2] for triple in found.triples] == [
        "released-ultra", "ultra-final", "ultra-mopd1", "rlvr-student", "sft-student", "ultra-base",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "triple",
    [
        ("model:glm-5", "nemo:trainedOn", "model:ultra-genrm"),
        ("model:glm-5", "nemo:studentResult", "result:r001"),
    ],
)
def test_a_class_that_follows_is_given_by_the_triple_it_follows_from(
    broken: Callable[..., Store], triple: tuple[str, str, str]
) -> None:
    """Where domain or range give a resource its class, the triple of the property is the cause."""
    store = broken(triple)
    found = [each for each in find_contradictions(store) if each.rule == "disjoint classes"]
    assert found
    for each in found:
        assert tuple(node(part).value for part in triple) in each.triples
        assert all(Quad(*map(NamedNode, cause)) in store for cause in each.triples)


def test_literal_objects_have_no_inverse(files: list[str], closed: Store) -> None:
    """A literal where a resource belongs does not become the subject of an entailed triple."""
    store = store_of_files(files)
    wrong = Quad(node("model:glm-5"), node("nemo:judges"), Literal("nobody"))
    store.add(wrong)
    write_entailments(store)
    quads = store.quads_for_pattern(None, node("nemo:judgedBy"), None, ENTAILED)
    assert all(isinstance(quad.subject, NamedNode) for quad in quads)
    assert len(pairs(closed, "nemo:judgedBy")) == 5
    assert pairs(store, "nemo:judgedBy") == pairs(closed, "nemo:judgedBy")


def test_what_no_longer_follows_is_gone(files: list[str]) -> None:
    """Reasoning anew forgets what followed from a triple that has been taken out."""
    store = store_of_files(files)
    write_entailments(store)
    store.remove(
        Quad(*map(node, ("model:rlvr-student", "nemo:initializedFrom", "model:sft-student")))
    )
    write_entailments(store)
    assert ("rlvr-student", "ultra-base") not in pairs(store, "nemo:weightAncestor")
    assert ("sft-student", "ultra-base") in pairs(store, "nemo:weightAncestor")


def test_the_closure_leaves_the_dataset_alone() -> None:
    """Reasoning over the bundled dataset, which may be read-only, adds nothing to it."""
    kg = package.load()
    before = len(kg.dataset.store)
    closure = kg.reason()
    assert len(kg.dataset.store) == before
    assert closure.consistent
    assert sum(closure.by_predicate().values()) == len(closure.entailed) > 5000
    assert closure.graph == ENTAILED.value


def test_the_stated_view_has_a_closure_of_its_own() -> None:
    """What follows from what is stated has its own graph, and follows from everything as well."""
    stated, everything = package.load(stated_only=True).reason(), package.load().reason()
    assert stated.graph == f"{ENTAILED.value}-stated"
    ancestor = node("nemo:weightAncestor").value
    assert stated.by_predicate()[ancestor] == 58
    assert everything.by_predicate()[ancestor] == 84


# Resources in a namespace of ours, in one of others, and in none; the literal has no inverse.
ELSEWHERE = """
model:a nemo:initializedFrom model:b . model:b nemo:initializedFrom model:a .
ex:student nemo:initializedFrom ex:mid , "a literal" . ex:mid nemo:initializedFrom ex:base .
ex:denial a owl:NegativePropertyAssertion ; owl:sourceIndividual ex:student ;
    owl:assertionProperty nemo:weightAncestor ; owl:targetIndividual ex:base .
_:two a nemo:Model , nemo:Dataset ; nemo:initializedFrom [ nemo:initializedFrom ex:base ] .
[] a owl:NegativePropertyAssertion ; owl:sourceIndividual _:two ;
    owl:assertionProperty nemo:weightAncestor ; owl:targetIndividual ex:base .
"""


@pytest.fixture(scope="module")
def elsewhere() -> Store:
    store = store_of_files(core_ontology_files())
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("model", "nemo", "owl"))
    store.load(f"{head} @prefix ex: <https://example.org/m/> . {ELSEWHERE}", RdfFormat.TURTLE)
    return store


def test_both_reasoners_report_alike(elsewhere: Store) -> None:
    """Over a small dataset with faults, owlrl and the rules entail and report the same."""
    rules, owlrl = compute_closure(Dataset(elsewhere)), compute_closure(Dataset(elsewhere), "owlrl")
    assert set(rules.entailed) == set(owlrl.entailed)
    assert rules.contradictions == owlrl.contradictions


def test_whose_namespace_does_not_matter(elsewhere: Store) -> None:
    """What follows is about the resources of others, and about those without an IRI, as well."""
    closure = compute_closure(Dataset(elsewhere))
    ancestor = node("nemo:weightAncestor")
    subjects = [each.subject for each in closure.entailed if each.predicate == ancestor]
    assert {str(each).rpartition("/")[2] for each in subjects if isinstance(each, NamedNode)} == {
        "a>", "b>", "student>", "mid>",
    }  # fmt: skip
    assert sum(isinstance(each, BlankNode) for each in subjects) == 3  # two of them from _:two
    denied = [each for each in closure.contradictions if each.denial]
    assert "https://example.org/m/denial" in {each.denial for each in denied}
    assert {(each.rule, len(each.triples)) for each in closure.contradictions} == {
        ("asymmetric property", 2),
        ("disjoint classes", 2),
        ("negative property assertion", 2),
    }
    assert sorted(each.triples[0][0][:2] for each in denied) == ["_:", "ht"]


def test_an_unknown_reasoner_is_refused() -> None:
    """A reasoner that there is not is an error that names those that there are."""
    with pytest.raises(QueryError, match=r'no reasoner "hermit"; choose one of rules, owlrl\.'):
        compute_closure(Dataset(Store()), "hermit")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a file of data that contradict themselves."""
    file = tmp_path / "faulty.ttl"
    file.write_text(
        f"@prefix : <{MODEL}> . @prefix nemo: <{NEMO}> ."
        " :a nemo:initializedFrom :b . :b nemo:initializedFrom :a ."
    )
    return file


def test_the_command_counts_and_exits_0(nemokg: Callable[..., Outcome]) -> None:
    """Over the bundled data the command counts by predicate, finds no fault, and exits 0."""
    outcome = nemokg("reason")
    assert (outcome.code, outcome.err) == (0, "")
    assert "entailed triples, for graph:entailed\n" in outcome.out
    assert "  nemo:weightAncestor           84\n" in outcome.out
    assert outcome.out.endswith("\nno contradiction\n")
    assert "for graph:entailed-stated" in nemokg("reason", "--stated-only").out


def test_the_command_prints_the_triples_sorted(nemokg: Callable[..., Outcome]) -> None:
    """N-Triples come sorted, Turtle holds the same triples, and nothing asserted is among them."""
    lines = nemokg("reason", "--format", "nt").out.splitlines()
    assert lines == sorted(lines)
    ntriples, turtle = Store(), Store()
    ntriples.load("\n".join(lines), RdfFormat.N_TRIPLES)
    turtle.load(nemokg("reason", "--format", "ttl").out, RdfFormat.TURTLE)
    assert set(turtle) == set(ntriples)
    assert len(ntriples) == len(lines) > 5000
    assert not set(ntriples) & set(package.load().dataset.store)


def test_a_contradiction_is_reported_with_its_cause(
    nemokg: Callable[..., Outcome], faulty: Path
) -> None:
    """Data that contradict themselves give exit code 1 and the triples that do, in every format."""
    cause = (
        "contradiction: asymmetric property: model:a nemo:initializedFrom model:b; "
        "model:b nemo:initializedFrom model:a\n"
    )
    outcome = nemokg("reason", "--data", faulty)
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.endswith(f"1 contradiction\n{cause}")
    outcome = nemokg("reason", "--data", faulty, "--format", "nt")
    assert (outcome.code, outcome.err) == (1, cause)
    report = json.loads(nemokg("reason", "--data", faulty, "--format", "json").out)
    assert report["consistent"] is False
    assert report["contradictions"][0]["triples"][0] == [
        f"{MODEL}a", f"{NEMO}initializedFrom", f"{MODEL}b",
    ]  # fmt: skip


@pytest.mark.parametrize("option", [("--reasoner", "hermit"), ("--format", "csv")])
def test_bad_options_are_one_sentence(
    nemokg: Callable[..., Outcome], option: tuple[str, str]
) -> None:
    """What the command does not know is refused with one line and exit code 2."""
    outcome = nemokg("reason", *option)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "invalid choice" in outcome.err


# The data say who generated a data set; the model trained on it has a claim of its own, or none.
CHAINED = """
nemo:dataGeneratedBy owl:propertyChainAxiom ( nemo:trainedOn nemo:generatedBy ) .
model:m nemo:trainedOn dataset:d . model:n nemo:trainedOn dataset:d .
dataset:d nemo:generatedBy model:g .
model:g nemo:generatesDataFor model:m .
claim:c rdf:subject model:g ; rdf:predicate nemo:generatesDataFor ; rdf:object model:m .
"""


@pytest.mark.parametrize(
    ("of_claim", "follows"),
    [
        ("nemo:status nemo:inferred", {"n"}),
        ("nemo:status nemo:attributed", {"n"}),
        ("nemo:status nemo:stated ; nemo:rank nemo:deprecated", {"n"}),
        ("nemo:status nemo:stated", {"m", "n"}),
    ],
)
def test_chains_among_what_is_stated(of_claim: str, follows: set[str]) -> None:
    """From what is stated, no chain entails the triple of a claim that is not stated itself."""
    store = store_of_files(core_ontology_files())
    names = ("claim", "dataset", "model", "nemo", "owl", "rdf")
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in names)
    store.load(f"{head} {CHAINED} claim:c {of_claim} .", RdfFormat.TURTLE)
    generated = {
        stated: {
            triple.subject.value.rpartition("/")[2]
            for triple in compute_closure(dataset).entailed
            if triple.predicate == node("nemo:dataGeneratedBy")
            and isinstance(triple.subject, NamedNode)
        }
        for stated, dataset in (
            (False, Dataset(store)),
            (True, Dataset(store).stated_only_view()),
        )
    }
    assert generated == {False: {"m", "n"}, True: follows}
