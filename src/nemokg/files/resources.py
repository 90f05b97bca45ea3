"""Where the ontology, data, shapes and queries that come with the package are."""

from __future__ import annotations

import os

from nemokg.errors import InputError

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A wheel carries the directories inside the package; in a checkout they lie beside src/.
_ROOTS = (os.path.join(_PACKAGE, "resources"), os.path.dirname(os.path.dirname(_PACKAGE)))


def bundled_directory(name: str) -> str:
    """Return the path of one of the directories ontology, data, shapes, queries.

    Raises InputError if the installation lacks it.

    >>> import os
    >>> os.path.isdir(bundled_directory("ontology"))
    True
    """
    for root in _ROOTS:
        path = os.path.join(root, name)
        if os.path.isdir(path):
            return path
    raise InputError(f"The bundled directory {name}/ is missing; reinstall nemokg.")
