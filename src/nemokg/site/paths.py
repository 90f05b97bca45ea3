"""The paths of the pages of resources: names of nemokg by themselves, others by a digest."""

from __future__ import annotations

import re
from hashlib import sha256

from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import BASE, FOAF, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.site.facts import Facts

# File systems take 255 bytes, of which a suffix, also one of compressed files, needs some.
LONGEST = 200
_SHOWN = 100
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = {"con", "prn", "aux", "nul", *_PORTS}
_OUTSIDE = "resource/"
_NO_WORD = re.compile("[^a-z0-9]+")
# Whose terms the ontology declares beside its own.
_VOCABULARIES = (
    *(each for each in PREFIXES.values() if not each.startswith(BASE)),
    FOAF, "http://purl.org/vocab/vann/", "http://purl.org/ontology/bibo/",
)  # fmt: skip
_OWN = re.compile(re.escape(BASE) + r"([a-z]+)/([A-Za-z0-9-]+)")


def page_address(facts: Facts, iri: str) -> str:
    """Return the path of a resource's page, or else its IRI if that is an address of the web.

    It is an empty string for other resources.

    >>> from nemokg.site.facts import Facts
    >>> from pyoxigraph import Store
    >>> facts = Facts(Store())
    >>> page_address(facts, "https://example.org/x"), page_address(facts, "javascript:alert(1)")
    ('https://example.org/x', '')
    """
    path = resource_page_path(iri)
    return path if path and (is_term(iri) or facts.is_subject(iri)) else web_address(iri)


def is_term(iri: str) -> bool:
    """Return whether an IRI is that of the ontology or of one of its terms.

    >>> is_term("https://w3id.org/nemokg/ontology#status"), is_term("https://example.org/x")
    (True, False)
    """
    return iri == BASE + "ontology" or iri.startswith(PREFIXES["nemo"])


def is_outside_page(path: str) -> bool:
    """Return whether a path is that of a resource whose IRI lies outside the base of nemokg.

    >>> is_outside_page("model/a.html")
    False
    """
    return path.startswith(_OUTSIDE)


def resource_page_path(iri: str, suffix: str = ".html") -> str:
    """Return the path of a resource's page below the site, or nothing for what can have none.

    Terms of the ontology are anchors of one page; blank nodes, and terms of vocabularies that data
    in ours use, have no page. A name that is too long for a file is cut and gets a digest, behind
    an underscore, which no other name has; so does one that Windows keeps for devices. What lies
    outside the base of nemokg is in a folder of its own, by the words of its IRI and a digest.

    >>> resource_page_path("https://w3id.org/nemokg/model/my-student")
    'model/my-student.html'
    >>> resource_page_path("https://w3id.org/nemokg/ontology#status")
    'ontology.html#status'
    >>> resource_page_path("https://example.org/birds/model/Heron", ".ttl")
    'resource/example-org-birds-model-heron-289899fdfe629932.ttl'
    """
    if iri.startswith(PREFIXES["nemo"]):
        return f"ontology{suffix}#{iri[len(PREFIXES['nemo']) :]}"
    if iri == BASE + "ontology":
        return f"ontology{suffix}"
    if own := _OWN.fullmatch(iri):
        return f"{_file_name(own[1])}/{_file_name(own[2])}{suffix}"
    if iri.startswith(("_:", BASE[:-1], *_VOCABULARIES)):
        return ""
    return f"{_OUTSIDE}{_words_and_digest(iri)}{suffix}"


def _words_and_digest(iri: str) -> str:
    words = _NO_WORD.sub("-", iri.lower().removeprefix("https://")).strip("-")
    return f"{words[:_SHOWN].strip('-')}-{_digest(iri)}".lstrip("-")


def _file_name(name: str) -> str:
    if len(name) <= LONGEST and name.lower() not in _DEVICES:
        return name
    return f"{name[:_SHOWN]}_{_digest(name)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
