"""JSON-LD 1.1: an object per resource, with short keys and a context that says what they mean.

The context is made from the data. A property goes by its local name where that is its alone. Where
all of its values are resources or have one datatype, the context says so and the values are plain;
texts are plain in the language that most of them have (others stand under the prefixed name, with
their language). Where any resource has several values, all have an array.
"""

from __future__ import annotations

from collections import Counter
from json import dumps

from nemokg.export.canonical import by_subject
from nemokg.formats import lexical
from nemokg.model import plain
from nemokg.vocab import PREFIXES, RDF_TYPE, XSD, compact, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store, Triple

    from nemokg.model import Term

_STRING = XSD + "string"
# Only these datatypes are kept by the numbers and truth values of JSON, and not every reader keeps
# all digits of longer ones.
_NATIVE = (XSD + "integer", XSD + "boolean")
_DIGITS = 15


def render(store: Store) -> str:
    """Return the default graph as compacted JSON-LD.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('<https://x.org/a> <https://x.org/names> "A"@en .', RdfFormat.TURTLE)
    >>> print(render(store)[-44:], end="")
      "id": "https://x.org/a",
      "names": "A"
    }
    """
    from pyld import jsonld

    triples = by_subject(store)
    document = jsonld.compact(_expanded(triples), {"@context": _context(triples)})
    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def _expanded(triples: Iterable[Triple]) -> list[dict[str, object]]:
    """Return the triples as expanded JSON-LD, in their order."""
    nodes: dict[str, dict[str, list[object]]] = {}
    for triple in triples:
        node = nodes.setdefault(lexical(triple.subject), {})
        if triple.predicate.value == RDF_TYPE:
            node.setdefault("@type", []).append(lexical(triple.object))
        else:
            node.setdefault(triple.predicate.value, []).append(_value(triple.object))
    return [{"@id": name, **node} for name, node in nodes.items()]


def _value(term: Term) -> dict[str, object]:
    from pyoxigraph import Literal

    if not isinstance(term, Literal):
        return {"@id": lexical(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    native = plain(term)
    if datatype in _NATIVE and dumps(native) == term.value and len(term.value) <= _DIGITS:
        return {"@value": native}
    return {"@value": term.value, **({} if datatype == _STRING else {"@type": datatype})}


def _context(triples: Iterable[Triple]) -> dict[str, object]:
    """Return the prefixes, and a term for each property that the triples use."""
    kinds: dict[str, Counter[tuple[str, str | None]]] = {}
    counts: Counter[tuple[object, str]] = Counter()
    for triple in triples:
        name = triple.predicate.value
        if name != RDF_TYPE:
            kinds.setdefault(name, Counter())[_kind(triple.object)] += 1
            counts[triple.subject, name] += 1
    several = {name for (_, name), count in counts.items() if count > 1}
    shared = Counter(map(_local, kinds)) + Counter([*PREFIXES, "id", "type"])
    terms: dict[str, object] = {}
    for name in sorted(kinds):
        definition: dict[str, object] = {"@id": compact(name)}
        keywords = {keyword for keyword, _ in kinds[name]}
        keyword, kind = max(kinds[name], key=lambda kind: (kinds[name][kind], str(kind)))
        if kind and (len(kinds[name]) == 1 or keywords == {"@language"}):
            definition[keyword] = kind
        if name in several:
            definition["@container"] = "@set"
        terms[_local(name) if shared[_local(name)] == 1 else compact(name)] = definition
    aliases = {"@version": 1.1, "id": "@id", "type": "@type"}
    return {**aliases, **PREFIXES, **dict(sorted(terms.items()))}


def _local(iri: str) -> str:
    return iri[len(namespace_of(iri)) :]


def _kind(term: Term) -> tuple[str, str | None]:
    """Return the keyword and value by which a context says what kind a value is of."""
    value = _value(term)
    if "@id" in value:
        return "@type", "@id"
    if "@language" in value:
        return "@language", str(value["@language"])
    datatype = value.get("@type")
    return "@type", compact(str(datatype)) if datatype else None
