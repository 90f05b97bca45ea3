"""The data hold what the curated facts hold; every difference is listed with its reason."""

from __future__ import annotations

import copy
from hashlib import sha256

import pytest
from facts import compare, demands, derived, found
from facts.terms import Kinds
from paths import TESTS

FACTS = TESTS / "bundled/facts"
# The facts are frozen: what changes is the data, and the tables of differences beside them.
DIGEST = "cb700f48f63d276d36b3abea37eebde655881290be60a8c5cda371acda5d37a2"


@pytest.fixture(scope="module")
def read() -> found.Subjects:
    """Everything that data/ says, by subject."""
    return found.subjects()


@pytest.fixture(scope="module")
def wanted() -> Kinds:
    """Return the records that the facts demand."""
    return demands.records()


@pytest.fixture(scope="module")
def held(read: found.Subjects) -> Kinds:
    """Return the records that the data hold."""
    return derived.held(read)


@pytest.fixture(scope="module")
def known(wanted: Kinds, held: Kinds) -> set[str]:
    """Return the findings on the data as they are, so that the tests below look for new ones."""
    return set(compare.unlisted(compare.differences(wanted, held)))


def audit(wanted: Kinds, read: found.Subjects) -> set[str]:
    """Return the findings of the audit on some data."""
    return set(compare.unlisted(compare.differences(wanted, derived.held(read))))


def test_the_facts_are_frozen() -> None:
    """The facts are those from which the first release was written, to the byte."""
    files = [*sorted(FACTS.glob("*.yaml")), FACTS / "conflicts.md"]
    assert sha256(b"".join(file.read_bytes() for file in files)).hexdigest() == DIGEST


@pytest.mark.parametrize("kind", sorted(set(found.KINDS) - {"evidence", "symbol"}))
def test_data_hold_the_facts(kind: str, wanted: Kinds, held: Kinds) -> None:
    """Items of the kind agree with the facts in every field, but for the listed differences."""
    assert kind in held
    differences = compare.differences({kind: wanted.get(kind, {})}, {kind: held[kind]})
    assert compare.unlisted(differences, kind) == []


def test_every_kind_is_compared(wanted: Kinds, held: Kinds) -> None:
    """No kind is known to one side alone under a name that the comparison does not visit."""
    assert wanted.keys() <= held.keys() == set(found.KINDS) - {"evidence", "symbol"}


def test_listed_kinds_exist() -> None:
    """Every entry of the tables names a kind, so that one of the comparisons above checks it."""
    assert {entry.kind for entry in compare.LISTED} <= set(found.KINDS) - {"evidence", "symbol"}


def test_things_within_others_are_whole(read: found.Subjects) -> None:
    """Evidence, parts and symbols are hung from something and say nothing that is not compared."""
    typed = {"nemo:Evidence": "nemo:evidence", "nemo:Symbol": "nemo:symbol"}
    hung = {
        field: {target for fields in read.values() for target in fields.get(field, ())}
        for field in found.WITHIN
    }
    for item, fields in read.items():
        for name in fields["rdf:type"] & typed.keys():
            assert item in hung[typed[name]], item
    for field, allowed in found.WITHIN.items():
        assert len(hung[field]) > 30
        for item in hung[field]:
            assert read[item].keys() <= allowed, item


def test_evidence_belongs_to_one_thing(read: found.Subjects) -> None:
    """No piece of evidence is shared, so that each count of evidence is a count of judgments."""
    hung = [target for fields in read.values() for target in fields.get("nemo:evidence", ())]
    assert len(hung) == len(set(hung))


def test_every_plain_triple_is_claimed(read: found.Subjects, held: Kinds) -> None:
    """The plain triples are those of the claims that are not deprecated, and no others."""
    claimed = {
        tuple(found.one(read[item], part) for part in found.CLAIM_PARTS)
        for item, fields in held["claim"].items()
        if fields["nemo:rank"] != {"nemo:deprecated"}
    }
    assert set(found.plain_triples(read)) == claimed


def test_names_say_what_is_claimed(read: found.Subjects, held: Kinds) -> None:
    """Names of claims are made of their parts, and labels name subject and object."""
    for item, fields in held["claim"].items():
        ends = [found.one(read[item], part) for part in found.CLAIM_PARTS]
        assert item == "claim:" + "--".join(end.partition(":")[2] for end in ends)
        subject, _, target = found.bare(*fields["rdfs:label"]).split(" \N{EN DASH} ")
        kind = found.one(read[ends[2]], "nemo:quantityKind") if "quantity:" in ends[2] else ends[2]
        assert found.bare(found.one(read[kind], "rdfs:label")) == target
        whole = found.bare(found.one(read[ends[0]], "rdfs:label"))
        short = whole.partition(": ")[0] if ends[0].startswith("stage:") else whole
        assert subject == short, item


