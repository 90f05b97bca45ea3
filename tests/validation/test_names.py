"""Long names: Python shortens them as the shapes ask for, in both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import QuerySolutions, RdfFormat, Store
from rdflib import SH
from shape_cases import NEMOSH, shapes

from nemokg.rdf.names import LONGEST_NAME, shortened_name
from nemokg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
EDGE = "--initializedFrom--base"
# Names that are just short enough, just too long, much too long, and cut at or beside a hyphen.
SUBJECTS = [
    "a" * (LONGEST_NAME - len(EDGE)),
    "a" * (LONGEST_NAME - len(EDGE) + 1),
    "b" * 150,
    "c" * 110 + "-" + "d" * 40,
    "c" * 109 + "--" + "d" * 40,
    "c" * 111 + "-" + "d" * 40,
]
FORMS: dict[str, tuple[str, str, Callable[[str], str], str]] = {
    "Claim-name": (
        "rdf:subject",
        "rdf:predicate nemo:initializedFrom ; rdf:object model:base",
        lambda subject: f"{subject}{EDGE}",
        "claim",
    ),
    "Denial-name": (
        "owl:sourceIndividual",
        "owl:assertionProperty nemo:initializedFrom ; owl:targetIndividual model:base",
        lambda subject: f"not--{subject}{EDGE}",
        "claim",
    ),
    "Evidence-name": (
        "^nemo:evidence",
        "dcterms:source source:report",
        lambda subject: f"{subject}--report--section-3",
        "evidence",
    ),
    "Result-name": (
        "nemo:evaluatedModel",
        "nemo:benchmark bench:maths",
        lambda subject: f"{subject}--maths--accuracy--report",
        "result",
    ),
}


def found_by_oxigraph(data: str, query: str) -> set[str]:
    store = Store()
    store.load(data.encode(), RdfFormat.TURTLE)
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    return {row["value"].value for row in rows}


def found_by_rdflib(data: str, query: str) -> set[str]:
    rows = rdflib.Graph().parse(data=data, format="turtle").query(query)
    return {str(row[rdflib.Variable("value")]) for row in rows.bindings}


@pytest.mark.parametrize("rule", FORMS)
@pytest.mark.parametrize("found", [found_by_oxigraph, found_by_rdflib])
def test_python_and_the_shapes_agree(found: Callable[[str, str], set[str]], rule: str) -> None:
    """Names as Python shortens them conform, whole ones too, and no others."""
    property_, others, full_name, prefix = FORMS[rule]
    blocks, wrong = [HEAD], set()
    for subject in SUBJECTS:
        full = full_name(subject)
        name = shortened_name(full)
        assert len(name) <= LONGEST_NAME
        bad = {"x" + name[1:]}
        if rule in ("Claim-name", "Denial-name") and name != full:
            bad.add(name[:-1] + ("0" if name[-1] != "0" else "1"))
        wrong |= {PREFIXES[prefix] + local for local in bad}
        for local in {full, name, *bad}:
            node = f"<{PREFIXES[prefix]}{local}>"
            first = f"{node} {property_} model:{subject} ."
            if property_.startswith("^"):
                first = f"model:{subject} {property_[1:]} {node} ."
            blocks.append(f"{first} {node} {others} .")
    select = shapes().value(rdflib.URIRef(NEMOSH + rule), SH.select)
    assert found("\n".join(blocks), f"{HEAD}{select}") == wrong


def test_the_hash_is_that_of_the_full_name() -> None:
    """Two long names with a common beginning stay apart, and no name ends in three hyphens."""
    names = {shortened_name("teacher-" * 20 + end) for end in ("a", "b")}
    assert len(names) == 2
    assert not any(
        "---" in shortened_name("a" * count + "--" + "b" * 40) for count in range(100, 120)
    )
