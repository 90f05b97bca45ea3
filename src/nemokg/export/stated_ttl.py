"""Turtle without the plain triples that no primary work states; the claims about them stay."""

from __future__ import annotations

from nemokg.dataset.views import stated_only
from nemokg.export import ttl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store


def render(store: Store) -> str:
    """Return the view of `nemokg.dataset.views.stated_only` as Turtle.

    >>> from pyoxigraph import Store
    >>> render(Store()) == ttl.render(Store())
    True
    """
    return ttl.render(stated_only(store))
