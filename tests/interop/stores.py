"""The stores that answer the canned queries: how each is started, filled and asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engines import ask, embedded, second
from pyoxigraph import QueryResultsFormat, parse_query_results

from nemokg.dataset.opening import open_dataset
from nemokg.engine.endpoint import EndpointEngine
from nemokg.loading.upload import upload
from nemokg.queries import catalogue
from nemokg.rdf.results import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nemokg.engine.protocol import Engine

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
ONE_GRAPH = "https://w3id.org/nemokg/graph/all"
_START = 60
_JOB = 600


class Running(NamedTuple):
    """A store that is filled: its version, how it was filled and asked, and what it answers."""

    version: str
    filled: str
    asked: str
    answer: Callable[[str], Table]


@contextmanager
def oxigraph_embedded(folder: Path) -> Iterator[Running]:
    """Answer with Oxigraph in this process."""
    engine = embedded()
    yield Running(version("pyoxigraph"), "from the files", "in process", _asking(engine))


@contextmanager
def rdflib(folder: Path) -> Iterator[Running]:
    """Answer with rdflib in this process."""
    yield Running(version("rdflib"), "from the files", "in process", _asking(second()))


@contextmanager
def nemokg_serve(folder: Path) -> Iterator[Running]:
    """Run the server of this package over the bundled data."""
    port = _port()
    command: list[str | Path] = [
        BIN / "nemokg",
        "serve",
        "--port",
        str(port),
        "--no-explorer",
        "--quiet",
    ]
    with _process(command, port, folder):
        engine = EndpointEngine(f"http://127.0.0.1:{port}/sparql")
        yield Running(version("nemokg"), "holds the bundled data", "HTTP", _asking(engine))


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Running]:
    """Run the server of Oxigraph, a graph for each file."""
    port = _port()
    url = f"http://127.0.0.1:{port}"
    with _process([BIN / "oxigraph", "serve", "--bind", f"127.0.0.1:{port}"], port, folder):
        upload([], f"{url}/query", graph_store=f"{url}/store")
        yield Running(
            version("oxigraph"),
            "`nemokg load`, Graph Store Protocol, a graph for each file",
            "HTTP",
            _asking(EndpointEngine(f"{url}/query")),
        )


@contextmanager
def virtuoso(folder: Path) -> Iterator[Running]:
    """Run Virtuoso with all files in one graph, its limit of 10,000 rows as it comes."""
    program = shutil.which("virtuoso-t")
    assert program, "Virtuoso is missing; install Debian's virtuoso-opensource-7-bin"
    sql, http = _port(), _port()
    files = {
        "DatabaseFile": "v.db",
        "ErrorLogFile": "v.log",
        "LockFile": "v.lck",
        "TransactionFile": "v.trx",
        "xa_persistent_file": "v.pxa",
    }
    places = "\n".join(f"{name} = {folder / file}" for name, file in files.items())
    (folder / "virtuoso.ini").write_text(
        f"[Database]\n{places}\n"
        f"[TempDatabase]\nDatabaseFile = {folder}/t.db\nTransactionFile = {folder}/t.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nDisableUnixSocket = 1\n"
        "NumberOfBuffers = 40000\nMaxDirtyBuffers = 30000\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{http}\nServerThreads = 10\n"
        "[SPARQL]\nResultSetMaxRows = 10000\n"
    )
    said = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
    (found,) = re.findall(r"^Version (\S+)-pthreads", said.stdout + said.stderr, re.MULTILINE)
    command: list[str | Path] = [program, "+configfile", folder / "virtuoso.ini", "+foreground"]
    url = f"http://127.0.0.1:{http}"
    # What a new database has; it is reached from this machine only, and gone in a minute.
    os.environ |= {"NEMOKG_USER": "dba", "NEMOKG_PASSWORD": "dba"}
    with _process(command, http, folder):
        upload([], f"{url}/sparql", graph_store=f"{url}/sparql-graph-crud-auth", graph=ONE_GRAPH)
        yield Running(
            str(found),
            "`nemokg load --graph`, Graph Store Protocol, digest authentication",
            "HTTP",
            _asking(EndpointEngine(f"{url}/sparql")),
        )


@contextmanager
def jena(folder: Path) -> Iterator[Running]:
    """Answer with Jena's ARQ in a process of its own."""
    answers = _job([BIN / "python", HERE / "jena.py"])
    yield Running(answers.pop("version"), "from the files", "Java API", _reading(answers))


@contextmanager
def comunica(folder: Path) -> Iterator[Running]:
    """Answer with Comunica in a process of Node."""
    answers = _job(["node", HERE / "comunica.mjs"])
    package = HERE / "node_modules/@comunica/query-sparql-file/package.json"
    found = json.loads(package.read_text())["version"]
    yield Running(found, "from the files", "JavaScript API", _reading(answers))


STORES = {
    "Oxigraph, embedded": oxigraph_embedded,
    "rdflib": rdflib,
    "nemokg serve": nemokg_serve,
    "Oxigraph server": oxigraph_server,
    "Virtuoso": virtuoso,
    "Jena": jena,
    "Comunica": comunica,
}


def _asking(engine: Engine) -> Callable[[str], Table]:
    return lambda name: ask(engine, name)


def _reading(answers: dict[str, str]) -> Callable[[str], Table]:
    def read(name: str) -> Table:
        assert not answers[name].startswith("error: "), answers[name]
        document = json.loads(answers[name])
        rows = json.dumps({part: document[part] for part in ("head", "results")})
        solutions = parse_query_results(rows, format=QueryResultsFormat.JSON)
        columns = tuple(variable.value for variable in solutions.variables)  # type: ignore[union-attr]
        return Table(columns, tuple(tuple(row) for row in solutions))  # type: ignore[union-attr]

    return read


def _job(command: Sequence[str | Path]) -> dict[str, str]:
    """Return what a program answers to all canned queries over the bundled files."""
    queries = {name: catalogue.find_query(name).text for name in catalogue.query_names()}
    job = json.dumps({"files": open_dataset().files, "queries": queries})
    done = subprocess.run(
        command, input=job, stdout=subprocess.PIPE, text=True, check=True, timeout=_JOB
    )
    answers: dict[str, str] = json.loads(done.stdout)
    return answers


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def _process(command: Sequence[str | Path], port: int, folder: Path) -> Iterator[None]:
    """Run a server until it is no longer needed."""
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        until = time.monotonic() + _START
        while True:
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until, f"{command[0]} does not answer"
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=_START)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
