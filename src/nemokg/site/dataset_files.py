"""The files about the dataset as a whole, which its IRIs lead to."""

from __future__ import annotations

from nemokg import export
from nemokg.export.products import PRODUCTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.dataset.opening import Dataset

_PRODUCTS = ("void", "trig", "the shapes")
# These are about what comes with the package, whichever dataset is shown.
_BUNDLED = ("the mappings", "the queries")


def described_dataset_files(dataset: Dataset) -> dict[str, str]:
    """Return what `w3id/.htaccess` refers to: descriptions, graphs, shapes, context."""
    files: dict[str, str] = {}
    for product in (*_PRODUCTS, *(_BUNDLED if dataset.bundled else ())):
        for name, file in PRODUCTS[product](dataset).items():
            files[name] = file.content if isinstance(file.content, str) else file.content.decode()
    files["context.jsonld"] = export.render_dataset(dataset, "context")
    return files
