"""Facts of other pipelines, with terms that the bundled one does not need, conform and entail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

from nemokg.dataset.opening import open_dataset
from nemokg.rdf.vocab import expand_prefixed_name
from nemokg.reasoning.closure import compute_closure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

SLICES = [FIXTURES / "pipelines" / f"{name}.ttl" for name in ("field", "examples")]


@pytest.mark.parametrize(
    "files",
    [SLICES[:1], SLICES[1:], SLICES],
    ids=["field", "examples", "both"],
)
def test_facts_of_other_pipelines_conform(
    files: list[Path], nemokg: Callable[..., Outcome]
) -> None:
    """A few facts of several pipelines conform, each file alone and all together."""
    outcome = nemokg("validate", "--data", *files)
    assert (outcome.code, outcome.err) == (0, ""), outcome.out


def test_data_say_who_wrote_for_a_model() -> None:
    """That a model was trained on data, and who wrote them, entails who wrote for the model."""
    closure = compute_closure(open_dataset([str(SLICES[0])]))
    entailed = {tuple(str(part) for part in triple) for triple in closure.entailed}
    subject, predicate, object_ = (
        f"<{expand_prefixed_name(name)}>"
        for name in ("model:tulu-3-8b-sft", "nemo:dataGeneratedBy", "model:gpt-4o")
    )
    assert closure.consistent
    assert (subject, predicate, object_) in entailed
