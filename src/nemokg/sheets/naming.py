"""The names of what a sheet describes: IRIs made of ids, and of the parts of a claim."""

from __future__ import annotations

import re
from hashlib import sha256

from nemokg.rdf.names import shortened_name
from nemokg.rdf.vocab import BASE, PREFIXES, local_name

_FOLDERS = {
    "model": "model", "data": "dataset", "source": "source", "pipeline": "pipeline",
    "algorithm": "algorithm", "kind": "quantity", "unit": "quantity", "value": "quantity",
    "benchmark": "benchmark", "licence": "license", "clause": "clause", "agent": "agent",
    "stage": "stage", "result": "result", "remark": "result", "conflict": "conflict",
    "claim": "claim", "evidence": "evidence", "participation": "participation",
}  # fmt: skip


def dataset_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of a dataset with a base: of its own names, and of ours as nemokg-NAME.

    Those of nemokg itself need none.

    >>> dataset_prefixes("https://example.org/")["model"], dataset_prefixes("")
    ('https://example.org/model/', {})
    """
    if not base or base == BASE:
        return {}
    own = {
        name: namespace.replace(BASE, base)
        for name, namespace in PREFIXES.items()
        if namespace.startswith(BASE) and namespace.endswith("/")
    }
    return own | {f"nemokg-{name}": PREFIXES[name] for name in own}


class Namer:
    """Makes the IRIs of one dataset, below its base.

    >>> names = Namer("https://example.org/birds/")
    >>> names.iri("model", "heron"), Namer("").iri("unit", "pairs")
    ('https://example.org/birds/model/heron', 'https://w3id.org/nemokg/quantity/unit-pairs')
    """

    def __init__(self, base: str) -> None:
        self.base = base or BASE

    def iri(self, what: str, name: str) -> str:
        """Return the IRI of a thing of this kind with this local name."""
        prefix = f"{what}-" if what in ("kind", "unit", "remark") else ""
        return f"{self.base}{_FOLDERS[what]}/{prefix}{name}"

    def is_regular(self, iri: str) -> bool:
        """Whether an IRI is in one of the namespaces of the dataset.

        >>> Namer("https://example.org/").is_regular("https://example.org/birds#heron")
        False
        """
        folder, slash, name = iri.removeprefix(self.base).partition("/")
        regular = iri.startswith(self.base) and folder in _FOLDERS.values()
        return regular and bool(slash and name) and "/" not in name and "#" not in name

    def claim(self, subject: str, predicate: str, object_: str, *, denies: bool = False) -> str:
        """Return the IRI of the claim that a triple holds, or does not, by its IRIs."""
        parts = "--".join((local_name(subject), predicate, local_name(object_)))
        return self.iri("claim", shortened_name(f"not--{parts}" if denies else parts))

    def result(self, name: str, extra: list[str]) -> str:
        """Return the IRI of a result; what sets it apart from others is told by a hash."""
        if not extra:
            return self.iri("result", shortened_name(name))
        full = "--".join((name, *extra))
        return self.iri("result", f"{name}-{sha256(full.encode()).hexdigest()[:8]}")

    def agent(self, name: str) -> str:
        """Return the IRI of a person or organisation by name."""
        return self.iri("agent", slug(name))

    def value(self, owner: str, kind: str, shown: str = "") -> str:
        """Return the IRI of a value of an owner; of one that competes, with what it shows."""
        name = f"{local_name(owner)}-{kind}"
        return self.iri("value", shortened_name(f"{name}-{slug(shown)}" if shown else name))

    def evidence(self, owner: str, source: str, locator: str) -> str:
        """Return the IRI of what a source says at a place about an owner."""
        full = f"{local_name(owner)}--{local_name(source)}--{slug(locator)}"
        return self.iri("evidence", shortened_name(full))


def slug(text: str) -> str:
    """Return words as part of a local name.

    >>> slug("Table 1 p4; §6.4 p36"), slug("8B command, --reward_model_multiplier 0.0")
    ('table-1-p4-s6-4-p36', '8b-command-reward-model-multiplier-0-0')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("§", "s")).strip("-") or "x"
