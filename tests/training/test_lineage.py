"""Lineage: every recorded parent is shown, kinds of influence stay apart, nothing loops."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES
from pyoxigraph import RdfFormat, Store

import nemokg
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.engine.oxigraph import OxigraphEngine
from nemokg.errors import QueryError, UnknownNameError
from nemokg.training.lineage import trace_lineage

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

    from nemokg import KnowledgeGraph, Lineage

HEAD = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/nemokg/model/> .
"""
CODING = """\
Coding teacher (iteration 2) (coding-teacher)
└── ● STEM teacher (stem-teacher)
    └── ● Nemotron 3 Ultra RLVR student (rlvr-student)
        └── ● Nemotron 3 Ultra SFT student (sft-student)
            └── ● Nemotron 3 Ultra Base (ultra-base)

● stated
"""
RELEASED = """\
Nemotron 3 Ultra as released (released-ultra)
`-- [s] Nemotron 3 Ultra after MOPD iteration 2 (ultra-final)
    `-- [s] Nemotron 3 Ultra after MOPD iteration 1 (ultra-mopd1)
        |-- [s] MOPD warmup checkpoint (mopd-warmup-checkpoint)
        |   `-- [s] Nemotron 3 Ultra RLVR student (rlvr-student)
        |       `-- [s] Nemotron 3 Ultra SFT student (sft-student)
        |           `-- [s] Nemotron 3 Ultra Base (ultra-base)
        `-- [s] Nemotron 3 Ultra RLVR student (rlvr-student) [shortcut] ^ shown above

[s] stated  [shortcut] a longer path is recorded
"""
MERGED = """\
Kite guess (kite-guess)
└── ◐ Kite small (kite-small) [weight parent]
    └── ● Kite final (kite-final) [pruned from]
        └── ● Kite merge (kite-merge)
            ├── ● Kite base (kite-base) [merge base]
            ├── ● Kite chat (kite-chat) [merged from]
            │   └── ● Kite base (kite-base)
            ├── ● Kite code (kite-code) [merged from]
            │   └── ● Kite base (kite-base)
            └── ● Kite maths (kite-maths) [merged from]
                └── ● Kite base (kite-base)

● stated  ◐ attributed
"""


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return nemokg.load()


def engine(turtle: str) -> OxigraphEngine:
    """Return an engine over a few triples above the ontology."""
    store: Store = store_of_files(core_ontology_files())
    store.load(HEAD + turtle, RdfFormat.TURTLE)
    return OxigraphEngine(store)


def names(tree: Lineage) -> list[str]:
    """Return the local names in the order in which the tree shows them, the first left out."""
    below = [name for child in tree.children for name in (child.iri, *names(child))]
    return [name.rpartition("/")[2] for name in below]


def test_a_lineage_prints_as_a_tree(kg: KnowledgeGraph) -> None:
    """The coding teacher descends from the base over four stated starts."""
    assert str(kg.lineage("coding-teacher")) == CODING


def test_all_parents_are_shown_and_shared_ones_once(kg: KnowledgeGraph) -> None:
    """A shortcut is marked, comes after the longer way, and refers to what that one showed."""
    assert kg.lineage("released-ultra").text(ascii_only=True) == RELEASED


def test_inferred_steps_are_told_from_stated_ones(kg: KnowledgeGraph) -> None:
    """The SWE teacher has two recorded parents, of which one is inferred to come from the base."""
    tree = kg.lineage("swe-teacher")
    assert [(step.status, step.object.rpartition("/")[2]) for step in tree.steps()] == [
        ("stated", "agentic-sft-rl-path"),
        ("inferred", "ultra-base"),
        ("stated", "ultra-base"),
    ]
    assert "○ Nemotron 3 Ultra Base" in str(tree)


def test_the_stated_view_drops_what_is_not_stated() -> None:
    """In the view of what is stated, the chat teacher has no recorded parent."""
    tree = nemokg.load(stated_only=True).lineage("chat-teacher")
    assert tree.children == ()
    assert str(tree).endswith("└── nothing recorded\n")


