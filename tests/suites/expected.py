"""What each suite holds, how many of its cases passed before, and which fail for which reason."""

from __future__ import annotations

_OXIGRAPH = "https://github.com/oxigraph/oxigraph/pull/"
_GRAPH = (
    "the variable that names a graph is bound inside the pattern"
    f" ([Oxigraph 1758]({_OXIGRAPH}1758), corrected after 0.5.13)"
)
_LANGUAGE = (
    "`GROUP_CONCAT` keeps a language tag"
    f" ([Oxigraph 1717]({_OXIGRAPH}1717), corrected after 0.5.13)"
)
_CANONICAL_XML = (
    "an XML literal gets declarations of namespaces that it does not use"
    f" ([Oxigraph 1833]({_OXIGRAPH}1833), corrected after 0.5.13)"
)

COLLECTED = {
    "Turtle": 313,
    "TriG": 356,
    "N-Triples": 70,
    "N-Quads": 87,
    "RDF/XML": 166,
    "SPARQL 1.1 evaluation": 225,
    "SPARQL 1.1 syntax": 103,
    "SPARQL 1.1 results": 10,
    "SHACL Core": 98,
    "SHACL-SPARQL": 23,
}
# How many passed of those that the copies held at the time.
BEFORE = {
    "Turtle": "279 of 313",
    "TriG": "320 of 356",
    "N-Triples": "67 of 70",
    "N-Quads": "84 of 87",
    "RDF/XML": "144 of 166",
    "SPARQL 1.1 evaluation, embedded": "210 of 220",
    "SPARQL 1.1 evaluation, served": "210 of 217",
    "SHACL Core": "93 of 98",
    "SHACL-SPARQL": "14 of 23",
}
FAILURES = {
    "RDF/XML": {
        "rdf-xml/xml-canon-test001": _CANONICAL_XML,
        "rdf-xml/xml-canon-test002": _CANONICAL_XML,
    },
    "SPARQL 1.1 evaluation": {
        "aggregates/agg-empty-group-count-graph": _GRAPH,
        "aggregates/agg-groupconcat-04": _LANGUAGE,
        "aggregates/agg-groupconcat-06": _LANGUAGE,
        "bindings/graph": _GRAPH,
        "functions/bnode01": (
            'Oxigraph gives `BNODE("x")` the same blank node in all rows; no report of it is known'
        ),
        "negation/graph-minus": _GRAPH,
    },
    "SPARQL 1.1 syntax": {
        "syntax-query/test_4": (
            "it parses, but is run as well, and the function that it calls does not exist"
        ),
    },
    "SPARQL 1.1 results": {
        "csv-tsv-res/csv03": "the store writes the double `1.0E6` as `1000000`, an equal number",
    },
    "SHACL-SPARQL": {
        "sparql/pre-binding/shapesGraph-001": "`$shapesGraph`, which is optional, is refused",
    },
}
