"""Filling a store: what is sent, what is not sent again, and what a stop leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from nemokg.engine.endpoint import LOADED, EndpointEngine
from nemokg.engine.http import Client
from nemokg.errors import EngineError, InputError, InputWarning, RdfSyntaxError
from nemokg.files.resources import bundled_directory
from nemokg.loading import upload as uploading
from nemokg.loading.upload import Uploaded, paths, upload
from nemokg.loading.upload.sources import Source, file_graph_iri, sources_to_upload
from nemokg.loading.upload.targets import GraphStore, Target, Update

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
LISTS = "<urn:a> <urn:p> ( 1 2 [ <urn:q> _:x ] ) , _:x .\n"


@pytest.fixture
def files(bundle: Path, tmp_path: Path) -> Path:
    """Put the small bundle in place of the real one, and return a directory of files beside it."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.ttl").write_text("".join(f"<urn:s:{n}> <urn:p> {n} .\n" for n in range(25)))
    (folder / "lists.ttl").write_text(LISTS)
    return folder


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let batches be of ten triples, and write down after each how far the load came."""
    monkeypatch.setattr(GraphStore, "batch", 10)
    monkeypatch.setattr(Update, "batch", 10)
    monkeypatch.setattr(uploading, "_NOTED", -1)


def load(host: str, *paths: Path, graph: str | None = None, update: bool = False) -> Uploaded:
    """Fill a store with files."""
    return upload(
        [str(path) for path in paths],
        f"http://{host}/query",
        graph_store=None if update else f"http://{host}/store",
        update=f"http://{host}/update" if update else None,
        graph=graph,
    )


def held(host: str) -> dict[str, int]:
    """Return how many triples each graph of a store has, but for that of the record."""
    rows = EndpointEngine(f"http://{host}/query", graphs=()).select(COUNTS).records()
    return {str(row["g"]): int(str(row["n"])) for row in rows if row["g"] != LOADED}


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.usefixtures("small_batches")
def test_each_file_fills_a_graph(oxigraph: str, files: Path, update: bool) -> None:
    """A file's triples are in the graph of its name, and what was there is not sent again."""
    done = load(oxigraph, files, update=update)
    assert [name for name in done.files if name.startswith("mine")] == [
        "mine/lists.ttl",
        "mine/one.ttl",
    ]
    before = held(oxigraph)
    assert before[file_graph_iri("mine/one.ttl")] == 25
    assert before[file_graph_iri("mine/lists.ttl")] == 9
    assert sum(before.values()) == done.triples
    again = load(oxigraph, files, update=update)
    assert (again.files, again.triples, again.kept) == ((), 0, done.files)
    assert held(oxigraph) == before


@pytest.mark.parametrize("graph", [None, "urn:g:all"])
@pytest.mark.usefixtures("small_batches")
def test_a_store_holds_what_the_files_say_now(
    oxigraph: str, files: Path, graph: str | None
) -> None:
    """A file that changed replaces what it said, one that is gone leaves with its triples."""
    load(oxigraph, files, graph=graph)
    (files / "one.ttl").write_text("<urn:s:new> <urn:p> 1 .\n")
    (files / "lists.ttl").unlink()
    done = load(oxigraph, files, graph=graph)
    assert done.dropped == ("mine/lists.ttl",)
    assert "mine/one.ttl" in done.files
    engine = EndpointEngine(f"http://{oxigraph}/query")
    assert engine.select("SELECT ?s WHERE { ?s <urn:p> ?o }").column("s") == ["urn:s:new"]
    assert len(engine.default_graphs) == len(held(oxigraph))


def test_graphs_of_others_are_left_alone(oxigraph: str, files: Path) -> None:
    """A load that changes everything of its own leaves what it did not bring."""
    target = GraphStore(Client(), f"http://{oxigraph}/store")
    own = Triple(NamedNode("urn:x"), NamedNode("urn:p"), Literal("mine"))
    target.add("urn:g:other", [own])
    load(oxigraph, files)
    load(oxigraph, files / "one.ttl", graph="urn:g:all")
    assert held(oxigraph)["urn:g:other"] == 1
    assert set(held(oxigraph)) == {"urn:g:other", "urn:g:all"}


