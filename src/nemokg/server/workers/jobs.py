"""The jobs of a worker: running a query, explaining a claim, or citing it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    serialize,
)

from nemokg.characters import single_line
from nemokg.dataset.opening import Dataset
from nemokg.engine.oxigraph import query_problem
from nemokg.engine.zero_length import with_zero_length_paths
from nemokg.errors import NemokgError, UnknownClaimError, UnknownValueError
from nemokg.rdf.formats import is_rdf12_term
from nemokg.rdf.media_types import GRAPHS, RESULTS, TRIG, Syntax
from nemokg.rdf.sparql import depends_on_more_than_data
from nemokg.rdf.vocab import PREFIXES
from nemokg.server.refusal import Refusal

# A resource, and the evidence of a claim.
_RESOURCE = f"""
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ ?iri }} ?s ?p ?o }} UNION {{ ?iri <{PREFIXES["nemo"]}evidence> ?s . ?s ?p ?o }}
}}"""
_WORTH_PACKING = 1000
_NOT_IN_XML = re.compile(b"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]|\\xef\\xbf[\\xbe\\xbf]")
_CONTEXT = 40
# The terms of RDF 1.2 that formats of others do not have, triples or texts with a direction.
_NO_RDF12 = {"jsonld": Triple, "n3": Triple | Literal}


class Output:
    """The bytes of an answer, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.limit = limit

    def write(self, part: bytes) -> int:
        """Take a part; Refusal where it is too much."""
        self.size += len(part)
        if self.size > self.limit:
            raise Refusal(
                413,
                f"The result is larger than {self.limit:,} bytes; ask for less, e.g. with LIMIT.",
            )
        self.parts.append(part)
        return len(part)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def answer_job(
    dataset: Dataset, job: dict[str, Any], max_bytes: int
) -> tuple[dict[str, Any], bytes]:
    """Return the head and the body of the answer to a job; whatever goes wrong is an answer too."""
    try:
        media, body = _KINDS[job["kind"]](dataset, job, max_bytes)
    except Refusal as refusal:
        return {"status": refusal.status, "sentence": str(refusal)}, b""
    except (UnknownClaimError, UnknownValueError) as error:
        return {"status": 404, "sentence": str(error)}, b""
    except NemokgError as error:
        return {"status": 400, "sentence": str(error)}, b""
    except MemoryError:
        return {"status": 503, "sentence": MEMORY}, b""
    head = {
        "status": 200,
        "type": media,
        "etag": blake2b(body, digest_size=12).hexdigest(),
        # An answer that depends on more than the data is not to be cached by anybody.
        "cacheable": not depends_on_more_than_data(job.get("text", "")),
    }
    if job.get("gzip") and len(body) > _WORTH_PACKING:
        packer = zlib.compressobj(5, wbits=31)
        body = packer.compress(body) + packer.flush()
        head["gzip"] = True
    return head, body


# Either ends the worker, which cannot say any more what it was.
MEMORY = "The query needs more memory than is allowed here, or is nested too deeply; simplify it."


_NO_SERVICE = "no SERVICE can be called from here"
_UNKNOWN_FUNCTION = re.compile(r"custom function (<[^<>\s]+>) is not supported")


def _sparql(dataset: Dataset, job: dict[str, Any], limit: int) -> tuple[str, bytes]:
    text: str = job["text"]
    default, named = job.get("default"), job.get("named")
    options: dict[str, Any] = {}
    if default is not None or named is not None:
        # A dataset that the request names is the whole dataset: what it leaves out is not there.
        options["default_graph"] = [NamedNode(iri) for iri in default or ()]
        options["named_graphs"] = [NamedNode(iri) for iri in named or ()]
    try:
        options |= {"base_iri": job.get("base"), "prefixes": PREFIXES}
        query = with_zero_length_paths(dataset.store, text, **options)
        result = dataset.store.query(query, **options)
        return _serialized(result, job, limit)
    except SyntaxError as error:
        problem = query_problem(text, error.msg, has_base=True)
        raise Refusal(400, f"The query does not parse: {problem}") from error
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error.__cause__, Refusal):
            raise error.__cause__ from None
        # What the store says of it may tell of the machine.
        unknown = _UNKNOWN_FUNCTION.search(str(error))
        reason = f"the function {unknown[1]} is not known here" if unknown else _NO_SERVICE
        raise Refusal(400, f"The query cannot be answered; {reason}.") from error


