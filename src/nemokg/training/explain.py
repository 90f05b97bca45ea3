"""Reading a claim, with its evidence and everything else known about it, from the dataset."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nemokg.errors import QueryError, UnknownClaimError, suggestion_clause
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import BASE, PREFIXES, RDF_TYPE, RDFS_LABEL, local_name
from nemokg.training.claims import Claim, Conflict, Denial, Evidence, Resource, Source
from nemokg.training.descriptions import describe_claims
from nemokg.training.edges import EdgeClaim
from nemokg.training.names import local_or_prefixed_name, resolve_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nemokg.dataset.opening import Dataset
    from nemokg.engine.protocol import Engine
    from nemokg.training.descriptions import Descriptions

_NEMO, _RDF, _OWL, _TERMS = (PREFIXES[prefix] for prefix in ("nemo", "rdf", "owl", "dcterms"))
_CLAIM, _DENIAL = _NEMO + "Claim", _NEMO + "Denial"
_PARTS = tuple(_RDF + name for name in ("subject", "predicate", "object"))
_DENIED = tuple(
    _OWL + name for name in ("sourceIndividual", "assertionProperty", "targetIndividual")
)
_ACCOUNTS = ("partOfPipeline", "inSnapshot", "inAccount")
_EXACT_MATCH = PREFIXES["skos"] + "exactMatch"
_UNITLESS = "http://qudt.org/vocab/unit/UNITLESS"
_NAMESPACES = tuple(namespace for namespace in PREFIXES.values() if namespace.startswith(BASE))


def explain_claim(engine: Engine, *words: str) -> Claim:
    """Return the claim of a name (local, prefixed, or IRI), or the one about a triple.

    A triple is given by the names of its subject, predicate and object. Of several claims about it,
    the one that speaks for it is returned (see `nemokg.training.edges`), and a denial only where
    there is no claim.

    Raises UnknownClaimError, with the nearest names, where there is no such claim, and QueryError
    for any other number of words.
    """
    if len(words) == 1:
        return explain_claims(engine, words)[0]
    if len(words) != 3:
        raise QueryError("Give the name of a claim, or a SUBJECT, a PREDICATE and an OBJECT.")
    name = _about(engine, words)
    if name is None:
        raise _unknown(engine, words)
    return described_claim(describe_claims(engine, [name]), name)


def explain_claims(engine: Engine, names: Sequence[str]) -> list[Claim]:
    """Return the claims of several names, in their order; see `explain_claim` for the rest."""
    iris, descriptions = resolve_and_describe_claims(engine, names)
    return [described_claim(descriptions, name) for name in iris]


def resolve_and_describe_claims(
    engine: Engine, names: Sequence[str]
) -> tuple[list[str], Descriptions]:
    """Return the IRIs of claims, given by any of their names, and what the data say of them.

    Raises UnknownClaimError as `explain_claim` does.
    """
    named = [resolve_iri(name, PREFIXES["claim"]) for name in names]
    descriptions = describe_claims(engine, [each.value for each in named if each is not None])
    iris = []
    for name, each in zip(names, named, strict=True):
        if each is None or not _is_claim(engine, descriptions, each.value):
            raise _unknown(engine, (name,))
        iris.append(each.value)
    return iris, descriptions


def all_claim_iris(engine: Engine) -> list[str]:
    """Return the IRIs of all claims that have one, denials among them, sorted.

    >>> from nemokg.dataset.opening import open_dataset
    >>> names = all_claim_iris(open_dataset().engine)
    >>> names == sorted(names), len(names) > 100
    (True, True)
    """
    rows = engine.select(
        f"SELECT DISTINCT ?claim WHERE {{ ?claim a ?type VALUES ?type {{ <{_NEMO}Claim> }}"
        " FILTER(isIRI(?claim)) }"
    )
    return sorted(str(name) for name in rows.column("claim"))


def own_claim_iris(dataset: Dataset) -> list[str]:
    """Return the IRIs of the claims that a dataset is cited for: without those of the shared data.

    >>> from nemokg.dataset.opening import open_dataset
    >>> dataset = open_dataset()
    >>> own_claim_iris(dataset) == all_claim_iris(dataset.engine)
    True
    """
    if not dataset.has_own_part:
        return all_claim_iris(dataset.engine)
    kind, claim = NamedNode(RDF_TYPE), NamedNode(_CLAIM)
    typed = dataset.ownership.own.quads_for_pattern(None, kind, claim)
    return sorted({q.subject.value for q in typed if isinstance(q.subject, NamedNode)})


def _is_claim(engine: Engine, descriptions: Descriptions, name: str) -> bool:
    classes = descriptions.property_values(name, RDF_TYPE)
    if _CLAIM in classes or _DENIAL in classes:
        return True
    # Of a class below, if of any: only then is the store asked once more.
    path = f"<{RDF_TYPE}>/<{PREFIXES['rdfs']}subClassOf>*"
    return bool(classes) and engine.ask(f"ASK {{ <{name}> {path} <{_CLAIM}> }}")


def _about(engine: Engine, words: Sequence[str]) -> str | None:
    """Return the claim that speaks for a triple, or a denial where there is none, or None."""
    choices = []
    for word, namespaces in zip(words, (_NAMESPACES, (_NEMO,), _NAMESPACES), strict=True):
        named = {resolve_iri(word, namespace) for namespace in namespaces} - {None}
        if not named:
            return None
        choices.append(" ".join(sorted(map(str, named))))
    values = " ".join(
        f"VALUES ?{name} {{ {choice} }}" for name, choice in zip("spo", choices, strict=True)
    )
    claim, denial = (
        " ; ".join(f"<{part}> ?{name}" for name, part in zip("spo", parts, strict=True))
        for parts in (_PARTS, _DENIED)
    )
    rows = engine.select(
        f"SELECT DISTINCT ?claim ?rank ?status ?denial WHERE {{ {{ {values} ?claim {claim}"
        f" OPTIONAL {{ ?claim <{_NEMO}rank> ?rank }}"
        f" OPTIONAL {{ ?claim <{_NEMO}status> ?status }} }}"
        f" UNION {{ {values} ?denial {denial} }} }} ORDER BY ?claim ?denial"
    )
    about: list[EdgeClaim] = []
    denials: list[str] = []
    for row in rows.rows:
        name, rank, status, denial_name = map(bare_text, row)
        if name:
            about.append(EdgeClaim(name, local_name(rank), local_name(status)))
        else:
            denials.append(denial_name)
    if about:
        return min(about, key=lambda claim: claim.sort_key).iri
    return next(iter(denials), None)


def _unknown(engine: Engine, words: Sequence[str]) -> UnknownClaimError:
    claim_names = [
        local_or_prefixed_name(name, PREFIXES["claim"]) for name in all_claim_iris(engine)
    ]
    wanted = "--".join(word.rpartition(":")[2].rpartition("/")[2] for word in words)
    nearest_ = suggestion_clause(wanted, claim_names)
    return UnknownClaimError(f'There is no claim "{" ".join(words)}".{nearest_}'.rstrip())


def described_claim(descriptions: Descriptions, name: str) -> Claim:
    """Return a claim that is described, given its IRI."""

    def texts(property_: str) -> list[str]:
        return descriptions.property_values(name, _NEMO + property_)

    def resources(names: Iterable[str]) -> tuple[Resource, ...]:
        return tuple(Resource(each, descriptions.label(each) if each else "") for each in names)

    denial = _DENIAL in descriptions.property_values(name, RDF_TYPE)
    subject, predicate, object_ = (
        descriptions.first_value(name, part) or "" for part in (_DENIED if denial else _PARTS)
    )
    iteration, in_explainer = _first(descriptions, name, "iteration"), texts("inExplainer")
    triple = resources((subject, predicate, object_))
    return (Denial if denial else Claim)(
        iri=name,
        label=descriptions.label(name),
        subject=triple[0],
        predicate=triple[1],
        object=triple[2],
        status=_local(descriptions, name, "status") or "",
        rank=_local(descriptions, name, "rank") or "",
        pipeline=next(iter(resources(texts("partOfPipeline"))), None),
        account=next((each for name_ in _ACCOUNTS for each in resources(texts(name_))), None),
        stages=resources(texts("inStage")),
        identifier=descriptions.first_value(name, _TERMS + "identifier"),
        confidence=_local(descriptions, name, "confidence"),
        rationale=_first(descriptions, name, "rationale"),
        scope=_first(descriptions, name, "scope"),
        iteration=int(iteration) if iteration and iteration.isdecimal() else None,
        phase=_local(descriptions, name, "phase"),
        roles=tuple(role.removeprefix(_NEMO) for role in texts("role")),
        shortcut="true" in texts("shortcut"),
        in_explainer="true" in in_explainer if in_explainer else None,
        notes=tuple(descriptions.property_values(name, PREFIXES["skos"] + "note")),
        evidence=_all_evidence(descriptions, texts("evidence")),
        competing=resources(texts("competesWith")),
        realized_by=resources(texts("realizedBy")),
        conflicts=tuple(_conflict(descriptions, each) for each in texts("conflict")),
        values=tuple(_values(descriptions, object_)),
    )


def _all_evidence(descriptions: Descriptions, names: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence of those names, that of primary sources first."""
    evidence = [_evidence(descriptions, name) for name in names]
    return tuple(sorted(evidence, key=lambda each: not each.source.primary))


