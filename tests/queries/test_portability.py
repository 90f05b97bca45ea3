"""The rules for query files hold, and each of them catches what breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from portability import RULE_NAMES, findings

from nemokg.files.resources import bundled_directory
from nemokg.queries import catalogue

GOOD = """\
#+ summary: Ancestors of a model
#+ description: One row per ancestor.
#+ tags:
#+   - weights
#+ defaults:
#+   - model: model:my-model
#+   - status: "nemo:"
PREFIX model: <https://w3id.org/nemokg/model/>
PREFIX nemo: <https://w3id.org/nemokg/ontology#>

SELECT DISTINCT ?ancestor
WHERE {
  VALUES ?model { model:my-model }
  ?ancestor (^nemo:initializedFrom)+ ?model .
  FILTER NOT EXISTS { ?ancestor nemo:memberOf ?group }
  VALUES ?status { UNDEF }
  FILTER(!BOUND(?status) || CONTAINS(STR(?ancestor), "select from (x)"))
}
ORDER BY ?ancestor
"""
BAD = [
    ("header", "#+ summary: Ancestors of a model\n", ""),
    ("header", "One row per ancestor.", "One row: an ancestor."),
    ("header", "#+ tags:\n#+   - weights\n", "#+ tags:\n"),
    ("header", "#+ tags:", "#+ method: GET\n#+ tags:"),
    ("default", "VALUES ?model { model:my-model }", "VALUES ?model { model:other }"),
    ("default", "VALUES ?model { model:my-model }", "VALUES ?model { model:a model:b }"),
    ("default", "  VALUES ?status { UNDEF }\n", ""),
    ("default", "  VALUES ?status { UNDEF }\n", "  VALUES ?status { UNDEF }\n" * 2),
    ("default", "  VALUES ?status { UNDEF }\n", "  VALUES ?status { UNDEF }\n  VALUES ?x { 1 }\n"),
    ("prefix", "PREFIX nemo:", "PREFIX owl: <http://www.w3.org/2002/07/owl#>\nPREFIX nemo:"),
    ("prefix", "nemo:memberOf", "skos:member"),
    ("prefix", "ontology#>", "ontology/>"),
    ("order", "ORDER BY ?ancestor\n", ""),
    ("order", "ORDER BY ?ancestor", "ORDER BY STR(?ancestor)"),
    ("order", "SELECT DISTINCT ?ancestor", "SELECT DISTINCT *"),
    ("distinct", "SELECT DISTINCT ?ancestor", "SELECT ?ancestor"),
    ("path_start", "?ancestor (^nemo:initializedFrom)+ ?model", "?model nemo:feeds+ ?ancestor"),
    ("path_start", "?ancestor (^nemo:initializedFrom)+ ?model", "?model (nemo:a|nemo:b?)* ?x"),
    ("not_exists", "nemo:memberOf ?group", "nemo:memberOf ?g . ?g nemo:role ?r"),
    ("not_exists", "nemo:memberOf ?group", "nemo:memberOf ?g ; nemo:role ?r"),
    ("not_exists", "nemo:memberOf ?group", "nemo:memberOf ?g FILTER(?g != ?model)"),
    ("elsewhere", "WHERE {", "FROM <https://example.org/>\nWHERE {"),
    ("elsewhere", "WHERE {", "WHERE { SERVICE <https://example.org/> { ?s ?p ?o }"),
    ("elsewhere", "ORDER BY ?ancestor", "LIMIT 5 ORDER BY ?ancestor"),
    ("function", "CONTAINS(", "NOW("),
    ("function", "CONTAINS(", "nemo:contains("),
    ("function", "SELECT DISTINCT ?ancestor", "SELECT (SUM(DISTINCT ?x) AS ?ancestor)"),
    ("data_name", "?ancestor nemo:memberOf ?group", "?ancestor nemo:memberOf model:my-group"),
]  # fmt: skip


@pytest.mark.parametrize("name", catalogue.query_names())
def test_query_keeps_the_rules(name: str) -> None:
    """A canned query breaks none of the rules, and no line of it is longer than 100 characters."""
    text = (Path(bundled_directory("queries")) / f"{name}.rq").read_text(encoding="utf-8")
    assert findings(name, text) == []
    assert max(map(len, text.splitlines())) <= 100


def test_the_good_example_is_good() -> None:
    """The example that the bad ones start from breaks no rule."""
    assert findings("good", GOOD) == []


@pytest.mark.parametrize(("rule", "good", "bad"), BAD)
def test_a_rule_catches_what_breaks_it(rule: str, good: str, bad: str) -> None:
    """Breaking the good example in one place breaks the rule that is meant, perhaps others."""
    assert good in GOOD
    broken = {finding.partition(":")[0] for finding in findings("bad", GOOD.replace(good, bad, 1))}
    assert rule in broken


def test_every_rule_has_a_bad_example() -> None:
    """Each rule is broken by an example."""
    assert len(RULE_NAMES) == 10
    assert {rule for rule, _, _ in BAD} == set(RULE_NAMES)
