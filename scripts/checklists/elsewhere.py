"""What is not checked here, or does not pass, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checklists.registry import Key

NEEDS_THE_NETWORK: dict[Key, str] = {
    ("FOOPS", "FIND2"): "prefix.cc and LOV have to be asked, and first told of the prefix",
    ("FOOPS", "FIND3"): "a registry has to be asked, and first told of the ontology",
    ("FOOPS", "FIND_3_BIS"): "a registry has to hold the metadata",
    ("FOOPS", "OM4.2"): "the page of Creative Commons has to be fetched",
    ("FOOPS", "URI1"): "the redirections have to be in force at w3id.org",
    ("FOOPS", "VER2"): "the redirections have to be in force at w3id.org",
    ("OOPS", "P37"): "the redirections have to be in force at w3id.org",
    ("OBO", "P20"): "a public tracker has to be looked at",
}
DOES_NOT_APPLY: dict[Key, str] = {
    ("OBO", "P3"): "identifiers of the OBO Foundry are for its members; ours are those of w3id.org",
    ("OBO", "P9"): "says who uses the ontology, not what it is; no users are known yet",
    ("OBO", "P11"): "the contributors act as a group and name no person",
    ("OBO", "P16"): "says how people act over time, which no file shows",
    ("Widoco-BP", "Funder"): "nobody funds the work",
    ("Widoco-BP", "Funding"): "nobody funds the work",
    ("Widoco-BP", "DOI"): "an archive gives one to a deposited release; none is deposited yet",
    ("Widoco-BP", "Vocabulary logo"): "there is none",
    ("Widoco-BP", "Code repository (vocabulary maintenance)"): "no public address is known yet",
    ("Widoco-BP", "Status (of terms)"): "all terms have the status of the ontology",
}
# Checked, and known to fail for now: exactly these findings, for this reason.
OPEN: dict[Key, tuple[list[str], str]] = {
    ("OOPS", "P13"): (
        ["externalTo and releasedModel"],
        "a suggestion that was looked at: what a pipeline releases is not external to it",
    ),
    ("FOOPS", "OM3"): (
        ["no DOI", "no logo", "no source"],
        "no release is deposited in an archive that gives DOIs; there is no logo; the ontology was"
        " not made from another one",
    ),
}
