"""Turtle without the plain triples that no primary work states; the claims about them stay."""

from __future__ import annotations

from nemokg.export import ttl
from nemokg.views import stated_only

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store


def render(store: Store) -> str:
    """Return the view of `nemokg.views.stated_only` as Turtle.

    >>> from pyoxigraph import Store
    >>> render(Store()) == ttl.render(Store())
    True
    """
    return ttl.render(stated_only(store))
