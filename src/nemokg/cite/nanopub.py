"""Nanopublications: the claim as assertion, who says so as provenance, and a Trusty URI.

The name of each is made from its content, so equal claims have equal names. They are not signed:
who publishes one signs it with a key of their own.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from nemokg.errors import OutputError
from nemokg.rdf.formats import bare_text, is_rdf12_term
from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, RDFS_LABEL, XSD
from nemokg.training.names import resolve_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nemokg.cite.citation import Citation
    from nemokg.rdf.results import Term

_SPACE = "https://w3id.org/np/"
_NP = "http://www.nanopub.org/nschema#"
_NPX = "http://purl.org/nanopub/x/"
_PARTS = ("Head", "assertion", "provenance", "pubinfo")
_OWL, _PROV, _TERMS, _NEMO = (PREFIXES[name] for name in ("owl", "prov", "dcterms", "nemo"))
# What says, of a claim or denial, which statement it is about and whether that holds.
_STATEMENT = {
    RDF_TYPE,
    _NEMO + "rank",
    *(PREFIXES["rdf"] + name for name in ("subject", "predicate", "object")),
    *(_OWL + name for name in ("sourceIndividual", "assertionProperty", "targetIndividual")),
}


def render(citations: Sequence[Citation]) -> str:
    """Return a nanopublication of each claim, as TriG.

    Raises OutputError if the library nanopub is not installed, for a claim that has no IRI or is
    about no triple, and for terms of RDF 1.2.
    """
    return "\n".join(map(_nanopublication, citations))


def _nanopublication(citation: Citation) -> str:
    with _literals_as_written():
        return _named_by_content(citation)


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """Let rdflib keep literals as written, which the hash needs, and restore its setting after it.

    The library nanopub turns this off when it is imported, for the whole process and for good.
    """
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _named_by_content(citation: Citation) -> str:
    try:
        from nanopub.trustyuri.rdf import RdfHasher, RdfUtils
    except ImportError as error:
        raise OutputError(
            "The library nanopub is not installed; run `pip install 'nemokg[nanopub]'`."
        ) from error
    with warnings.catch_warnings():  # the library uses a class that rdflib is about to rename
        warnings.simplefilter("ignore", DeprecationWarning)
        from nanopub.sign_utils import replace_trusty_in_graph
        from rdflib import ConjunctiveGraph

        graph = ConjunctiveGraph()
        content = serialize(_quads(citation), format=RdfFormat.N_QUADS)
        graph.parse(data=content, format="nquads")
        artefact = RdfHasher.make_hash(
            RdfUtils.get_quads(graph),  # type: ignore[no-untyped-call]
            baseuri=_SPACE,
            hashstr=" ",
        )
        replace_trusty_in_graph(artefact, _SPACE, graph)
        written = graph.serialize(format="nquads")
    return _trig(written, _SPACE + artefact)


def _trig(nquads: str, name: str) -> str:
    from pyoxigraph import parse

    quads = list(parse(nquads, RdfFormat.N_QUADS))
    order = {part: i for i, part in enumerate(_PARTS)}
    quads.sort(key=lambda quad: (order[_part(quad)], str(quad)))
    prefixes = {
        "this": name,
        "sub": f"{name}#",
        "np": _NP,
        "npx": _NPX,
        **{
            prefix: PREFIXES[prefix]
            for prefix in ("dcterms", "nemo", "owl", "prov", "rdf", "rdfs", "schema", "xsd")
        },
    }
    text = serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes)
    assert text is not None  # it is None only where serialize writes to a file
    return text.decode()


def _part(quad: Quad) -> str:
    graph = str(quad.graph_name).rstrip(">")
    return graph[max(graph.rfind("#"), graph.rfind("/")) + 1 :].rpartition(".")[2]


def _quads(citation: Citation) -> Iterable[Quad]:
    """Yield the four graphs, under a name that the hash will replace."""
    this = NamedNode(_SPACE)
    head, assertion, provenance, pubinfo = (NamedNode(_SPACE + part) for part in _PARTS)
    type_ = NamedNode(RDF_TYPE)

    def quad(graph: NamedNode, subject: NamedNode, predicate: str, object_: Term) -> Quad:
        return Quad(subject, NamedNode(predicate), object_, graph)

    yield Quad(this, type_, NamedNode(_NP + "Nanopublication"), head)
    yield quad(head, this, _NP + "hasAssertion", assertion)
    yield quad(head, this, _NP + "hasProvenance", provenance)
    yield quad(head, this, _NP + "hasPublicationInfo", pubinfo)
    asserted = _assertion(citation)
    yield from (_in(assertion, triple) for triple in asserted)
    for triple in (*asserted, *citation.triples):
        if is_rdf12_term(triple.object):
            raise OutputError(
                f"{citation.claim.iri}: nanopublications are made with rdflib, which has no terms"
                f" of RDF 1.2, such as {triple.object}; leave the claim out."
            )

    yield from (_in(provenance, each) for each in citation.triples if each not in asserted)
    url, claim = NamedNode(citation.url), _claim_node(citation)
    yield quad(provenance, assertion, _PROV + "wasDerivedFrom", url)
    if url != claim:
        yield quad(provenance, url, _TERMS + "isVersionOf", claim)
    for evidence in citation.claim.evidence:
        source = evidence.source
        node = resolve_iri(f"<{source.iri}>", "")
        if node is None:  # nothing can be said of it
            continue
        if evidence.support == "supports":
            derivation = "hadPrimarySource" if source.primary else "wasDerivedFrom"
            yield quad(provenance, assertion, _PROV + derivation, node)
        yield quad(provenance, node, _TERMS + "title", Literal(source.title))
        for address in source.urls:
            link = resolve_iri(f"<{web_address(address)}>", "") or Literal(address)
            yield quad(provenance, node, PREFIXES["schema"] + "url", link)

    edition = citation.edition
    yield quad(pubinfo, this, RDFS_LABEL, Literal(citation.claim_title, language="en"))
    kind = NamedNode(_NEMO + type(citation.claim).__name__)
    yield quad(pubinfo, this, _NPX + "hasNanopubType", kind)
    yield quad(pubinfo, this, _TERMS + "identifier", Literal(f"sha256:{citation.digest}"))
    for iri, name in edition.creators:
        yield quad(pubinfo, this, _TERMS + "creator", NamedNode(iri) if iri else Literal(name))
        if iri:  # only an agent has anything attributed to it
            yield quad(provenance, assertion, _PROV + "wasAttributedTo", NamedNode(iri))
    if edition.licence:
        yield quad(pubinfo, this, _TERMS + "license", NamedNode(edition.licence))
    if edition.iri and edition.version:
        yield quad(pubinfo, this, _PROV + "wasDerivedFrom", NamedNode(edition.iri))
        yield quad(pubinfo, this, _OWL + "versionInfo", Literal(edition.version))
    if edition.modified:
        date = Literal(edition.modified, datatype=NamedNode(f"{XSD}date"))
        yield quad(pubinfo, this, _TERMS + "created", date)


def _in(graph: NamedNode, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _assertion(citation: Citation) -> list[Triple]:
    """Return the triple of a claim, with the value that it gives.

    Of what does not hold, no triple is asserted: of a denial, that it is one; of a claim that is
    refuted, that it was made, and its rank.
    """
    claim = citation.claim
    if claim.denies or claim.rank == "deprecated":
        own = [each for each in citation.triples if bare_text(each.subject) == claim.iri]
        return [each for each in own if bare_text(each.predicate) in _STATEMENT]
    parts = ("subject", claim.subject), ("predicate", claim.predicate), ("object", claim.object)
    subject, predicate, object_ = (
        next(
            each.object
            for each in citation.triples
            if each.predicate.value == PREFIXES["rdf"] + name and bare_text(each.object) == part.iri
        )
        for name, part in parts
    )
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        raise OutputError(
            f"{claim.iri}: a nanopublication asserts a triple, of which {subject} and {predicate}"
            " cannot both be IRIs; leave the claim out."
        )
    return [Triple(subject, predicate, object_), *citation.value]


def _claim_node(citation: Citation) -> NamedNode:
    claim = resolve_iri(f"<{citation.claim.iri}>", "")
    if claim is None:
        raise OutputError(
            f"{citation.claim.iri}: a nanopublication is of a claim that has an IRI; give it one,"
            " or leave it out."
        )
    return claim
