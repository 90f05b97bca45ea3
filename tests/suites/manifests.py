"""The manifests of W3C test suites: their cases, in the order of the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Literal

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_CASES = f"""
PREFIX mf: <{MF}> PREFIX qt: <{QT}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?case ?type ?action ?query ?result ?base
  (GROUP_CONCAT(DISTINCT STR(?data); SEPARATOR=" ") AS ?defaults)
  (GROUP_CONCAT(DISTINCT STR(?graph); SEPARATOR=" ") AS ?graphs)
WHERE {{
  ?manifest mf:entries/rdf:rest*/rdf:first ?case .
  ?case a ?type ; mf:action ?action .
  OPTIONAL {{ ?manifest mf:assumedTestBase ?base }}
  OPTIONAL {{ ?action qt:query ?query }}
  OPTIONAL {{ ?action qt:data ?data }}
  OPTIONAL {{ ?action qt:graphData ?graph FILTER isIRI(?graph) }}
  OPTIONAL {{ ?case mf:result ?result FILTER isIRI(?result) }}
}} GROUP BY ?case ?type ?action ?query ?result ?base ORDER BY STR(?case)
"""


class Case(NamedTuple):
    """A case of a manifest.

    `name` is unique in its suite and `kind` the local name of its type. `action` and `result` are
    files, as are the `data` of the default graph and of the named `graphs` that a query is about.
    `base` is the IRI that the action stands for.
    """

    name: str
    kind: str
    action: Path
    result: Path | None
    base: str | None
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()


def read_cases(manifest: Path) -> list[Case]:
    """Return the cases of a manifest that have a file as their action."""
    store = Store()
    quads = parse(path=manifest, format=RdfFormat.TURTLE, base_iri=manifest.as_uri())
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    root = manifest.parent
    cases = []
    rows = store.query(_CASES)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        action = row["query"] or row["action"]
        if not isinstance(action, NamedNode):
            continue
        file = _file(root, action)
        base = f"{row['base'].value}{file.relative_to(root).as_posix()}" if row["base"] else None
        cases.append(
            Case(
                _name(root, row["case"]),
                row["type"].value.rpartition("#")[2],
                file,
                _file(root, row["result"]) if row["result"] else None,
                base,
                _files(root, row["defaults"]),
                _files(root, row["graphs"]),
            )
        )
    return cases


def _name(root: Path, case: NamedNode) -> str:
    return f"{root.name}/{case.value.rpartition('#')[2]}"


def _file(root: Path, iri: NamedNode) -> Path:
    return root / iri.value.removeprefix(f"{root.as_uri()}/")


def _files(root: Path, iris: Literal | None) -> tuple[Path, ...]:
    return tuple(_file(root, NamedNode(iri)) for iri in iris.value.split()) if iris else ()
