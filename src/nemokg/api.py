"""The Python API: load a dataset once, then query it."""

from __future__ import annotations

from os import fspath

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.sources import DEFAULT_OPTIONS, ReadOptions
from nemokg.queries import catalogue, execution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from os import PathLike

    from networkx import MultiDiGraph

    from nemokg.engine.protocol import Engine
    from nemokg.rdf.results import Answer, CannedQuery, Streamed, Table
    from nemokg.reasoning.closure import Closure
    from nemokg.training.claims import Claim
    from nemokg.training.tree import Lineage
    from nemokg.validation.report import Info, ValidationReport


class KnowledgeGraph:
    """A dataset and the questions it answers. Returned by `load`."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @property
    def engine(self) -> Engine:
        """The engine that runs the queries."""
        return self.dataset.engine

    def query(self, name: str, /, **parameters: str | int | float | bool) -> Answer:
        """Run a canned query and return a Table, a Graph, or True or False, depending on its form.

        Raises UnknownQueryError if there is no such query, and ParameterError if it has no such
        parameter or the value is not valid for it; both suggest what would be.

        >>> load().query("edges", all=False).columns
        ('subject', 'predicate', 'object', 'status', 'rank', 'claim')
        """
        return self.run(catalogue.find_query(name), **parameters)

    def run(self, query_: CannedQuery, /, **parameters: str | int | float | bool) -> Answer:
        """Run a query that `queries` lists, or that was read from a file with `read_query`."""
        return execution.run_query(self.engine, query_, _texts(parameters))

    def stream(self, query_: CannedQuery, /, **parameters: str | int | float | bool) -> Streamed:
        """Do the same as `run`, but return the rows of a SELECT as they come, as Solutions.

        >>> kg = load()
        >>> solutions = kg.stream(kg.queries()[0])
        >>> len(next(solutions.rows)) == len(solutions.columns)
        True
        """
        return execution.stream_query(self.engine, query_, _texts(parameters))

    def sparql(self, text: str) -> Answer:
        """Run a SPARQL query, which need not declare the prefixes of the dataset.

        Raises SparqlError, which names the token, its line and its column, if it does not parse.

        >>> load().sparql("ASK { ?claim a nemo:Claim }")
        True
        """
        return self.engine.query(text)

    def queries(self) -> list[CannedQuery]:
        """Return the canned queries, by name."""
        return [catalogue.find_query(name) for name in catalogue.query_names()]

    def competency(self, question: str | None = None) -> Table:
        """Return the answer to a competency question, or all questions with their numbers of rows.

        Raises UnknownQueryError if there is no such question, and ParameterError if the data lack
        what it is about. In the table of all questions, such a question has no number.

        >>> load().competency("cq-07").columns
        ('teacher',)
        """
        from nemokg.queries import competency

        if question is not None:
            return competency.answer_question(self.engine, competency.find_question(question))
        return competency.questions_overview(self.engine)

    def lineage(
        self,
        model: str,
        *,
        descendants: bool = False,
        depth: int | None = None,
        kinds: Iterable[str] = ("weights",),
        follow: Iterable[str] = ("weights",),
    ) -> Lineage:
        """Return the ancestors of a model, or its descendants, as a tree that prints itself.

        `model` is a local name, prefixed name, IRI or label. `kinds` are the kinds of influence to
        show; those that are also in `follow` are followed further than one step.

        Raises UnknownNameError if there is no such model, and QueryError for an unknown kind or a
        depth below one.

        >>> kg = load()
        >>> edge = next(kg.query("edges").records())
        >>> kg.lineage(edge["object"], descendants=True, depth=1).step is None
        True
        """
        from nemokg.training.lineage import trace_lineage

        return trace_lineage(self.engine, model, descendants, depth, kinds, follow)

    def explain(self, *words: str) -> Claim:
        """Return a claim with its evidence, given its name or its subject, predicate and object.

        Raises UnknownClaimError, with the nearest names, if there is no such claim.

        >>> kg = load()
        >>> edge = next(kg.query("edges").records())
        >>> kg.explain(edge["subject"], edge["predicate"], edge["object"]).iri == edge["claim"]
        True
        """
        from nemokg.training.explain import explain_claim

        return explain_claim(self.engine, *words)

    def claims(self) -> list[str]:
        """Return the IRIs of all claims, including denials, sorted.

        >>> len(load().claims()) > 100
        True
        """
        from nemokg.training.explain import all_claim_iris

        return all_claim_iris(self.engine)

    def cite(self, *claims: str, form: str = "text") -> str:
        """Return citations of claims, given by name, each with its primary source.

        `form` is ``text``, ``bibtex``, ``biblatex``, ``csl-json``, ``ris`` or ``nanopub``. Raises
        UnknownClaimError, with the nearest names, if there is no such claim, and OutputError if
        there is no such format or a library for it is missing.

        >>> kg = load()
        >>> edge = next(kg.query("edges").records())
        >>> kg.cite(edge["claim"]).startswith("nemokg contributors (")
        True
        """
        from nemokg.cite import render_citations
        from nemokg.cite.citation import citations_of_claims

        return render_citations(citations_of_claims(self.dataset, claims), form)

    def graph(
        self, *, kinds: Iterable[str] | None = None, stated_only: bool = False
    ) -> MultiDiGraph[str]:
        """Return who trains whom as a networkx graph, with all kinds of influence or those given.

        Nodes are local names, edges run in the direction of influence, and their keys are the local
        names of the claims that represent them. Raises QueryError for an unknown kind.

        >>> import networkx
        >>> networkx.is_directed_acyclic_graph(load().graph(kinds=["weights"]))
        True
        """
        from nemokg.training.network import networkx_graph

        dataset = self.dataset.stated_only_view() if stated_only else self.dataset
        return networkx_graph(dataset.engine, kinds)

    def select(
        self,
        focus: str | None = None,
        *,
        depth: int | None = None,
        kinds: Collection[str] | None = None,
        drawn: bool = False,
        stated_only: bool = False,
    ) -> KnowledgeGraph:
        """Return a part of the dataset: around a model, of some kinds of influence, or as drawn.

        `focus` is a model by any of its names, and `depth` how many edges away from it the others
        may be (default 1); `drawn` selects the edges in the drawing of an explainer, the web page
        that explains a pipeline, and `stated_only` those that a primary work states.

        Raises UnknownNameError if there is no such model, and QueryError for an unknown kind, a
        depth below 1, and a depth without a focus.

        >>> kg = load()
        >>> part = kg.select(kinds=["weights"])
        >>> 0 < part.info().triples < kg.info().triples
        True
        """
        from nemokg.training.selection import select_part

        published = self.dataset.published_part()
        return KnowledgeGraph(select_part(published, focus, depth, kinds, drawn, stated_only))

    def export(self, form: str) -> str:
        """Return the dataset in one of the formats listed by ``nemokg export --help``.

        Raises OutputError if there is no such format, and MissingToolError if a program or library
        that it needs is not installed.

        >>> load().export("edges-csv").partition(",")[0]
        ':START_ID'
        """
        from nemokg.export import render_dataset

        return render_dataset(self.dataset.published_part(), form)

    def reason(self, reasoner: str = "rules") -> Closure:
        """Return what the dataset entails, and its contradictions.

        `reasoner` is ``rules``, or ``owlrl`` for the complete reasoner, which is slow. Raises
        QueryError for any other.

        >>> load().reason().consistent
        True
        """
        from nemokg.reasoning.closure import compute_closure

        return compute_closure(self.dataset, reasoner)

    def validate(
        self,
        shapes: Sequence[str] = (),
        validator: str = "auto",
        tell: Callable[[str], None] = lambda note: None,
    ) -> ValidationReport:
        """Validate the dataset against SHACL shapes: files or directories, or the bundled ones.

        `validator` is ``auto``, ``compiled`` or ``pyshacl``; `tell` is called with each note of the
        report as soon as it is known. Raises ShapesError if the shapes are missing or cannot be
        used.
        """
        from nemokg.validation.validate import validate_dataset

        return validate_dataset(self.dataset, shapes, validator, tell)

    def info(self) -> Info:
        """Return where the dataset comes from, and counts of its contents."""
        from nemokg.queries.info import dataset_info

        return dataset_info(self.dataset)


def load(
    *paths: str | PathLike[str],
    stated_only: bool = False,
    with_bundled: bool = False,
    alone: bool = False,
    entailed: bool = False,
    engine: str = "oxigraph",
    store: str | PathLike[str] | None = None,
    endpoint: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> KnowledgeGraph:
    """Load ontology and shared data, with the given files and directories or the bundled pipelines.

    Instead of files, `store` names the directory of a store created by ``nemokg load``, and
    `endpoint` the URL of a SPARQL 1.1 endpoint with the ontology and the data; what needs every
    triple, such as an export, fetches them from there once.

    With `stated_only`, the facts that no primary work states are left out; the claims about them
    stay. With `with_bundled`, the bundled pipelines lie beneath the files too, and with `alone`
    nothing; `options` say how they are read. With `entailed`, what follows by the axioms of the
    ontology is added: queries find it, and the graph `graph:entailed` tells it from the rest.
    `engine` is ``oxigraph``, or ``rdflib`` for a slower second opinion on queries; an endpoint runs
    its queries itself. Raises InputError if a path cannot be used or more than one kind of source
    is given, RdfSyntaxError if a file is malformed, and EngineError if there is no such engine or
    the endpoint does not answer.

    >>> kg = load()
    >>> kg.info().triples > load(stated_only=True).info().triples
    True
    """
    dataset = open_dataset(
        paths,
        store=store,
        endpoint=endpoint,
        stated_only=stated_only,
        with_bundled=with_bundled,
        alone=alone,
        entailed=entailed,
        engine=engine,
        options=options,
    )
    if paths:
        dataset.store  # noqa: B018 - parsed now, so that errors are raised here
    return KnowledgeGraph(dataset)


def read_query(path: str | PathLike[str]) -> CannedQuery:
    """Read a query file, whose header may declare parameters, for `KnowledgeGraph.run`.

    Raises InputError where the file is missing, unreadable, empty, not UTF-8, or has a header that
    cannot be read.

    >>> query = load().queries()[0]
    >>> read_query(query.path) == query
    True
    """
    return catalogue.read_query_file(fspath(path))


def _texts(values: Mapping[str, str | int | float | bool]) -> dict[str, str]:
    return {n: str(v).lower() if isinstance(v, bool) else str(v) for n, v in values.items()}
