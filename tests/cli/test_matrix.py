"""Every command in every format over odd inputs: no traceback, no half of a file, nothing lost."""

from __future__ import annotations

import shutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from odd_inputs import INPUTS, LOSSLESS
from pyoxigraph import DefaultGraph, RdfFormat, parse

from nemokg.cli.main import COMMANDS, build_parser
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.errors import OutputError
from nemokg.export import render_dataset
from nemokg.queries.catalogue import query_names
from nemokg.rdf.media_types import GRAPHS, RESULTS
from nemokg.server.workers.jobs import CITATIONS, answer_job
from nemokg.training.explain import all_claim_iris

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from conftest import Outcome

    Arguments = tuple[str, ...]

UNPRINTABLE = {"control", "everything", "values"}  # characters that XML does not have
WARNINGS_ALLOWED = pytest.mark.filterwarnings(
    "ignore::nemokg.errors.InputWarning", "ignore::nemokg.errors.OutputWarning"
)
READABLE = [name for name, odd in INPUTS.items() if not odd.refusal]
CLAIMS = ("c", "b", "l", "m", "t", "self", "")
MODELS = ("model/student", "model/self", "model/a")
OURS = "https://w3id.org/nemokg/"
# What a command is given besides the dataset, where it needs anything: OUT is a path to write to,
# SHAPES and QUERY are files. A command that is not here is called with the dataset alone.
ARGUMENTS: dict[str, list[Arguments]] = {
    "build": [("OUT", "--shapes", "SHAPES")],
    "cite": [("--all",)],
    "competency": [(), ("cq-01",)],
    "explain": [
        ("https://example.org/m/claim",),
        *((f"{OURS}claim/{name}",) for name in CLAIMS),
    ],
    "export": [("mermaid", "--focus", f"{OURS}model/student"), ("mermaid",)],
    "lineage": [
        *((OURS + name, "--descendants") for name in MODELS),
        ("https://example.org/m/student",),
        (OURS + MODELS[0], "--kinds", "weights,distillation", "--follow", "distillation"),
    ],
    "load": [("--store", "OUT")],
    "query": [*((name,) for name in query_names()), ("--file", "QUERY")],
    "serve": [("--check", "--port", "0", "--quiet")],
    "sheet": [("write", "INPUT"), ("build", "INPUT"), ("check", "INPUT")],
    "site": [("OUT",), ("--single", "PAGE")],
    "validate": [(), ("--alone", "--shapes", "SHAPES")],
}
# The options whose choices are not what a command writes or how.
OTHER_CHOICES = {"help", "syntax"}
# What takes a second or is much the same each time is called with these inputs only.
FEW_INPUTS = {
    **dict.fromkeys(
        ("build", "serve", "sheet", "site"), ("everything", "triple-terms", "deep", "long-names")
    ),
    **dict.fromkeys(LOSSLESS, ("everything", "triple-terms", "empty")),
    **dict.fromkeys(query_names(), ("everything", "triple-terms", "empty")),
    **dict.fromkeys(("owlrl", "rdflib", "pyshacl"), ("blank", "triple-terms", "values", "empty")),
}
FEW_INPUTS.pop("edges")
# What is odd only until it is read is left to the commands that say what was read.
ODD_UNTIL_READ = {"huge", "bom-and-crlf", "relative", "jsonld", "rdfxml", "named-graphs"}
READERS = {"info", "load", "validate"}
# Why an input that can be read may still be refused.
REFUSALS = (
    "of RDF 1.2",
    "JSON-LD has no triple terms",
    "There is no model ",
    "a nanopublication asserts a triple",
    "a nanopublication is of a claim that has an IRI",
    "ttl is for graphs",
    "are nested as deeply as these",
    "does not occur in the data",
    "; add its ",
    "A sheet describes one pipeline",
    "A sheet has no blank nodes",
    "cannot be written as a sheet",
    "is not UTF-8",
)
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetSubjectsOf <urn:nothing> ; sh:nodeKind sh:IRI .
"""


@cache
def parsers() -> dict[str, ArgumentParser]:
    (commands,) = (each for each in build_parser()._actions if each.dest == "command")
    return dict(commands.choices or {})


def choices(parser: ArgumentParser) -> Iterator[Arguments]:
    """Yield what chooses each of the choices that a command offers, its formats among them."""
    for action in parser._actions:
        if action.choices and action.dest not in OTHER_CHOICES:
            for choice in action.choices:
                yield (*action.option_strings[-1:], str(choice))


def calls(command: str, name: str) -> list[Arguments]:
    """Return the arguments to try with an input: a command's own, and each choice with the last."""
    own = ARGUMENTS.get(command, [()])
    every = own + [
        (*own[-1], *choice) if choice[0].startswith("-") else choice
        for choice in choices(parsers()[command])
    ]
    return [
        call
        for call in every
        if all(name in FEW_INPUTS.get(word, INPUTS) for word in (command, *call))
    ]


