"""Make up inputs for some time, and print the smallest for which something does not hold."""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter

from fuzzing import PROPERTIES
from hypothesis import HealthCheck, Phase, given, seed, settings

_EXAMPLES = 100  # in a round, after which the next property has its turn


def fuzz(seconds: float, first_seed: int, names: list[str]) -> int:
    """Return how many failures there are, each printed with its smallest example."""
    failures: dict[str, int] = {}
    tried: Counter[str] = Counter()
    end, number = time.monotonic() + seconds, first_seed
    while time.monotonic() < end and len(failures) < len(names):
        for name in names:
            if name not in failures:  # one is enough to begin with
                try:
                    _round(name, number, tried)
                except Exception:
                    failures[name] = number
                    print(f"{name} fail with seed {number}:\n{traceback.format_exc()}", flush=True)
        number += 1
    for name in names:
        print(f"{tried[name]:8,} {name}")
    for name, failing in failures.items():
        print(f'again: make fuzz SEED={failing} ONLY="{name}"')
    return len(failures)


def _round(name: str, number: int, tried: Counter[str]) -> None:
    strategy, check = PROPERTIES[name]

    @seed(number)
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy)
    def holds(example: object) -> None:
        tried[name] += 1
        check(example)

    holds()


def main() -> int:
    """Return 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(2**31))  # noqa: S311
    parser.add_argument("--only", choices=tuple(PROPERTIES), action="append")
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    return int(fuzz(args.seconds, args.seed, args.only or list(PROPERTIES)) > 0)


if __name__ == "__main__":
    sys.exit(main())
