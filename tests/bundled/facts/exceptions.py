"""Where the data differ from the facts on purpose: what is left out, worded otherwise or added."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Listed(NamedTuple):
    """Differences of one kind with one reason.

    Items and fields are patterns, several with spaces between them; the field is `whole` where
    the whole item is on one side only. In a change, the words `before` of the facts are `after` in
    the data; in an addition, `after` is the added value. Where both are empty the wording is free.
    """

    kind: str
    items: str
    fields: str
    reason: str
    before: str = ""
    after: str = ""

    def covers(self, kind: str, item: str, field: str) -> bool:
        """Whether the entry speaks of a field of an item."""
        return (
            kind == self.kind
            and any(fnmatchcase(item, pattern) for pattern in self.items.split())
            and any(fnmatchcase(field, pattern) for pattern in self.fields.split())
        )


MOVED = {
    "claim:not--released-ultra--initializedFrom--external-committee":
        "claim:not--released-ultra--weightAncestor--external-committee",
}  # fmt: skip
"""Items whose name in the data is not the one that follows from the facts."""

COMPARED = (
    "model:qwen3-5-397b-a17b model:deepseek-v4-flash model:ultra-mopd-no-warmup"
    " model:released-ultra-without-mtp-boosting"
)
MAKER = "the maker of an external model is general knowledge: the facts give it no locator"

LEFT_OUT = [
    Listed("value", "quantity:*-maker", "whole", MAKER),
    Listed("claim", "claim:*--hasCharacteristic--*-maker", "whole", MAKER),
    Listed("model", "model:nemotron-3-super model:nemotron-3-nano", "skos:note",
           "the note points to a file of facts on sibling pipelines, which are for later"),
    Listed("claim", "claim:coding-teacher--trainedOn--coding-14k-4k", "skos:note",
           "the note is the number of a conflict and nothing else; the claim links the conflict"),
    Listed("claim", "claim:*--distilledInto--ultra-final", "shown-in",
           "the legend of the reuse mark is not cited; the evidence is the cell with the mark"),
    Listed("claim", "claim:rlvr-student--distilledInto--ultra-mopd1", "shown-in",
           "prose of the explainer is told apart from its table by the locator alone"),
    Listed("denial", "claim:not--agentic-sft-rl-path--*", "skos:note",
           "the statement of an inferred denial stands as its rationale"),
    Listed("source", "source:opd-blog", "dcterms:creator", "the author is not named"),
    Listed("source", "source:hf-teacher-list", "dcterms:creator",
           "the publisher of the listed repositories is not who made the list"),
    Listed("source", "source:report", "dcterms:creator",
           "a description of the authors is no name; it stands in a note"),
]  # fmt: skip

SEED = "the page text is called the explainer wherever words name it"
LINKED = "numbers of conflicts in notes became links to the conflicts"

ADVICE = "advice to whoever writes the data is not a fact"

CHANGED = [
    Listed("claim", "claim:deepseek-v4-pro--generatesDataFor--sft-student", "nemo:rationale",
           ADVICE, " Publish as a negative assertion.", ""),
    Listed("claim", "claim:ultra-mopd1--distilledInto--ultra-final", "nemo:rationale", ADVICE,
           "Keep as a low-confidence reading beside the init edge; it could", "It could"),
    Listed("remark", "result:remark-swe-verified-versions", "dcterms:description", ADVICE,
           " Keep edition and table with each value.", ""),
    Listed("value", "quantity:ultra-base-data-character", "skos:note", ADVICE,
           "treat as the", "the"),
    Listed("model", "model:nemotron-genrm", "skos:note", ADVICE,
           "Must not be merged with", "Not the same as"),
    Listed("model", "model:qwen3", "skos:note", "extension is a word of the facts",
           "separate extension nodes", "models of their own"),
    Listed("claim", "claim:external-committee--feeds--stem-teacher", "skos:note",
           "graph means this knowledge graph, so the explainer's is called drawing",
           "the graph", "the drawing"),
    Listed("algorithm", "algo:mopd-warmup", "skos:note", SEED, "the seed", "the explainer"),
    Listed("claim", "claim:rlvr-student--distilledInto--ultra-mopd1", "nemo:rationale", SEED,
           "the seed", "the explainer"),
    Listed("claim", "claim:terminal-use-teacher--hasQuantity--terminal-use-teacher-task-timeout",
           "nemo:evidence", SEED, "the seed", "the explainer"),
    Listed("claim", "claim:ultra-mopd1-stage-1--usesAlgorithm--mopd-warmup", "skos:note", SEED,
           "the seed", "the explainer"),
    Listed("model", "model:kimi-k2 model:qwen3 model:mopd-warmup-checkpoint", "skos:definition",
           SEED, "the seed", "the explainer"),
    Listed("remark", "result:remark-coding-gain", "dcterms:description", SEED,
           "the seed", "the explainer"),
    Listed("source", "source:report-release-0604", "nemo:accessNote", SEED,
           "the seed", "the explainer"),
    Listed("model", "model:released-ultra", "skos:editorialNote", SEED,
           "The seed shows one shipped node; the vendor ships a BF16 and an NVFP4 checkpoint of it"
           " (extension nodes).",
           "The explainer shows one shipped node; the vendor ships a BF16 and an NVFP4 checkpoint"
           " of it."),
    Listed("conflict", "conflict:c-01 conflict:c-06 conflict:c-13 conflict:c-14 conflict:c-16"
           " conflict:c-19 conflict:c-22 conflict:c-23 conflict:c-41", "dcterms:description",
           SEED, "Seed", "Explainer"),
    Listed("conflict", "conflict:c-31", "dcterms:description", SEED, "seed", "explainer"),
    Listed("conflict", "conflict:c-21", "dcterms:description", SEED,
           "Seed member.", "The explainer lists it as a committee member."),
    Listed("conflict", "conflict:c-02", "dcterms:description",
           "graph means this knowledge graph, so the explainer's is called drawing",
           "the graph", "the drawing"),
    Listed("conflict", "conflict:c-10 conflict:c-29", "dcterms:description",
           "graph means this knowledge graph, so the explainer's is called drawing",
           "Graph", "Drawing"),
    Listed("conflict", "conflict:c-26", "dcterms:description",
           "graph means this knowledge graph, so the explainer's is called drawing",
           "table and graph", "table and drawing"),
    Listed("source", "source:explainer-html", "skos:note", SEED,
           "the seed", "the plain text of the page"),
    Listed("conflict", "conflict:*", "nemo:resolution",
           "how each conflict is represented is told anew, as the data do it"),
    Listed("source", "source:seed", "nemo:sourceTier",
           "it is the explainer of one pipeline among others",
           "explainer that this graph represents", "explainer of the pipeline"),
    Listed("claim", "claim:sft-student--trainedOn--sft-chat", "skos:note", LINKED,
           "the seed books this recipe on the chat teacher row; see conflict C-03",
           "the explainer books this recipe on the chat teacher row"),
    Listed("claim", "claim:sft-student--feeds--office-teacher", "skos:note", LINKED,
           "has an init edge from the SFT student (C-27)", "starts at the SFT student"),
    Listed("claim", "claim:ultra-mopd1--feeds--*-2", "skos:note", LINKED, " (C-02)", ""),
    Listed("claim", "claim:external-committee--feeds--chat-teacher", "skos:note",
           "the cell is told again instead of pointing to the entry above",
           "As above; attribution doubtful (C-03).",
           "The cell says some teacher data; attribution doubtful."),
    Listed("claim", "claim:office-teacher-stage-1--usesAlgorithm--light-sft", "skos:note",
           LINKED, "conflict C-08: ", ""),
    Listed("model", "model:stem-teacher", "skos:editorialNote", LINKED, " (conflict C-24)", ""),
    Listed("equation", "equation:nemorl-form", "skos:note", LINKED, " (C-38)", ""),
    Listed("algorithm", "algo:nvfp4 algo:divergence", "skos:note",
           "the advice was followed: both are in the scheme of auxiliary concepts",
           "; keep it in a separate sub-scheme", ""),
    Listed("claim", "claim:deepseek-v4-pro--generatesDataFor--sft-student", "nemo:confidence",
           "refuted is a rank (deprecated), not a confidence", "nemo:refuted", "nemo:low"),
    Listed("claim", "claim:nemotron-3-super--generatesDataFor--sft-student", "nemo:scope",
           "the realm of this edge is a scope in words", "data-reuse", "reuse of data sets"),
    Listed("claim", "claim:coding-teacher--hasCharacteristic--coding-teacher-filter"
           " claim:coding-teacher--trainedOn--cascade-coding-rl"
           " claim:stem-teacher--trainedOn--stem-coding"
           " claim:released-ultra--hasCharacteristic--released-ultra-ssm-cache-format",
           "nemo:rank", "preferred beside a competing claim (C-01, C-17, C-34)",
           "nemo:normal", "nemo:preferred"),
    Listed("claim", "claim:nemotron-3-super--hasQuantity--*", "nemo:partOfPipeline",
           "sizes of a sibling belong to its own pipeline",
           "pipeline:nemotron-3-ultra", "pipeline:nemotron-3-super"),
    Listed("claim", "claim:nemotron-3-nano--hasQuantity--*", "nemo:partOfPipeline",
           "sizes of a sibling belong to its own pipeline",
           "pipeline:nemotron-3-ultra", "pipeline:nemotron-3-nano"),
    Listed("denial", "claim:not--released-ultra--weightAncestor--external-committee",
           "owl:assertionProperty",
           "no weights by any path are denied, which is more than no direct start",
           "nemo:initializedFrom", "nemo:weightAncestor"),
    Listed("model", "model:aq-strong-model", "skos:definition",
           "there are no blank nodes", "Blank node for the generator the report leaves unnamed.",
           "Stands for the model whose rollouts the report uses without naming it."),
    Listed("model", "model:qwen3", "rdf:type",
           "a family of models is not one checkpoint", "nemo:Checkpoint", "nemo:Model"),
]  # fmt: skip
