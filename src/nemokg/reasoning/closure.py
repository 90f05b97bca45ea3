"""The closure of a dataset: the triples that it entails, and its contradictions."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from nemokg.dataset.views import asserted_quads, unstated_triples
from nemokg.entailment.rules import ENTAILED, ENTAILED_STATED, write_entailments
from nemokg.errors import QueryError, suggestion_clause
from nemokg.rdf.results import Graph
from nemokg.reasoning.contradictions import find_contradictions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolutions

    from nemokg.dataset.opening import Dataset
    from nemokg.reasoning.contradictions import Contradiction

REASONERS = ("rules", "owlrl")


@dataclass(frozen=True)
class Closure:
    """The result of reasoning: the entailed triples, and the contradictions.

    `graph` is the IRI of the named graph that the triples belong in; they are entailed, neither
    stated nor inferred. `counts` has their number by predicate, and `store` returns a store of
    them.
    """

    reasoner: str
    graph: str
    counts: dict[str, int]
    contradictions: tuple[Contradiction, ...]
    store: Callable[[], Store]

    @property
    def entailed(self) -> Graph:
        """The entailed triples; there may be many."""
        graph = NamedNode(self.graph)
        quads = self.store().quads_for_pattern(None, None, None, graph)
        return Graph(tuple(quad.triple for quad in quads if quad.subject != graph))

    @property
    def total(self) -> int:
        """The number of entailed triples."""
        return sum(self.counts.values())

    @property
    def consistent(self) -> bool:
        """Whether there is no contradiction."""
        return not self.contradictions

    def by_predicate(self) -> dict[str, int]:
        """Return the number of entailed triples for each predicate, the most frequent first."""
        return dict(sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def as_dict(self) -> dict[str, object]:
        """Return counts and contradictions, without the triples, as JSON-compatible values."""
        return {
            "reasoner": self.reasoner,
            "graph": self.graph,
            "consistent": self.consistent,
            "entailed": self.total,
            "by_predicate": self.by_predicate(),
            "contradictions": [
                {"rule": found.rule, "denial": found.denial, "triples": found.triples}
                for found in self.contradictions
            ],
        }


def compute_closure(dataset: Dataset, reasoner: str = "rules") -> Closure:
    """Return the closure of a dataset, which is not changed.

    `reasoner` is ``rules``, or ``owlrl`` for the complete reasoner, which takes longer. The closure
    of the view of what is stated has a graph of its own; by the rules, no chain of properties
    entails there what has a claim of its own that is not stated.

    Raises QueryError if there is no such reasoner.

    >>> from nemokg.dataset.opening import Dataset
    >>> compute_closure(Dataset(Store())).consistent
    True
    """
    if reasoner not in REASONERS:
        raise QueryError(
            f'There is no reasoner "{reasoner}"; choose one of {", ".join(REASONERS)}.'
            f"{suggestion_clause(reasoner, REASONERS)}"
        )
    graph = ENTAILED_STATED if dataset.stated else ENTAILED
    copy = Store()  # the one given may be read-only, and stays as it is
    copy.bulk_extend(asserted_quads(dataset.store))
    if reasoner == "owlrl":
        from nemokg.reasoning.owlrl import owlrl_closure

        entailed = owlrl_closure(copy)
        copy.extend(Quad(t.subject, t.predicate, t.object, graph) for t in entailed)
    else:
        write_entailments(copy, graph, unstated_triples(copy) if dataset.stated else ())
    return Closure(
        reasoner, graph.value, *predicate_counts_and_contradictions(copy, graph), lambda: copy
    )


def predicate_counts_and_contradictions(
    store: Store, graph: NamedNode
) -> tuple[dict[str, int], tuple[Contradiction, ...]]:
    """Return the number of triples of a graph by predicate, and the contradictions of a store."""
    counted: QuerySolutions = store.query(  # type: ignore[assignment]
        f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} GROUP BY ?p"
    )
    return {p.value: int(n.value) for p, n in counted}, tuple(find_contradictions(store))
