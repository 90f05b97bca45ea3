"""SHACL shapes compiled to SPARQL: one query for each constraint, whatever the size of the data.

`read_shapes_graph` reads shapes, `check_shapes` runs them over a store. What the compiler does not
know it refuses by name, for a complete validator to take over; it never passes over a constraint.
"""

from __future__ import annotations

from nemokg.validation.shacl.checks import check_shapes
from nemokg.validation.shacl.results import Result, report_turtle
from nemokg.validation.shacl.shapes import Shape, ShapesGraph, read_shapes_graph, term_text

__all__ = [
    "Result",
    "Shape",
    "ShapesGraph",
    "check_shapes",
    "read_shapes_graph",
    "report_turtle",
    "term_text",
]
