"""The Python API: what a notebook asks for, and how it is displayed there."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import networkx
import pytest
from pyoxigraph import Literal, NamedNode

import nemokg
from nemokg import Table, read_query
from nemokg.errors import EngineError, OutputError, ParameterError, QueryError, UnknownQueryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    from nemokg import KnowledgeGraph

MODEL = "https://w3id.org/nemokg/model/"
TABLE = Table(
    ("model", "count", "index"),
    ((NamedNode(f"{MODEL}a"), Literal(2), None), (NamedNode(f"{MODEL}b"), Literal("<b>"), None)),
)


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return nemokg.load()


def test_every_public_name_is_there() -> None:
    """All that the package says it has can be fetched, and nothing else."""
    assert nemokg.__all__ == sorted(nemokg.__all__)
    assert dir(nemokg) == nemokg.__all__
    for name in nemokg.__all__:
        assert getattr(nemokg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        nemokg.lode  # noqa: B018


def test_a_part_is_selected_and_exported(
    kg: KnowledgeGraph, nemokg: Callable[..., Outcome]
) -> None:
    """A selection is a knowledge graph, exported as by the command, and never the published one."""
    part = kg.select("stem-teacher", depth=2, kinds=["weights"], stated_only=True)
    options = ("--focus", "stem-teacher", "--depth", "2", "--kinds", "weights", "--stated-only")
    assert part.export("nt") == nemokg("export", "nt", *options).out
    assert part.dataset.part
    assert part.dataset.stated
    assert not part.dataset.bundled
    assert kg.export("nt") == nemokg("export", "nt").out
    with pytest.raises(OutputError, match='no format "excel"'):
        kg.export("excel")


def test_a_query_is_read_from_a_file(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """A query file of one's own is read with its parameters, and asked with values for them."""
    file = tmp_path / "mine.rq"
    file.write_text("#+ defaults:\n#+   - n: 1\nSELECT ?n WHERE { VALUES ?n { 1 } }")
    answer = kg.run(read_query(file), n=7)
    assert isinstance(answer, Table)
    assert answer.column("n") == [7]


def test_a_query_gives_rows_with_attributes(kg: KnowledgeGraph) -> None:
    """A canned query with a parameter gives rows whose columns are attributes."""
    table = kg.query("teachers-of-student", student="ultra-final")
    assert isinstance(table, Table)
    teachers = {row.teacher.value for row in table}
    assert len(table) == 11
    assert f"{MODEL}coding-teacher" in teachers


def test_a_row_is_a_tuple_and_its_columns_go_by_any_name() -> None:
    """A row equals the tuple of its terms, and a column named as a method of tuples is itself."""
    first, second = TABLE
    terms = (NamedNode(f"{MODEL}a"), Literal(2), None)
    assert isinstance(first, tuple)
    assert tuple(first) == terms
    columns: list[object] = [first.model, first.count, first.index]
    assert columns == list(terms)
    assert second.count == Literal("<b>")
    assert repr(second) == f'Row(model=<{MODEL}b>, count="<b>", index=None)'
    with pytest.raises(AttributeError, match="no column 'name'; its columns are model, count"):
        first.name  # noqa: B018


def test_html_of_a_table_is_escaped_and_linked() -> None:
    """IRIs become links with prefixed names, texts are escaped, what is unbound is empty."""
    html = TABLE._repr_html_()
    assert f'<td><a href="{MODEL}a">model:a</a></td><td>2</td><td></td>' in html
    assert "<td>&lt;b&gt;</td>" in html
    assert "more of" not in html


def test_html_of_a_long_table_is_cut() -> None:
    """A notebook shows 200 rows and says how many more there are."""
    html = Table(("n",), tuple((Literal(n),) for n in range(1250)))._repr_html_()
    assert html.count("<td>") == 200
    assert html.endswith("<p>1,050 more of 1,250 rows</p>")


