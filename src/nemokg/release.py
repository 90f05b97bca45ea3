"""Building a release: the validated dataset in every format, with its entailments."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from nemokg.dataset.edition import bundled_edition
from nemokg.dataset.views import count_asserted_triples
from nemokg.errors import MissingToolError
from nemokg.export import products
from nemokg.export.products import File
from nemokg.files import manifest
from nemokg.files.replacing import replace_directory
from nemokg.rdf.formats import ntriples_text
from nemokg.rdf.media_types import N_TRIPLES
from nemokg.reasoning.closure import compute_closure
from nemokg.training.explain import own_claim_iris
from nemokg.validation.validate import validate_dataset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import Triple

    from nemokg.dataset.opening import Dataset
    from nemokg.reasoning.closure import Closure
    from nemokg.reasoning.contradictions import Contradiction
    from nemokg.validation.report import ValidationReport

GENERATOR = "nemokg build"
ENTAILED = "entailed.nt"
SUMS = "SHA256SUMS"


def _ontology(dataset: Dataset) -> dict[str, File]:
    from nemokg.dataset.reading import core_ontology_files, store_of_files
    from nemokg.site import ontology

    media_types = {f"ontology.{suffix}": media for suffix, (_, media) in ontology.FORMS.items()}
    files = {
        path: File(text, media_types[path]) for path, text in ontology.ontology_forms().items()
    }
    files["ontology.html"] = File(
        ontology.standalone_page(store_of_files(core_ontology_files())), "text/html"
    )
    files["ontology.svg"] = File(ontology.class_drawing(), "image/svg+xml")
    return files


PRODUCTS = {**products.PRODUCTS, "the ontology": _ontology}


@dataclass(frozen=True)
class Build:
    """The outcome of a build: the reasons against it, or the paths of the files that it wrote.

    `omitted` are the products that could not be made here, each with the reason.
    """

    report: ValidationReport
    contradictions: tuple[Contradiction, ...]
    files: tuple[str, ...] = ()
    omitted: tuple[tuple[str, str], ...] = ()


def write_release(
    dataset: Dataset,
    directory: str,
    shapes: Sequence[str] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> Build:
    """Write a release of the dataset to a directory, unless the dataset has findings.

    The directory then holds the files of `PRODUCTS`, the triples that follow
    (``entailed.nt``), ``SHA256SUMS`` for ``sha256sum -c``, and a manifest that lists them all with
    digests and media types. A product whose program or library is not installed is left out, and
    the manifest says so. Equal datasets give equal bytes. Nothing is written where the dataset
    breaks a shape of `shapes` (the bundled ones where none is given) or contradicts itself.
    `progress` is told what is being done.

    Raises OutputError if the directory cannot be written or holds anything that is not of a
    build, and whatever `nemokg.validation.validate.validate_dataset` raises.
    """
    manifest.check_directory_is_ours(directory, GENERATOR)
    dataset = dataset.asserted_view()
    progress("validating")
    report = validate_dataset(dataset, shapes)
    progress("reasoning")
    closure = compute_closure(dataset)
    if not (closure.consistent and report.conforms):
        return Build(report, closure.contradictions)
    published = dataset.published_part()
    entailed = _own_entailed_triples(dataset, closure)
    files = {ENTAILED: File(ntriples_text(entailed), N_TRIPLES.media_type)}
    omitted = {}
    for name, product in PRODUCTS.items():
        progress(f"writing {name}")
        try:
            files.update(product(published))
        except MissingToolError as error:
            omitted[name] = str(error)
    edition = dataset.edition
    files[SUMS] = File(_sums(files), "text/plain")
    contents = {path: file.content for path, file in sorted(files.items())}
    contents[manifest.NAME] = manifest.manifest_text(
        GENERATOR,
        contents,
        {path: file.media_type for path, file in files.items()},
        dataset=edition.title,
        edition=edition.version,
        claims=len(own_claim_iris(dataset)),
        triples=count_asserted_triples(dataset.ownership.own),
        entailed=len(entailed),
        **_carried_terms(dataset),
        omitted=omitted,
    )
    manifest.check_directory_is_ours(directory, GENERATOR)
    replace_directory(directory, contents)
    return Build(report, (), tuple(contents), tuple(omitted.items()))


def _own_entailed_triples(dataset: Dataset, closure: Closure) -> list[Triple]:
    """Return what a dataset entails, without what our layers beneath own files entail already."""
    if not dataset.has_own_part:
        return list(closure.entailed)
    known = {*compute_closure(dataset.layers_below()).entailed}
    return [triple for triple in closure.entailed if triple not in known]


def _carried_terms(dataset: Dataset) -> dict[str, object]:
    """Return, for the manifest, what a release carries of the shared data, and whose that is."""
    triples = len(dataset.ownership.carried)
    if not triples:
        return {}
    ours = bundled_edition(dataset.engine)
    carried = {
        "title": f"Shared terms of {ours.title}",
        "dataset": ours.iri,
        "edition": ours.version,
        "license": ours.licence,
        "triples": triples,
    }
    return {"carried": carried}


def _sums(files: Mapping[str, File]) -> str:
    """Return the digests of the files as sha256sum writes and checks them."""
    lines = []
    for path, file in sorted(files.items()):
        content = file.content if isinstance(file.content, bytes) else file.content.encode()
        lines.append(f"{sha256(content).hexdigest()}  {path}\n")
    return "".join(lines)
