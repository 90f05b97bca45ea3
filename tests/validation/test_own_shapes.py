"""Somebody's own shapes over their own data: alone, told what is not looked at, never misled."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from nemokg.dataset.opening import open_dataset
from nemokg.errors import InputError, ShapesError
from nemokg.loading.bulk import make_store
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

EX = "https://example.org/"
PREFIXES = """@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Return a function that writes Turtle into a file and returns its path."""

    def written(name: str, text: str) -> str:
        file = tmp_path / name
        file.write_text(PREFIXES + text, encoding="utf-8")
        return str(file)

    return written


def test_own_data_are_checked_alone(
    write: Callable[[str, str], str], nemokg: Callable[..., Outcome]
) -> None:
    """With --alone nothing of ours is checked against foreign shapes; without, the ontology is."""
    file = write(
        "data.ttl",
        """ex:S a sh:NodeShape ; sh:targetClass owl:Class ;
          sh:property [ sh:path ex:example ; sh:minCount 1 ] .
        ex:Mine a owl:Class ; ex:example 1.50 .""",
    )
    alone = nemokg("validate", "--data", file, "--shapes", file, "--alone")
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == "conforms: 0 claims, 7 triples checked against 1 rule\n"
    beneath = nemokg("validate", "--data", file, "--shapes", file, "--format", "json")
    places = {finding["focus"] for finding in json.loads(beneath.out)["findings"]}
    assert beneath.code == 1
    assert "https://w3id.org/nemokg/ontology#Model" in places


@pytest.mark.parametrize(
    "parameter",
    [
        'sh:datatype ""',
        "sh:class _:kind",
        'sh:class "Kind"',
        'sh:nodeKind "IRI"',
        'sh:path ex:p ; sh:lessThan "p"',
        "sh:path ex:p ; sh:equals [ sh:inversePath ex:q ]",
        "sh:minInclusive ex:least",
        "sh:pattern ex:pattern",
        "sh:path ex:p ; sh:minCount ex:one",
        'sh:targetClass "Kind" ; sh:nodeKind sh:IRI',
        'sh:targetSubjectsOf "p" ; sh:nodeKind sh:IRI',
    ],
)
def test_a_parameter_with_a_value_of_the_wrong_kind_is_not_compiled(
    write: Callable[[str, str], str], nemokg: Callable[..., Outcome], parameter: str
) -> None:
    """A text where an IRI belongs, or the reverse, is refused by name, and is no SPARQL."""
    shapes = write("shapes.ttl", f"ex:S sh:targetNode ex:a ; {parameter} .")
    data = write("data.ttl", "ex:a ex:p 1 .")
    compiled = ("--alone", "--shapes", shapes, "--validator", "compiled")
    outcome = nemokg("validate", "--data", data, *compiled)
    assert (outcome.code, outcome.out) == (2, "")
    assert "ex:S has sh:" in outcome.err.replace(EX, "ex:")
    assert outcome.err.count("\n") == 1


def test_only_own_files_stand_alone(nemokg: Callable[..., Outcome], tmp_path: Path) -> None:
    """--alone without files of one's own is an error that says so."""
    for source in ((), ("--store", str(tmp_path)), ("--endpoint", "http://127.0.0.1:9/")):
        outcome = nemokg("validate", *source, "--alone")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == "nemokg: Only files of your own can stand alone; name them.\n"
    with pytest.raises(InputError, match="stand alone"):
        open_dataset(alone=True)


@pytest.mark.filterwarnings("ignore:.* but not that datatype")
@pytest.mark.parametrize(
    "literal", ["007", '"5"^^xsd:byte', '"2024-01-01T00:00:00Z"^^xsd:dateTime']
)
def test_spelling_is_a_rule_of_ours(write: Callable[[str, str], str], literal: str) -> None:
    """The spelling of literals is looked at with the bundled shapes, and not with one's own."""
    data = write("data.ttl", f"ex:m ex:size {literal} .")
    shapes = write("shapes.ttl", "ex:S a sh:NodeShape ; sh:targetNode ex:m ; sh:nodeKind sh:IRI .")
    bundled = validate_dataset(open_dataset([data]))
    rules = {finding.rule for finding in bundled.findings if finding.focus.endswith("/m")}
    assert rules & {"Literal-canonical", "Literal-datatype"}
    assert validate_dataset(open_dataset([data]), [shapes]).conforms


