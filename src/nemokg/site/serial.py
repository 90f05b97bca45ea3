"""Data as text: JSON for pages, and the triples about a few resources as Turtle and JSON-LD."""

from __future__ import annotations

import json
import re

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from nemokg.characters import visible_text
from nemokg.export.context import jsonld_value
from nemokg.rdf.blank_nodes import resource_term
from nemokg.rdf.vocab import PREFIXES, RDF_TYPE, prefixed_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nemokg.site.facts import Facts

_BLOCK = re.compile(r"\n(?=[^\s@])")
_NAME = re.compile(r"(?<![\w<])(\w+):")
_PREFIX = re.compile(r"^@prefix (\w+): .*\n", re.MULTILINE)


def embeddable_json(value: object) -> str:
    r"""Return a value as JSON that is small and may stand inside a page.

    >>> embeddable_json({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return visible_text(text).replace("<", "\\u003c")  # its escapes are those of JSON


def turtle_about(facts: Facts, subjects: Iterable[str]) -> str:
    """Return the triples of the subjects as Turtle, with the prefixes that they use."""
    triples = [
        Triple(resource_term(subject), NamedNode(predicate), term)
        for subject in subjects
        for predicate, terms in _ordered(facts, subject)
        for term in terms
    ]
    text = (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    body = _BLOCK.sub("\n\n", _PREFIX.sub("", text)).replace("\n\t", "\n    ")
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in _used(body))
    return f"{head}\n{body}"


def jsonld_about(facts: Facts, subjects: Iterable[str]) -> str:
    """Return the triples of the subjects as JSON-LD whose context has the prefixes alone."""
    nodes = [_node(facts, subject) for subject in subjects]
    text = json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))
    context = json.dumps({name: PREFIXES[name] for name in _used(text)})
    return f'{{"@context":{context},\n"@graph":{text}}}\n'


def _used(text: str) -> list[str]:
    prefixes = set(_NAME.findall(text))
    return [name for name in sorted(PREFIXES) if name in prefixes]


def _ordered(facts: Facts, subject: str) -> list[tuple[str, list[Any]]]:
    return sorted(
        facts.objects_by_property(subject).items(), key=lambda item: (item[0] != RDF_TYPE, item[0])
    )


def _node(facts: Facts, subject: str) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": prefixed_name(subject)}
    for predicate, terms in _ordered(facts, subject):
        values = [{k: _short(k, v) for k, v in jsonld_value(term).items()} for term in terms]
        if predicate == RDF_TYPE:
            node["@type"] = [each["@id"] for each in values if "@id" in each]
            values = [each for each in values if "@id" not in each]
        if values:
            node[prefixed_name(predicate)] = values
    return node


def _short(key: str, text: object) -> object:
    return prefixed_name(str(text)) if key in ("@id", "@type") else text
