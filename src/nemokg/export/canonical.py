"""The triples of a store in an order, and with names of blank nodes, that are always the same."""

from __future__ import annotations

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph

from nemokg.rdf.vocab import RDF_TYPE, RDFS_LABEL, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store, Triple

_FIRST = {RDF_TYPE: 0, RDFS_LABEL: 1}


def canonical(store: Store) -> list[Triple]:
    """Return the triples of the default graph, sorted as N-Triples, blank nodes by RDFC-1.0.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load("<x:b> <x:p> _:any . <x:a> <x:p> 1 .", RdfFormat.TURTLE)
    >>> [str(triple.object) for triple in canonical(store)]
    ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '_:c14n0']
    """
    dataset = Dataset(store.quads_for_pattern(None, None, None, DefaultGraph()))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def by_subject(store: Store) -> list[Triple]:
    """Return the canonical triples by local name of the subject, as in the files of the data.

    The types and labels of a subject come first, then its other properties in the order of their
    names.
    """
    return sorted(canonical(store), key=block)


def block(triple: Triple) -> tuple[str, str, int, str, str]:
    """Return what to sort triples by, so that they come as in the files of the data.

    >>> from pyoxigraph import NamedNode, Triple
    >>> a = NamedNode("https://example.org/a")
    >>> block(Triple(a, a, a))[:2]
    ('a', 'https://example.org/a')
    """
    subject, predicate = triple.subject, triple.predicate.value
    name = str(getattr(subject, "value", subject))
    local = name[len(namespace_of(name)) :]
    return local, name, _FIRST.get(predicate, 2), predicate, str(triple.object)