def _evidence(descriptions: Descriptions, name: str) -> Evidence:
    return Evidence(
        iri=name,
        source=_source(descriptions, descriptions.first_value(name, _TERMS + "source") or ""),
        locator=_first(descriptions, name, "locator") or "",
        support=_local(descriptions, name, "support") or "",
        paraphrase=_first(descriptions, name, "paraphrase"),
    )


def _source(descriptions: Descriptions, name: str) -> Source:
    def first(*properties: str) -> str | None:
        values = (descriptions.first_value(name, each) for each in properties)
        return next((value for value in values if value), None)

    return Source(
        iri=name,
        title=first(_TERMS + "title", RDFS_LABEL) or name,
        creators=tuple(descriptions.property_values(name, _TERMS + "creator")),
        publisher=first(_TERMS + "publisher"),
        tier=first(_NEMO + "sourceTier"),
        date=first(_TERMS + "issued", _TERMS + "modified"),
        identifier=first(_TERMS + "identifier"),
        urls=tuple(descriptions.property_values(name, PREFIXES["schema"] + "url")),
        access=first(_NEMO + "accessNote"),
    )


def _conflict(descriptions: Descriptions, name: str) -> Conflict:
    identifier = descriptions.first_value(name, _TERMS + "identifier")
    return Conflict(
        iri=name,
        identifier=identifier or local_or_prefixed_name(name, PREFIXES["conflict"]),
        label=descriptions.first_value(name, RDFS_LABEL) or name,
        description=descriptions.first_value(name, _TERMS + "description") or "",
        resolution=_first(descriptions, name, "resolution"),
    )


def _values(descriptions: Descriptions, name: str) -> list[str]:
    """Return the values of a quantity or characteristic, and those of its parts by their names."""
    parts = descriptions.property_values(name, _NEMO + "part")
    return [value for each in (name, *parts) for value in _measured(descriptions, each)]


def _measured(descriptions: Descriptions, name: str) -> list[str]:
    unit = _first(descriptions, name, "unit")
    counted = unit is None or _UNITLESS in descriptions.property_values(unit, _EXACT_MATCH)
    after = "" if unit is None or counted else f" {descriptions.label(unit)}"
    part, qualifier = (_first(descriptions, name, each) for each in ("partName", "qualifier"))
    before = (f"{part}: " if part else "") + (f"{qualifier} " if qualifier else "")
    values = descriptions.property_values(name, _NEMO + "value")
    return [f"{before}{value}{after}" for value in values]


def _first(descriptions: Descriptions, node: str, name: str) -> str | None:
    return descriptions.first_value(node, _NEMO + name)


def _local(descriptions: Descriptions, node: str, name: str) -> str | None:
    value = _first(descriptions, node, name)
    return value.removeprefix(_NEMO) if value is not None else None
