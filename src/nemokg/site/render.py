"""Filling the templates of the site."""

from __future__ import annotations

from functools import cache

from nemokg.site.facts import in_words, local
from nemokg.site.paths import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: str, **values: object) -> str:
    """Return a template of this package, filled in; what it does not know is an error.

    >>> fill("status.html", status="stated").strip()
    '<span class="status stated">stated</span>'
    """
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("nemokg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"local": local, "page": page, "words": in_words}
    return found
