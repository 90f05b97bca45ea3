"""All exports: of any part of a dataset, in any format, always the same bytes."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pytest
from exports import NAMES, datasets, exported
from paths import ROOT
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

import nemokg.export
from nemokg.dataset.opening import Dataset
from nemokg.errors import OutputError
from nemokg.export import FORMATS, render_dataset
from nemokg.training.selection import select_part

if TYPE_CHECKING:
    from collections.abc import Callable

# What draws is tested where its program is known to be there.
TEXTS = sorted(FORMATS.keys() - {"svg"})
# A description of a dataset is read by people: it may say something of nothing.
EMPTY = sorted({*TEXTS} - {"context", "void"})


def test_every_format_has_a_renderer_and_all_are_known() -> None:
    """Each format has a renderer, a file name and a media type; none that is asked for lacks."""
    assert all(callable(resolve_name(form.renderer)) for form in FORMATS.values())
    suffixes = [form.suffix for form in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert all(form.media_type.count("/") == 1 and form.summary for form in FORMATS.values())
    assert list(FORMATS) == sorted(FORMATS)
    asked = (
        "dot svg jsonld ttl nt nq trig stated-ttl edges-ttl rdf12 graphml nodes-csv edges-csv"
        " mermaid csv md"
    )
    assert set(asked.split()) <= set(FORMATS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", TEXTS)
def test_equal_datasets_give_equal_bytes(name: str, form: str) -> None:
    """The order in which triples were read, and their blank nodes' names, leave no trace."""
    other = Store()
    lines = datasets()[name].dump(format=RdfFormat.N_QUADS)
    assert lines is not None
    renamed = [line.replace(b"_:", b"_:z") for line in reversed(lines.splitlines())]
    other.load(b"\n".join(renamed), RdfFormat.N_QUADS)
    assert render_dataset(Dataset(other), form) == exported(name, form)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", TEXTS)
def test_lines_end_alike(name: str, form: str) -> None:
    """Every export has something in it, ends with one line feed, and has no carriage return."""
    text = exported(name, form)
    assert len(text) > 100
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


@pytest.mark.parametrize("form", EMPTY)
def test_nothing_can_be_exported(form: str) -> None:
    """A dataset without a triple is exported without an error."""
    text = render_dataset(Dataset(Store()), form)
    assert text == "" or text.endswith("\n")


def test_the_data_are_not_changed() -> None:
    """Rendering and selecting leave the store as it was."""
    store = Store()
    store.extend(datasets()["other"])
    before = set(store)
    for form in TEXTS:
        render_dataset(Dataset(store), form)
    select_part(Dataset(store), "tern-rl", kinds=["weights"], drawn=True, stated_only=True)
    assert set(store) == before


def test_only_the_default_graph_is_exported() -> None:
    """What follows lies in a graph of its own and is in no export."""
    store = Store()
    store.extend(datasets()["other"])
    edge = next(quad for quad in store if isinstance(quad.object, NamedNode))
    store.add(Quad(edge.object, edge.predicate, edge.subject, edge.predicate))
    for form in ("nt", "nq", "trig", "ttl", "rdf12"):
        assert render_dataset(Dataset(store), form) == exported("other", form)


# The command


def test_the_command_writes_a_file(nemokg: Callable[..., Any], tmp_path: Path) -> None:
    """`nemokg export` prints, or with --output writes, what the library makes."""
    assert nemokg("export", "nt").out == exported("bundled", "nt")
    file = tmp_path / "graph.ttl"
    assert nemokg("export", "ttl", "-o", file)[:2] == (0, "")
    assert file.read_text(encoding="utf-8") == exported("bundled", "ttl")


def test_the_command_selects(nemokg: Callable[..., Any]) -> None:
    """The options of the selection reach it, alone and together."""
    dataset = Dataset(datasets()["bundled"])
    for options, chosen in (
        (["--view", "drawn"], {"drawn": True}),
        (["--stated-only"], {"stated_only": True}),
        (["--kinds", "reward, judging"], {"kinds": ["reward", "judging"]}),
        (["--focus", "STEM teacher"], {"focus": "stem-teacher"}),
        (
            ["--focus", "stem-teacher", "--depth", "2", "--kinds", "weights", "--stated-only"],
            {"focus": "stem-teacher", "depth": 2, "kinds": ["weights"], "stated_only": True},
        ),
    ):
        expected = select_part(dataset, **chosen)
        assert 1000 < len(expected.store) < len(dataset.store)
        assert nemokg("export", "nt", *options).out == render_dataset(expected, "nt")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pdf"], "invalid choice: 'pdf'"),
        ([], "required: FORMAT"),
        (["nt", "--focus", "stm-teacher"], "Did you mean stem-teacher"),
        (["nt", "--kinds", "weight"], "Did you mean weights?"),
        (["nt", "--kinds", ","], "Name at least one kind"),
        (["nt", "--depth", "2"], "A depth needs a model"),
        (["nt", "--focus", "stem-teacher", "--depth", "0"], "at least 1, not 0"),
        (["nt", "--focus", "stem-teacher", "--depth", "x"], "invalid int value: 'x'"),
        (["nt", "--data", "nowhere.ttl"], "nowhere.ttl: no such file"),
        (["nt", "-o", "no/such/folder/x.nt"], "cannot be written"),
    ],
)
def test_bad_input(nemokg: Callable[..., Any], arguments: list[str], message: str) -> None:
    """What cannot be exported ends with exit code 2 and one sentence."""
    outcome = nemokg("export", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_the_library_refuses_what_it_has_not() -> None:
    """An unknown format is refused, with the nearest ones."""
    with pytest.raises(OutputError, match=r'no format "edge-csv".* Did you mean edges-csv'):
        render_dataset(Dataset(Store()), "edge-csv")


def test_the_documentation_has_every_format() -> None:
    """docs/formats.md has a row for each format, and for no other."""
    page = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    listed = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(listed) == sorted(nemokg.export.FORMATS)
