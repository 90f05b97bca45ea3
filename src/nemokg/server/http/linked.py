"""Linked data: every name of the graph leads to its page or to its triples (303)."""

from __future__ import annotations

import re

from nemokg._version import __version__
from nemokg.rdf.media_types import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from nemokg.rdf.vocab import BASE
from nemokg.server.http.answering import Answering
from nemokg.server.http.files import VOID, Files
from nemokg.server.http.messages import Receive, Scope, Send, header_value, respond
from nemokg.server.http.negotiation import best_media_type
from nemokg.server.refusal import Refusal, wrong_method_refusal

_KINDS = (
    "model|algorithm|dataset|stage|round|quantity|equation|source|pipeline|benchmark|result|claim"
    "|evidence|conflict"
)
_VERSION = re.compile(r"(\d+\.\d+\.\d+)/(.*)")
_RESOURCE = re.compile(rf"(?:{_KINDS})/[A-Za-z0-9-]+")
_DATA = re.compile(rf"((?:{_KINDS})/[A-Za-z0-9-]+)\.(ttl|jsonld)")
_FORMS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    **{each.media_type: each.name for each in (TURTLE, JSON_LD)},
}
_ONTOLOGY_FORMS = _FORMS | {each.media_type: each.name for each in (RDF_XML, N_TRIPLES)}
_PARTS = (
    (re.compile("shapes"), "shapes.ttl"),
    (re.compile("diagram"), "ontology.svg"),
    (re.compile(r"alignment/[\w-]+"), "nemokg.sssom.tsv"),
    (re.compile(r"query/[\w-]+|queries"), "nemokg-queries.ttl"),
    (re.compile(r"graph/[\w-]+"), "nemokg.trig"),
)
_VARY = (b"vary", b"Accept")


class LinkedData:
    """Answers whatever is neither query nor API: names, and the files that they lead to."""

    def __init__(self, answering: Answering, files: Files, version: str | None) -> None:
        self._answering = answering
        self._files = files
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; Refusal where there is nothing of the name."""
        if scope["method"] not in ("GET", "HEAD"):
            raise wrong_method_refusal("Nothing here accepts POST.")
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/")
        root = f"{scope.get('root_path', '')}/"
        if versioned := _VERSION.fullmatch(path):
            # The ontology has its version whichever data are served.
            served_version = __version__ if versioned[2].startswith("ontology") else self._version
            if versioned[1] != served_version:
                raise Refusal(404, "This version of the dataset is not served here.")
            path = versioned[2]
        accept = header_value(scope, b"accept")
        if leads := _leads(path, accept):
            headers = [(b"location", f"{root}{leads}".encode()), _VARY]
            await respond(scope, send, 303, headers)
        elif file := self._files.find_file(path or "index.html"):
            await file.send(scope, receive, send)
        elif data := _DATA.fullmatch(path):
            await self._resource(scope, receive, send, data[1], data[2])
        elif path.endswith(".html") and _RESOURCE.fullmatch(path.removesuffix(".html")):
            turtle = f"{root}{path.removesuffix('html')}ttl".encode()
            await respond(scope, send, 303, [(b"location", turtle), _VARY])
        elif self._files.coming and path in ("", "index.html"):
            raise Refusal(503, "The explorer is being built; try again in a moment.")
        else:
            raise Refusal(404, "There is nothing with this name.")

    async def _resource(
        self, scope: Scope, receive: Receive, send: Send, path: str, form: str
    ) -> None:
        job = {"kind": "resource", "iri": BASE + path, "results": "", "graphs": form}
        await self._answering.answer_query(scope, receive, send, job, ("resource", path, form))


def _leads(path: str, accept: str) -> str:
    """Return where a name leads, or nothing if it is a file or no name.

    >>> _leads("claim/a--b", "text/turtle"), _leads("claim/a--b.ttl", "*/*")
    ('claim/a--b.ttl', '')
    """
    if path == "":
        return "" if _form(accept, _FORMS) == "html" else VOID
    if path in ("ontology", "contributors"):
        return f"ontology.{_form(accept, _ONTOLOGY_FORMS)}"
    if _RESOURCE.fullmatch(path):
        return f"{path}.{_form(accept, _FORMS)}"
    return next((file for pattern, file in _PARTS if pattern.fullmatch(path)), "")


def _form(accept: str, forms: dict[str, str]) -> str:
    media = best_media_type(accept, list(forms))
    if media is None:
        raise Refusal(406, f"It is available as {', '.join(forms)}.")
    return forms[media]
