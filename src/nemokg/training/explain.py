"""Reading a claim, with its evidence and all else that is known about it, from the dataset."""

from __future__ import annotations

from nemokg.errors import QueryError, UnknownClaimError, nearest
from nemokg.rdf.vocab import BASE, PREFIXES, RDF_TYPE, RDFS_LABEL
from nemokg.training.claims import Claim, Conflict, Denial, Evidence, Resource, Source
from nemokg.training.names import iri, labels, local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term

    Properties: TypeAlias = dict[str, list[str]]

_NEMO, _RDF, _OWL, _TERMS = (PREFIXES[prefix] for prefix in ("nemo", "rdf", "owl", "dcterms"))
_PARTS = tuple(_RDF + name for name in ("subject", "predicate", "object"))
_DENIED = tuple(
    _OWL + name for name in ("sourceIndividual", "assertionProperty", "targetIndividual")
)
_EXACT_MATCH = PREFIXES["skos"] + "exactMatch"
_UNITLESS = "http://qudt.org/vocab/unit/UNITLESS"
_NAMESPACES = tuple(namespace for namespace in PREFIXES.values() if namespace.startswith(BASE))


def explain(engine: Engine, *words: str) -> Claim:
    """Return the claim of a name (local, prefixed, or IRI), or the one about a triple.

    A triple is given by the names of its subject, predicate and object. Where a claim and a denial
    are about it, the claim is returned, and competes with the denial.

    Raises UnknownClaimError, with the nearest names, where there is no such claim, and QueryError
    for any other number of words.
    """
    if len(words) == 1:
        named = iri(words[0], PREFIXES["claim"])
        wanted = words[0]
        found = named.value if named and _is_claim(engine, named.value) else None
    elif len(words) == 3:
        wanted = " ".join(words)
        found = _about(engine, words)
    else:
        raise QueryError("Give the name of a claim, or a SUBJECT, a PREDICATE and an OBJECT.")
    if found is None:
        raise UnknownClaimError(f'There is no claim "{wanted}".{_nearest(engine, words)}'.rstrip())
    return _read(engine, found)


def claims(engine: Engine) -> list[str]:
    """Return the IRIs of all claims, denials among them, sorted.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from nemokg.dataset.opening import open_dataset
    >>> names = claims(OxigraphEngine(open_dataset().store))
    >>> names == sorted(names), len(names) > 100
    (True, True)
    """
    rows = engine.select(
        f"SELECT DISTINCT ?claim WHERE {{ ?claim a ?type VALUES ?type {{ <{_NEMO}Claim> }} }}"
    )
    return sorted(str(name) for name in rows.column("claim"))


def _is_claim(engine: Engine, name: str) -> bool:
    subclass = f"<{PREFIXES['rdfs']}subClassOf>"
    return engine.ask(f"ASK {{ <{name}> <{RDF_TYPE}>/{subclass}* <{_NEMO}Claim> }}")


def _about(engine: Engine, words: tuple[str, ...]) -> str | None:
    choices = []
    for word, namespaces in zip(words, (_NAMESPACES, (_NEMO,), _NAMESPACES), strict=True):
        named = {iri(word, namespace) for namespace in namespaces} - {None}
        if not named:
            return None
        choices.append(" ".join(sorted(map(str, named))))
    values = " ".join(
        f"VALUES ?{name} {{ {choice} }}" for name, choice in zip("spo", choices, strict=True)
    )
    for parts in (_PARTS, _DENIED):
        pattern = " ; ".join(f"<{part}> ?{name}" for name, part in zip("spo", parts, strict=True))
        rows = engine.select(f"SELECT ?claim WHERE {{ {values} ?claim {pattern} }} ORDER BY ?claim")
        if rows:
            return str(rows.column("claim")[0])
    return None


def _nearest(engine: Engine, words: tuple[str, ...]) -> str:
    known = [local(name, PREFIXES["claim"]) for name in claims(engine)]
    return nearest("--".join(word.rpartition(":")[2].rpartition("/")[2] for word in words), known)


