"""Chains of properties entail what OWL 2 RL says, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from nemokg.dataset.opening import Dataset
from nemokg.entailment.rules import entailed_triples, write_entailments
from nemokg.loading.bulk import make_store
from nemokg.reasoning.closure import compute_closure
from nemokg.reasoning.contradictions import find_contradictions
from nemokg.reasoning.on_disk import write_closure
from nemokg.reasoning.owlrl import owlrl_closure

HEAD = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:uses a owl:ObjectProperty . :Known a owl:Class . :Used a owl:Class .
"""
TWO_STEPS = (
    ":uses owl:propertyChainAxiom ( :trainedOn :madeBy ) . :m :trainedOn :d . :d :madeBy :g ."
)
CASES = {
    "two steps": TWO_STEPS,
    "four steps, with branches": """
        :far owl:propertyChainAxiom ( :p :q :r :s ) .
        :a :p :b , :c . :b :q :d . :c :q :d , :e . :d :r :f . :e :r :g . :f :s :h .
        :g :s :i , :j .""",
    "one step": ":is owl:propertyChainAxiom ( :p ) . :a :p :b .",
    "a property of two chains, one of them asserted already": TWO_STEPS
    + ":uses owl:propertyChainAxiom ( :copies :uses ) . :n :copies :m . :m :uses :g .",
    "a subproperty in a step": TWO_STEPS
    + ":fineTunedOn rdfs:subPropertyOf :trainedOn . :n :fineTunedOn :d .",
    "an inverse in a step": TWO_STEPS + ":made owl:inverseOf :madeBy . :h :made :d .",
    "an inverse without a name in a step": """
        :feeds owl:propertyChainAxiom ( [ owl:inverseOf :madeBy ] [ owl:inverseOf :trainedOn ] ) .
        :m :trainedOn :d . :d :madeBy :g .""",
    "a symmetric step": """
        :near a owl:SymmetricProperty . :reaches owl:propertyChainAxiom ( :near :road ) .
        :a :near :b . :a :road :c . :b :road :d .""",
    "a subproperty, its inverse and what is above": TWO_STEPS
    + """:uses rdfs:subPropertyOf :knows ; owl:inverseOf :usedBy .
        :usedBy rdfs:subPropertyOf :helps . :knows rdfs:domain :Knower ; rdfs:range :Known .""",
    "domain and range of the chained property alone": TWO_STEPS
    + ":uses rdfs:domain :User ; rdfs:range :Used . :User rdfs:subClassOf :Thing . :m a :Model .",
    "a transitive step": """
        :part a owl:TransitiveProperty . :contains owl:propertyChainAxiom ( :holds :part ) .
        :a :holds :b . :b :part :c . :c :part :d . :d :part :b .""",
    "a chain that feeds a transitive property": """
        :above a owl:TransitiveProperty . :on rdfs:subPropertyOf :above .
        :on owl:propertyChainAxiom ( :stands :lies ) .
        :a :stands :x . :x :lies :b . :b :on :c . :c :stands :y . :y :lies :d .""",
    "a chain that feeds another": TWO_STEPS
    + ":influencedBy owl:propertyChainAxiom ( :uses :uses ) . :g :trainedOn :e . :e :madeBy :h .",
    "a transitive step that another chain feeds": """
        :ends owl:propertyChainAxiom ( :t :q ) . :t a owl:TransitiveProperty .
        :steps rdfs:subPropertyOf :t ; owl:propertyChainAxiom ( :x :y ) .
        :a :x :b . :b :y :c . :c :t :d . :d :q :e .""",
    "a chain of itself": """
        :ancestor owl:propertyChainAxiom ( :ancestor :parent ) .
        :parent rdfs:subPropertyOf :ancestor .
        :a :parent :b . :b :parent :c . :c :parent :d . :d :parent :b .""",
    "two chains that feed each other": """
        :p owl:propertyChainAxiom ( :q :s ) . :q owl:propertyChainAxiom ( :p :s ) .
        :a :p :b . :b :s :c . :c :s :d . :d :s :a .""",
    "literals, blank nodes, and terms of the ontology": TWO_STEPS
    + """:m :trainedOn "text" , [ :madeBy "someone" , [] ] , :C . :C a owl:Class ; :madeBy :g .
        [] :trainedOn :C . :C :trainedOn :d .""",
}
MALFORMED = """
:p owl:propertyChainAxiom [ rdf:first :q ] , ( [] :q ) , :loop , "q" .
:loop rdf:first :q ; rdf:rest :loop . :a :q :b .
"""


