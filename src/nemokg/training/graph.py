"""The graph of who trains whom: the participants, described, and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, local_name, prefixed_name
from nemokg.training.edges import all_edges, influence_kinds
from nemokg.training.names import labels_by_iri, preferred_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term
    from nemokg.training.edges import Edge

_NEMO = PREFIXES["nemo"]
_DEFINITION = PREFIXES["skos"] + "definition"
_GROUP, _ROLE, _PHASE, _ITERATION, _ROW = (
    _NEMO + name for name in ("displayGroup", "role", "phase", "iteration", "explainerRow")
)
_PIPELINE = _NEMO + "partOfPipeline"
_OF_PARTICIPANT = (RDF_TYPE, RDFS_LABEL, _DEFINITION, _PIPELINE)
_OF_PARTICIPATION = (_PIPELINE, _GROUP, _ROLE, _PHASE, _ITERATION, _ROW)
_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdf", "rdfs"))
_SUPERCLASSES = """
SELECT DISTINCT ?class ?above WHERE { ?class rdfs:subClassOf+ ?above } ORDER BY ?class ?above
"""


@dataclass(frozen=True)
class Node:
    """A participant; what the data do not say is empty, or None for a number.

    `classes` are local names, that of the participant itself before those above it; `phase` is the
    label of its phase, `row` its place in the explainer's table. Group, roles, phase, iteration and
    row are those that it has in its own pipeline, or else in the first by IRI of the others.
    """

    iri: str
    label: str
    definition: str
    classes: tuple[str, ...]
    group: str
    roles: tuple[str, ...]
    phase: str
    iteration: int | None
    row: int | None


def nodes_and_edges(engine: Engine) -> tuple[list[Node], list[Edge]]:
    """Return the participants, in the order of the explainer's table, and the edges between them.

    Refuted edges have no triple and are not there.

    >>> from nemokg.dataset.opening import open_dataset
    >>> nodes, edges = nodes_and_edges(open_dataset().engine)
    >>> {edge.subject for edge in edges} <= {node.iri for node in nodes}
    True
    """
    kinds = influence_kinds(engine)
    edges = all_edges(engine, kinds)
    if not edges:
        return [], []
    described = _descriptions(engine, kinds)
    phases = {
        phase.value
        for about in described.values()
        for phase in about.get(_PHASE, ())
        if isinstance(phase, NamedNode)
    }
    words = labels_by_iri(engine, {*kinds, *phases})
    superclasses = _superclasses(engine)
    participants = {iri for edge in edges for iri in (edge.subject, edge.object)}
    nodes = [_node(iri, described.get(iri, {}), superclasses, words) for iri in participants]
    nodes.sort(key=lambda node: (node.row is None, node.row, node.iri))
    words.update((node.iri, node.label) for node in nodes)
    claim_labels = _claim_labels(engine, kinds)
    return nodes, [_labelled(edge, claim_labels, words) for edge in edges]


def _descriptions(engine: Engine, properties: Iterable[str]) -> dict[str, dict[str, list[Term]]]:
    """Return the values that describe each participant of the edges, by property."""
    edges = f"VALUES ?edge {{ {_iris(properties)} }}"
    rows = engine.select(
        f"""{_PROLOGUE}SELECT DISTINCT ?participant ?participation ?property ?value WHERE {{
  {{ SELECT DISTINCT ?participant WHERE {{
    {{ {edges} ?participant ?edge ?other }} UNION {{ {edges} ?other ?edge ?participant }}
  }} }}
  {{ ?participant ?property ?value FILTER(?property IN ({_iris(_OF_PARTICIPANT, ", ")})) }}
  UNION
  {{
    ?participation nemo:participant ?participant ; ?property ?value
    FILTER(?property IN ({_iris(_OF_PARTICIPATION, ", ")}))
  }}
}} ORDER BY ?participant ?participation ?property ?value"""
    )
    described: dict[str, dict[str, list[Term]]] = {}
    participations: dict[str, dict[str, dict[str, list[Term]]]] = {}
    for participant, participation, property_, value in rows.rows:
        about = described.setdefault(bare_text(participant), {})
        if participation is not None:
            own = participations.setdefault(bare_text(participant), {})
            about = own.setdefault(bare_text(participation), {})
        if value is not None:
            about.setdefault(bare_text(property_), []).append(value)
    for participant_name, parts in participations.items():
        described[participant_name] = (
            _main_participation(described[participant_name], parts) | (described[participant_name])
        )
    return described


def _main_participation(
    described: Mapping[str, Sequence[Term]], participations: Mapping[str, dict[str, list[Term]]]
) -> dict[str, list[Term]]:
    """Return the participation in the own pipeline of a participant, or else the first by IRI."""
    home = _texts(described, _PIPELINE)
    name = min(
        participations,
        key=lambda each: (_texts(participations[each], _PIPELINE) != home, each),
    )
    return participations[name]


def _claim_labels(engine: Engine, properties: Iterable[str]) -> dict[str, str]:
    """Return the label of each claim about a triple of these properties, if it has one."""
    rows = engine.select(
        f"""{_PROLOGUE}SELECT DISTINCT ?claim ?label WHERE {{
  VALUES ?property {{ {_iris(properties)} }}
  ?claim rdf:predicate ?property ; rdfs:label ?label
}} ORDER BY ?claim ?label"""
    )
    terms: dict[str, list[Term]] = {}
    for claim, label in rows.rows:
        if label is not None:
            terms.setdefault(bare_text(claim), []).append(label)
    return {claim: preferred_label(own) for claim, own in terms.items()}


def _superclasses(engine: Engine) -> dict[str, list[str]]:
    superclasses: dict[str, list[str]] = {}
    for class_, above in engine.select(_PROLOGUE + _SUPERCLASSES).rows:
        superclasses.setdefault(bare_text(class_), []).append(bare_text(above))
    return superclasses


def _node(
    iri: str,
    about: Mapping[str, Sequence[Term]],
    superclasses: Mapping[str, Sequence[str]],
    words: Mapping[str, str],
) -> Node:
    types = _texts(about, RDF_TYPE)
    above = {each for own in types for each in superclasses.get(own, ())}
    classes = sorted({*types, *above}, key=lambda each: (-len(superclasses.get(each, ())), each))
    phase = _first(about, _PHASE)
    return Node(
        iri=iri,
        label=preferred_label(names) if (names := about.get(RDFS_LABEL)) else prefixed_name(iri),
        definition=_first(about, _DEFINITION),
        classes=tuple(map(local_name, classes)),
        group=_first(about, _GROUP),
        roles=tuple(map(local_name, _texts(about, _ROLE))),
        phase=words.get(phase, phase),
        iteration=_number(about, _ITERATION),
        row=_number(about, _ROW),
    )


def _labelled(edge: Edge, claim_labels: Mapping[str, str], words: Mapping[str, str]) -> Edge:
    """Return an edge with the label of its claim, or else with those of its parts in a row."""
    parts = (words[part] for part in (edge.subject, edge.predicate, edge.object))
    return replace(edge, label=claim_labels.get(edge.claim) or " ".join(parts))


def _texts(about: Mapping[str, Sequence[Term]], property_: str) -> list[str]:
    return sorted(map(bare_text, about.get(property_, ())))


def _first(about: Mapping[str, Sequence[Term]], property_: str) -> str:
    return next(iter(_texts(about, property_)), "")


def _number(about: Mapping[str, Sequence[Term]], property_: str) -> int | None:
    text = _first(about, property_)
    return int(text) if text.isdecimal() else None


def _iris(names: Iterable[str], separator: str = " ") -> str:
    return separator.join(f"<{name}>" for name in names)
