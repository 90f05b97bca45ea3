"""What the bundled dataset costs: contestants for a cold query, validation and reasoning."""

from __future__ import annotations

import sys

from contest import NEMOKG, ROOT, Contestant, python
from validation import PYSHACL, SHAPES

TURTLE = sorted(map(str, (*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "data").rglob("*.ttl"))))
LOAD = "from nemokg.loader import load_files; import sys; store = load_files(sys.argv[1:]); "


def cold_starts() -> list[Contestant]:
    """Return what a single query costs; the first, the import of the store, is the measure."""
    edges = ("query", "edges")
    query = str(ROOT / "queries/edges.rq")
    scripts = [str(ROOT / f"benchmarks/{name}") for name in ("rdflib_edges.py", "jena_query.py")]
    ask = "import sys; from pyoxigraph import Store; store = Store()\n"
    ask += "for file in sys.argv[2:]: store.load(path=file)\n"
    ask += "print(sum(1 for _ in store.query(open(sys.argv[1]).read())))"
    return [
        python("python -c 'import pyoxigraph'", "import pyoxigraph"),
        python("nemokg query edges", NEMOKG, *edges),
        python("nemokg query edges --format csv", NEMOKG, *edges, "--format", "csv"),
        python("nemokg query edges, not asked before", NEMOKG, *edges, forget="nemokg/*/answers*"),
        python("nemokg query edges, no cache yet", NEMOKG, *edges, forget="nemokg"),
        python("pyoxigraph script, parses the files", ask, query, *TURTLE),
        *(
            Contestant(title, [sys.executable, script, query, *TURTLE], most=5)
            for title, script in zip(("rdflib script", "Jena's ARQ"), scripts, strict=True)
        ),
    ]


def checks() -> list[Contestant]:
    """Return what validation and reasoning cost; the first is the measure."""
    rules = LOAD + "from nemokg.reason import entail; entail(store)"
    owlrl = (
        "import sys; from nemokg.loader import load_files; "
        "from nemokg.owlrl_closure import owlrl_closure; owlrl_closure(load_files(sys.argv[1:]))"
    )
    return [
        python("closure by nemokg's rules", rules, *TURTLE),
        python("closure by owlrl", owlrl, *TURTLE),
        python("nemokg validate", NEMOKG, "validate"),
        Contestant("pySHACL on rdflib", [sys.executable, "-c", PYSHACL, SHAPES, *TURTLE], most=1),
    ]