@pytest.mark.parametrize(
    "word",
    ["sft-student", "model:sft-student", "https://w3id.org/nemokg/model/sft-student",
     "<https://w3id.org/nemokg/model/sft-student>", "Nemotron 3 Ultra SFT student"],
)  # fmt: skip
def test_a_model_goes_by_many_names(kg: KnowledgeGraph, word: str) -> None:
    """Local name, prefixed name, IRI and label name the same model."""
    assert kg.lineage(word) == kg.lineage("sft-student")


def test_another_label_names_a_model_as_well(kg: KnowledgeGraph) -> None:
    """What the explainer calls a model is as good as its label."""
    assert kg.lineage("Ultra Base").iri.endswith("/ultra-base")


def test_an_unknown_model_gets_the_nearest(kg: KnowledgeGraph) -> None:
    """A misspelt name is refused with the one that may be meant."""
    with pytest.raises(UnknownNameError, match="Did you mean coding-teacher"):
        kg.lineage("coding-techer")


def test_a_label_of_two_models_is_refused_with_both() -> None:
    """Where a label does not tell which model is meant, the names that do are offered."""
    shared = ':a a nemo:Teacher ; rdfs:label "Same" . :b a nemo:Teacher ; skos:altLabel "Same" .'
    with pytest.raises(UnknownNameError, match="could be any of model:a, model:b"):
        trace_lineage(engine(shared), "Same")


def test_descendants_are_the_reverse(kg: KnowledgeGraph) -> None:
    """Whatever descends from the RLVR student has it among its ancestors, and nothing else has."""
    below = set(names(kg.lineage("rlvr-student", descendants=True)))
    assert "coding-teacher" in below
    assert "search-teacher" not in below
    for name in below:
        assert "rlvr-student" in names(kg.lineage(name))


def test_other_kinds_end_after_one_step(kg: KnowledgeGraph) -> None:
    """A teacher is shown at its student, and what the teacher comes from is not."""
    tree = kg.lineage("ultra-mopd1", kinds=["distillation"])
    assert len(tree.children) == 11
    assert {child.children for child in tree.children} == {()}
    assert "● Chat teacher (chat-teacher) [distillation]\n" in str(tree)


def test_a_kind_is_followed_where_asked() -> None:
    """Distillation is walked from teacher to teacher of the teacher with follow, else not."""
    chain = engine(":a nemo:distilledInto :b . :b nemo:distilledInto :c .")
    kinds = ["weights", "distillation"]
    assert names(trace_lineage(chain, "c", kinds=kinds)) == ["b"]
    assert names(trace_lineage(chain, "c", kinds=kinds, follow=kinds)) == ["b", "a"]


def test_weights_do_not_leak_through_other_kinds() -> None:
    """The parent of a teacher is no ancestor of the student, in either direction."""
    data = engine(":teacher nemo:initializedFrom :base ; nemo:distilledInto :student .")
    kinds = ["weights", "distillation"]
    assert names(trace_lineage(data, "student", kinds=kinds)) == ["teacher"]
    assert names(trace_lineage(data, "base", kinds=kinds, descendants=True)) == [
        "teacher",
        "student",
    ]
    assert names(trace_lineage(data, "base", descendants=True)) == ["teacher"]


def test_members_of_a_group_inherit_nothing(kg: KnowledgeGraph) -> None:
    """That the committee writes data is no influence of its members."""
    tree = kg.lineage("deepseek-v4-pro", kinds=["data"], descendants=True)
    assert "sft-student" not in names(tree)


def test_a_cycle_ends() -> None:
    """Models that come from each other are shown once, then referred to."""
    cycle = engine(":a nemo:initializedFrom :b . :b nemo:initializedFrom :a .")
    tree = trace_lineage(cycle, "a")
    assert names(tree) == ["b", "a"]
    assert str(tree).count("shown above") == 1