def test_labels_of_results_say_what_they_are(read: found.Subjects, held: Kinds) -> None:
    """The label of a result names benchmark, model, table, column, category and decoding."""
    for item, fields in held["result"].items():
        thing = [found.one(read[item], f"nemo:{part}") for part in ("benchmark", "evaluatedModel")]
        bench, model = (found.bare(found.one(read[one], "rdfs:label")) for one in thing)
        table, column, *rest = (
            found.bare(*fields[f"nemo:{part}"])
            for part in ("table", "column", "category", "decoding")
            if f"nemo:{part}" in fields
        )
        words = ", ".join([f"{bench}: {model}", table, f"column {column}", *rest])
        assert found.bare(*fields["rdfs:label"]) == words


def drop(read: found.Subjects, item: str, field: str, value: str) -> None:
    """Take one triple out."""
    read[item][field].remove(value)
    if not read[item][field]:
        del read[item][field]


@pytest.mark.parametrize(
    ("item", "field", "before", "after"),
    [
        ("result:r001", "nemo:value", "34.5", "34.6"),
        ("result:r036", "nemo:baselineResult", "result:r032", "result:r034"),
        ("claim:chat-teacher--initializedFrom--rlvr-student", "nemo:status", "nemo:inferred",
         "nemo:stated"),
        ("claim:swe-teacher--initializedFrom--ultra-base", "nemo:rank", "nemo:normal",
         "nemo:preferred"),
        ("claim:deepseek-v4-pro--generatesDataFor--sft-student", "nemo:confidence", "nemo:low",
         "nemo:high"),
        ("model:kimi-k2", "skos:definition",
         '"Open model that the explainer lists as a committee member."',
         '"Open model that the explainer lists."'),
        ("quantity:ultra-base-total-parameters", "nemo:value", "550000000000", "55000000000"),
        ("quantity:sft-student-samples-stage-1", "nemo:value", "204800", "20480"),
        ("stage:swe-teacher-stage-2", "nemo:stageOrder", "2", "3"),
        ("algo:mopd", "skos:broader", "algo:on-policy-distillation", "algo:distillation"),
        ("source:report", "dcterms:issued", "2026-06-09", "2026-06-12"),
        ("source:report-arxiv", "dcterms:isVersionOf", "source:ultra-report", ""),
        ("conflict:c-01", "nemo:conflictWeight", '"A"', '"B"'),
        ("conflict:c-07", "nemo:conflictWeight", "", '"B"'),
        ("round:nemotron-3-ultra-mopd-2", "nemo:reusedTeacher", "model:search-teacher", ""),
        ("model:chat-teacher", "nemo:distilledInto", "model:ultra-mopd1", ""),
        ("dataset:env-math", "rdf:type", "nemo:Environment", "nemo:Dataset"),
        ("claim:not--deepseek-v4-pro--generatesDataFor--sft-student", "nemo:status",
         "nemo:stated", "nemo:attributed"),
    ],
)  # fmt: skip
def test_audit_sees(
    wanted: Kinds, read: found.Subjects, known: set[str], item: str, field: str, before: str,
    after: str,
) -> None:  # fmt: skip
    """A triple changed, dropped or added anywhere is a finding of the audit."""
    broken = copy.deepcopy(read)
    if before:
        drop(broken, item, field, before)
    if after:
        broken[item].setdefault(field, set()).add(after)
    assert audit(wanted, broken) - known


@pytest.mark.parametrize("kind", ["claim", "model", "algorithm", "equation", "result", "remark"])
def test_audit_sees_missing_evidence(
    wanted: Kinds, read: found.Subjects, known: set[str], kind: str
) -> None:
    """A piece of evidence taken from a thing of the kind is a finding of the audit."""
    broken = copy.deepcopy(read)
    types = {*found.KINDS[kind]}
    item = next(item for item, fields in read.items()
                if fields["rdf:type"] & types and "nemo:evidence" in fields)  # fmt: skip
    evidence = min(broken[item]["nemo:evidence"])
    drop(broken, item, "nemo:evidence", evidence)
    del broken[evidence]
    assert any(item in finding for finding in audit(wanted, broken) - known)


@pytest.mark.parametrize("table", ["LEFT_OUT", "CHANGED", "ADDED"])
def test_audit_sees_stale_entries(table: str, held: Kinds, wanted: Kinds, known: set[str]) -> None:
    """An entry of a table that no difference bears out is a finding of the audit."""
    stale = getattr(compare, table)[0]
    left = [
        one for one in compare.differences(wanted, held)
        if not (compare.table(one) is getattr(compare, table) and stale.covers(*one[:3]))
    ]  # fmt: skip
    (finding,) = set(compare.unlisted(left)) - known
    assert finding.startswith(f"listed, not there: {stale.kind} {stale.items}")
