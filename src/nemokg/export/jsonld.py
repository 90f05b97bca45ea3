"""JSON-LD 1.1: an object per resource, with short keys and a context that says what they mean.

The context is the published one (`nemokg.export.context`), embedded, so that no reader has to fetch
it, with terms of their own for properties that it lacks. A value that is not of the kind that the
context expects stands under the prefixed name, with its language or datatype. The document holds
every triple; `nemokg.export.jsonld_framed` is for those who rather walk a tree.
"""

from __future__ import annotations

import os
from json import dumps, load

from pyoxigraph import BlankNode, NamedNode

from nemokg.export.context import jsonld_context, jsonld_value
from nemokg.export.rdf import triples_by_subject
from nemokg.files.resources import bundled_directory
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import RDF_TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from nemokg.dataset.opening import Dataset


def render_jsonld(dataset: Dataset) -> str:
    """Return the default graph as compacted JSON-LD.

    >>> from nemokg.dataset.opening import Dataset
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('<https://x.org/a> <https://x.org/names> "A"@en .', RdfFormat.TURTLE)
    >>> print(render_jsonld(Dataset(store))[-44:], end="")
      "id": "https://x.org/a",
      "names": "A"
    }
    """
    from pyld import jsonld

    triples = triples_by_subject(dataset.ownership.written_store())
    document = jsonld.compact(expanded_nodes(triples), {"@context": full_context(triples)})
    return dumps(document, ensure_ascii=False, indent=2) + "\n"


def full_context(triples: Sequence[Triple]) -> dict[str, object]:
    """Return the published context, and terms for what only these triples speak of.

    Names that mean something else in the published context are left to it.

    >>> "initializedFrom" in full_context([])
    True
    """
    with open(
        os.path.join(bundled_directory("ontology"), "context.json"), encoding="utf-8"
    ) as file:
        published = load(file)["@context"]
    published_iris = {
        str(each.get("@id") if isinstance(each, dict) else each) for each in published.values()
    }
    added = {
        name: term
        for name, term in jsonld_context(triples).items()
        if name not in published
        and (term.get("@id") if isinstance(term, dict) else term) not in published_iris
    }
    return {**published, **added}


def expanded_nodes(triples: Iterable[Triple]) -> list[dict[str, object]]:
    """Return the triples as expanded JSON-LD, in their order.

    >>> expanded_nodes([])
    []
    """
    nodes: dict[str, dict[str, list[object]]] = {}
    for triple in triples:
        node = nodes.setdefault(bare_text(triple.subject), {})
        # A type that has no name is a value of the property, which JSON-LD does not abbreviate.
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, NamedNode | BlankNode):
            node.setdefault("@type", []).append(bare_text(triple.object))
        else:
            node.setdefault(triple.predicate.value, []).append(jsonld_value(triple.object))
    return [{"@id": name, **node} for name, node in nodes.items()]
