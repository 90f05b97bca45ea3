"""SHACL shapes compiled to SPARQL: one query for each constraint, whatever the size of the data.

`read` reads shapes, `check` runs them over a store. What the compiler does not know it refuses by
name, for a complete validator to take over; it never passes over a constraint.
"""

from __future__ import annotations

from nemokg.validation.shacl.checks import check
from nemokg.validation.shacl.results import Result, turtle
from nemokg.validation.shacl.shapes import Shape, ShapesGraph, read, text

__all__ = ["Result", "Shape", "ShapesGraph", "check", "read", "text", "turtle"]
