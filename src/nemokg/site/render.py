"""Filling the templates of the site."""

from __future__ import annotations

from functools import cache

from nemokg.rdf.vocab import local_name
from nemokg.site.facts import spaced_words
from nemokg.site.paths import page_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jinja2 import Environment


def fill_template(template: str, **values: object) -> str:
    """Return a template of this package, filled in; what it does not know is an error.

    >>> fill_template("status.html", status="stated").strip()
    '<span class="status stated">stated</span>'
    """
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("nemokg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"local": local_name, "page": page_path, "words": spaced_words}
    return environment
