"""The page of the explorer: every section, complete without scripts."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import Any

from nemokg.site.assets import STYLES, dependency_order
from nemokg.site.equations import distillation_equations
from nemokg.site.literature import (
    conflicts_between_sources,
    evidence_summary,
    glossary_entries,
    source_entries,
)
from nemokg.site.paths import page_address
from nemokg.site.picture import svg_element
from nemokg.site.render import fill_template
from nemokg.site.results import result_rows, student_line_charts
from nemokg.site.serial import embeddable_json
from nemokg.site.table import participant_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.site.facts import Facts

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';"
    " connect-src 'self'; img-src 'self' data:; font-src 'self'; style-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
SECTIONS = (
    ("graph", "Graph"),
    ("distillation", "Distillation"),
    ("table", "Table"),
    ("results", "Results"),
    ("glossary", "Glossary"),
    ("sources", "Sources"),
    ("accuracy", "Accuracy"),
    ("ask", "Ask"),
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M4 4l8 4-8 4z" '
    'fill="none" stroke="#c2255c" stroke-width="2"/><g fill="#1864ab"><circle cx="4" cy="4" r="3"/>'
    '<circle cx="4" cy="12" r="3"/><circle cx="12" cy="8" r="3"/></g></svg>'
)
ICON = "data:image/svg+xml;base64," + b64encode(_ICON.encode()).decode()


def index_page(
    dataset: dict[str, str],
    facts: Facts,
    data: dict[str, Any],
    svg: str,
    files: dict[str, str | bytes],
) -> str:
    """Return the page, given what it says of the dataset, the data of the graph and its drawing."""
    from markupsafe import Markup

    return fill_template(
        "index.html",
        policy=POLICY,
        root="",
        styles=STYLES[:1],
        late_styles=STYLES[1:],
        icon=ICON,
        modules=[name for name in dependency_order(files, "js/main.js") if name != "js/main.js"],
        sections=SECTIONS,
        dataset=dataset,
        rows=participant_rows(facts, data),
        charts=student_line_charts(facts),
        results=result_rows(facts),
        techniques=glossary_entries(facts),
        sources=source_entries(facts),
        conflicts=conflicts_between_sources(facts),
        accuracy=evidence_summary(facts, data),
        distillation=distillation_equations(facts),
        drawn={node["id"] for node in data["nodes"]},
        graph=data,
        page=partial(page_address, facts),
        svg=Markup(svg_element(svg, facts)),  # noqa: S704  # Graphviz escapes what it writes
        embedded=Markup(embeddable_json(data)),  # noqa: S704  # as_json leaves nothing that ends a script
    )
