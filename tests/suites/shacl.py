"""The SHACL suite: the report that the default validator gives for each case."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize
from reports import SH, comparable, objects, results

from nemokg.dataset.opening import open_dataset
from nemokg.errors import NemokgError
from nemokg.validation.validate import validate_dataset
from suites.manifests import MF

if TYPE_CHECKING:
    from collections import Counter

SHT = "http://www.w3.org/ns/shacl-test#"


class ShaclCase(NamedTuple):
    """A case: data, shapes, and the results of the report, or None for a failure."""

    name: str
    data: Path
    shapes: Path
    expected: Counter[tuple[object, ...]] | None


def read_cases(folder: Path) -> list[ShaclCase]:
    """Return the cases of the files in a folder."""
    cases = []
    for file in sorted(folder.rglob("*.ttl")):
        triples = _read(file)
        for case in (one.subject for one in triples if one.object == NamedNode(SHT + "Validate")):
            (action,) = objects(triples, case, MF + "action")
            (report,) = objects(triples, case, MF + "result")
            data, shapes = (
                Path(str(objects(triples, action, SHT + graph)[0]).strip("<>")[len("file://") :])
                for graph in ("dataGraph", "shapesGraph")
            )
            found = comparable(results(triples, report))
            expected = found if isinstance(report, BlankNode) else None
            cases.append(
                ShaclCase(
                    file.relative_to(folder.parent).with_suffix("").as_posix(),
                    data,
                    shapes,
                    expected,
                )
            )
    return cases


def failure(case: ShaclCase) -> str | None:
    """Return in which way the report on a case is wrong, or None."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, "data.nt"), Path(folder, "shapes.nt")]
        for file, source in zip(files, (case.data, case.shapes), strict=True):
            serialize(_read(source), file, RdfFormat.N_TRIPLES)
        try:
            report = validate_dataset(open_dataset([files[0]], alone=True), [str(files[1])])
        except NemokgError as error:
            return None if case.expected is None else f"refused: {error}"
    if case.expected is None:
        return "validated, though it is an error"
    found = [quad.triple for quad in parse(report.turtle, RdfFormat.TURTLE)]
    (root,) = (one.subject for one in found if one.object == NamedNode(SH + "ValidationReport"))
    return None if comparable(results(found, root)) == case.expected else "another report"


def _read(file: Path) -> list[Triple]:
    """Return the triples of a file, whose IRIs are relative to it."""
    quads = parse(path=file, format=RdfFormat.TURTLE, base_iri=file.as_uri())
    return [quad.triple for quad in quads]
