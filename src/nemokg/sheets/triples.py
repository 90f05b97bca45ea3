"""The triples that a sheet becomes, each subject with the place in the sheet that it comes from."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from nemokg.export.blocks import turtle_document, turtle_iri, turtle_literal
from nemokg.rdf.vocab import FOAF, PREFIXES, RDF_TYPE, XSD, local_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from nemokg.rdf.results import Term
    from nemokg.sheets.problems import Place
# What says what a subject is stands before what it is in.
_FIRST = (
    "a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "dcterms:title", "skos:definition",
)  # fmt: skip
_WIDTH = 100
_BARE = {XSD + name for name in ("boolean", "decimal", "integer")}  # which Turtle writes bare
_FOREIGN = {"foaf": FOAF}


class Triples:
    """Triples by subject, in Turtle, with the places of the subjects.

    >>> from nemokg.sheets.problems import Place
    >>> triples = Triples({"ex": "https://example.org/"})
    >>> triples.add_types("https://example.org/a", ["nemo:Model"], Place(4, 3))
    >>> triples.add_text("https://example.org/a", "rdfs:label", "A", "en")
    >>> print(triples.turtle("Models."))
    @prefix ex: <https://example.org/> .
    @prefix nemo: <https://w3id.org/nemokg/ontology#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    # Models.
    <BLANKLINE>
    ex:a a nemo:Model ;
        rdfs:label "A"@en .
    <BLANKLINE>
    """

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = {**PREFIXES, **_FOREIGN, **prefixes}
        self._objects: dict[str, dict[str, dict[str, None]]] = {}
        self.places: dict[str, Place] = {}

    def __contains__(self, subject: str) -> bool:
        return subject in self._objects

    def add_types(self, subject: str, types: Iterable[str], place: Place) -> None:
        """Give a subject its types, from the narrowest to the top, and its place in the sheet."""
        self.places.setdefault(subject, place)
        for type_ in types:
            self._add(subject, "a", type_)

    def add_link(self, subject: str, property_: str, object_: str) -> None:
        """Add a triple whose object is an IRI."""
        self._add(subject, property_, turtle_iri(object_, self._prefixes))

    def add_text(self, subject: str, property_: str, text: str, language: str = "") -> None:
        """Add a triple whose object is a text; nothing where the text is empty."""
        if text:
            self._add(subject, property_, turtle_literal(text, language))

    def add_typed(self, subject: str, property_: str, text: str, datatype: str = "") -> None:
        """Add a triple whose object is a literal of a datatype, or a number as Turtle has it."""
        self._add(subject, property_, f'"{text}"^^{datatype}' if datatype else text)

    def subjects_by_predicate(self, text: str) -> dict[str, set[str]]:
        """Return what has each predicate in Turtle; nothing where that is no Turtle."""
        found: dict[str, set[str]] = defaultdict(set)
        with suppress(SyntaxError):
            for quad in self._parsed(text):
                if isinstance(quad.subject, NamedNode):
                    found[quad.predicate.value].add(quad.subject.value)
        return found

    def _parsed(self, text: str) -> list[Quad]:
        """Return what Turtle says, in which the prefixes of the sheet are declared."""
        head = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(self._prefixes.items())]
        return list(parse("\n".join([*head, text]), format=RdfFormat.TURTLE))

    def add_turtle(self, text: str, place: Place) -> tuple[int, str] | None:
        """Add what Turtle says, in which the prefixes of the sheet are declared.

        Returns the line in the text, from 1, and the message if it is no Turtle that can be added.
        """
        try:
            quads = self._parsed(text)
        except SyntaxError as error:
            return max(1, (error.lineno or 1) - len(self._prefixes)), error.msg
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or isinstance(quad.object, BlankNode):
                return 1, "there are no blank nodes in a sheet"
            self.add_term(quad.subject.value, quad.predicate.value, quad.object, place)
        return None

    def add_term(self, subject: str, predicate: str, term: Term, place: Place) -> None:
        """Add a triple of terms."""
        self.places.setdefault(subject, place)
        property_ = "a" if predicate == RDF_TYPE else turtle_iri(predicate, self._prefixes)
        if isinstance(term, NamedNode):
            self._add(subject, property_, turtle_iri(term.value, self._prefixes))
        elif isinstance(term, Literal):
            datatype = term.datatype.value
            if term.language or datatype == XSD + "string":
                self.add_text(subject, property_, term.value, term.language or "")
            elif datatype in _BARE and (datatype != XSD + "decimal" or "." in term.value):
                self._add(subject, property_, term.value)
            else:
                shown = turtle_iri(datatype, self._prefixes)
                self._add(subject, property_, f"{turtle_literal(term.value)}^^{shown}")

    def _add(self, subject: str, property_: str, value: str) -> None:
        self._objects.setdefault(subject, {}).setdefault(property_, {})[value] = None

    def turtle(self, comment: str) -> str:
        """Return a Turtle document with one block per subject, a claim beside its subject."""
        blocks = [self._block(subject) for subject in sorted(self._objects, key=self._order)]
        body = "\n".join(blocks)
        used = {name: namespace for name, namespace in self._prefixes.items() if f"{name}:" in body}
        return turtle_document(used, [f"# {comment}", *blocks])

    def blocks(self) -> str:
        """Return the blocks alone, in which the prefixes are taken as declared."""
        return "\n\n".join(map(self._block, sorted(self._objects, key=self._order)))

    def _order(self, subject: str) -> tuple[str, str]:
        return local_name(subject), subject

    def _block(self, subject: str) -> str:
        lines = []
        statements = self._objects[subject]
        first = [property_ for property_ in _FIRST if property_ in statements]
        for property_ in dict.fromkeys((*first, *statements)):
            values = statements[property_]
            line = f"{property_} {' , '.join(values)}"
            if property_ == "a" or len(line) <= _WIDTH or len(values) == 1:
                lines.append(line)
            else:
                lines += [f"{property_} {value}" for value in values]
        return f"{turtle_iri(subject, self._prefixes)} " + " ;\n    ".join(lines) + " ."