def test_a_depth_cuts_and_says_so(kg: KnowledgeGraph) -> None:
    """With a depth of two, the second step is the last and marked as not the end."""
    tree = kg.lineage("coding-teacher", depth=2)
    assert names(tree) == ["stem-teacher", "rlvr-student"]
    assert "(rlvr-student) …\n" in str(tree)
    assert "…" not in str(kg.lineage("coding-teacher", depth=4))


def test_what_a_depth_cut_is_opened_where_there_is_room() -> None:
    """A shared ancestor cut on a long way is shown in full on a short one."""
    data = engine(
        ":a nemo:initializedFrom :b , :x . :b nemo:initializedFrom :c . :c nemo:initializedFrom :x"
        " . :x nemo:initializedFrom :y . :y nemo:initializedFrom :z ."
    )
    assert names(trace_lineage(data, "a", depth=3)) == ["b", "c", "x", "x", "y", "z"]
    assert names(trace_lineage(data, "a", depth=4)) == ["b", "c", "x", "y", "x", "y", "z"]
    assert names(trace_lineage(data, "a", depth=5)) == ["b", "c", "x", "y", "z", "x"]
    assert trace_lineage(data, "a", depth=5).children == trace_lineage(data, "a").children


def test_a_shortcut_comes_last_and_an_edge_has_the_best_of_its_claims() -> None:
    """A marked shortcut follows the longer way, and a stated claim goes before an inferred one."""
    data = engine(
        """
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix claim: <https://w3id.org/nemokg/claim/> .
        :c nemo:initializedFrom :a , :b . :b nemo:initializedFrom :a . :a nemo:initializedFrom :z .
        claim:1 rdf:subject :c ; rdf:predicate nemo:initializedFrom ; rdf:object :a ;
            nemo:status nemo:inferred ; nemo:shortcut true .
        claim:2 rdf:subject :b ; rdf:predicate nemo:initializedFrom ; rdf:object :a ;
            nemo:status nemo:inferred .
        claim:3 rdf:subject :b ; rdf:predicate nemo:initializedFrom ; rdf:object :a ;
            nemo:status nemo:stated .
        """
    )
    assert str(trace_lineage(data, "c")) == (
        "c\n├── · b\n│   └── ● a\n│       └── · z\n└── ○ a [shortcut] ↑ shown above\n\n"
        "● stated  ○ inferred  · no claim  [shortcut] a longer path is recorded\n"
    )


def test_a_very_long_line_is_cut_at_200() -> None:
    """A line of 300 starts is shown for 200 steps and marked there."""
    line = engine("".join(f":m{n} nemo:initializedFrom :m{n + 1} . " for n in range(300)))
    tree = trace_lineage(line, "m0")
    assert len(names(tree)) == 200
    assert str(tree).rstrip().endswith("…\n\n· no claim")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"kinds": ["weigths"]}, "Did you mean weights"),
        ({"kinds": []}, "at least one kind"),
        ({"follow": ["dat"]}, 'no kind of influence "dat"'),
        ({"depth": 0}, "at least 1, not 0"),
    ],
)
def test_bad_options_are_refused(kg: KnowledgeGraph, options: dict[str, object], says: str) -> None:
    """An unknown kind and a depth below one are errors that name what would do."""
    with pytest.raises(QueryError, match=says):
        kg.lineage("coding-teacher", **options)  # type: ignore[arg-type]


def test_html_is_escaped() -> None:
    """A label with HTML in it is displayed, not interpreted."""
    data = engine(':a nemo:initializedFrom :b . :b rdfs:label "<script>" .')
    assert "&lt;script&gt;" in trace_lineage(data, "a")._repr_html_()
    assert "<script>" not in trace_lineage(data, "a")._repr_html_()


def test_the_command_draws_the_tree(nemokg: Callable[..., Outcome]) -> None:
    """The command prints what the value prints."""
    assert nemokg("lineage", "coding-teacher", "--ascii").out == CODING.translate(
        {ord("●"): "[s]", ord("└"): "`", ord("─"): "-"}
    )


