"""Filling the templates of the site."""

from __future__ import annotations

from functools import cache

from nemokg.rdf.printable import printable_text
from nemokg.rdf.vocab import local_name
from nemokg.training.names import spaced_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jinja2 import Environment


def fill_template(template: str, **values: object) -> str:
    """Return a template of this package, filled in; what it does not know is an error.

    >>> fill_template("status.html", status="stated").strip()
    '<span class="status stated">stated</span>'
    """
    return _environment().get_template(template).render(**values)


def _shown_value(value: object) -> object:
    """Return a value as a page shows it; markup is made here and has no control characters."""
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return printable_text(value, "HTML")
    return value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("nemokg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown_value,
    )
    environment.filters |= {"local": local_name, "words": spaced_words}
    return environment
