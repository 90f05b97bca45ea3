"""The suites for Turtle, TriG, N-Triples, N-Quads and RDF/XML, through both loaders.

A file is read as one that lies in a directory: a file without triples is no error there. Both the
dataset in memory and the store on disk must refuse what is not well-formed, and contain what the
case expects of the rest.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store

from nemokg.dataset.reading import file_quads, store_of_files
from nemokg.dataset.sources import SourceFile
from nemokg.errors import InputError, InputWarning
from nemokg.loading.bulk import fill_store
from suites.sparql import canonical_quads

if TYPE_CHECKING:
    from suites.manifests import Case


def failure(case: Case) -> str | None:
    """Return in which way nemokg fails a case, or None."""
    file = SourceFile(str(case.action), case.base, searched=True)
    on_disk = Store()
    try:
        with warnings.catch_warnings(action="ignore", category=InputWarning):
            in_memory = store_of_files([file])
            fill_store(on_disk, [file])
    except InputError as error:
        return None if "Negative" in case.kind else f"refused: {error}"
    if "Negative" in case.kind:
        return "accepted, though it is not well-formed"
    if case.result is None:
        return None
    expected = Store()
    expected.extend(file_quads(str(case.result)))
    union = Store()
    union.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in expected)
    if canonical_quads(in_memory) != canonical_quads(union):
        return "other triples in memory"
    union.extend(expected)
    return None if canonical_quads(on_disk) == canonical_quads(union) else "other quads on disk"