@pytest.mark.parametrize(("encoding", "sign"), [("ascii", "[s]"), ("utf-8", "●")])
def test_signs_fit_the_encoding(
    nemokg: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, encoding: str, sign: str
) -> None:
    """Where the locale is no UTF-8, the tree is drawn with ASCII."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    assert f"{sign} STEM teacher" in nemokg("lineage", "coding-teacher").out


def test_the_command_writes_csv_and_json(nemokg: Callable[..., Outcome]) -> None:
    """The formats for programs hold every step, with full IRIs."""
    rows = nemokg("lineage", "released-ultra", "--format", "csv").out.splitlines()
    assert rows[0] == "subject,predicate,object,kind,status,shortcut,claim"
    assert len(rows) == 8
    assert sum(",true," in row for row in rows) == 1
    tree = json.loads(nemokg("lineage", "released-ultra", "--format", "json").out)
    assert tree["children"][0]["step"]["claim"].startswith("https://w3id.org/nemokg/claim/")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("coding-techer",), "Did you mean coding-teacher"),
        (("coding-teacher", "--kinds", "weigths"), "Did you mean weights"),
        (("coding-teacher", "--kinds", ","), "at least one kind"),
        (("coding-teacher", "--depth", "-1"), "at least 1, not -1"),
        (("coding-teacher", "--depth", "x"), "invalid int value"),
        (("caf\udce9",), "There is no model"),
        (('"} } #',), "There is no model"),
    ],
)
def test_bad_input_is_one_sentence(
    nemokg: Callable[..., Outcome], arguments: tuple[str, ...], says: str
) -> None:
    """The command refuses what it cannot use with one line and exit code 2."""
    outcome = nemokg("lineage", *arguments)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert says in outcome.err


@pytest.fixture(scope="module")
def kite() -> KnowledgeGraph:
    """Return a pipeline with every step of weights and every kind of influence."""
    return nemokg.load(FIXTURES / "pipelines/kite.ttl")


def test_every_step_of_weights_is_walked(kite: KnowledgeGraph) -> None:
    """Merges, prunings and steps of no known kind are steps of a lineage, and say what they are."""
    assert kite.lineage("kite-guess").text() == MERGED
    below = {
        step.subject.rpartition("/")[2]
        for step in kite.lineage("kite-final", descendants=True).steps()
    }
    assert below == {"kite-guess", "kite-int4", "kite-lora", "kite-small"}


def test_what_has_influence_on_itself_does_not_loop(kite: KnowledgeGraph) -> None:
    """A model that judges itself, or writes its own data, is shown once more and not opened."""
    kinds = ["judging", "data", "value model", "data filtering", "data transformation"]
    for model, others in (
        ("kite-final", ["kite-final", "kite-reward"]),
        ("kite-chat", ["kite-chat", "kite-filter", "kite-rewriter"]),
    ):
        lineage = kite.lineage(model, kinds=kinds, follow=kinds)
        assert [child.iri.rpartition("/")[2] for child in lineage.children] == others
        assert lineage.children[0].repeated
        assert not lineage.children[0].children


def test_value_models_take_weights_but_pass_none_on(kite: KnowledgeGraph) -> None:
    """Who starts a value model influences the model, from object to subject, and is no ancestor."""
    assert "kite-reward" not in str(kite.lineage("kite-final"))
    (onwards,) = kite.lineage("kite-reward", descendants=True, kinds=["value model"]).children
    assert onwards.iri.endswith("/kite-final")


def test_a_step_of_no_known_kind_is_left_out_beside_a_known_one() -> None:
    """What only follows from another step of weights is not shown a second time."""
    asserted = engine(HEAD + ":b nemo:initializedFrom :a ; nemo:weightParent :a .")
    assert len(trace_lineage(asserted, "b").children) == 1
    alone = engine(HEAD + ":b nemo:weightParent :a .")
    assert len(trace_lineage(alone, "b").children) == 1
