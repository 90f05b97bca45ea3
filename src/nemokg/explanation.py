"""A claim in words: what it says, how sure it is, and who says so."""

from __future__ import annotations

from textwrap import wrap

from nemokg.vocab import compact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.claims import Claim, Evidence, Resource

_SUPPORT = {"supports": "supported by", "silent": "silent", "contradicts": "contradicted by"}


def sections(claim: Claim) -> list[tuple[str, list[str]]]:
    """Return what there is to say of a claim: headings, each with its lines; none is empty."""
    triple = " ".join(compact(r.iri) for r in (claim.subject, claim.predicate, claim.object))
    found: list[tuple[str, list[str]]] = [
        ("claim", [compact(claim.iri)]),
        ("denies" if claim.denies else "triple", [triple]),
        ("value", list(claim.values)),
        ("status", [claim.status]),
        ("rank", [claim.rank]),
        ("confidence", [claim.confidence or ""]),
        ("rationale", [claim.rationale or ""]),
        ("scope", [claim.scope or ""]),
        ("iteration", ["" if claim.iteration is None else str(claim.iteration)]),
        ("phase", [claim.phase or ""]),
        ("role", [", ".join(claim.roles)]),
        ("shortcut", ["a longer way is recorded"] if claim.shortcut else []),
        ("pipeline", [claim.pipeline.label] if claim.pipeline else []),
        ("identifier", [claim.identifier or ""]),
        ("note", list(claim.notes)),
    ]
    for support, heading in _SUPPORT.items():
        cited = [_evidence(each) for each in claim.evidence if each.support == support]
        found.append((heading, [line for lines in cited for line in lines]))
    found += [
        ("competes with", list(map(_named, claim.competing))),
        ("realized by", list(map(_named, claim.realized_by))),
    ]
    for conflict in claim.conflicts:
        lines = [f"{conflict.label}. {conflict.description}"]
        lines += [f"Represented so: {conflict.resolution}"] if conflict.resolution else []
        found.append((f"conflict {conflict.identifier}", lines))
    return [(heading, kept) for heading, lines in found if (kept := list(filter(None, lines)))]


def text(claim: Claim, width: int | None = None) -> str:
    """Return a claim for people; each line is one, or fitted to a width where one is given."""
    found = sections(claim)
    indent = max(len(heading) for heading, _ in found) + 2
    lines = [claim.label, ""]
    for heading, contents in found:
        for place, content in enumerate(contents):
            parts = [content]
            if width is not None:
                # Names and addresses are not broken: they may be copied.
                room = max(width - indent, 30)
                parts = wrap(content, room, break_long_words=False, break_on_hyphens=False)
            for number, part in enumerate(parts):
                lines.append(("" if place or number else heading).ljust(indent) + part)
    return "\n".join(lines) + "\n"


def _evidence(evidence: Evidence) -> list[str]:
    source = evidence.source
    title = f"{source.title} ({source.date})" if source.date else source.title
    place = ", ".join(filter(None, [title, evidence.locator]))
    said = f"{place}: {evidence.paraphrase}" if evidence.paraphrase else place
    return [said, *source.urls[:1]]


def _named(resource: Resource) -> str:
    return f"{resource.label} ({compact(resource.iri)})"
