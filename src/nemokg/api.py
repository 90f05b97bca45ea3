"""What a program uses: load a dataset once, then ask it."""

from __future__ import annotations

from nemokg import catalogue, query
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.loader import Dataset, load_dataset
from nemokg.views import stated_only as stated_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from nemokg.engine.protocol import Engine
    from nemokg.model import Answer, CannedQuery
    from nemokg.report import Info, ValidationReport


class KnowledgeGraph:
    """A dataset and the questions that it answers. Made by `load`."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.engine: Engine = OxigraphEngine(lambda: dataset.store, dataset.answers)

    def query(self, name: str, /, **parameters: str | int | float | bool) -> Answer:
        """Answer a canned query: a Table, a Graph, or True or False, by its form.

        Raises UnknownQueryError where there is no such query, and ParameterError where it has no
        such parameter or the value does not fit; both name what would.

        >>> load().query("edges", all=False).columns
        ('subject', 'predicate', 'object', 'status', 'rank', 'claim')
        """
        return self.run(catalogue.find(name), **parameters)

    def run(self, query_: CannedQuery, /, **parameters: str | int | float | bool) -> Answer:
        """Answer a query that was read with `nemokg.catalogue.read` or `find`."""
        return query.run(self.engine, query_, {n: _text(v) for n, v in parameters.items()})

    def sparql(self, text: str) -> Answer:
        """Answer a SPARQL query; SparqlError where it does not parse.

        >>> load().sparql("ASK { ?claim a <https://w3id.org/nemokg/ontology#Claim> }")
        True
        """
        return self.engine.query(text)

    def queries(self) -> list[CannedQuery]:
        """Return the canned queries, by name."""
        return [catalogue.find(name) for name in catalogue.names()]

    def validate(self, shapes: Sequence[str] = ()) -> ValidationReport:
        """Check the dataset against SHACL shapes: files or directories, or the bundled ones."""
        from nemokg.validate import validate

        return validate(self.dataset, shapes)

    def info(self) -> Info:
        """Return where the dataset comes from, and counts of what it holds."""
        from nemokg.info import describe

        return describe(self.dataset)


def load(*paths: str | os.PathLike[str], stated_only: bool = False) -> KnowledgeGraph:
    """Load the ontology and the given files and directories above it, or the bundled data.

    With `stated_only`, the facts that no primary work states are left out; the claims about them
    stay. Raises InputError where a path cannot be used, RdfSyntaxError where a file is malformed.

    >>> kg = load()
    >>> kg.info().triples > load(stated_only=True).info().triples
    True
    """
    whole = dataset = load_dataset([str(path) for path in paths])
    if stated_only:
        dataset = Dataset(
            lambda: stated_view(whole.store),
            whole.files,
            whole.origin,
            whole.bundled,
            whole.answers and whole.answers.under("stated"),
        )
    return KnowledgeGraph(dataset)


def _text(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
