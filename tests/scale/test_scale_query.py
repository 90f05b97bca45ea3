"""Questions to a large store: a neighbourhood answers as where nothing else is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generated import generate

from nemokg.loading import bulk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

MODEL = "made-000001-student-4"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a store of few families and one of many, the few among them."""
    folder = tmp_path_factory.mktemp("stores")
    for name, triples in (("few", 3000), ("many", 30_000)):
        made = generate(folder / f"{name}.nt", triples)
        bulk.make_store(bulk.files_with_ontology([str(made)]), str(folder / name))
    return folder / "few", folder / "many"


@pytest.mark.parametrize(
    "command",
    [
        ("lineage", MODEL),
        ("lineage", MODEL, "--descendants", "--depth", "2"),
        ("export", "nt", "--focus", MODEL, "--depth", "2"),
        ("export", "dot", "--focus", MODEL),
        ("query", "weight-lineage", "--param", f"model={MODEL}", "--format", "csv"),
        ("query", "claims-about", "--param", f"model={MODEL}", "--format", "csv"),
        ("explain", f"{MODEL}--initializedFrom--made-000001-student-3"),
    ],
)
def test_a_neighbourhood(
    stores: tuple[Path, Path], nemokg: Callable[..., Outcome], command: tuple[str, ...]
) -> None:
    """What is around a model is the same, however much else the store holds."""
    few, many = (nemokg(*command, "--store", store) for store in stores)
    assert (many.code, many.err) == (0, "")
    assert few.out == many.out
    assert many.out.count("\n") > 2


def test_limit(stores: tuple[Path, Path], nemokg: Callable[..., Outcome]) -> None:
    """--limit gives the first rows of the whole answer."""
    asked = ("query", "edges", "--format", "csv", "--store", stores[1])
    whole, some = nemokg(*asked).out, nemokg(*asked, "--limit", 7).out
    assert some.splitlines() == whole.splitlines()[:8]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("edges", "--limit", "0"), "at least 1"),
        (("--file", "own.rq", "--limit", "3"), "a limit of its own"),
    ],
)
def test_limits_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    nemokg: Callable[..., Outcome],
    options: tuple[str, ...],
    problem: str,
) -> None:
    """A limit below one, or beside that of the query, is refused in one sentence."""
    (tmp_path / "own.rq").write_text("SELECT ?s WHERE { ?s ?p ?o } LIMIT 5\n")
    monkeypatch.chdir(tmp_path)
    outcome = nemokg("query", *options)
    assert outcome.code == 2
    assert problem in outcome.err
    assert outcome.err.count("\n") == 1