def _serialized(
    result: QuerySolutions | QueryBoolean | QueryTriples, job: dict[str, Any], limit: int
) -> tuple[str, bytes]:
    output = Output(limit)
    if isinstance(result, QueryTriples):
        if not job["graphs"]:
            raise Refusal(406, _offer("Triples are", GRAPHS.values()))
        graphs = GRAPHS[job["graphs"]]
        prefixes = PREFIXES if graphs.name in ("ttl", "rdf", "n3") else None
        triples = _within(result, graphs) if graphs.name in _NO_RDF12 else result
        serialize(triples, output, graphs.rdf_format, prefixes=prefixes)  # type: ignore[arg-type]
        return graphs.media_type, _well_formed(b"".join(output.parts), graphs, GRAPHS.values())
    if not job["results"]:
        raise Refusal(406, _offer("SELECT and ASK results are", RESULTS.values()))
    results = RESULTS[job["results"]]
    result.serialize(output, results.results_format)  # type: ignore[arg-type]
    return results.media_type, _well_formed(b"".join(output.parts), results, RESULTS.values())


def _within(triples: Iterable[Triple], graphs: Syntax) -> Iterator[Triple]:
    """Yield triples; Refusal for a term that a format of RDF 1.1 does not have."""
    for triple in triples:
        if is_rdf12_term(triple.object) and isinstance(triple.object, _NO_RDF12[graphs.name]):
            others = ", ".join(each.media_type for each in GRAPHS.values() if each is not graphs)
            raise Refusal(
                406,
                f"{graphs.title} has no terms of RDF 1.2 such as {triple.object}; accept one of"
                f" {others}.",
            )
        yield triple


def _well_formed(body: bytes, syntax: Syntax, offered: Iterable[Syntax]) -> bytes:
    """Return an answer; Refusal for XML with a character that XML does not have."""
    stray = _NOT_IN_XML.search(body) if "xml" in syntax.media_type else None
    if stray is None:
        return body
    around = body[max(stray.start() - _CONTEXT, 0) : stray.end() + _CONTEXT]
    others = ", ".join(each.media_type for each in offered if "xml" not in each.media_type)
    raise Refusal(
        406,
        f"{syntax.title} has no character U+{ord(stray[0].decode()):04X}, which is in the text"
        f" {single_line(around.decode(errors='ignore'))}; accept one of {others}.",
    )


def _offer(what: str, syntaxes: Iterable[Syntax]) -> str:
    media_types = ", ".join(each.media_type for each in syntaxes)
    return f"{what} available as {media_types}; accept one of them."


def _canned(dataset: Dataset, job: dict[str, Any], limit: int) -> tuple[str, bytes]:
    from nemokg.queries.catalogue import parse_query
    from nemokg.queries.parameters import bind_parameters

    query = parse_query(f"{job['name']}.rq", job["text"])
    text = bind_parameters(query, job["values"], dataset.engine)
    return _sparql(dataset, {**job, "text": text}, limit)


def _resource(dataset: Dataset, job: dict[str, Any], limit: int) -> tuple[str, bytes]:
    for name in job["names"]:
        try:
            iri = NamedNode(name)
        except ValueError as error:
            raise Refusal(400, "This is no absolute IRI.") from error
        if next(dataset.store.quads_for_pattern(iri, None, None, DefaultGraph()), None) is not None:
            return _sparql(dataset, {**job, "text": _RESOURCE.replace("?iri", str(iri))}, limit)
    raise Refusal(404, "There is nothing with this name.")


def _claim(dataset: Dataset, job: dict[str, Any], limit: int) -> tuple[str, bytes]:
    from json import dumps

    from nemokg.training.explain import explain_claim

    claim = explain_claim(dataset.engine, job["name"])
    return "application/json", f"{dumps(claim.as_dict(), ensure_ascii=False, indent=2)}\n".encode()


def _cite(dataset: Dataset, job: dict[str, Any], limit: int) -> tuple[str, bytes]:
    from nemokg.cite import render_citations
    from nemokg.cite.citation import citations_of_claims

    form = job["form"]
    return CITATIONS[form], render_citations(
        citations_of_claims(dataset, [job["name"]]), form
    ).encode()


CITATIONS = {
    "text": "text/plain",
    "bibtex": "application/x-bibtex",
    "biblatex": "application/x-biblatex",
    "csl-json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "nanopub": TRIG.media_type,
}
_KINDS = {
    "sparql": _sparql,
    "canned": _canned,
    "resource": _resource,
    "claim": _claim,
    "cite": _cite,
}
