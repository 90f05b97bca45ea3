"""What is wrong in a sheet: a sentence, and the line and column that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from nemokg.characters import single_line


@dataclass(frozen=True, order=True)
class Place:
    """A place in a sheet: line and column, both counted from 1.

    >>> str(Place(3, 7))
    '3:7'
    """

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and what to do about it.

    `rule` is the shape that the built data would break, or empty where the sheet itself is wrong.

    >>> str(Problem(Place(3, 7), "There is no algorithm sfft; did you mean sft?"))
    '3:7: There is no algorithm sfft; did you mean sft?'
    """

    place: Place
    message: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" [{self.rule}]" if self.rule else "")


class Problems:
    """The problems of one sheet, collected while it is read.

    >>> problems = Problems()
    >>> problems.add(Place(2, 1), "An id is missing; add one.")
    >>> [str(problem) for problem in problems.in_order()]
    ['2:1: An id is missing; add one.']
    """

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, message: str, rule: str = "") -> None:
        """Add a problem, once."""
        self._found[Problem(place, single_line(message), rule)] = None

    def in_order(self) -> list[Problem]:
        """Return the problems by their place in the sheet."""
        return sorted(self._found)