CELLS = [
    (command, name)
    for command in COMMANDS
    for name in INPUTS
    if calls(command, name) and (command in READERS or name not in ODD_UNTIL_READ)
]


def test_every_command_and_every_format_is_in_the_matrix() -> None:
    """The commands are those of the program, with every choice that they offer."""
    assert {command for command, _ in CELLS} == set(COMMANDS) == set(parsers())
    assert sum(len(calls(command, name)) for command, name in CELLS) > 1200
    for command, parser in parsers().items():
        offered = {choice[-1] for choice in choices(parser)}
        for name in ("triple-terms", "empty"):
            tried = {argument for call in calls(command, name) for argument in call}
            assert offered <= tried or command in FEW_INPUTS, command
    assert {"graphml", "owlrl", "ttl"} <= {c for p in parsers().values() for *_, c in choices(p)}


@pytest.mark.parametrize(("command", "name"), CELLS, ids=map("-".join, CELLS))
def test_no_cell_fails(
    tmp_path: Path, nemokg: Callable[..., Outcome], command: str, name: str
) -> None:
    """Exit codes are those documented, a refusal is one sentence, and leaves nothing behind."""
    odd = INPUTS[name]
    texts = {odd.file: odd.content, "shapes.ttl": SHAPES.encode()}
    paths = {"OUT": "out", "SHAPES": "shapes.ttl", "QUERY": "query.rq", "PAGE": "page"}
    paths["INPUT"] = odd.file
    for file, content in texts.items():
        (tmp_path / file).write_bytes(content)
    codes = {0, 2}
    if "Exit codes:" in import_module(f"nemokg.cli.{command}").DESCRIPTION:
        codes.add(1)
    options = {option for action in parsers()[command]._actions for option in action.option_strings}
    data = ["--data"] if "--data" in options else []
    written = [tmp_path / "out", tmp_path / "page"]
    for call in calls(command, name):
        graph = "ttl" in call and command == "query"
        query = "CONSTRUCT WHERE { ?s ?p ?o }" if graph else "SELECT * WHERE { ?s ?p ?o }"
        (tmp_path / "query.rq").write_text(query)
        given = [str(tmp_path / paths[each]) if each in paths else each for each in call]
        for path in written:
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
        before = set(tmp_path.iterdir())
        reads = [*data, str(tmp_path / odd.file)] if data or command == "load" else []
        outcome = nemokg(command, *given, *reads)
        where = f"{command} {' '.join(call)}: {outcome.code} {outcome.err}"
        assert outcome.code in codes, where
        assert "Traceback" not in outcome.err, where
        assert set(tmp_path.iterdir()) - before <= ({*written} if outcome.code == 0 else set()), (
            where
        )
        if reads and odd.refusal:
            assert outcome.code == 2, where
            assert odd.refusal in outcome.err, where
        elif outcome.code == 2:
            assert any(refusal in outcome.err for refusal in REFUSALS), where
        if outcome.code == 2:
            assert outcome.out == "", where
            *warned, last = outcome.err.splitlines()
            assert last.startswith("nemokg"), where
            assert last.endswith((".", "?")), where
            assert all(line.startswith("nemokg: ") for line in warned), where


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Dataset]:
    """Return a function that opens an odd input, above the ontology."""
    folder = tmp_path_factory.mktemp("odd")
    datasets: dict[str, Dataset] = {}

    def open_input(name: str) -> Dataset:
        if name not in datasets:
            file = folder / INPUTS[name].file
            file.write_bytes(INPUTS[name].content)
            datasets[name] = open_dataset([str(file)])
        return datasets[name]

    return open_input


