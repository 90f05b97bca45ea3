"""What must hold of whatever the fuzzer makes up: it is answered, or refused in one sentence."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import made_up
from odd_inputs import INPUTS, LOSSLESS, PLAIN, PREFIXES
from pyoxigraph import DefaultGraph, RdfFormat, Store, Triple, parse

from nemokg.cli.main import main
from nemokg.dataset.opening import open_dataset
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.engine.rdflib import RdflibEngine
from nemokg.errors import InputWarning, NemokgError, OutputError, OutputWarning
from nemokg.export import render_dataset
from nemokg.loading.bulk import make_store
from nemokg.rdf.results import Graph, Solutions
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from hypothesis.strategies import SearchStrategy

HANGING = 30  # seconds after which one example hangs


class Property(NamedTuple):
    """What is made up, and the function that fails where it does not hold."""

    strategy: SearchStrategy[Any]
    check: Callable[[Any], None]


@contextlib.contextmanager
def bounded() -> Iterator[Path]:
    """Work in an empty folder, without warnings, and for no longer than a hang takes."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes longer than {HANGING} seconds")

    before, folder = signal.signal(signal.SIGALRM, stop), os.getcwd()
    signal.alarm(HANGING)
    try:
        with tempfile.TemporaryDirectory() as made, warnings.catch_warnings():
            for category in (InputWarning, OutputWarning):
                warnings.simplefilter("ignore", category)
            os.chdir(made)
            yield Path(made)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.chdir(folder)


def counted(statements: Any) -> tuple[int, set[str]]:
    """Return how many triples there are, and those without blank nodes."""
    texts = {str(each) for each in statements}
    return len(texts), {text for text in texts if "_:" not in text}


def check_sentence(error: NemokgError) -> None:
    """A refusal is one line."""
    assert "\n" not in str(error), error


def check_document(document: tuple[str, bytes]) -> None:
    """Both loaders accept a file or refuse it alike, and no export loses one of its triples."""
    name, content = document
    with bounded() as folder:
        file = str(folder / name)
        Path(file).write_bytes(content)
        try:
            dataset = open_dataset([file], alone=True)
            store = dataset.store
        except NemokgError as error:
            check_sentence(error)
            try:
                make_store([file], str(folder / "store"))
            except NemokgError:
                return
            raise AssertionError(f"only one loader refuses it: {error}") from error
        make_store([file], str(folder / "store"))
        on_disk = open_dataset(store=str(folder / "store")).store
        default = DefaultGraph()
        triples = counted(q.triple for q in store.quads_for_pattern(None, None, None, default))
        others = on_disk.quads_for_pattern(None, None, None, default)
        assert counted(q.triple for q in others) == triples
        for form, rdf_format in LOSSLESS.items():
            try:
                text = render_dataset(dataset, form)
            except OutputError:
                assert form == "jsonld"
                assert any(isinstance(quad.object, Triple) for quad in store)
                continue
            assert counted(q.triple for q in parse(text, rdf_format)) == triples, form


@cache
def engines() -> list[OxigraphEngine | RdflibEngine]:
    store = Store()
    store.load(PREFIXES + PLAIN, RdfFormat.TURTLE)
    return [OxigraphEngine(store), RdflibEngine.from_store(store)]


def check_query(text: str) -> None:
    """Each engine answers a query or refuses it in one line, and none has a word of the other's."""
    with bounded():
        for engine in engines():
            try:
                answer = engine.stream(text)
                if isinstance(answer, Solutions):
                    for _ in zip(range(50), answer.rows, strict=False):
                        pass
                elif isinstance(answer, Graph):
                    counted(answer)
            except NemokgError as error:
                check_sentence(error)


def check_shapes(texts: tuple[str, str]) -> None:
    """Validation has a result, or refuses shapes and data in one line."""
    with bounded():
        for name, text in zip(("shapes.ttl", "data.ttl"), texts, strict=True):
            Path(name).write_text(text, encoding="utf-8")
        try:
            result = validate_dataset(open_dataset(["data.ttl"], alone=True), ["shapes.ttl"])
        except NemokgError as error:
            check_sentence(error)
        else:
            assert result.conforms == (not result.findings)


def check_commands_on_data(drawn: tuple[str, list[list[str]]]) -> None:
    """Whatever a dataset says, a command has something to print, or one sentence."""
    graph, lines = drawn
    for line in lines:
        check_command_line([*line, "--data", "data.ttl"], graph.encode())


def check_command_line(arguments: list[str], data: bytes = INPUTS["everything"].content) -> None:
    """The program ends with a code that is documented, and 2 is one sentence with nothing else."""
    with bounded() as folder:
        (folder / "data.ttl").write_bytes(data)
        (folder / "query.rq").write_text("SELECT * { ?s ?p ?o } LIMIT 5")
        before = {path: path.read_bytes() for path in folder.iterdir()}
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            standard_input, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(b""))
            try:
                code = main(arguments)
            finally:
                sys.stdin = standard_input
        out.flush()
        assert code in (0, 1, 2), code
        # Unless they are what it was told to write to, files stay as they are.
        for path, content in before.items():
            assert path.name in arguments or path.read_bytes() == content, path
        assert "Traceback" not in err.getvalue(), err.getvalue()
        if code == 2:
            assert out.buffer.getvalue() == b""
            assert err.getvalue().splitlines()[-1].startswith("nemokg"), err.getvalue()


PROPERTIES = {
    "documents": Property(made_up.documents(), check_document),
    "queries": Property(made_up.queries(), check_query),
    "shapes": Property(made_up.shapes_and_data(), check_shapes),
    "commands on data": Property(made_up.commands_on_data(), check_commands_on_data),
    "command lines": Property(made_up.command_lines(), check_command_line),
}
