"""All claims with their evidence, as the card of a claim shows them."""

from __future__ import annotations

from nemokg.site.facts import local
from nemokg.training.explain import claims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from nemokg.api import KnowledgeGraph


def claims_data(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    """Return every claim and denial by its local name, as values that JSON can hold."""
    return {local(name): graph.explain(name).as_dict() for name in claims(graph.engine)}
