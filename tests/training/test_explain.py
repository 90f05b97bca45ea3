"""Claims are explained with all that the dataset knows about them."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from html import escape
from typing import TYPE_CHECKING

import pytest
from paths import FIXTURES

import nemokg
from nemokg import Claim, Denial
from nemokg.errors import QueryError, UnknownClaimError
from nemokg.training.claims import claim_sections
from nemokg.training.explain import explain_claims

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    from nemokg import KnowledgeGraph

REFUTED = "deepseek-v4-pro--generatesDataFor--sft-student"
PREFIX = "https://w3id.org/nemokg/claim/"


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Return the bundled dataset."""
    return nemokg.load()


def supports(claim: Claim) -> list[str]:
    """Return the local names of the sources, with what each says of the claim."""
    found = [(each.source.iri.rpartition("/")[2], each.support) for each in claim.evidence]
    return [f"{source} {support}" for source, support in sorted(found)]


def test_a_claim_has_its_parts(kg: KnowledgeGraph) -> None:
    """The start of the coding teacher is a stated claim with seven pieces of evidence."""
    claim = kg.explain("coding-teacher--initializedFrom--stem-teacher")
    assert (claim.status, claim.rank, claim.identifier) == ("stated", "normal", "e019")
    assert (claim.iteration, claim.phase, claim.in_explainer) == (2, "duringDistillation", True)
    assert claim.subject.label == "Coding teacher (iteration 2)"
    assert claim.predicate.iri == "https://w3id.org/nemokg/ontology#initializedFrom"
    assert supports(claim) == [
        "explainer-dot supports",
        "hf-teacher-coding contradicts",
        "nv-teachers silent",
        "report supports",
        "report-fig10 supports",
        "seed contradicts",
        "seed supports",
    ]
    assert [conflict.identifier for conflict in claim.conflicts] == ["C-02"]


def test_evidence_has_source_date_locator_and_paraphrase(kg: KnowledgeGraph) -> None:
    """The report's evidence names its dated edition, the place, and what it says there."""
    claim = kg.explain("coding-teacher--initializedFrom--stem-teacher")
    (report,) = (each for each in claim.evidence if each.source.iri.endswith("/report"))
    assert report.source.title.startswith("Nemotron 3 Ultra: Open, Efficient")
    assert report.source.date == "2026-06-09"
    assert report.source.urls[0].startswith("https://research.nvidia.com/")
    (notes,) = (each for each in claim.evidence if each.source.iri.endswith("/nv-teachers"))
    assert notes.source.date == "2026-08-21"
    assert report.locator == "§3.3.2 p26"
    assert report.paraphrase == "extra coding RL that begins at the reasoning teacher"


@pytest.mark.parametrize(
    "words",
    [
        (REFUTED,),
        (f"claim:{REFUTED}",),
        (PREFIX + REFUTED,),
        ("deepseek-v4-pro", "generatesDataFor", "sft-student"),
        ("model:deepseek-v4-pro", "nemo:generatesDataFor", "sft-student"),
    ],
)
def test_a_claim_goes_by_name_and_by_triple(kg: KnowledgeGraph, words: tuple[str, ...]) -> None:
    """Local name, prefixed name, IRI and triple find the same claim, the refuted one included."""
    claim = kg.explain(*words)
    assert (claim.iri, claim.rank, claim.confidence) == (PREFIX + REFUTED, "deprecated", "low")
    assert claim.rationale is not None
    assert [each.iri for each in claim.competing] == [f"{PREFIX}not--{REFUTED}"]
    assert claim.iteration == 0


def test_a_denial_is_a_claim_of_its_own(kg: KnowledgeGraph) -> None:
    """A denial has the triple that it denies, and is found by it where no claim is."""
    denial = kg.explain("released-ultra", "weightAncestor", "external-committee")
    assert isinstance(denial, Denial)
    assert denial.object.iri.endswith("/external-committee")
    assert "denies" in str(denial)
    assert not kg.explain(REFUTED).denies


