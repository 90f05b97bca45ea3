"""The counts of VoID: what a store holds, and what it links to."""

from __future__ import annotations

from nemokg.export.blocks import iri, node, text
from nemokg.rdf.vocab import BASE, PREFIXES, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nemokg.engine.oxigraph import OxigraphEngine

NAMES = {
    **PREFIXES,
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "format": "http://www.w3.org/ns/formats/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}
_PROLOGUE = "".join(f"PREFIX {p}: <{NAMES[p]}>\n" for p in ("dcterms", "foaf", "nemo", "skos"))
_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_ENTITIES = f"""
SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {{
  ?s ?p ?o FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "{BASE}"))
}}"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class
ORDER BY ?class"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?property ?o } GROUP BY ?property
ORDER BY ?property"""
_PIPELINES = """
SELECT ?pipeline (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?entities) WHERE {
  ?s nemo:partOfPipeline ?pipeline ; ?p ?o
} GROUP BY ?pipeline ORDER BY ?pipeline"""
_LINKS = """
SELECT ?link ?target (COUNT(*) AS ?triples) WHERE {
  VALUES ?link { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch }
  ?s ?link ?o . BIND(REPLACE(STR(?o), "[^#/]*$", "") AS ?target)
} GROUP BY ?link ?target ORDER BY ?link ?target"""


def statistics(engine: OxigraphEngine) -> dict[str, Iterable[str]]:
    """Return how much the default graph holds, by class and by property, as VoID counts it."""
    (totals,) = rows(engine, _TOTALS)
    classes = rows(engine, _CLASSES)
    properties = rows(engine, _PROPERTIES)
    terms = [row["class"] for row in classes] + [row["property"] for row in properties]
    return {
        "void:triples": [str(totals["triples"])],
        "void:entities": map(str, column(engine, _ENTITIES, "entities")),
        "void:classes": [str(len(classes))],
        "void:properties": [str(len(properties))],
        "void:distinctSubjects": [str(totals["subjects"])],
        "void:distinctObjects": [str(totals["objects"])],
        "void:vocabulary": [f"<{space}>" for space in sorted(set(map(namespace_of, terms)))],
        "void:classPartition": [
            node({"void:class": [term(row["class"])], "void:entities": [str(row["entities"])]})
            for row in classes
        ],
        "void:propertyPartition": [
            node(
                {
                    "void:property": [term(row["property"])],
                    "void:triples": [str(row["triples"])],
                    "void:distinctSubjects": [str(row["subjects"])],
                    "void:distinctObjects": [str(row["objects"])],
                }
            )
            for row in properties
        ],
    }


def pipelines(engine: OxigraphEngine) -> list[str]:
    """Return a subset for each pipeline: what is said of the things that belong to it."""
    return [
        node(
            {
                "a": ["void:Dataset"],
                "dcterms:subject": [term(row["pipeline"])],
                "void:triples": [str(row["triples"])],
                "void:entities": [str(row["entities"])],
            }
        )
        for row in rows(engine, _PIPELINES)
    ]


def links(engine: OxigraphEngine, about: str) -> list[str]:
    """Return a set of links for each relation of SKOS and namespace that it leads to."""
    return [
        node(
            {
                "a": ["void:Linkset"],
                "void:linkPredicate": [term(row["link"])],
                "void:subjectsTarget": [about],
                "void:objectsTarget": [target(row["target"])],
                "void:triples": [str(row["triples"])],
            }
        )
        for row in rows(engine, _LINKS)
    ]


def target(space: str) -> str:
    """Return the dataset whose names begin as given, of which nothing else is known here."""
    return node({"a": ["void:Dataset"], "void:uriSpace": [text(space)]})


def term(value: str) -> str:
    """Return an IRI by the prefixes of the description."""
    return iri(value, NAMES)


def rows(engine: OxigraphEngine, query: str) -> list[Any]:
    """Return the rows of a query as dictionaries of Python values."""
    return list(engine.select(_PROLOGUE + query).records())


def column(engine: OxigraphEngine, query: str, name: str) -> list[Any]:
    """Return one column of the answer to a query."""
    return [row[name] for row in rows(engine, query)]
