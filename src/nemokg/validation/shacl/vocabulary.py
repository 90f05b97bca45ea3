"""The terms of SHACL, by how they are treated: compiled, passed to pySHACL, or refused."""

from __future__ import annotations

from nemokg.rdf.vocab import PREFIXES


def _terms(names: str) -> frozenset[str]:
    return frozenset(names.split())


SH = PREFIXES["sh"]
# The variables of the compiler begin so; those of a query must not.
OWN = "shacl_"

TARGETS = _terms("targetClass targetNode targetSubjectsOf targetObjectsOf")
COMPILED = _terms(
    "and class closed datatype disjoint equals hasValue in languageIn lessThan lessThanOrEquals"
    " maxCount maxExclusive maxInclusive maxLength minCount minExclusive minInclusive minLength"
    " node nodeKind not or pattern property qualifiedMaxCount qualifiedMinCount sparql uniqueLang"
    " xone"
)
# Read together with the parameter that they are about.
BESIDE = _terms("flags ignoredProperties qualifiedValueShape qualifiedValueShapesDisjoint")
# What must have an IRI as its value, or a literal: anything else would be no SPARQL.
WITH_IRI = _terms(
    "class datatype disjoint equals lessThan lessThanOrEquals nodeKind"
    " targetClass targetObjectsOf targetSubjectsOf"
)
WITH_LITERAL = _terms(
    "closed flags maxCount maxExclusive maxInclusive maxLength minCount minExclusive minInclusive"
    " minLength pattern qualifiedMaxCount qualifiedMinCount qualifiedValueShapesDisjoint uniqueLang"
)
# What pySHACL knows beyond that, in its advanced mode: constraints and targets.
HANDED_ON = _terms("target expression")
_EXPRESSIONS = _terms("filterShape nodes union intersection")
# What a shape, a constraint, a path, a component or a function is made of.
_PARTS = _terms(
    "path alternativePath inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath"
    " ask select prefixes declare prefix namespace parameter optional labelTemplate returnType"
    " validator nodeValidator propertyValidator resultAnnotation annotationProperty"
    " annotationVarName annotationValue rule entailment"
    " subject predicate object condition construct"
)
_REMARKS = _terms("deactivated severity message name description order group defaultValue")
# All that may stand at a shape and at what it is made of. Other terms are refused.
KNOWN = TARGETS | COMPILED | BESIDE | HANDED_ON | _EXPRESSIONS | _PARTS | _REMARKS

# What leads from a shape to others, by itself or by a list.
REFERENCES = _terms(
    "expression filterShape node nodes not property qualifiedValueShape sparql target"
)
LISTS = _terms("and intersection or union xone")
# Each is the SPARQL of something.
QUERIES = _terms("ask construct select update")