@pytest.mark.parametrize("graph", [None, "urn:g:all"])
@pytest.mark.parametrize("sent", range(4))
@pytest.mark.usefixtures("small_batches")
def test_a_load_that_was_stopped_goes_on(
    oxigraph: str, files: Path, monkeypatch: pytest.MonkeyPatch, sent: int, graph: str | None
) -> None:
    """After a stop at any batch no answer is given, and the next load sends only the rest."""
    whole = load(oxigraph, files, graph=graph)
    wanted = held(oxigraph)
    load(oxigraph, files / "lists.ttl", graph=graph)
    batches = 0
    add = GraphStore.add

    def until(self: Target, name: str, triples: list[Triple]) -> None:
        nonlocal batches
        if name != LOADED and any(str(t.subject).startswith("<urn:s:") for t in triples):
            if batches == sent:
                raise KeyboardInterrupt
            batches += 1
        add(self, name, triples)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(GraphStore, "add", until)
        if sent < 3:
            with pytest.raises(KeyboardInterrupt):
                load(oxigraph, files, graph=graph)
            with pytest.raises(EngineError, match="run the same `nemokg load` again"):
                EndpointEngine(f"http://{oxigraph}/query").ask("ASK {}")
    rest: list[int] = []

    def noting(self: Target, name: str, triples: list[Triple]) -> None:
        rest.append(len(triples))
        add(self, name, triples)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(GraphStore, "add", noting)
        load(oxigraph, files, graph=graph)
    assert held(oxigraph) == wanted
    assert sum(wanted.values()) == whole.triples
    if graph is None and sent < 3:
        assert sum(rest) == 25 - 10 * sent


@pytest.mark.parametrize("first", [None, "urn:g:all"])
def test_files_move_from_graph_to_graph(oxigraph: str, files: Path, first: str | None) -> None:
    """A load into other graphs sends everything anew, and leaves nothing in the former ones."""
    second = None if first else "urn:g:all"
    before = load(oxigraph, files, graph=first)
    after = load(oxigraph, files, graph=second)
    assert (after.files, after.triples) == (before.files, before.triples)
    assert sum(held(oxigraph).values()) == before.triples
    assert ("urn:g:all" in held(oxigraph)) == (second is not None)


def test_a_stop_while_graphs_are_removed_is_not_hidden(
    oxigraph: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a load is stopped before it has removed what goes, the next one removes it."""
    load(oxigraph, files)
    drop = GraphStore.drop

    def until(self: Target, name: str) -> None:
        if "/file/" in name:
            raise KeyboardInterrupt
        drop(self, name)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(GraphStore, "drop", until)
        with pytest.raises(KeyboardInterrupt):
            load(oxigraph, files / "one.ttl")
    with pytest.raises(EngineError, match="run the same `nemokg load` again"):
        EndpointEngine(f"http://{oxigraph}/query").ask("ASK {}")
    load(oxigraph, files / "one.ttl")
    assert not any("/mine/" in name for name in held(oxigraph))


def test_blank_nodes_keep_their_shape(oxigraph: str, files: Path) -> None:
    """A blank node has one IRI in the store, and is blank again in a copy of it."""
    load(oxigraph, files)
    engine = EndpointEngine(f"http://{oxigraph}/query")
    assert engine.ask("ASK { <urn:a> <urn:p> ?x . ?list ?q ?y . ?y <urn:q> ?x FILTER(?y != ?x) }")
    assert not engine.ask("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
    copied = EndpointEngine(f"http://{oxigraph}/query").download_store()
    assert copied.query("ASK { <urn:a> <urn:p> ?x . ?y <urn:q> ?x FILTER(isBlank(?x)) }")
    assert not copied.query("ASK { ?s ?p ?o FILTER(CONTAINS(STR(?s), 'genid')) }")


@pytest.mark.parametrize("update", [False, True])
def test_hard_literals_arrive(oxigraph: str, tmp_path: Path, bundle: Path, update: bool) -> None:
    """Backslashes before what looks like an escape, quotes, line ends and other scripts arrive."""
    text = "a\\u0041 \\\\U0001F600 \"'\n\r\t \\ü 漢 😀"
    literal = Literal(text)
    file = tmp_path / "hard.nt"
    file.write_text(f"{Triple(NamedNode('urn:s'), NamedNode('urn:p'), literal)} .\n")
    load(oxigraph, file, update=update)
    engine = EndpointEngine(f"http://{oxigraph}/query")
    assert engine.select("SELECT ?o WHERE { <urn:s> <urn:p> ?o }").column("o") == [text]


def test_an_update_holds_nothing_that_looks_like_an_escape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A store that reads escapes before all else does not take a backslash and a u for one."""
    sent: list[str] = []
    monkeypatch.setattr(Update, "_send", lambda self, text: sent.append(text))
    hard = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("\\u0041 \\\\U0001F600 \\n"))
    Update(Client(), "http://localhost/").add("urn:g", [hard])
    (text,) = sent
    assert "\\\\\\u00750041" in text
    assert "\\\\\\\\\\u00550001F600" in text
    assert "\\\\n" in text


