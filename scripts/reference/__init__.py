"""The reference pages of the documentation, written from the code and queries they describe."""

from __future__ import annotations

from reference import canned_queries, command_line, ontology_terms, python_api


def pages() -> dict[str, str]:
    """Return the text of each page by its path in the project."""
    return {
        "docs/api.md": python_api.page(),
        "docs/cli.md": command_line.page(),
        "docs/ontology.md": ontology_terms.page(),
        "docs/queries.md": canned_queries.page(),
    }
