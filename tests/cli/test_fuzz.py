"""A small part of what `make fuzz` makes up, the same each time."""

from __future__ import annotations

import pytest
from fuzzing import PROPERTIES
from hypothesis import HealthCheck, Phase, given, settings

# So many that all of them together take a few seconds.
EXAMPLES = {"commands on data": 5}


@pytest.mark.parametrize("name", PROPERTIES)
def test_what_is_made_up_is_answered_or_refused(name: str) -> None:
    """Made-up files, queries, shapes and command lines have a result or one sentence."""
    strategy, check = PROPERTIES[name]
    examples: list[object] = []

    @settings(
        max_examples=EXAMPLES.get(name, 25),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(strategy)
    def holds(example: object) -> None:
        examples.append(example)
        check(example)

    holds()
    assert examples