@pytest.mark.filterwarnings("ignore:.* but not that datatype")
def test_a_derived_datatype_is_found_by_the_bundled_shapes(
    write: Callable[[str, str], str],
) -> None:
    """A number of a datatype that stores replace is a finding that says what to write instead."""
    data = write("data.ttl", 'ex:m ex:size "5"^^xsd:nonNegativeInteger .')
    (finding,) = (
        finding
        for finding in validate_dataset(open_dataset([data])).findings
        if finding.rule == "Literal-canonical"
    )
    assert (finding.focus, finding.value) == ("https://example.org/m", "5")
    assert "xsd:nonNegativeInteger is a datatype that stores replace" in finding.message
    assert 'write "5" as xsd:integer' in finding.message


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("sh:datatype xsd:nonNegativeInteger", "xsd:nonNegativeInteger"),
        ("sh:hasValue 007", '"007"^^xsd:integer'),
        ("sh:in ( 1.50 )", '"1.50"^^xsd:decimal'),
    ],
)
def test_a_store_is_not_asked_for_spelling(
    write: Callable[[str, str], str], tmp_path: Path, shape: str, what: str
) -> None:
    """What a store does not keep is refused of a store, and answered from the files."""
    data = write("data.ttl", "ex:m ex:size 7 .")
    shapes = write(
        "shapes.ttl",
        f"ex:S a sh:NodeShape ; sh:targetNode ex:m ; sh:property [ sh:path ex:size ; {shape} ] .",
    )
    make_store([data], str(tmp_path / "store"))
    for validator in ("auto", "pyshacl"):
        with pytest.raises(ShapesError) as caught:
            validate_dataset(open_dataset(store=tmp_path / "store"), [shapes], validator)
        assert f"{what} in https://example.org/S is a matter of spelling" in str(caught.value)
        assert len(validate_dataset(open_dataset([data]), [shapes], validator).findings) == 1


def test_values_are_shown_as_they_are_written(write: Callable[[str, str], str]) -> None:
    """Compiled shapes report a value in the spelling of the files, each spelling by itself."""
    data = write("data.ttl", "ex:m ex:cost 1.50 , 1.500 , 2.5 .")
    shapes = write(
        "shapes.ttl",
        """ex:S a sh:NodeShape ; sh:targetNode ex:m ;
          sh:property [ sh:path ex:cost ; sh:datatype xsd:string ] .""",
    )
    report = validate_dataset(open_dataset([data], alone=True), [shapes])
    assert report.validator == "compiled"
    assert [finding.value for finding in report.findings] == ["1.50", "1.500", "2.5"]


def test_a_view_is_checked_as_its_store_has_it(write: Callable[[str, str], str]) -> None:
    """Of a view, what was left out is not read again from the files, by either validator."""
    shapes = write(
        "shapes.ttl",
        """ex:S a sh:NodeShape ; sh:targetSubjectsOf <https://w3id.org/nemokg/ontology#trainedOn> ;
          sh:property [ sh:path ex:never ; sh:minCount 1 ] .""",
    )
    whole, stated = open_dataset(), open_dataset(stated_only=True)
    counts = {
        (dataset.stated, validator): len(validate_dataset(dataset, [shapes], validator).findings)
        for dataset in (whole, stated)
        for validator in ("compiled", "pyshacl")
    }
    assert counts[True, "compiled"] == counts[True, "pyshacl"]
    assert counts[False, "compiled"] == counts[False, "pyshacl"] > counts[True, "compiled"]


NOTED = {
    "rules": ("ex:S sh:rule [ a sh:TripleRule ; sh:subject sh:this ] .", "sh:rule is not run"),
    "imports": (
        "ex: owl:imports ex:More .",
        "owl:imports https://example.org/More is not followed",
    ),
    "classes": (
        "ex:C a rdfs:Class ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        "https://example.org/C is a class with constraints and no sh:NodeShape",
    ),
}


