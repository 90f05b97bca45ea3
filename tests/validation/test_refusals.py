"""What contradicts itself is refused, with the cause in the message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from paths import ROOT
from rdflib import RDFS, SH, Graph, URIRef
from shape_cases import BROKEN, ONTOLOGY, SMALL, shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

WEIGHT_PARENT = URIRef("https://w3id.org/nemokg/ontology#weightParent")
CAUSES = {
    "lineage-merge-cycle": ("Lineage-acyclic", "with nemo:mergedFrom to model:tern-4bit."),
    "lineage-mixed-cycle": ("Lineage-acyclic", "with nemo:prunedFrom to model:tern-lora."),
    "lineage-adapter-of-itself": ("Lineage-self", "remove nemo:adapterOf,"),
    "clause-evidence-missing": ("Clause-evidence", "A clause has evidence;"),
    "denial-of-a-step-taken": ("Denial-taken", "stage:tern-sft-stage-1 applies algo:tern-sft;"),
    "denial-of-a-wider-step-taken": (
        "Denial-taken", "stage:tern-rl-stage-2 applies algo:tern-rlvr;",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CAUSES)
def test_a_refusal_names_its_cause(
    name: str, nemokg: Callable[..., Outcome], tmp_path: Path
) -> None:
    """`nemokg validate` says which step, stage or clause is at odds with the rule."""
    store = pyoxigraph.Store()
    store.load(path=SMALL)
    store.update((BROKEN / f"{name}.ru").read_text(encoding="utf-8"))
    data = tmp_path / "broken.ttl"
    store.dump(data, pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())
    outcome = nemokg("validate", "--data", data)
    rule, cause = CAUSES[name]
    findings = outcome.out.split("\n\n")
    assert outcome.code == 1
    assert any(f"  rule  {rule}\n" in each and cause in each for each in findings), outcome.out


def test_paths_of_weights_name_every_kind_of_step() -> None:
    """Every path of weights, in shapes and queries, takes each property below weightParent."""
    ontology = Graph().parse(ONTOLOGY)
    kinds = {
        f"nemo:{str(each).partition('#')[2]}"
        for each in ontology.transitive_subjects(RDFS.subPropertyOf, WEIGHT_PARENT)
    }
    assert len(kinds) == 7
    queries = [str(query) for query in shapes().objects(None, SH.select)]
    queries += [file.read_text(encoding="utf-8") for file in (ROOT / "queries").glob("*.rq")]
    paths = [path for query in queries for path in re.findall(r"\(([^()]*\|[^()]*)\)", query)]
    steps = [{step.strip().lstrip("^") for step in path.split("|")} for path in paths]
    weights = [each for each in steps if "nemo:initializedFrom" in each]
    assert len(weights) > 10
    assert [kinds - each for each in weights if kinds - each] == []
    assert [query for query in queries if re.search(r"nemo:initializedFrom[+*]", query)] == []
