"""The compiled shapes: what they find is what pySHACL finds, and what they refuse they name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from paths import ROOT
from shape_cases import CASES, ONTOLOGY, SMALL, Constraint, sized, small_store

from nemokg import load
from nemokg.dataset import reading
from nemokg.dataset.checksums import write_checksums
from nemokg.dataset.opening import open_dataset
from nemokg.errors import RdfSyntaxError
from nemokg.loading.bulk import make_store
from nemokg.validation import shacl
from nemokg.validation.shacl import reference, sparql
from nemokg.validation.validate import IN_MEMORY, _in_memory, _room, validate_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from conftest import Outcome

    from nemokg.api import KnowledgeGraph
    from nemokg.validation.shacl import Result, ShapesGraph
# Their messages quote a literal that rdflib spells in its own way: false for no, no time zone.
RESPELT = {"literal-boolean-word", "literal-date-zone"}
# Years and months that are none: compiled shapes, as TopBraid, find them by their datatype as well.
ILL_FORMED = {"literal-month-13", "literal-month-as-year"}
# So many batches are there that no two cases of one break the same constraint, or each other.
BATCHES = 30


@pytest.fixture(scope="module")
def shapes() -> ShapesGraph:
    """Return the bundled shapes."""
    files = sorted(str(file) for file in (ROOT / "shapes").glob("*.ttl"))
    return shacl.read_shapes_graph(quad for file in files for quad in reading.file_quads(file))


def comparable(results: Iterable[Result], messages: bool = True) -> Counter[tuple[object, ...]]:
    """Return results as values that two validators share, with how often each occurs."""
    return Counter(
        (
            result.focus,
            result.path,
            result.value,
            result.shape,
            result.constraint,
            result.component,
            result.severity,
            messages and tuple(sorted(message.value for message in result.messages)),
            result.rule,
        )
        for result in results
    )


def compiled(store: pyoxigraph.Store, shapes: ShapesGraph) -> list[Result]:
    """Return what the compiled shapes find, none of which may be refused."""
    results, refused = shacl.check_shapes(store, shapes)
    assert not refused
    return results


@pytest.mark.parametrize("number", range(BATCHES))
def test_broken_graphs_have_the_results_of_pyshacl(number: int, shapes: ShapesGraph) -> None:
    """Of ten faults at a time both validators give the same results, and see each constraint."""
    batch = CASES[number::BATCHES]
    store = small_store(*(case.update for case in batch))
    expected = reference.run_pyshacl(sized(store), shapes, shapes.targeted_shapes())
    results = compiled(store, shapes)
    names = {case.name for case in batch}
    exact = RESPELT.isdisjoint(names)
    found, reported = comparable(results, exact), comparable(expected, exact)
    assert not reported - found
    assert {row[-1] for row in found - reported} == {"Dated-date" for _ in names & ILL_FORMED}
    # A few faults are about spellings that the store does not keep.
    constraints = [case.constraint for case in batch if case.store == "oxigraph"]
    assert len(set(constraints)) == len(constraints)
    assert set(constraints) <= {
        Constraint(
            shacl.term_text(result.constraint or result.shape), result.component.rpartition("#")[2]
        )
        for result in results
    }


UNKNOWN = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX nemo: <https://w3id.org/nemokg/ontology#>
<urn:my:Shape> a sh:NodeShape ; sh:property <urn:my:Shape-of> ; sh:target [ sh:select
  "SELECT ?this WHERE { ?this a <https://w3id.org/nemokg/ontology#Claim> }" ] .
<urn:my:Shape-of> sh:path nemo:status ; sh:minCount 2 ; sh:message "Two; write two." .
"""


