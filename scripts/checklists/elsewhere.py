"""What is not checked here, or does not pass, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checklists.registry import Key

NEEDS_THE_NETWORK: dict[Key, str] = {
    ("FOOPS", "FIND2"): "requires registering the prefix at prefix.cc or LOV, and querying them",
    ("FOOPS", "FIND3"): "requires registering the ontology in a registry, and querying it",
    ("FOOPS", "FIND_3_BIS"): "requires a registry with the metadata",
    ("FOOPS", "OM4.2"): "requires fetching the page of Creative Commons",
    ("FOOPS", "URI1"): "requires the redirects to be in force at w3id.org",
    ("FOOPS", "VER2"): "requires the redirects to be in force at w3id.org",
    ("OOPS", "P37"): "requires the redirects to be in force at w3id.org",
    ("OBO", "P20"): "requires looking at a public tracker",
}
DOES_NOT_APPLY: dict[Key, str] = {
    ("OBO", "P3"): "OBO Foundry identifiers are for its members; ours are at w3id.org",
    (
        "OBO",
        "P9",
    ): "about users of the ontology, not the ontology itself; none are known yet",
    ("OBO", "P11"): "the contributors act as a group and do not name a person",
    ("OBO", "P16"): "about how people act over time, which no file shows",
    ("Widoco-BP", "Funder"): "the work is not funded",
    ("Widoco-BP", "Funding"): "the work is not funded",
    ("Widoco-BP", "DOI"): "an archive assigns one to a deposited release; none is deposited yet",
    ("Widoco-BP", "Vocabulary logo"): "there is none",
    ("Widoco-BP", "Code repository (vocabulary maintenance)"): "no public address is known yet",
    ("Widoco-BP", "Status (of terms)"): "every term has the status of the ontology",
}
# Checked, and known to fail for now: exactly these findings, for this reason.
OPEN: dict[Key, tuple[list[str], str]] = {
    ("OOPS", "P13"): (
        ["externalTo and releasedModel"],
        "a suggestion that was considered: what a pipeline releases is not external to it",
    ),
    ("FOOPS", "OM3"): (
        ["no DOI", "no logo", "no source"],
        "no release is deposited in an archive that gives DOIs; there is no logo; the ontology was"
        " not made from another one",
    ),
}