def counted(statements: Iterable[object]) -> tuple[int, set[str]]:
    """Return how many statements there are, and those that no blank node is in, as text."""
    texts = {str(each) for each in statements}
    return len(texts), {text for text in texts if "_:" not in text}


def asserted(dataset: Dataset) -> tuple[int, set[str]]:
    quads = dataset.store.quads_for_pattern(None, None, None, DefaultGraph())
    return counted(quad.triple for quad in quads)


@WARNINGS_ALLOWED
@pytest.mark.parametrize("name", READABLE)
def test_no_triple_is_dropped_by_an_export(opened: Callable[[str], Dataset], name: str) -> None:
    """The formats of RDF carry every own triple of the dataset, or a sentence says why not."""
    dataset = opened(name)
    beneath = asserted(dataset.layers_below())
    own = asserted(Dataset(dataset.ownership.own))
    assert own[0] == asserted(dataset)[0] - beneath[0]
    written = asserted(Dataset(dataset.ownership.written_store()))
    assert own[1] <= written[1]
    for form, rdf_format in LOSSLESS.items():
        try:
            text = render_dataset(dataset, form)
        except OutputError:
            assert (name, form) == ("triple-terms", "jsonld")
            continue
        parsed = parse(text, rdf_format)
        assert counted({quad.triple for quad in parsed}) == written, form


@WARNINGS_ALLOWED
@pytest.mark.parametrize("name", READABLE)
def test_both_loaders_have_every_triple(
    tmp_path: Path, nemokg: Callable[..., Outcome], opened: Callable[[str], Dataset], name: str
) -> None:
    """A store on disk has what the file has above our layers, and so has a dataset in memory."""
    odd = INPUTS[name]
    file = tmp_path / odd.file
    file.write_bytes(odd.content)
    assert nemokg("load", file, "--store", tmp_path / "store").code == 0
    on_disk = asserted(open_dataset(store=tmp_path / "store"))
    assert on_disk[0] == asserted(opened(name))[0]
    syntax = RdfFormat.from_extension(odd.file.rpartition(".")[2])
    assert syntax is not None
    content = odd.content.removeprefix(b"\xef\xbb\xbf")
    quads = parse(content, syntax, base_iri=file.as_uri())
    beneath = opened(name).layers_below().store
    assert on_disk[0] == len({str(each.triple) for each in (*quads, *beneath)})


@WARNINGS_ALLOWED
@pytest.mark.parametrize("name", READABLE)
def test_a_worker_of_the_server_answers(opened: Callable[[str], Dataset], name: str) -> None:
    """Every job of the server has an answer in every format, and triples are all there."""
    dataset = opened(name)
    everything = {"kind": "sparql", "text": "CONSTRUCT WHERE { ?s ?p ?o }", "results": "json"}
    limit = 1 << 30
    for form, syntax in GRAPHS.items():
        head, body = answer_job(dataset, {**everything, "graphs": form}, limit)
        if head["status"] == 200:
            triples = {quad.triple for quad in parse(body, syntax.rdf_format)}
            assert counted(triples) == asserted(dataset), form
        else:
            assert head["status"] == 406, head
            assert " has no " in head["sentence"]
    for form in RESULTS:
        text = "SELECT * WHERE { ?s ?p ?o }"
        job = {"kind": "sparql", "text": text, "results": form, "graphs": "ttl"}
        head, _ = answer_job(dataset, job, limit)
        assert head["status"] == (406 if form == "xml" and name in UNPRINTABLE else 200), head
    for claim in all_claim_iris(dataset.engine):
        jobs = [{"kind": "cite", "name": claim, "form": form} for form in CITATIONS]
        for job in [{"kind": "claim", "name": claim}, *jobs]:
            head, _ = answer_job(dataset, job, limit)
            assert head["status"] in (200, 400, 404), (claim, head)
