"""Datatypes that the store replaces by another when it reads a literal."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from nemokg.errors import InputWarning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAMES = {
    **dict.fromkeys(("byte", "short", "int", "long"), "integer"),
    **dict.fromkeys(("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"), "integer"),
    **dict.fromkeys(("positiveInteger", "nonNegativeInteger"), "integer"),
    **dict.fromkeys(("negativeInteger", "nonPositiveInteger"), "integer"),
    "dateTimeStamp": "dateTime",
}
REPLACED = {_XSD + name: _XSD + other for name, other in _NAMES.items()}
"""The IRI of each datatype that is replaced, and that of the other one."""

_ANY = rf"(?P<name>{'|'.join(_NAMES)})"
_IRI = "http://www[.]w3[.]org/2001/XMLSchema#"
# How literals name their datatypes, with the prefixes that are customary.
_WRITTEN = {
    RdfFormat.RDF_XML: rf"datatype\s*=\s*[\"'](?:{_IRI}|&xsd?;){_ANY}[\"']",
    RdfFormat.JSON_LD: rf"\"@type\"\s*:\s*\"(?:{_IRI}|xsd?:){_ANY}\"",
}
_IN_TURTLE = rf"\^\^\s*(?:<{_IRI}|xsd?:){_ANY}(?![\w-])"
_CHUNK = 1 << 20
_OVERLAP = 300


def warn_of_replaced_datatype(file: str, content: bytes | IO[bytes], rdf_format: RdfFormat) -> None:
    """Warn of the first datatype in the unpacked content of a file that the store replaces.

    It is searched for in the text, since most files are parsed by the store alone.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warn_of_replaced_datatype("a.ttl", b'<s> <p> "5"^^xsd:byte .', RdfFormat.TURTLE)
    >>> str(caught[0].message).partition("; ")[2]
    'queries and exports show xsd:integer.'
    """
    import re  # felt at a cold start, which reads no file
    from io import BytesIO

    pattern = re.compile(_WRITTEN.get(rdf_format, _IN_TURTLE).encode())
    stream = BytesIO(content) if isinstance(content, bytes) else content
    rest = b""
    while chunk := stream.read(_CHUNK):
        if found := pattern.search(rest + chunk):
            from warnings import warn

            name = found["name"].decode()
            warn(
                f"{file}: the store keeps the values of its xsd:{name} literals, but not that"
                f" datatype; queries and exports show xsd:{_NAMES[name]}.",
                InputWarning,
                stacklevel=2,
            )
            return
        rest = chunk[-_OVERLAP:]
