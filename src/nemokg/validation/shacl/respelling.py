"""Whether a shape would see that the store keeps literals of the data in another spelling.

What a store keeps of the literal 007 is the number. So kinds, values and mostly datatypes are as
they were, and a shape that looks at no more than those means the same. Where two spellings of one
value stand side by side they become one, which counts see.
"""

from __future__ import annotations

from typing import Protocol

from pyoxigraph import Literal

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES, XSD, compact
from nemokg.validation.shacl.literals import shown
from nemokg.validation.shacl.reach import reached
from nemokg.validation.shacl.shapes import text
from nemokg.validation.shacl.vocabulary import SH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.validation.shacl.shapes import ShapesGraph, Term

# Look at the text of a literal, or at whether two are the same.
_SPELT = frozenset(("pattern", "minLength", "maxLength", "equals", "disjoint"))
_CONSTANTS = (SH + "hasValue", PREFIXES["rdf"] + "first")
# Count values, or pairs of them.
_COUNTED = frozenset(("minCount", "maxCount", "lessThan", "lessThanOrEquals"))
# Lead to the values of a property and no further.
_STEPS = frozenset(("path", "lessThan", "lessThanOrEquals"))


class Respelling(Protocol):
    """What is known of the literals of some data that the store respells."""

    examples: dict[str, Literal]
    """The properties with such literals, and one of each."""

    replaced: set[str]
    """Those of which the store changes the datatype too."""

    @property
    def merged(self) -> bool:
        """Whether two spellings of one value, of the same subject and property, become one."""


def refuse_respelled(graph: ShapesGraph, node: Term, respelling: Respelling) -> None:
    """Raise UncompiledError if a shape may mean something else among respelt literals."""
    if not respelling.examples:
        return
    parts = [dict(graph.statements(part)) for part in reached(graph, node)]
    statements = [one for part in reached(graph, node) for one in graph.statements(part)]
    named = {text(value) for _, value in statements} & respelling.examples.keys()
    whole = any(predicate == SH + "sparql" for predicate, _ in statements)
    counted = any(_counts(predicate, value) for predicate, value in statements)
    # Values that are focus nodes of another shape.
    inner = any(
        SH + "property" in part and text(part.get(SH + "path", node)) in named for part in parts
    )
    spelt = inner or any(
        _looks_at_spelling(predicate, value, named, respelling) for predicate, value in statements
    )
    if whole or (named and (spelt or (counted and respelling.merged))):
        property_ = min(named or respelling.examples)
        raise UncompiledError(
            f"an eye on {compact(property_)}, whose {shown(respelling.examples[property_])} the"
            " store respells",
            graph.rule(node),
        )


def _looks_at_spelling(
    predicate: str, value: Term, named: set[str], respelling: Respelling
) -> bool:
    name = predicate.removeprefix(SH)
    if isinstance(value, Literal) and predicate in _CONSTANTS:
        return value.datatype.value.startswith(XSD) and value.datatype.value != XSD + "string"
    if name == "datatype":
        return not named.isdisjoint(respelling.replaced)
    return name in _SPELT or (text(value) in named and name not in _STEPS)


def _counts(predicate: str, value: Term) -> bool:
    name = predicate.removeprefix(SH)
    return name in _COUNTED and not (name == "minCount" and text(value) in ("0", "1"))