@pytest.mark.parametrize("content", ["<urn:a> <urn:b> 1 .\n<urn:a> urn .\n", "", "# nothing\n"])
def test_a_file_that_is_wrong_is_found_before_anything_is_sent(
    oxigraph: str, files: Path, content: str
) -> None:
    """A malformed or empty file is named, and the store stays as it was."""
    (files / "zzz.ttl").write_text(content)
    with pytest.raises((InputError, RdfSyntaxError), match=r"zzz\.ttl"):
        load(oxigraph, files / "zzz.ttl")
    assert held(oxigraph) == {}
    assert not EndpointEngine(f"http://{oxigraph}/query").default_graphs


def test_files_of_one_name_are_told_apart_or_refused(files: Path, tmp_path: Path) -> None:
    """Two files that would fill one graph are an error; one that is given twice is not."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.ttl").write_text("<urn:a> <urn:b> 1 .")
    with pytest.raises(InputError, match="has the same name in the store"):
        sources_to_upload([str(files / "one.ttl"), str(other / "one.ttl")])
    twice = sources_to_upload([str(files), str(other), str(files)])
    assert sum(source.name == "mine/one.ttl" for source in twice) == 1


def test_a_name_does_not_tell_where_the_file_was(files: Path) -> None:
    """Neither names nor triples speak of the directories above those given."""
    sources = sources_to_upload([str(files)])
    assert not any(str(files.parent) in source.name for source in sources)
    assert (
        Source(str(files / "lists.ttl"), "x").digest == sources_to_upload([str(files)])[-2].digest
    )


def test_addresses_and_graphs_are_checked(files: Path) -> None:
    """Two ways to write, or a graph without IRI, are refused before anything is read."""
    with pytest.raises(EngineError, match="only one of the graph store"):
        upload([], "http://localhost/", graph_store="http://localhost/", update="http://localhost/")
    with pytest.raises(InputError, match='"my graph" is not an IRI'):
        upload([], "http://localhost/", graph="my graph")


def test_a_store_whose_paths_stop_at_graphs_is_found_out(
    oxigraph: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where paths do not go from graph to graph, a load of several graphs is refused."""
    # The first path then has another answer, as if it had stopped.
    short = paths._PATHS[0].replace("+", "")
    monkeypatch.setattr(paths, "_PATHS", (short, paths._PATHS[1]))
    with pytest.raises(EngineError, match=r"paths do not cross from one graph.*--graph IRI"):
        load(oxigraph, files)
    assert held(oxigraph) == {}
    assert load(oxigraph, files, graph="urn:g:all").triples > 30


def test_the_command_says_what_it_did(
    oxigraph: str, files: Path, nemokg: Callable[..., Outcome]
) -> None:
    """The command line tells what was sent, what was there, and what is removed."""
    url = f"http://{oxigraph}/query"
    to = ("--endpoint", url, "--graph-store", f"http://{oxigraph}/store")
    first = nemokg("load", files, *to)
    assert first.out.startswith(f"{url}: ")
    assert "files sent\n" in first.out
    assert nemokg("load", files, *to).out.endswith(
        "0 triples from 0 files sent, 3 files unchanged\n"
    )
    assert nemokg("load", files / "one.ttl", *to).out.endswith(
        "1 file unchanged, 2 files removed\n"
    )
    wrong = nemokg("load", "--store", "x", "--graph", "urn:x")
    assert (wrong.code, wrong.err) == (
        2,
        "nemokg: --graph-store, --update and --graph need --endpoint URL.\n",
    )
    assert nemokg("load", files, "--endpoint", url).code == 2


def test_an_empty_file_of_a_directory_does_not_stop_a_load(oxigraph: str, files: Path) -> None:
    """A file without triples in a directory is skipped with a warning, and the load is complete."""
    complete = load(oxigraph, files)
    (files / "zzz.ttl").write_text("# nothing\n")
    with pytest.warns(InputWarning, match=r"zzz\.ttl: the file contains no triples and is skipped"):
        assert load(oxigraph, files).triples == 0
    assert sum(held(oxigraph).values()) == complete.triples
    assert EndpointEngine(f"http://{oxigraph}/query").default_graphs
    assert load(oxigraph, files).files == ()


def test_a_file_of_ours_that_is_named_is_sent_once() -> None:
    """Whoever names our shared data gets each of its files once, by the name that they gave it."""
    shared = Path(bundled_directory("data")) / "shared"
    names = [source.name for source in sources_to_upload([str(shared / ".." / "shared")])]
    assert sorted(names[1:]) == sorted(f"shared/{file.name}" for file in shared.iterdir())
    assert "data/shared/units.ttl" in [source.name for source in sources_to_upload([])]