def test_a_denial_need_not_be_called_a_claim_too(tmp_path: Path) -> None:
    """A resource that is a denial by its class alone can be explained, with what little it has."""
    file = tmp_path / "mine.ttl"
    file.write_text(f"<{PREFIX}not--a> a <https://w3id.org/nemokg/ontology#Denial> .")
    denial = nemokg.load(file).explain("not--a")
    assert (denial.denies, denial.label, denial.status) == (True, "claim:not--a", "")


def test_a_claim_without_a_name_is_passed_over(tmp_path: Path) -> None:
    """A claim that is a blank node cannot be cited, and keeps no other from being explained."""
    file = tmp_path / "mine.ttl"
    claim = "a <https://w3id.org/nemokg/ontology#Claim>"
    file.write_text(f"<{PREFIX}b> {claim} . [] {claim} . <{PREFIX}a> {claim} .")
    kg = nemokg.load(file)
    assert kg.claims() == [f"{PREFIX}a", f"{PREFIX}b"]
    assert [claim.iri for claim in explain_claims(kg.engine, kg.claims())] == kg.claims()


def test_what_many_claims_share_is_read_once(kg: KnowledgeGraph) -> None:
    """Claims that are read together say what each says when it is read alone."""
    names = kg.claims()[::9]
    assert len(names) > 20
    assert explain_claims(kg.engine, names) == [kg.explain(name) for name in names]


def test_objects_need_not_be_models(kg: KnowledgeGraph) -> None:
    """A claim about a quantity is found by local names, and says the values with their units."""
    claim = kg.explain("rlvr-student", "hasQuantity", "rlvr-student-max-generation-length")
    assert claim.values == ("initial: 49152 tokens", "later: 65536 tokens")
    claim = kg.explain("rlvr-student", "hasQuantity", "rlvr-student-steps-per-phase")
    assert claim.values[0] == "phase-1: approximately 128"


def test_every_claim_can_be_explained(kg: KnowledgeGraph) -> None:
    """Each claim and denial is read, printed and displayed, with source and locator throughout."""
    rows = kg.sparql("SELECT ?c WHERE { ?c a <https://w3id.org/nemokg/ontology#Claim> }")
    assert isinstance(rows, nemokg.Table)
    claims = [kg.explain(str(name)) for name in rows.column("c")]
    assert len(claims) > 350
    assert sum(claim.denies for claim in claims) == 3
    for claim in claims:
        assert claim.status in ("stated", "attributed", "inferred")
        assert claim.evidence, claim.iri
        assert all(each.source.title and each.locator and each.support for each in claim.evidence)
        assert claim.status in str(claim)
        assert escape(claim.label) in claim._repr_html_()


def test_both_engines_explain_alike(kg: KnowledgeGraph) -> None:
    """The engine of rdflib gives the same value."""
    second = nemokg.load(engine="rdflib")
    assert second.explain(REFUTED) == kg.explain(REFUTED)


def test_claims_are_frozen(kg: KnowledgeGraph) -> None:
    """A claim cannot be changed."""
    with pytest.raises(FrozenInstanceError):
        kg.explain(REFUTED).status = "stated"  # type: ignore[misc]


@pytest.mark.parametrize(
    "words",
    [("coding-teacher--initializedFrom--stem-techer",),
     ("coding-teacher", "initializedFrom", "stem-techer")],
)  # fmt: skip
def test_no_such_claim_offers_the_nearest(kg: KnowledgeGraph, words: tuple[str, ...]) -> None:
    """What is no claim is refused with the claim that may be meant."""
    with pytest.raises(
        UnknownClaimError, match="mean coding-teacher--initializedFrom--stem-teacher"
    ):
        kg.explain(*words)


@pytest.mark.parametrize("words", [(), ("a", "b"), ("a", "b", "c", "d")])
def test_other_numbers_of_words_are_refused(kg: KnowledgeGraph, words: tuple[str, ...]) -> None:
    """A claim is named by one word or by three."""
    with pytest.raises(QueryError, match="a SUBJECT, a PREDICATE and an OBJECT"):
        kg.explain(*words)


