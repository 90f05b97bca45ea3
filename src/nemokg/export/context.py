"""The JSON-LD context: short names for everything in the ontology and the data.

A property goes by its local name, with a verb where that is the name of a prefix too. Where all of
its values are resources or have one datatype, the context says so and the values are plain; texts
are plain in the language that most of them have. Where any resource has several values, all have an
array. Properties that no resource has yet are coerced by their range. Classes, and the values of
properties that choose among the individuals of the ontology (such as a status), have short names.

The context of the bundled dataset is published as <https://w3id.org/nemokg/context.jsonld>; here
it is ``ontology/context.json``, which `nemokg export context` makes.
"""

from __future__ import annotations

from collections import Counter
from json import dumps

from nemokg.errors import OutputError
from nemokg.export.rdf import triples_by_subject
from nemokg.rdf.formats import bare_text
from nemokg.rdf.results import python_value
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, XSD, local_name, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from nemokg.dataset.opening import Dataset
    from nemokg.rdf.results import Term

IRI = "https://w3id.org/nemokg/context.jsonld"
_NEMO = PREFIXES["nemo"]
_OWL = PREFIXES["owl"]
_RANGE = PREFIXES["rdfs"] + "range"
_PROPERTIES = {_OWL + "ObjectProperty": ("@type", "@id")}
_PROPERTY_TYPES = (*_PROPERTIES, _OWL + "DatatypeProperty", _OWL + "AnnotationProperty")
_LANGUAGE_STRING = PREFIXES["rdf"] + "langString"
_STRING = XSD + "string"
# Only these datatypes are kept by the numbers and truth values of JSON, and not every reader keeps
# all digits of longer ones.
_NATIVE = (XSD + "integer", XSD + "boolean")
_DIGITS = 15
_KEYWORDS = {"@version": 1.1, "id": "@id", "type": "@type"}


