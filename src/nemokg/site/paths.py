"""The paths of the pages of resources: the IRI relative to the base."""

from __future__ import annotations

import re

from nemokg.rdf.vocab import BASE, PREFIXES

_OWN = re.compile(re.escape(BASE) + r"([a-z]+)/([A-Za-z0-9-]+)")


def resource_page_path(iri: str, suffix: str = ".html") -> str:
    """Return the path of a resource's page below the site, or nothing for what has none.

    Terms of the ontology and the shapes are anchors of one page.

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
    return f"{own[1]}/{own[2]}{suffix}" if own else ""