def test_the_command_groups_the_evidence(nemokg: Callable[..., Outcome]) -> None:
    """The text has what supports, what is silent and what contradicts, rivals and conflicts."""
    out = nemokg("explain", REFUTED).out
    headings = [line.split("  ")[0] for line in out.splitlines()[2:] if line[:1].strip()]
    assert headings == [
        "claim", "triple", "status", "rank", "confidence", "rationale", "iteration", "phase",
        "pipeline", "identifier", "supported by", "silent", "contradicted by", "competes with",
        "conflict C-22",
    ]  # fmt: skip
    assert "(2026-06-09), §3.3.4 p28: the student had no direct contact" in out


def test_the_command_fits_a_width(nemokg: Callable[..., Outcome]) -> None:
    """With a width, no line of words is longer."""
    lines = nemokg("explain", REFUTED, "--width", "70").out.splitlines()[2:]
    assert all(len(line) <= 70 for line in lines if "http" not in line and "--" not in line)
    assert len(lines) > 25


def test_the_command_writes_json(nemokg: Callable[..., Outcome]) -> None:
    """JSON has every part, and says whether it is a claim or a denial."""
    claim = json.loads(nemokg("explain", f"not--{REFUTED}", "--format", "json").out)
    assert (claim["type"], claim["status"]) == ("Denial", "stated")
    assert claim["evidence"][0]["source"]["title"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nothing-of-the-kind",), 1, 'There is no claim "nothing-of-the-kind".'),
        (("coding-teacher", "initializedFrom", "stem-techer"), 1, "Did you mean"),
        (("model:coding-teacher",), 1, "There is no claim"),
        (('"} #',), 1, "There is no claim"),
        (("caf\udce9", "b c", "d"), 1, "There is no claim"),
        (("a", "b"), 2, "Give the name of a claim"),
    ],
)
def test_bad_input_is_one_sentence(
    nemokg: Callable[..., Outcome], words: tuple[str, ...], code: int, says: str
) -> None:
    """No such claim is exit code 1, a question that cannot be asked 2, with one line each."""
    outcome = nemokg("explain", *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert says in outcome.err


def test_primary_sources_come_first(kg: KnowledgeGraph) -> None:
    """Evidence of the primary sources stands before that of all others."""
    found = kg.explain("coding-teacher", "initializedFrom", "stem-teacher").evidence
    primary = [(each.source.tier or "").startswith("primary") for each in found]
    assert True in primary
    assert primary == sorted(primary, reverse=True)


@pytest.mark.parametrize(
    ("claim", "heading", "label", "is_pipeline"),
    [
        ("tulu-3-8b--maker--ai2", "pipeline", "Tülu 3", True),
        (
            "nemotron-cc-math-3--transformedBy--phi-4",
            "account", "outside the recorded pipelines", False,
        ),
    ],
)  # fmt: skip
def test_a_claim_names_its_account(claim: str, heading: str, label: str, is_pipeline: bool) -> None:
    """A claim belongs to a pipeline, or to another account, and its text says to which."""
    explained = nemokg.load(FIXTURES / "pipelines" / "field.ttl").explain(claim)
    assert explained.account is not None
    assert explained.account.label == label
    assert (explained.pipeline == explained.account) is is_pipeline
    assert (heading, [label]) in claim_sections(explained)


def test_a_claim_names_its_stage() -> None:
    """A claim about one stage names it by its label."""
    graph = nemokg.load(FIXTURES / "pipelines" / "field.ttl")
    explained = graph.explain("tulu-3-8b--valueModelFrom--tulu-3-8b-rm")
    assert [stage.label for stage in explained.stages] == ["Tülu 3 8B, stage 1: RLVR"]
    assert ("stage", ["Tülu 3 8B, stage 1: RLVR"]) in claim_sections(explained)