def render_context(dataset: Dataset) -> str:
    r"""Return the context of a dataset as a document that others refer to.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import Store
    >>> print(*render_context(Dataset(Store())).splitlines()[:3], sep="\n")
    {
      "@context": {
        "@version": 1.1,
    """
    return (
        dumps(
            {"@context": jsonld_context(triples_by_subject(dataset.store))},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def jsonld_context(triples: Sequence[Triple]) -> dict[str, object]:
    """Return the prefixes, and a term for each property, class and named choice of the triples.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> size = NamedNode("https://x.org/size")
    >>> jsonld_context([Triple(NamedNode("urn:x"), size, Literal("big", language="en"))])["size"]
    {'@id': 'https://x.org/size', '@language': 'en'}
    """
    properties = {**_declared(triples), **_used(triples)}
    names = sorted({*properties, *_classes(triples), *_choices(triples)})
    terms: dict[str, object] = {}
    # Those of the ontology choose their names first.
    for name in sorted(names, key=lambda name: (not name.startswith(_NEMO), name)):
        term = _term(name, name in properties)
        if not local_name(name) or term in terms:
            term = prefixed_name(name)
        definition = {"@id": prefixed_name(name), **properties.get(name, {})}
        if name in properties and term != name:
            terms[term] = definition
        elif term != prefixed_name(name):
            terms[term] = prefixed_name(name)
    return {**_KEYWORDS, **PREFIXES, **dict(sorted(terms.items()))}


def _term(name: str, is_property: bool) -> str:
    """Return the short name of a resource; a property with the name of a prefix gets a verb.

    >>> _term("https://w3id.org/nemokg/ontology#evidence", is_property=True)
    'hasEvidence'
    """
    local = local_name(name)
    if local not in PREFIXES and local not in _KEYWORDS:
        return local
    return f"has{local[0].upper()}{local[1:]}" if is_property else prefixed_name(name)


def _used(triples: Sequence[Triple]) -> dict[str, dict[str, str]]:
    """Return how the values of each property in use are coerced and grouped."""
    kinds: dict[str, Counter[tuple[str, str | None]]] = {}
    counts: Counter[tuple[object, str]] = Counter()
    for triple in triples:
        name = triple.predicate.value
        if name != RDF_TYPE:
            kinds.setdefault(name, Counter())[_kind(triple.object)] += 1
            counts[triple.subject, name] += 1
    several = {name for (_, name), count in counts.items() if count > 1}
    coercions: dict[str, dict[str, str]] = {}
    for name, counted in kinds.items():
        keyword, kind = max(counted, key=lambda each: (counted[each], str(each)))
        if counted.keys() == {("@type", "@id"), ("@type", "@vocab")}:
            kind = "@id"
        alone = len({kind for _, kind in counted}) == 1 or {key for key, _ in counted} == {
            "@language"
        }
        coerced = alone or counted.keys() == {("@type", "@id"), ("@type", "@vocab")}
        coercions[name] = {keyword: kind} if kind and coerced else {}
        if name in several:
            coercions[name]["@container"] = "@set"
    return coercions


def _declared(triples: Sequence[Triple]) -> dict[str, dict[str, str]]:
    """Return how the values of each property of the ontology are coerced, as its range says."""
    ranges = {
        bare_text(t.subject): bare_text(t.object) for t in triples if t.predicate.value == _RANGE
    }
    coercions: dict[str, dict[str, str]] = {}
    for triple in triples:
        kind = bare_text(triple.object)
        if triple.predicate.value == RDF_TYPE and kind in _PROPERTY_TYPES:
            name = bare_text(triple.subject)
            range_ = ranges.get(name, "")
            coercion = dict([_PROPERTIES[kind]] if kind in _PROPERTIES else [])
            if range_.startswith(XSD) and range_ not in (_STRING, *_NATIVE):
                coercion = {"@type": prefixed_name(range_)}
            elif range_ == _LANGUAGE_STRING:
                coercion = {"@language": "en"}
            coercions[name] = coercion
    return coercions


def _classes(triples: Sequence[Triple]) -> set[str]:
    """Return the classes that resources have."""
    return {bare_text(t.object) for t in triples if t.predicate.value == RDF_TYPE}


def _choices(triples: Sequence[Triple]) -> set[str]:
    """Return what the properties that choose among terms of the ontology choose from."""
    coerced = {name for name, how in _used(triples).items() if how.get("@type") == "@vocab"}
    return {bare_text(t.object) for t in triples if t.predicate.value in coerced}


def _kind(term: Term) -> tuple[str, str | None]:
    """Return the keyword and value by which a context says what kind a value is of."""
    expanded = jsonld_value(term)
    if "@id" in expanded:
        return "@type", "@vocab" if bare_text(term).startswith(_NEMO) else "@id"
    if "@language" in expanded:
        return "@language", str(expanded["@language"])
    datatype = expanded.get("@type")
    return "@type", prefixed_name(str(datatype)) if datatype else None


def jsonld_value(term: Term) -> dict[str, object]:
    """Return a value as expanded JSON-LD, a number of JSON where that loses nothing.

    Raises OutputError for a triple term, which JSON-LD does not have.

    >>> from pyoxigraph import Literal
    >>> jsonld_value(Literal(5)), jsonld_value(Literal("a"))
    ({'@value': 5}, {'@value': 'a'})
    """
    from pyoxigraph import Literal, Triple

    if isinstance(term, Triple):
        raise OutputError(
            f"JSON-LD has no triple terms, and the dataset has {term}; export it as rdf12 or ttl."
        )
    if not isinstance(term, Literal):
        return {"@id": bare_text(term)}
    if term.language:
        direction = {"@direction": str(term.direction)} if term.direction else {}
        return {"@value": term.value, "@language": term.language, **direction}
    datatype = term.datatype.value
    native = python_value(term)
    if datatype in _NATIVE and dumps(native) == term.value and len(term.value) <= _DIGITS:
        return {"@value": native}
    return {"@value": term.value, **({} if datatype == _STRING else {"@type": datatype})}
