"""Linked data: every name of the graph leads to its page or to its triples (303)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote

from nemokg._version import __version__
from nemokg.rdf.media_types import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from nemokg.rdf.vocab import BASE
from nemokg.server.http.answering import Answering
from nemokg.server.http.files import VOID, Files
from nemokg.server.http.messages import Receive, Scope, Send, header_value, respond
from nemokg.server.http.negotiation import best_media_type
from nemokg.server.refusal import Refusal, wrong_method_refusal
from nemokg.site.paths import resource_page_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.edition import Edition

_KINDS = (
    "model|algorithm|dataset|stage|round|quantity|equation|source|pipeline|benchmark|result|claim"
    "|evidence|conflict|account|participation|snapshot|license|clause|agent"
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
_BY_IRI = re.compile(r"resource(?:\.(ttl|jsonld))?")
_SUFFIXED = re.compile(r"(.+)\.(html|ttl|jsonld)")
_LONGEST = 4_000
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

    def __init__(self, answering: Answering, files: Files, edition: Edition) -> None:
        self._answering = answering
        self._files = files
        self._version = edition.version if edition.is_bundled else None
        # Names below the IRI of a dataset of others are found by their paths too.
        self._base = "" if edition.is_bundled else (edition.iri or "").rstrip("/#")

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
        if by_iri := _BY_IRI.fullmatch(path):
            await self._named_resource(scope, receive, send, by_iri[1] or "", accept)
        elif leads := self._own_page(path, accept) or _leads(path, accept):
            headers = [(b"location", f"{root}{leads}".encode()), _VARY]
            await respond(scope, send, 303, headers)
        elif file := self._files.find_file(path or "index.html"):
            await file.send(scope, receive, send)
        elif data := _DATA.fullmatch(path):
            names = [f"{base}{data[1]}" for base in (f"{self._base}/", BASE) if base != "/"]
            await self._resource(scope, receive, send, names, data[2])
        elif path.endswith(".html") and _RESOURCE.fullmatch(path.removesuffix(".html")):
            turtle = f"{root}{path.removesuffix('html')}ttl".encode()
            await respond(scope, send, 303, [(b"location", turtle), _VARY])
        elif self._files.coming and path in ("", "index.html"):
            raise Refusal(503, "The explorer is being built; try again in a moment.")
        elif self._base and path:
            named = f"{root}resource?iri={quote(f'{self._base}/{path}', safe='')}"
            await respond(scope, send, 303, [(b"location", named.encode()), _VARY])
        else:
            raise Refusal(404, "There is nothing with this name.")

    async def _named_resource(
        self, scope: Scope, receive: Receive, send: Send, form: str, accept: str
    ) -> None:
        """Lead from the IRI of a resource, whatever it is, to its page or to its triples."""
        iri = _requested_iri(scope)
        if form:
            await self._resource(scope, receive, send, [iri], form)
            return
        form = _form(accept, _FORMS)
        page = resource_page_path(iri)
        if form != "html":
            leads = f"resource.{form}?iri={quote(iri, safe='')}"
        elif self._files.find_file(page.partition("#")[0]):
            leads = page
        else:
            leads = f"resource.ttl?iri={quote(iri, safe='')}"
        location = f"{scope.get('root_path', '')}/{leads}".encode()
        await respond(scope, send, 303, [(b"location", location), _VARY])

    def _own_page(self, path: str, accept: str) -> str:
        """Return where a path leads that is a name below the IRI of a dataset of others."""
        name, form = path, ""
        if suffixed := _SUFFIXED.fullmatch(path):
            name, form = suffixed.groups()
        iri = f"{self._base}/{name}"
        if not self._base or not name or not self._files.find_file(resource_page_path(iri)):
            return ""
        return resource_page_path(iri, f".{form or _form(accept, _FORMS)}")

    async def _resource(
        self, scope: Scope, receive: Receive, send: Send, names: list[str], form: str
    ) -> None:
        """Send the triples of the first of the names that is a resource of the dataset."""
        job = {"kind": "resource", "names": names, "results": "", "graphs": form}
        key = ("resource", *names, form)
        await self._answering.answer_query(scope, receive, send, job, key)


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


def _requested_iri(scope: Scope) -> str:
    """Return the IRI that a request names; Refusal if it names none."""
    query = scope["query_string"]
    try:
        fields = parse_qsl(query.decode("ascii"), strict_parsing=True, errors="strict")
    except ValueError:
        fields = []
    if len(query) > _LONGEST or len(fields) != 1 or fields[0][0] != "iri":
        raise Refusal(400, f"Name one resource by its IRI of at most {_LONGEST:,} bytes: ?iri=IRI.")
    return str(fields[0][1])


def _form(accept: str, forms: dict[str, str]) -> str:
    media = best_media_type(accept, list(forms))
    if media is None:
        raise Refusal(406, f"It is available as {', '.join(forms)}.")
    return forms[media]
