"""The syntaxes of RDF graphs and of SPARQL results, with their names and media types."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import QueryResultsFormat, RdfFormat

_FORMATS = "http://www.w3.org/ns/formats/"


class Syntax:
    """A syntax: its short name, its title, its media type, its IRI and the endings of its files.

    `names` are other names and media types by which it is asked for.
    """

    __slots__ = ("endings", "iri", "media_type", "name", "names", "title")

    def __init__(
        self,
        name: str,
        title: str,
        media_type: str,
        iri: str,
        endings: tuple[str, ...] = (),
        names: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.title = title
        self.media_type = media_type
        self.iri = _FORMATS + iri
        self.endings = endings
        self.names = names


class GraphSyntax(Syntax):
    """A syntax of RDF graphs or datasets.

    >>> TURTLE.media_type, TURTLE.endings, TURTLE.rdf_format.name
    ('text/turtle', ('.ttl',), 'Turtle')
    """

    __slots__ = ()

    @property
    def rdf_format(self) -> RdfFormat:
        """The syntax as pyoxigraph calls it."""
        from pyoxigraph import RdfFormat

        found = RdfFormat.from_media_type(self.media_type)
        assert found is not None
        return found


class ResultSyntax(Syntax):
    """A syntax of the results of SELECT and ASK.

    >>> RESULTS_JSON.media_type, RESULTS_JSON.results_format.file_extension
    ('application/sparql-results+json', 'srj')
    """

    __slots__ = ()

    @property
    def results_format(self) -> QueryResultsFormat:
        """The syntax as pyoxigraph calls it."""
        from pyoxigraph import QueryResultsFormat

        found = QueryResultsFormat.from_media_type(self.media_type)
        assert found is not None
        return found


TURTLE = GraphSyntax(
    "ttl", "Turtle", "text/turtle", "Turtle", (".ttl",),
    ("turtle", "application/turtle", "application/x-turtle"),
)  # fmt: skip
N_TRIPLES = GraphSyntax(
    "nt", "N-Triples", "application/n-triples", "N-Triples", (".nt",),
    ("ntriples", "n-triples", "text/plain"),
)  # fmt: skip
JSON_LD = GraphSyntax(
    "jsonld", "JSON-LD", "application/ld+json", "JSON-LD", (".jsonld",),
    ("json-ld", "json", "application/json", "application/x-json+ld"),
)  # fmt: skip
RDF_XML = GraphSyntax(
    "rdf", "RDF/XML", "application/rdf+xml", "RDF_XML", (".rdf", ".owl", ".xml"),
    ("rdfxml", "rdf+xml", "xml", "application/xml", "text/xml"),
)  # fmt: skip
# What is written here as N3 is Turtle, which is a part of it.
N3 = GraphSyntax("n3", "N3", "text/n3", "N3", names=("application/n3", "text/rdf+n3"))
TRIG = GraphSyntax("trig", "TriG", "application/trig", "TriG", (".trig",))
N_QUADS = GraphSyntax("nq", "N-Quads", "application/n-quads", "N-Quads", (".nq",))

RESULTS_JSON = ResultSyntax(
    "json", "JSON", "application/sparql-results+json", "SPARQL_Results_JSON",
    names=("application/json",),
)  # fmt: skip
RESULTS_XML = ResultSyntax(
    "xml", "XML", "application/sparql-results+xml", "SPARQL_Results_XML",
    names=("application/xml", "text/xml"),
)  # fmt: skip
RESULTS_CSV = ResultSyntax("csv", "CSV", "text/csv", "SPARQL_Results_CSV")
RESULTS_TSV = ResultSyntax("tsv", "TSV", "text/tab-separated-values", "SPARQL_Results_TSV")

# What each can be had as, in the order of preference.
GRAPHS = {each.name: each for each in (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N3)}
RESULTS = {each.name: each for each in (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)}
# What files are written in, which may hold several graphs.
FILES = (TURTLE, N_TRIPLES, TRIG, N_QUADS, RDF_XML, JSON_LD)
