"""Validation: what is found, by which name, at which place, and what it leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES
from pyoxigraph import RdfFormat, parse

from nemokg.dataset.opening import open_dataset
from nemokg.errors import InputError, RdfSyntaxError, ShapesError
from nemokg.files.locate import Places
from nemokg.text.reports import report_text
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

CLAIM = "https://w3id.org/nemokg/claim/"
MODEL = "https://w3id.org/nemokg/model/"


def break_edges(bundle: Path, old: str, new: str, count: int = 1) -> int:
    """Replace text in the edges of the small bundle; return the line of the first change."""
    file = bundle / "data/lab/edges.ttl"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, count))
    return text[: text.index(old)].count("\n") + 1


def line_of(bundle: Path, subject: str) -> int:
    """Return the number of the line that begins with a subject, in the edges."""
    lines = (bundle / "data/lab/edges.ttl").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(subject + " "))


def test_the_small_bundle_conforms(bundle: Path) -> None:
    """Data that keep every rule conform, and the report counts what was checked."""
    report = validate_dataset(open_dataset())
    assert report.conforms
    assert report.findings == ()
    assert (report.claims, report.rules) == (3, 5)
    assert report.triples == len(open_dataset().store)
    assert report_text(report) == (
        f"conforms: 3 claims, {report.triples} triples checked against 5 rules\n"
    )


def test_a_broken_property_shape_is_found_with_its_name_and_place(bundle: Path) -> None:
    """A finding has the focus, its label, the named property shape, the message and the line."""
    break_edges(bundle, "nemo:status nemo:stated", "nemo:status nemo:state")
    (finding,) = validate_dataset(open_dataset()).findings
    assert finding.focus == CLAIM + "maths-teacher--distilledInto--student"
    assert finding.label == "Maths teacher – distilled into – Student"
    assert finding.rule == "Claim-status"
    assert finding.message == "A claim has one known status; add nemo:status."
    assert finding.severity == "sh:Violation"
    assert finding.path == "https://w3id.org/nemokg/ontology#status"
    assert finding.value == "https://w3id.org/nemokg/ontology#state"
    assert finding.file == str(bundle / "data/lab/edges.ttl")
    assert finding.line == line_of(bundle, "claim:maths-teacher--distilledInto--student")


def test_a_nested_shape_goes_by_the_shape_it_is_written_in(bundle: Path) -> None:
    """The rule of a finding of a property shape without a name is the node shape around it."""
    break_edges(
        bundle, "nemo:status nemo:stated ;\n    nemo:rank nemo:normal", "nemo:status nemo:stated"
    )
    (finding,) = validate_dataset(open_dataset()).findings
    assert (finding.rule, finding.value) == ("Claim", None)


def test_a_sparql_constraint_goes_by_its_own_name(bundle: Path) -> None:
    """The rule of a finding of a named SPARQL constraint is the constraint; messages are filled."""
    break_edges(bundle, "model:maths-teacher nemo:distilledInto model:student .\n", "")
    (finding,) = validate_dataset(open_dataset()).findings
    assert finding.rule == "Claim-triple"
    assert f"add it for {MODEL}maths-teacher." in finding.message


def test_a_rule_over_the_whole_graph_is_about_its_value(bundle: Path) -> None:
    """Where a rule targets the ontology, the finding is about the value that it hands out."""
    models = bundle / "data/models.ttl"
    models.write_text(models.read_text() + "\nmodel:nameless a nemo:Teacher .\n")
    (finding,) = validate_dataset(open_dataset()).findings
    assert (finding.focus, finding.label) == (MODEL + "nameless", None)
    assert finding.rule == "Graph-label"
    assert finding.file == str(models)
    assert finding.line == len(models.read_text().splitlines())


def test_findings_come_in_the_order_of_the_files(bundle: Path) -> None:
    """Several findings are sorted by file and line, so that two runs print the same."""
    break_edges(bundle, "nemo:rank nemo:normal", "nemo:rank_ nemo:normal", count=3)
    findings = validate_dataset(open_dataset()).findings
    places = [(finding.file, finding.line) for finding in findings]
    assert len(places) == 3
    assert places == sorted(places, key=str)
    assert [finding.focus for finding in findings] == [
        CLAIM + "maths-teacher--distilledInto--student",
        CLAIM + "code-teacher--distilledInto--student",
        CLAIM + "code-teacher--initializedFrom--base",
    ]


def test_the_text_has_a_block_per_finding(bundle: Path) -> None:
    """Each block has label, name, place, rule, message; the last line has the number."""
    break_edges(bundle, "nemo:status nemo:inferred", "nemo:status nemo:guessed")
    line = line_of(bundle, "claim:code-teacher--distilledInto--student")
    assert report_text(validate_dataset(open_dataset())) == (
        "Code teacher – distilled into – Student (claim:code-teacher--distilledInto--student)\n"
        f"  at    {bundle}/data/lab/edges.ttl:{line}\n"
        "  rule  Claim-status\n"
        "  path  nemo:status\n"
        "  value nemo:guessed\n"
        "  A claim has one known status; add nemo:status.\n"
        "\n"
        "1 finding\n"
    )


def test_the_text_shows_names_and_not_iris(bundle: Path) -> None:
    """Full IRIs in the messages of constraints are printed as prefixed names."""
    break_edges(bundle, "model:maths-teacher nemo:distilledInto model:student .\n", "")
    text = report_text(validate_dataset(open_dataset()))
    assert (
        "The triple of claim:maths-teacher--distilledInto--student is missing;"
        " add it for model:maths-teacher." in text
    )
    assert "https://" not in text


def test_validation_changes_nothing(bundle: Path) -> None:
    """Neither the files nor the store are other afterwards than before."""
    files = {file: file.read_bytes() for file in bundle.rglob("*.ttl")}
    for paths in ((), (str(bundle / "data"),)):
        dataset = open_dataset(paths)
        before = set(dataset.store)
        validate_dataset(dataset)
        assert set(dataset.store) == before
    assert {file: file.read_bytes() for file in bundle.rglob("*.ttl")} == files


@pytest.mark.parametrize(
    ("shapes", "problem"),
    [
        ("<urn:a:b> <urn:a:c> 1 .", "no sh:NodeShape or sh:PropertyShape there"),
        ("ex:S a sh:NodeShape ; sh:targetClass nemo:Claim ; sh:property [ sh:minCount 1 ] .",
         "the shapes cannot be used"),
        ("ex:S a sh:NodeShape ; sh:targetClass nemo:Claim ; sh:minLength 'x' ; sh:pattern '(' .",
         "the shapes cannot be used"),
        ("ex:S a sh:NodeShape ; sh:targetClass nemo:Claim ;"
         " sh:sparql [ sh:select 'SELECT $this WHERE { $this ?p }' ] .",
         "the shapes cannot be used"),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_used_are_reported(
    bundle: Path, tmp_path: Path, shapes: str, problem: str
) -> None:
    """Shapes that are none, or that break SHACL or SPARQL, raise one error that names them."""
    file = tmp_path / "mine.ttl"
    prefixes = (
        "@prefix ex: <urn:ex:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
        "@prefix nemo: <https://w3id.org/nemokg/ontology#> .\n"
    )
    file.write_text(prefixes + shapes)
    with pytest.raises(ShapesError, match=problem) as caught:
        validate_dataset(open_dataset(), [str(file)])
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_shapes_that_cannot_be_read_are_reported_as_input(bundle: Path, tmp_path: Path) -> None:
    """Shapes files that are missing or malformed raise the errors that data files raise."""
    with pytest.raises(InputError, match="no such file"):
        validate_dataset(open_dataset(), [str(tmp_path / "none.ttl")])
    file = tmp_path / "broken.ttl"
    file.write_text("<urn:a:b> .")
    with pytest.raises(RdfSyntaxError, match=r"broken\.ttl, line 1"):
        validate_dataset(open_dataset(), [str(file)])


def test_a_resource_is_located_at_its_block_before_any_mention(tmp_path: Path) -> None:
    """A subject that begins a line wins over mentions; without one, the first mention counts."""
    first, second = tmp_path / "first.ttl", tmp_path / "second.ttl"
    first.write_text(
        "@prefix m: <urn:m:> .\n@prefix n: <urn:n:> .\nm:a n:b m:x , m:y-1 .\n  m:z n:b m:y .\n"
    )
    second.write_text("PREFIX q: <urn:m:>\n<urn:m:z> q:p 1 .\nq:x q:p 2 .\n")
    files = [str(first), str(second)]
    places = Places(["urn:m:a", "urn:m:x", "urn:m:y", "urn:m:z", "urn:n:b", "urn:m:none"], files)
    assert places.line_of_block("urn:m:a") == (files[0], 3)
    assert places.line_of_block("urn:m:x") == (files[1], 3)
    assert places.line_of_block("urn:m:y") == (files[0], 4)
    assert places.line_of_block("urn:m:z") == (files[1], 2)
    assert places.line_of_block("urn:n:b") == (files[0], 3)
    assert places.line_of_block("urn:m:none") == (None, None)


def test_a_resource_is_located_in_ntriples(tmp_path: Path) -> None:
    """In N-Triples the place of a resource is the first line that it begins."""
    file = tmp_path / "a.nt"
    file.write_text("<urn:m:a> <urn:m:p> <urn:m:b> .\n<urn:m:b> <urn:m:p> <urn:m:c> .\n")
    places = Places(["urn:m:b", "urn:m:c"], [str(file)])
    assert (places.line_of_block("urn:m:b"), places.line_of_block("urn:m:c")) == (
        (str(file), 2),
        (str(file), 2),
    )


def test_of_several_blocks_the_one_at_fault_is_named(tmp_path: Path) -> None:
    """Where a resource has several blocks, the place is the block that names what is wrong."""
    file = tmp_path / "two.ttl"
    file.write_text("@prefix m: <urn:m:> .\nm:a m:p m:x .\nm:b m:p m:y .\nm:a m:q m:y .\n")
    places = Places(["urn:m:a"], [str(file)])
    assert places.line_of_block("urn:m:a", {"urn:m:q", "urn:m:y"}) == (str(file), 4)
    assert places.line_of_block("urn:m:a", {"urn:m:x"}) == (str(file), 2)


@pytest.mark.parametrize("spelling", ["34.50", "+5", "007", '"1"^^xsd:boolean'])
def test_a_spelling_that_stores_change_is_found(
    bundle: Path, nemokg: Callable[..., Outcome], spelling: str
) -> None:
    """A literal that is not canonical is a finding with its line, though the store hides it."""
    file = bundle / "data/lab/more.ttl"
    head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix m: <urn:m:> .\n"
    file.write_text(f"{head}m:a m:value {spelling} .\n")
    found = nemokg("validate", "--format", "json")
    assert found.code == 1
    (finding,) = json.loads(found.out)["findings"]
    assert (finding["rule"], finding["file"], finding["line"]) == (
        "Literal-canonical",
        str(file),
        3,
    )


def test_the_command_tells_by_its_exit_code(bundle: Path, nemokg: Callable[..., Outcome]) -> None:
    """validate exits 0 where the data conform and 1 where they do not, in every format."""
    for form in ("text", "json", "ttl"):
        assert nemokg("validate", "--format", form).code == 0
    break_edges(bundle, "nemo:status nemo:inferred", "nemo:status nemo:guessed")
    assert nemokg("validate").code == 1
    found = nemokg("validate", "--format", "json")
    assert found.code == 1
    document = json.loads(found.out)
    assert document["conforms"] is False
    assert [finding["rule"] for finding in document["findings"]] == ["Claim-status"]
    report = nemokg("validate", "--format", "ttl")
    assert report.code == 1
    quads = list(parse(report.out, RdfFormat.TURTLE))
    results = [q for q in quads if str(q.object) == "<http://www.w3.org/ns/shacl#ValidationResult>"]
    assert len(results) == 1


def test_own_data_and_own_shapes_are_what_is_checked(
    bundle: Path, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """--data and --shapes replace the bundled data and shapes."""
    data, shapes = tmp_path / "mine.ttl", tmp_path / "shapes.ttl"
    data.write_text("<urn:a:b> a <urn:a:C> .")
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:a:S> a sh:NodeShape ;"
        " sh:targetClass <urn:a:C> ; sh:property [ sh:path <urn:a:p> ; sh:minCount 1 ] ."
    )
    assert nemokg("validate", "--data", data).code == 0
    found = nemokg("validate", "--data", data, "--shapes", shapes)
    assert (found.code, found.err) == (1, "")
    assert f"at    {data}:1" in found.out


def test_every_step_of_weights_may_be_written() -> None:
    """A pipeline with every step of weights and every kind of influence has no finding."""
    report = validate_dataset(open_dataset([FIXTURES / "pipelines/kite.ttl"]))
    assert report.findings == ()
