"""Terms of RDF 1.2, where libraries know only RDF 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

TRIPLE_TERM = "<<( <urn:c> <urn:d> <urn:e> )>>"
DIRECTED = '"x"@en--ltr'


@pytest.mark.parametrize("term", [TRIPLE_TERM, DIRECTED])
@pytest.mark.parametrize(
    "arguments",
    [("query", "teachers", "--engine", "rdflib"), ("reason", "--reasoner", "owlrl")],
    ids=lambda arguments: arguments[0],
)
def test_rdflib_has_no_such_terms(
    tmp_path: Path,
    bundle: Path,
    nemokg: Callable[..., Outcome],
    term: str,
    arguments: tuple[str, ...],
) -> None:
    """What rdflib cannot parse is one sentence that names the term, and exit code 2."""
    assert bundle.exists()
    (tmp_path / "data.nt").write_text(f"<urn:a> <urn:b> {term} .\n")
    outcome = nemokg(*arguments, "--data", tmp_path / "data.nt")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("nemokg: rdflib has no terms of RDF 1.2, and the dataset has ")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("term", [TRIPLE_TERM, DIRECTED])
def test_json_ld_has_direction_but_no_triple_terms(
    tmp_path: Path, nemokg: Callable[..., Outcome], term: str
) -> None:
    """JSON-LD carries the direction of a text; a triple term is one sentence and exit code 2."""
    (tmp_path / "data.nt").write_text(f"<urn:a> <urn:b> {term} .\n")
    outcome = nemokg("export", "jsonld", "--data", tmp_path / "data.nt")
    if term == DIRECTED:
        assert outcome.code == 0
        assert '"@direction": "ltr"' in outcome.out
    else:
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("nemokg: JSON-LD has no triple terms")
        assert outcome.err.count("\n") == 1