def test_to_pandas_hands_over_plain_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pandas is there it gets the records and the columns."""
    pandas = ModuleType("pandas")
    pandas.DataFrame = lambda records, columns: (records, columns)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    records, columns = TABLE.to_pandas()
    assert records[0] == {"model": f"{MODEL}a", "count": 2, "index": None}
    assert columns == ["model", "count", "index"]


def test_to_pandas_says_where_pandas_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pandas is absent, a sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OutputError, match=r"pandas is not installed; run `pip install pandas`\."):
        TABLE.to_pandas()


def test_the_graph_has_every_edge_under_its_claim(kg: KnowledgeGraph) -> None:
    """The networkx graph has the 89 asserted edges; keys are claims, values plain."""
    graph = kg.graph()
    assert graph.number_of_edges() == 89
    for *_, key, attributes in graph.edges(keys=True, data=True):
        assert attributes["claim"].endswith(f"/claim/{key}")
        assert attributes["status"] in ("stated", "inferred")
    edge = graph.edges[
        "stem-teacher", "coding-teacher", "coding-teacher--initializedFrom--stem-teacher"
    ]
    assert (edge["predicate"], edge["kind"]) == ("initializedFrom", "weights")
    values = [v for _, attributes in graph.nodes(data=True) for v in attributes.values()]
    assert {type(value) for value in values} == {str, int}
    assert graph.nodes["coding-teacher"]["label"] == "Coding teacher (iteration 2)"


def test_edges_run_in_the_direction_of_influence(kg: KnowledgeGraph) -> None:
    """The ancestors of a node in the graph of weights are those that the closure has."""
    graph = kg.graph(kinds=["weights"])
    assert networkx.ancestors(graph, "coding-teacher") == {
        "stem-teacher", "rlvr-student", "sft-student", "ultra-base",
    }  # fmt: skip
    pairs = sum(len(networkx.ancestors(graph, node)) for node in graph)
    assert pairs == kg.reason().by_predicate()["https://w3id.org/nemokg/ontology#weightAncestor"]
    assert set(kg.graph(kinds=["reward"]).predecessors("chat-teacher")) == {"ultra-genrm"}


def test_the_stated_graph_has_stated_edges_only(kg: KnowledgeGraph) -> None:
    """With stated_only, the 68 stated edges remain, as in a view loaded so."""
    graph = kg.graph(stated_only=True)
    assert {edge["status"] for *_, edge in graph.edges(data=True)} == {"stated"}
    assert graph.number_of_edges() == 68
    assert networkx.utils.graphs_equal(graph, nemokg.load(stated_only=True).graph())


def test_an_unknown_kind_is_refused(kg: KnowledgeGraph) -> None:
    """A misspelt kind of influence is an error that names the kinds."""
    with pytest.raises(QueryError, match="Did you mean weights"):
        kg.graph(kinds=["weight"])


def test_a_competency_question_is_answered(kg: KnowledgeGraph) -> None:
    """A question by its id gives its answer; without one, all are listed with their counts."""
    assert len(kg.competency("cq-07")) == 4
    table = kg.competency()
    assert table.columns == ("id", "question", "answers", "query")
    assert len(table) == 40
    assert 0 not in table.column("answers")
    with pytest.raises(UnknownQueryError, match="Did you mean cq-04"):
        kg.competency("cq-044")


def test_questions_about_other_data_have_no_number(tmp_path: Path) -> None:
    """Where the data lack what a question is about, asking it is an error, listing it is none."""
    file = tmp_path / "mine.ttl"
    file.write_text(f"<{MODEL}a> <https://w3id.org/nemokg/ontology#distilledInto> <{MODEL}b> .")
    mine = nemokg.load(file)
    with pytest.raises(ParameterError, match="does not occur in the data"):
        mine.competency("cq-07")
    assert None in mine.competency().column("answers")


def test_engines_give_equal_answers(kg: KnowledgeGraph) -> None:
    """The engine of rdflib answers as the embedded one does, lineage included."""
    second = nemokg.load(engine="rdflib")
    assert second.query("edges") == kg.query("edges")
    assert second.lineage("released-ultra") == kg.lineage("released-ultra")
    assert second.competency("cq-09") == kg.competency("cq-09")


def test_an_unknown_engine_is_refused() -> None:
    """An engine that there is not is an error that names those that there are."""
    with pytest.raises(EngineError, match=r'no engine "rdf"; choose one of oxigraph, rdflib\.'):
        nemokg.load(engine="rdf")


def test_the_commands_take_an_engine(nemokg: Callable[..., Outcome]) -> None:
    """A query through the engine of rdflib prints the same rows."""
    command = ("query", "teachers-of-student", "--format", "csv")
    assert nemokg(*command, "--engine", "rdflib").out == nemokg(*command).out
    assert nemokg(*command, "--engine", "jena").code == 2
