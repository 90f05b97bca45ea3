"""The focus nodes of a shape, as a SPARQL pattern."""

from __future__ import annotations

from functools import cache

from pyoxigraph import BlankNode, NamedNode

from nemokg.errors import UncompiledError
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE
from nemokg.validation.shacl.shapes import message_name
from nemokg.validation.shacl.values import sparql_constant
from nemokg.validation.shacl.vocabulary import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

    from nemokg.validation.shacl.shapes import Shape, Term

_SUBCLASS_OF = PREFIXES["rdfs"] + "subClassOf"


class Classes:
    """The classes of some data, with their subclasses."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.below = cache(self._below)

    def _below(self, kind: Term) -> list[Term]:
        """Return a class and its subclasses, direct or not, as the data say."""
        kinds, todo = {kind}, [kind]
        while todo:
            quads = self._store.quads_for_pattern(None, NamedNode(_SUBCLASS_OF), todo.pop())
            new = {quad.subject for quad in quads} - kinds
            kinds |= new
            todo += new
        for one in {one for one in kinds if isinstance(one, BlankNode)}:
            if next(self._store.quads_for_pattern(None, NamedNode(RDF_TYPE), one), None):
                raise UncompiledError("an unnamed subclass in the data", message_name(kind))
            kinds.remove(one)
        return sorted(kinds, key=str)


def target_pattern(shape: Shape, classes: Classes, focus_variable: str = "?this") -> str:
    """Return the pattern that binds a variable to the focus nodes of a shape, some perhaps twice.

    Raises UncompiledError for a target that SPARQL cannot name.
    """
    classes_ = [value for name, value in shape.targets if name == "targetClass"]
    kinds = {kind for value in classes_ for kind in classes.below(value)}
    nodes = [sparql_constant(value) for name, value in shape.targets if name == "targetNode"]
    parts = []
    if kinds:
        named = " ".join(sorted(map(str, kinds)))
        type_ = f"<{RDF_TYPE}>"
        kind = f"?{OWN}{focus_variable[1:]}Class"
        one = f"{focus_variable} {type_} {named} ."
        several = f"VALUES {kind} {{ {named} }} {focus_variable} {type_} {kind} ."
        parts.append(one if len(kinds) == 1 else several)
    if nodes:
        parts.append(f"VALUES {focus_variable} {{ {' '.join(nodes)} }}")
    for name, value in shape.targets:
        if name == "targetSubjectsOf":
            parts.append(f"{focus_variable} {value} ?{OWN}{focus_variable[1:]}Object .")
        elif name == "targetObjectsOf":
            parts.append(f"?{OWN}{focus_variable[1:]}Subject {value} {focus_variable} .")
    return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)
