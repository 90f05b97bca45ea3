"""SSSOM: the alignments as a table of mappings, which mapping tools read.

The head is YAML in comments, the table tab-separated: https://w3id.org/sssom/.
"""

from __future__ import annotations

from nemokg.rdf.vocab import BASE, PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nemokg.export.alignments import Alignment

_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "object_source_version", "mapping_source", "comment",
)  # fmt: skip
# Every mapping was chosen by hand, after reading the definitions of both terms.
_JUSTIFICATION = "semapv:ManualMappingCuration"
_OWN = {
    "alignment": f"{BASE}alignment/",
    "semapv": "https://w3id.org/semapv/vocab/",
    **{name: PREFIXES[name] for name in ("nemo", "owl", "rdf", "rdfs", "skos")},
}


def render_sssom(alignments: Sequence[Alignment]) -> str:
    r"""Return the mappings of alignments as one SSSOM/TSV mapping set, sorted.

    The date and version are those of the latest of them.

    >>> from nemokg.export.alignments import read_alignments
    >>> lines = render_sssom(read_alignments()).splitlines()
    >>> line = next(line for line in lines if "Checkpoint" in line)
    >>> line.split("\t")[:4]
    ['nemo:Checkpoint', 'checkpoint', 'rdfs:subClassOf', 'fair4ml:MLModel']
    """
    rows = []
    prefixes = dict(_OWN)
    for alignment in alignments:
        for mapping in alignment.mappings:
            space = namespace_of(mapping.object)
            prefixes.update({p: name for p, name in alignment.prefixes.items() if name == space})
            rows.append(
                (
                    _curie(mapping.subject, prefixes),
                    mapping.subject_label,
                    _curie(mapping.predicate, prefixes),
                    _curie(mapping.object, prefixes),
                    mapping.object_label,
                    _JUSTIFICATION,
                    alignment.vocabulary_version,
                    _curie(alignment.iri, prefixes),
                    mapping.reason,
                )
            )
    lines = [*_head(alignments, prefixes), "\t".join(_COLUMNS), *map(_line, sorted(rows))]
    return "\n".join(lines) + "\n"


def _head(alignments: Sequence[Alignment], prefixes: dict[str, str]) -> list[str]:
    issued, version = max((each.issued, each.version) for each in alignments)
    return [
        f"#mapping_set_id: {BASE}{version}/nemokg.sssom.tsv",
        f'#mapping_set_version: "{version}"',
        "#mapping_set_title: nemokg aligned with other vocabularies",
        f'#mapping_date: "{issued}"',
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#creator_label:",
        "#  - nemokg contributors",
        "#curie_map:",
        *(f"#  {prefix}: {namespace}" for prefix, namespace in sorted(prefixes.items())),
    ]


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    namespace = namespace_of(iri)
    prefix = next(prefix for prefix, prefixed in prefixes.items() if prefixed == namespace)
    return f"{prefix}:{iri[len(namespace) :]}"


def _line(row: tuple[str, ...]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row)
