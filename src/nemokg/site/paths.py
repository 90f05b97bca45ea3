"""The paths of the pages of resources: the IRI relative to the base."""

from __future__ import annotations

import re
from hashlib import sha256

from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import BASE, PREFIXES

# File systems take 255 bytes, of which a suffix, also one of compressed files, needs some.
LONGEST = 200
_SHOWN = 100
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = {"con", "prn", "aux", "nul", *_PORTS}
_OWN = re.compile(re.escape(BASE) + r"([a-z]+)/([A-Za-z0-9-]+)")


def page_address(iri: str) -> str:
    """Return the path of a resource's page, or else its IRI if that is an address of the web.

    It is an empty string for other resources.

    >>> page_address("https://example.org/x"), page_address("javascript:alert(1)")
    ('https://example.org/x', '')
    """
    return resource_page_path(iri) or web_address(iri)


def resource_page_path(iri: str, suffix: str = ".html") -> str:
    """Return the path of a resource's page below the site, or nothing for what has none.

    Terms of the ontology and the shapes are anchors of one page. A name that is too long for a file
    is cut and gets a digest, behind an underscore, which no other name has. So does one that
    Windows keeps for devices.

    >>> resource_page_path("https://w3id.org/nemokg/model/my-student")
    'model/my-student.html'
    >>> resource_page_path("https://w3id.org/nemokg/ontology#status")
    'ontology.html#status'
    >>> resource_page_path("https://example.org/x")
    ''
    """
    if iri.startswith(PREFIXES["nemo"]):
        return f"ontology{suffix}#{iri[len(PREFIXES['nemo']) :]}"
    if iri == BASE + "ontology":
        return f"ontology{suffix}"
    own = _OWN.fullmatch(iri)
    return f"{_file_name(own[1])}/{_file_name(own[2])}{suffix}" if own else ""


def _file_name(name: str) -> str:
    if len(name) <= LONGEST and name.lower() not in _DEVICES:
        return name
    return f"{name[:_SHOWN]}_{sha256(name.encode()).hexdigest()[:16]}"