def _read(engine: Engine, name: str) -> Claim:
    found = _properties(engine, name)
    denial = _NEMO + "Denial" in found.get(RDF_TYPE, ())
    triple = [_first(found, part) or "" for part in (_DENIED if denial else _PARTS)]
    pipeline = _first(found, _NEMO + "partOfPipeline")
    competing, realized = _texts(found, "competesWith"), _texts(found, "realizedBy")
    named = [*triple, *competing, *realized, *([pipeline] if pipeline else [])]
    words = labels(engine, [name, *filter(None, named)])
    resources = {each: Resource(each, words.get(each, each)) for each in named}
    iteration, shown = _first(found, _NEMO + "iteration"), _texts(found, "inExplainer")
    return (Denial if denial else Claim)(
        iri=name,
        label=words[name],
        subject=resources[triple[0]],
        predicate=resources[triple[1]],
        object=resources[triple[2]],
        status=_local(found, "status") or "",
        rank=_local(found, "rank") or "",
        pipeline=resources[pipeline] if pipeline else None,
        identifier=_first(found, _TERMS + "identifier"),
        confidence=_local(found, "confidence"),
        rationale=_first(found, _NEMO + "rationale"),
        scope=_first(found, _NEMO + "scope"),
        iteration=int(iteration) if iteration and iteration.isdecimal() else None,
        phase=_local(found, "phase"),
        roles=tuple(role.removeprefix(_NEMO) for role in _texts(found, "role")),
        shortcut="true" in _texts(found, "shortcut"),
        in_explainer="true" in shown if shown else None,
        notes=tuple(found.get(PREFIXES["skos"] + "note", ())),
        evidence=_all_evidence(engine, _texts(found, "evidence")),
        competing=tuple(resources[each] for each in competing),
        realized_by=tuple(resources[each] for each in realized),
        conflicts=tuple(_conflict(engine, each) for each in _texts(found, "conflict")),
        values=tuple(_values(engine, triple[2])),
    )


def _all_evidence(engine: Engine, names: list[str]) -> tuple[Evidence, ...]:
    """Return the evidence of those names, that of primary sources first."""
    found = [_evidence(engine, name) for name in names]
    return tuple(sorted(found, key=lambda each: not each.source.primary))


def _evidence(engine: Engine, name: str) -> Evidence:
    found = _properties(engine, name)
    return Evidence(
        iri=name,
        source=_source(engine, _first(found, _TERMS + "source") or ""),
        locator=_first(found, _NEMO + "locator") or "",
        support=_local(found, "support") or "",
        paraphrase=_first(found, _NEMO + "paraphrase"),
    )


def _source(engine: Engine, name: str) -> Source:
    found = _properties(engine, name) if name else {}
    return Source(
        iri=name,
        title=_first(found, _TERMS + "title") or _first(found, RDFS_LABEL) or name,
        creators=tuple(found.get(_TERMS + "creator", ())),
        publisher=_first(found, _TERMS + "publisher"),
        tier=_first(found, _NEMO + "sourceTier"),
        date=_first(found, _TERMS + "issued") or _first(found, _TERMS + "modified"),
        identifier=_first(found, _TERMS + "identifier"),
        urls=tuple(found.get(PREFIXES["schema"] + "url", ())),
        access=_first(found, _NEMO + "accessNote"),
    )


def _conflict(engine: Engine, name: str) -> Conflict:
    found = _properties(engine, name)
    return Conflict(
        iri=name,
        identifier=_first(found, _TERMS + "identifier") or local(name, PREFIXES["conflict"]),
        label=_first(found, RDFS_LABEL) or name,
        description=_first(found, _TERMS + "description") or "",
        resolution=_first(found, _NEMO + "resolution"),
    )


def _values(engine: Engine, name: str) -> list[str]:
    """Return the values of a quantity or characteristic, and those of its parts by their names."""
    found = _properties(engine, name) if name else {}
    parts = [_properties(engine, part) for part in _texts(found, "part")]
    return [value for each in (found, *parts) for value in _measured(engine, each)]


def _measured(engine: Engine, found: Properties) -> list[str]:
    unit = _first(found, _NEMO + "unit")
    counted = unit is None or _UNITLESS in _properties(engine, unit).get(_EXACT_MATCH, ())
    after = "" if counted else f" {labels(engine, [str(unit)])[str(unit)]}"
    part, qualifier = _first(found, _NEMO + "partName"), _first(found, _NEMO + "qualifier")
    before = (f"{part}: " if part else "") + (f"{qualifier} " if qualifier else "")
    return [f"{before}{value}{after}" for value in _texts(found, "value")]


def _properties(engine: Engine, name: str) -> Properties:
    rows = engine.select(f"SELECT ?p ?o WHERE {{ <{name}> ?p ?o }} ORDER BY ?p ?o")
    found: Properties = {}
    for row in rows:
        if row.p is not None and row.o is not None:
            found.setdefault(_text(row.p), []).append(_text(row.o))
    return found


def _text(term: Term) -> str:
    return str(getattr(term, "value", term))


def _first(found: Properties, property_: str) -> str | None:
    return found[property_][0] if property_ in found else None


def _texts(found: Properties, name: str) -> list[str]:
    return found.get(_NEMO + name, [])


def _local(found: Properties, name: str) -> str | None:
    value = _first(found, _NEMO + name)
    return value.removeprefix(_NEMO) if value is not None else None