def iri(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


def store_of(text: str) -> Store:
    store = Store()
    store.load(HEAD + text, RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_equal_to_owlrl(text: str) -> None:
    """The rules conclude from chains what a complete reasoner concludes."""
    store = store_of(text)
    ours = [tuple(map(str, conclusion)) for conclusion in entailed_triples(store)]
    assert len(set(ours)) == len(ours)
    assert set(ours) == {
        (str(each.subject), str(each.predicate), str(each.object)) for each in owlrl_closure(store)
    }
    assert ours


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_on_disk_as_in_memory(text: str, tmp_path: Path) -> None:
    """A store on disk gets the triples that the rules conclude in memory."""
    (tmp_path / "data.ttl").write_text(HEAD + text, encoding="utf-8")
    make_store([str(tmp_path / "data.ttl")], str(tmp_path / "store"))
    closure = write_closure(str(tmp_path / "store"))
    store = store_of(text)
    assert closure.total == write_entailments(store)
    assert closure.counts == compute_closure(Dataset(store_of(text))).counts


def test_a_malformed_list_is_no_chain() -> None:
    """A list that does not end, or has members that are no properties, entails nothing."""
    assert list(entailed_triples(store_of(MALFORMED))) == []


def test_what_chains_must_not_entail() -> None:
    """A triple that is left out does not follow from a chain, nor what would follow from it."""
    store = store_of(
        f"{TWO_STEPS} :uses owl:inverseOf :usedBy ; rdfs:subPropertyOf :knows . :n :trainedOn :d ."
    )
    m, g = iri("m"), iri("g")
    assert (m, iri("knows"), g) in set(entailed_triples(store))
    for left_out in (Triple(m, iri("uses"), g), Triple(g, iri("usedBy"), m)):
        conclusions = set(entailed_triples(store, [left_out]))
        assert m not in {term for conclusion in conclusions for term in conclusion}
        assert (iri("n"), iri("knows"), g) in conclusions


def denial(subject: str, predicate: str, object_: str) -> str:
    return f"""
    :no a owl:NegativePropertyAssertion ; owl:sourceIndividual :{subject} ;
        owl:assertionProperty :{predicate} ; owl:targetIndividual :{object_} ."""


@pytest.mark.parametrize(
    ("text", "rule", "causes"),
    [
        (
            TWO_STEPS + denial("m", "uses", "g"),
            "negative property assertion",
            ["m trainedOn d", "d madeBy g"],
        ),
        (
            f"{TWO_STEPS} :uses owl:inverseOf :usedBy . :made owl:inverseOf :madeBy . :g :made :e ."
            f" :n :trainedOn :e . {denial('g', 'usedBy', 'n')}",
            "negative property assertion",
            ["n trainedOn e", "g made e"],
        ),
        (
            f"{CASES['a chain that feeds a transitive property']} {denial('a', 'above', 'd')}",
            "negative property assertion",
            ["a stands x", "x lies b", "b on c", "c stands y", "y lies d"],
        ),
        (
            f"{CASES['a chain of itself']} {denial('a', 'ancestor', 'd')}",
            "negative property assertion",
            ["a parent b", "b parent c", "c parent d"],
        ),
        (
            TWO_STEPS + ":uses a owl:IrreflexiveProperty . :d :madeBy :m .",
            "irreflexive property",
            ["m trainedOn d", "d madeBy m"],
        ),
        (
            TWO_STEPS + ":uses a owl:AsymmetricProperty . :g :trainedOn :e . :e :madeBy :m .",
            "asymmetric property",
            ["g trainedOn e", "e madeBy m", "m trainedOn d", "d madeBy g"],
        ),
        (
            TWO_STEPS + ":uses rdfs:range :Used . :Used owl:disjointWith :Known . :g a :Known .",
            "disjoint classes",
            ["g type Known", "m trainedOn d", "d madeBy g"],
        ),
    ],
)
def test_contradictions_of_chains(text: str, rule: str, causes: list[str]) -> None:
    """What a chain entails against an axiom or a denial is reported with the asserted triples."""
    store = store_of(text)
    write_entailments(store)
    (contradiction,) = find_contradictions(store)
    assert contradiction.rule == rule
    assert [" ".join(map(local, triple)) for triple in contradiction.triples] == causes


def local(term: str) -> str:
    return term.replace("#", "/").rpartition("/")[2]