def test_what_is_not_compiled_goes_to_pyshacl(
    nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Shapes beyond the compiler are checked by pySHACL with a note, and refused where asked."""
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(UNKNOWN)
    outcome = nemokg("validate", "--data", SMALL, "--shapes", shapes, "--validator", "compiled")
    assert outcome.code == 2
    assert "urn:my:Shape has sh:target, which is not compiled" in outcome.err
    outcome = nemokg("validate", "--data", SMALL, "--shapes", shapes, "--format", "json")
    (note,) = (report := json.loads(outcome.out))["notes"]
    assert outcome.err == f"nemokg: {note}\n"
    assert "sh:target" in note
    assert f"over {report['triples']:,} triples" in note
    assert (outcome.code, report["validator"]) == (1, "pyshacl")
    assert {finding["rule"] for finding in report["findings"]} == {"urn:my:Shape-of"}


def test_mistakes_are_found_alike(tmp_path: Path) -> None:
    """Both validators report the same findings, places included, of a file with mistakes."""
    data = tmp_path / "data.ttl"
    text = SMALL.read_text(encoding="utf-8")
    data.write_text(text.replace("nemo:status nemo:stated", "nemo:status nemo:state", 2))
    shapes = [str(ROOT / "shapes" / f"{name}.ttl") for name in ("claim", "denial", "nemokg-shapes")]
    fast, slow = (
        validate_dataset(open_dataset([data]), shapes, name) for name in ("compiled", "pyshacl")
    )
    assert fast.findings == slow.findings
    assert len(fast.findings) == 2
    assert all(finding.line for finding in fast.findings)
    assert (fast.validator, slow.validator) == ("compiled", "pyshacl")


def test_a_store_is_checked_in_memory_or_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store on disk has the findings of its files, in memory or not, whatever was concluded."""
    data, store = planted(tmp_path), tmp_path / "store"
    make_store([str(ONTOLOGY), str(data)], str(store))
    graph = pyoxigraph.NamedNode("https://w3id.org/nemokg/graph/entailed")
    concluded = "<urn:x:broken> a <https://w3id.org/nemokg/ontology#Claim> ."
    pyoxigraph.Store(str(store)).load(concluded, pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    write_checksums(str(store))
    expected = found_in(load(data))
    assert len(expected) == 13
    assert found_in(load(store=store)) == expected
    monkeypatch.setattr("nemokg.validation.validate._room", lambda: 0)
    assert found_in(load(store=store)) == expected


def test_no_more_is_copied_than_a_container_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the memory is that of the machine, or of the container where that is less."""
    limit = tmp_path / "limit"
    monkeypatch.setattr("nemokg.validation.validate._LIMITS", (str(tmp_path / "none"), str(limit)))
    limit.write_text("max\n")
    whole = _room()
    limit.write_text("400000000\n")
    assert _room() == 400_000 < whole
    limit.write_text("9223372036854771712\n")
    assert _room() == whole
    monkeypatch.delattr("os.sysconf")
    limit.unlink()
    assert _room() == IN_MEMORY


def test_only_what_lies_on_disk_is_copied_to_be_checked(tmp_path: Path) -> None:
    """A store on disk and the bundled copy are copied into memory; what is there already is not."""
    make_store([str(ONTOLOGY), str(SMALL)], str(tmp_path / "store"))
    for graph in (load(store=tmp_path / "store"), load()):
        assert _in_memory(graph.dataset) is not graph.dataset.store
        assert len(_in_memory(graph.dataset)) == len(graph.dataset.store)
    for graph in (load(SMALL), load(stated_only=True)):
        assert _in_memory(graph.dataset) is graph.dataset.store
    assert not load(endpoint="http://127.0.0.1:1/sparql").dataset.on_disk


def planted(folder: Path) -> Path:
    """Return made-up data with thirteen mistakes, written into a folder."""
    data = folder / "made.ttl"
    command = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "--triples", "4000"]
    subprocess.run([*command, "--violations", "13", "--output", str(data)], check=True)
    return data


def found_in(graph: KnowledgeGraph) -> set[tuple[str, str, str | None, str | None]]:
    """Return what the compiled shapes find, without the places in files."""
    findings = graph.validate(validator="compiled").findings
    return {(each.focus, each.rule, each.path, each.value) for each in findings}


def test_rules_about_single_triples_share_a_scan(shapes: ShapesGraph) -> None:
    """The constraints whose query is one pattern with filters are run together, and no others."""
    scans = {
        str(value).rpartition("#")[2].rstrip(">")
        for shape in map(shapes.shape_of, shapes.targeted_shapes())
        for name, value in shape.constraints
        if name == "sparql" and sparql.Constraint(shapes, shape, value).violating_triple_expression
    }
    literal = [
        "boolean",
        "characters",
        "datatype",
        "date",
        "language",
        "languageTag",
        "number",
        "whitespace",
    ]
    assert scans == {f"Literal-{name}" for name in literal}


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ("<urn:x:p> 1 ; <urn:x:q> 2 , 3", False),
        ("<urn:x:p> 1 ; <urn:x:q> 2 ; <urn:x:r> 4", False),
        ("<urn:x:q> 2", True),
        ("<urn:x:p> 1 , 2 ; <urn:x:q> 2", True),
        ("<urn:x:p> <urn:x:o> ; <urn:x:q> 2", True),
        ("<urn:x:p> 1 ; <urn:x:q> 2 ; <urn:x:r> 4 , 5", True),
        ("<urn:x:p> 1 ; <urn:x:q> 2 , 'three'", True),
    ],
)
def test_a_screen_passes_over_nothing(values: str, broken: bool) -> None:
    """Counts and tests of values that are asked about together are found wherever they break."""
    shapes, data = pyoxigraph.Store(), pyoxigraph.Store()
    shapes.load(
        b"""PREFIX sh: <http://www.w3.org/ns/shacl#>
        <urn:x:S> a sh:NodeShape ; sh:targetClass <urn:x:C> ;
            sh:property [ sh:path <urn:x:p> ; sh:minCount 1 ; sh:maxCount 1 ;
                sh:nodeKind sh:Literal ] ;
            sh:property [ sh:path <urn:x:r> ; sh:maxCount 1 ] ;
            sh:property [ sh:path <urn:x:q> ; sh:minCount 1 ;
                sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ] .""",
        pyoxigraph.RdfFormat.TURTLE,
    )
    whole = "a <urn:x:C> ; <urn:x:p> 1 ; <urn:x:q> 2 ."
    data.load(f"<urn:x:a> {whole} <urn:x:b> a <urn:x:C> ; {values} .", pyoxigraph.RdfFormat.TURTLE)
    found = {
        shacl.term_text(result.focus) for result in compiled(data, shacl.read_shapes_graph(shapes))
    }
    assert found == ({"urn:x:b"} if broken else set())


def test_large_files_are_streamed_and_their_faults_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is streamed gives the same report and the same errors as one that is read."""
    made = tmp_path / "made.ttl"
    made.write_text(SMALL.read_text().replace("nemo:status nemo:stated", "nemo:value 1.50", 1))
    cut = tmp_path / "cut.ttl"
    cut.write_text("<urn:a:b> <urn:a:c> .")
    reports, errors = [], []
    for large in (reading.LARGE, 0):
        monkeypatch.setattr(reading, "LARGE", large)
        reports.append(validate_dataset(open_dataset([str(made)]), validator="compiled"))
        with pytest.raises(RdfSyntaxError) as caught:
            validate_dataset(open_dataset([str(cut)]))
        errors.append(str(caught.value))
    assert reports[0] == reports[1]
    assert not reports[0].conforms
    assert errors[0] == errors[1]


PEOPLE = """
PREFIX ex: <http://example.org/>
ex:a a ex:Person ; ex:name "z" , "y" ; ex:knows ex:b .
"""
# Each finds something that a compiler may lose, or has something that is not compiled.
TREACHEROUS = {
    "a pattern that the store refuses": '[ sh:path ex:name ; sh:pattern "^[^[]{3}$" ]',
    "a pattern too large for the store": '[ sh:path ex:name ; sh:pattern "^[\\\\w-]{90,900}$" ]',
    "values that are closed": "[ sh:path ex:knows ; sh:closed true ; sh:maxCount 0 ]",
    "a group of its own": """[] ; sh:sparql [ sh:select '''
        SELECT $this ?value WHERE { { ?x <http://example.org/name> ?value FILTER(?x = $this) } }
    ''' ]""",
    "a group within a group": """[] ; sh:sparql [ sh:select '''
        SELECT $this ?value WHERE { $this a ?kind OPTIONAL { ?x <http://example.org/knows> ?y
            OPTIONAL { ?z <http://example.org/name> ?value FILTER(?z = $this) } } }
    ''' ]""",
    "the same row twice": """[] ; sh:sparql [ sh:select '''
        SELECT $this WHERE { $this <http://example.org/name> ?name FILTER(isIRI($this)) }
    ''' ]""",
    "nothing that is allowed": "[] ; sh:closed true",
}


@pytest.mark.parametrize("name", TREACHEROUS)
def test_what_is_easily_lost_is_found_or_refused(name: str) -> None:
    """Shapes that tempt a compiler have the results of pySHACL or are refused."""
    store, text = pyoxigraph.Store(), TREACHEROUS[name].replace("[] ; ", "", 1)
    kind = "" if TREACHEROUS[name].startswith("[] ; ") else "sh:property "
    store.load(
        f"""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
        ex:Shape a sh:NodeShape ; sh:targetClass ex:Person ; {kind}{text} .""",
        pyoxigraph.RdfFormat.TURTLE,
    )
    data = pyoxigraph.Store()
    data.load(PEOPLE, pyoxigraph.RdfFormat.TURTLE)
    shapes = shacl.read_shapes_graph(store)
    expected = reference.check_by_pyshacl(data, shapes, shapes.targeted_shapes())
    assert expected
    found, refused = shacl.check_shapes(data, shapes)
    assert refused or comparable(found, messages=False) == comparable(expected, messages=False)


@pytest.mark.parametrize(
    "beyond",
    [
        "ex:K a sh:ConstraintComponent ; sh:parameter [ sh:path ex:kind ] . ex:Shape ex:kind 1 .",
        "ex:Shape sh:target [ a sh:SPARQLTarget ] .",
        'ex:Shape sh:sparql [ sh:select "SELECT ?value WHERE { $this ex:name ?value }" ] .',
        'ex:Shape sh:sparql [ sh:select "SELECT (STR($this) AS ?value) WHERE { $this ?p ?o }" ] .',
        "ex:Shape sh:targetNode ex:nowhere ; sh:property ex:Path . ex:Path a sh:PropertyShape ;"
        " sh:path [ sh:zeroOrMorePath ex:knows ] ; sh:class ex:Person .",
    ],
)
def test_what_is_beyond_a_shape_is_refused(beyond: str) -> None:
    """Constraints, targets and queries that would be passed over are refused by name."""
    store = pyoxigraph.Store()
    store.load(
        f"""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
        ex:Shape a sh:NodeShape ; sh:targetClass ex:Person . {beyond}""",
        pyoxigraph.RdfFormat.TURTLE,
    )
    data = pyoxigraph.Store()
    data.load(PEOPLE, pyoxigraph.RdfFormat.TURTLE)
    _, refused = shacl.check_shapes(data, shacl.read_shapes_graph(store))
    assert [str(error) for error in refused.values() if "is not compiled" in str(error)]


def test_one_rule_is_counted_as_one(nemokg: Callable[..., Outcome], tmp_path: Path) -> None:
    """A shape needs no type to be counted, and one rule is written so."""
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        <urn:x:S> sh:targetClass <urn:x:C> ; sh:nodeKind sh:IRI ."""
    )
    outcome = nemokg("validate", "--data", SMALL, "--shapes", shapes)
    assert outcome.out.endswith(" checked against 1 rule\n")