@pytest.mark.parametrize("name", NOTED)
def test_what_is_not_looked_at_is_told(
    write: Callable[[str, str], str], nemokg: Callable[..., Outcome], name: str
) -> None:
    """Rules, imports and shapes without a target are named on standard error, once."""
    text, note = NOTED[name]
    shapes = write(
        "shapes.ttl", f"ex:S a sh:NodeShape ; sh:targetNode ex:m ; sh:minLength 1 . {text}"
    )
    data = write("data.ttl", "ex:m a ex:C .")
    outcome = nemokg("validate", "--data", data, "--shapes", shapes, "--alone")
    assert outcome.code == 0
    assert outcome.err.startswith(f"nemokg: {note}")
    assert outcome.err.count("\n") == 1


def test_shapes_of_several_files_keep_their_blank_nodes_apart(
    write: Callable[[str, str], str],
) -> None:
    """A label of a blank node in two files of shapes or data is two nodes, for both validators."""
    shapes = [
        write(f"{name}.ttl", f"ex:{name} a sh:NodeShape ; sh:targetNode ex:m ; sh:property _:b ."
              f" _:b sh:path ex:{name} ; sh:minCount 1 .")
        for name in ("one", "two")
    ]  # fmt: skip
    data = [write(f"d{name}.ttl", f"ex:m ex:{name} _:x .") for name in ("one", "two")]
    for validator in ("compiled", "pyshacl"):
        assert validate_dataset(open_dataset(data, alone=True), shapes, validator).conforms


def test_what_rdflib_cannot_read_is_one_sentence(
    write: Callable[[str, str], str], nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Triple terms are no matter to compiled shapes, and an error where pySHACL reads them."""
    data = tmp_path / "data.nt"
    data.write_text("<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .\n")
    shape = "ex:S a sh:NodeShape ; sh:targetNode <urn:a> ; sh:nodeKind sh:IRI ."
    arguments = ("validate", "--alone", "--data", data, "--shapes", write("shapes.ttl", shape))
    assert nemokg(*arguments).code == 0
    outcome = nemokg(*arguments, "--validator", "pyshacl")
    assert (outcome.code, outcome.out) == (2, "")
    assert "pySHACL cannot read" in outcome.err
    assert outcome.err.count("\n") == 1


def test_shapes_reach_nothing_over_the_network(write: Callable[[str, str], str]) -> None:
    """A query of the shapes that names an address is refused before anything is sent there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for query in (
            f"SELECT $this WHERE {{ SERVICE <{address}> {{ $this ?p ?o }} }}",
            f"SELECT $this FROM <{address}> WHERE {{ $this ?p ?o }}",  # noqa: S608 - no SQL
            f"SELECT $this WHERE {{ $this ?p '\\\\u0027 SERVICE <{address}> {{}} #' }}",
        ):
            text = (
                f'ex:S sh:target [ a sh:SPARQLTarget ; sh:select """{query}""" ] ; sh:minLength 1 .'
            )
            shapes = write("shapes.ttl", text)
            with pytest.raises(ShapesError, match="SERVICE or FROM"):
                validate_dataset(open_dataset([shapes], alone=True), [shapes])
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "shape",
    [
        "sh:node ex:S",
        "sh:not [ sh:node ex:S ]",
        "sh:property [ sh:path ex:p ; sh:node ex:S ]",
        "sh:and ( ex:S )",
        "sh:in ex:S",
        "sh:property [ sh:path [ sh:inversePath ex:S , ex:T ] ; sh:minCount 1 ]",
        'sh:pattern "("',
        'sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o FILTER(ex:f($this)) }" ]',
        f'sh:sparql [ sh:select "SELECT $this WHERE {"{" * 3000} $this ?p ?o {"}" * 3000}" ]',
    ],
    ids=range(9),
)
def test_odd_shapes_are_answered_or_refused(write: Callable[[str, str], str], shape: str) -> None:
    """Shapes that refer to themselves or are ill-formed end in a report or in one sentence."""
    shapes = write("shapes.ttl", f"ex:S a sh:NodeShape ; sh:targetNode ex:m ; {shape} .")
    data = write("data.ttl", "ex:m ex:p ex:m .")
    said: list[str] = []
    for validator in ("auto", "pyshacl"):
        try:
            said += validate_dataset(open_dataset([data], alone=True), [shapes], validator).notes
        except ShapesError as error:
            said.append(str(error))
    assert all("\n" not in sentence and len(sentence) < 1000 for sentence in said)
