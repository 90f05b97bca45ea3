"""From the names that people write to the IRIs of the dataset, and back to labels."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from nemokg.errors import COMPARED, UnknownNameError, suggestion_clause
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, expand_prefixed_name, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Term

_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdfs", "skos"))
# A participant is known by its class, or, where the data give none, by an edge of influence.
_PARTICIPANTS = """
  { ?x a/rdfs:subClassOf* nemo:Participant }
  UNION { ?edge nemo:influenceKind ?kind . ?x ?edge ?other }
  UNION { ?edge nemo:influenceKind ?kind . ?other ?edge ?x }
"""


def resolve_iri(name: str, namespace: str) -> NamedNode | None:
    """Return what a local name, a prefixed name or an IRI stands for; None for any other text.

    >>> resolve_iri("my-student", PREFIXES["model"]).value == PREFIXES["model"] + "my-student"
    True
    >>> resolve_iri("My student", PREFIXES["model"]) is None
    True
    """
    if name.startswith("<") and name.endswith(">"):
        full = name[1:-1]
    elif ":" in name:
        full = expand_prefixed_name(name) or name
    else:
        full = namespace + name
    try:
        return NamedNode(full)
    except ValueError:
        return None


def find_participant(engine: Engine, name_or_label: str) -> str:
    """Return the IRI of a participant: by local name, prefixed name, IRI, label or other label.

    Raises UnknownNameError, with the nearest names, where none or more than one is meant.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ... @prefix nemo: <https://w3id.org/nemokg/ontology#> .
    ... @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ... <https://w3id.org/nemokg/model/a> a nemo:Participant ; rdfs:label "My teacher"@en .
    ... ''', RdfFormat.TURTLE)
    >>> find_participant(OxigraphEngine(store), "My teacher")
    'https://w3id.org/nemokg/model/a'
    """
    named = resolve_iri(name_or_label, PREFIXES["model"])
    if named is not None:
        # One end of the patterns is bound, so this does not list the participants.
        pattern = _PARTICIPANTS.replace("?x", str(named))
        if engine.ask(f"{_PROLOGUE}ASK {{ {pattern} }}"):
            return named.value
    matches = _labelled(engine, name_or_label)
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = ", ".join(map(prefixed_name, matches))
        raise UnknownNameError(
            f'"{name_or_label}" could be any of {names}; give one of these names.'
        )
    raise UnknownNameError(
        f'There is no model "{name_or_label}".{suggestion_clause(name_or_label, _known(engine))}'
        " `nemokg query models` lists them all."
    )


def _labelled(engine: Engine, label: str) -> list[str]:
    try:
        text = Literal(label)
    except ValueError:  # bytes on the command line that are not UTF-8
        return []
    rows = engine.select(
        f"{_PROLOGUE}SELECT DISTINCT ?x WHERE {{ ?x rdfs:label|skos:altLabel ?label"
        f" FILTER(STR(?label) = {text}) {_PARTICIPANTS} }} ORDER BY ?x"
    )
    return [str(x) for x in rows.column("x")]


def _known(engine: Engine) -> set[str]:
    rows = engine.select(
        f"{_PROLOGUE}SELECT ?x ?label WHERE {{"
        f" {{ SELECT DISTINCT ?x WHERE {{ {_PARTICIPANTS} }} LIMIT {COMPARED} }}"
        " OPTIONAL { ?x rdfs:label|skos:altLabel ?label } }"
    )
    names = {local_or_prefixed_name(str(x)) for x in rows.column("x")}
    return names | {str(label) for label in rows.column("label") if label is not None}


def local_or_prefixed_name(iri: str, namespace: str = PREFIXES["model"]) -> str:
    """Return an IRI as briefly as it can be given back: without its namespace, or prefixed.

    >>> local_or_prefixed_name("https://w3id.org/nemokg/model/my-student")
    'my-student'
    >>> local_or_prefixed_name("https://w3id.org/nemokg/dataset/my-data")
    'dataset:my-data'
    """
    return iri[len(namespace) :] if iri.startswith(namespace) else prefixed_name(iri)


def labels_by_iri(engine: Engine, iris: Iterable[str]) -> dict[str, str]:
    """Return the ``rdfs:label`` of each IRI, or its prefixed name where it has none.

    Of several labels the first in English is taken, else the first.

    >>> from nemokg.engine.oxigraph import OxigraphEngine
    >>> from pyoxigraph import Store
    >>> labels_by_iri(OxigraphEngine(Store()), ["https://w3id.org/nemokg/model/my-student"])
    {'https://w3id.org/nemokg/model/my-student': 'model:my-student'}
    """
    wanted = sorted(set(iris))
    values = " ".join(f"<{name}>" for name in wanted if not name.startswith("_:"))
    patterns = [f"VALUES ?x {{ {values} }} ?x rdfs:label ?label"]
    if any(name.startswith("_:") for name in wanted):  # which has no name to ask by
        patterns.append("?x rdfs:label ?label FILTER(ISBLANK(?x))")
    branches = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
    rows = engine.select(f"{_PROLOGUE}SELECT ?x ?label WHERE {{ {branches} }}")
    labels_by_name: dict[str, list[Term]] = {}
    for name, label in rows.rows:
        if label is not None:  # the pattern binds it
            labels_by_name.setdefault(bare_text(name), []).append(label)
    return {
        name: preferred_label(labels_by_name[name])
        if name in labels_by_name
        else prefixed_name(name)
        for name in wanted
    }


def preferred_label(labels_: Iterable[Term]) -> str:
    """Return the one of several labels to show: the first in English, else the first.

    >>> preferred_label([Literal("b", language="en"), Literal("a", language="fr")])
    'b'
    """

    def order(label: Term) -> tuple[bool, str]:
        language = label.language if isinstance(label, Literal) else None
        return not (language or "en").startswith("en"), bare_text(label)

    return bare_text(min(labels_, key=order))


def spaced_words(name: str) -> str:
    """Return a local name as words.

    >>> spaced_words("student-line"), spaced_words("newTeacher")
    ('student line', 'new teacher')
    """
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return spaced.replace("-", " ")
