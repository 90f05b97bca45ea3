"""Framed JSON-LD: a tree for each model, track and group, for programs that traverse objects.

A participant has its part in each pipeline and the claims about it, each with its object, status
and evidence, and each piece of evidence has the title of its source. It is JSON-LD and means what
the dataset means, but it is a view: what hangs on no participant is not there.
`nemokg.export.jsonld` holds everything.
"""

from __future__ import annotations

from json import dumps

from pyoxigraph import Literal

from nemokg.export.jsonld import expanded_nodes, full_context
from nemokg.export.rdf import triples_by_subject
from nemokg.rdf.formats import bare_text
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset

_PROLOGUE = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("nemo", "rdfs"))
_CLASSES = "SELECT ?class WHERE { ?class rdfs:subClassOf* nemo:Participant } ORDER BY ?class"
_EDGES = """
SELECT ?edge WHERE {
  { ?edge nemo:influenceKind ?kind } UNION { VALUES ?edge { nemo:feeds nemo:memberOf } }
} ORDER BY ?edge
"""
# The names of what leads back from a participant: its part in pipelines, and the claims about it.
_BACK = {
    "claims": {"@reverse": "rdf:subject", "@container": "@set"},
    "participations": {"@reverse": "nemo:participant", "@container": "@set"},
}
_LED_BACK = {PREFIXES["rdf"] + "subject", PREFIXES["nemo"] + "participant"}
_LINK = {"@embed": "@never"}
_NAMED = {"@explicit": True, "@embed": "@always", "rdfs:label": {}}
_SOURCE = {"@explicit": True, "@embed": "@always", "dcterms:title": {}}


def render_framed_jsonld(dataset: Dataset) -> str:
    """Return the participants of a dataset, with all that is claimed about them, as framed JSON-LD.

    >>> import json
    >>> from nemokg.dataset.opening import open_dataset
    >>> tree = json.loads(render_framed_jsonld(open_dataset()))
    >>> sorted(tree["@graph"][0]["claims"][0]["object"])
    ['id', 'label', 'type']
    """
    from pyld import jsonld

    # A claim about a text hangs on no participant, and PyLD cannot lead back from a text.
    triples = [
        triple
        for triple in triples_by_subject(dataset.ownership.written_store())
        if triple.predicate.value not in _LED_BACK or not isinstance(triple.object, Literal)
    ]
    engine = dataset.engine
    classes = [prefixed_name(bare_text(name)) for (name,) in engine.select(_PROLOGUE + _CLASSES)]
    edges = [prefixed_name(bare_text(name)) for (name,) in engine.select(_PROLOGUE + _EDGES)]
    # Whatever is not named in a frame is embedded whole: all else is to be a link.
    links = {prefixed_name(triple.predicate.value): _LINK for triple in triples}
    links.pop(prefixed_name(RDF_TYPE), None)
    evidence = {**links, "@embed": "@always", "dcterms:source": _SOURCE}
    claim = {**links, "@embed": "@always", "rdf:object": _NAMED, "nemo:evidence": evidence}
    frame = {
        **links,
        "@context": {**full_context(triples), **_BACK},
        "@type": classes,
        **dict.fromkeys(edges, _NAMED),
        "claims": claim,
        "participations": {**links, "@embed": "@always", "nemo:evidence": evidence},
    }
    options = {"omitGraph": False, "omitDefault": True}
    document = jsonld.frame(expanded_nodes(triples), frame, options)
    return dumps(document, ensure_ascii=False, indent=2) + "\n"
