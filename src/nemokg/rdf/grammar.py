"""The grammar of SPARQL queries, and a parser that tells where a text leaves it."""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    # A rule or a terminal with its name, or an operator with the nodes that it applies to.
    Node = tuple[str, Any]

END = "end"
"""The terminal behind the last token."""

# The grammar of queries in SPARQL 1.2, of which 1.1 is a part, as it is published but for names
# and for several signs in a row, which stores take.
# Words in capitals and marks stand for themselves, words in lower case for a kind of token.
_GRAMMAR = """
Query = Prologue ( Select | Construct | Describe | Ask ) Values? end
Prologue = ( BASE iri | PREFIX namespace iri | VERSION string )*
Select = SelectClause From* Where Modifiers
SubSelect = SelectClause Where Modifiers Values?
SelectClause = SELECT ( DISTINCT | REDUCED )? ( Column+ | '*' )
Column = variable | '(' Expression AS variable ')'
Construct = CONSTRUCT ( Template From* Where Modifiers | From* WHERE Template Modifiers )
Describe = DESCRIBE ( VarOrIri+ | '*' ) From* Where? Modifiers
Ask = ASK From* Where Modifiers
From = FROM NAMED? Iri
Where = WHERE? Group
Modifiers = GroupBy? Having? OrderBy? ( Limit Offset? | Offset Limit? )?
GroupBy = GROUP BY ( Function | Call | '(' Expression ( AS variable )? ')' | variable )+
Having = HAVING Constraint+
OrderBy = ORDER BY ( ( ASC | DESC ) Bracketed | Constraint | variable )+
Limit = LIMIT integer
Offset = OFFSET integer
Values = VALUES ( variable '{' Datum* '}'
     | ( nil | '(' variable* ')' ) '{' ( '(' Datum* ')' | nil )* '}' )
Datum = Iri | Literal | UNDEF | '<<(' DatumTerm ( Iri | a ) DatumTerm ')>>'
DatumTerm = Iri | Literal | '<<(' DatumTerm ( Iri | a ) DatumTerm ')>>'
Template = '{' Triples? '}'
Triples = SameSubject ( '.' Triples? )?
SameSubject = Term Properties | ( Node | Reified ) Properties?
Properties = Verb Objects ( ';' ( Verb Objects )? )*
Verb = VarOrIri | a
Objects = Object ( ',' Object )*
Object = ( Term | Node | Reified ) ( Reifier | '{|' Properties '|}' )*
Node = '(' ( Term | Node | Reified )+ ')' | '[' Properties ']'
Group = '{' ( SubSelect | Pattern ) '}'
Pattern = PathTriples? ( Part '.'? PathTriples? )*
Part = Group ( UNION Group )* | OPTIONAL Group | MINUS Group | GRAPH VarOrIri Group
     | SERVICE SILENT? VarOrIri Group | FILTER Constraint | BIND '(' Expression AS variable ')'
     | Values
PathTriples = PathSameSubject ( '.' PathTriples? )?
PathSameSubject = Term PathProperties | ( PathNode | Reified ) PathProperties?
PathProperties = PathVerb PathObjects ( ';' ( PathVerb PathObjects )? )*
PathVerb = Path | variable
PathObjects = PathObject ( ',' PathObject )*
PathObject = ( Term | PathNode | Reified ) ( Reifier | '{|' PathProperties '|}' )*
PathNode = '(' ( Term | PathNode | Reified )+ ')' | '[' PathProperties ']'
Path = Sequence ( '|' Sequence )*
Sequence = '^'? Step ( '/' '^'? Step )*
Step = ( Iri | a | '!' Negated | '(' Path ')' ) ( '?' | '*' | '+' )?
Negated = OneStep | nil | '(' OneStep ( '|' OneStep )* ')'
OneStep = '^'? ( Iri | a )
Reified = '<<' ( Term | Reified ) Verb ( Term | Reified ) Reifier? '>>'
Reifier = '~' ( VarOrIri | blank | anon )?
Term = VarOrIri | Literal | blank | anon | nil | '<<(' Term Verb Term ')>>'
VarOrIri = variable | Iri
Iri = iri | name | namespace
Literal = string ( language | '^^' Iri )? | Number | TRUE | FALSE
Number = integer | decimal | signed
Constraint = Bracketed | Function | Call
Bracketed = '(' Expression ')'
Call = Iri Arguments
Arguments = nil | '(' DISTINCT? Expression ( ',' Expression )* ')'
List = nil | '(' Expression ( ',' Expression )* ')'
Expression = And ( '||' And )*
And = Relation ( '&&' Relation )*
Relation = Sum ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | NOT? IN List )?
Sum = Product ( ( '+' | '-' ) Product | signed ( ( '*' | '/' ) Factor )* )*
Product = Factor ( ( '*' | '/' ) Factor )*
Factor = ( '!' | '+' | '-' )* Primary
Primary = Bracketed | Function | Iri Arguments? | Literal | variable
     | '<<(' Primary Verb Primary ')>>'
Function = ( RAND | NOW | UUID | STRUUID ) nil | BNODE ( nil | Bracketed )
     | ( CONCAT | COALESCE ) List | BOUND '(' variable ')' | NOT? EXISTS Group
     | COUNT '(' DISTINCT? ( '*' | Expression ) ')'
     | ( SUM | MIN | MAX | AVG | SAMPLE ) '(' DISTINCT? Expression ')'
     | GROUP_CONCAT '(' DISTINCT? Expression ( ';' SEPARATOR '=' string )? ')'
     | ( STR | LANG | LANGDIR | DATATYPE | IRI | URI | ABS | CEIL | FLOOR | ROUND | STRLEN
       | UCASE | LCASE | ENCODE_FOR_URI | YEAR | MONTH | DAY | HOURS | MINUTES | SECONDS
       | TIMEZONE | TZ | MD5 | SHA1 | SHA256 | SHA384 | SHA512 | ISIRI | ISURI | ISBLANK
       | ISLITERAL | ISNUMERIC | HASLANG | HASLANGDIR | ISTRIPLE | SUBJECT | PREDICATE | OBJECT
       ) Bracketed
     | ( LANGMATCHES | CONTAINS | STRSTARTS | STRENDS | STRBEFORE | STRAFTER | STRLANG | STRDT
       | SAMETERM ) '(' Expression ',' Expression ')'
     | ( IF | STRLANGDIR | TRIPLE ) '(' Expression ',' Expression ',' Expression ')'
     | ( REGEX | SUBSTR ) '(' Expression ',' Expression ( ',' Expression )? ')'
     | REPLACE '(' Expression ',' Expression ',' Expression ( ',' Expression )? ')'
"""


def first_syntax_error(terminals: Sequence[str]) -> tuple[int, frozenset[str]] | None:
    """Return which terminal of a text the grammar does not allow, and those that it allows there.

    The last one is `END`. None if the text keeps the grammar.

    >>> first_syntax_error(["ASK", END])[0]
    1
    >>> first_syntax_error(["ASK", "{", "}", END]) is None
    True
    """
    return _parse(terminals, [])


def rule_spans(terminals: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return the rules that a text consists of, outer ones first: name, first terminal, and end.

    Empty if the text violates the grammar.

    >>> rule_spans(["ASK", "{", "}", END])[-3:]
    [('Group', 1, 3), ('Pattern', 2, 2), ('Modifiers', 3, 3)]
    """
    spans: list[list[Any]] = []
    if _parse(terminals, spans):
        return []
    return [(name, start, end) for name, start, end in spans]


def _parse(terminals: Sequence[str], spans: list[list[Any]]) -> tuple[int, frozenset[str]] | None:
    """Return the first error, if there is one, and put the rules that were begun into a list.

    The grammar is LL(1): one terminal tells which way to go, and nothing is tried twice.
    """
    at, expected = 0, frozenset[str]()
    todo: list[Node] = [("rule", "Query")]
    while todo:
        kind, inner = todo.pop()
        if kind == "end":
            spans[inner][2] = at
            continue
        terminal = terminals[at]
        if kind == "terminal":
            expected |= {inner}
            if inner != terminal:
                return at, expected
            at, expected = at + 1, frozenset()
        elif kind == "rule":
            todo += (("end", len(spans)), grammar_rules()[inner])
            spans.append([inner, at, at])
        elif kind == "all":
            todo += reversed(inner)
        elif kind == "any":
            expected |= _first((kind, inner)) - {""}
            ways = [way for way in inner if terminal in _first(way)]
            ways += [way for way in inner if "" in _first(way)]
            if not ways:
                return at, expected
            todo.append(ways[0])
        elif kind == "+":
            todo += (("*", inner), inner)
        elif terminal in _first(inner):
            todo += ((kind, inner), inner) if kind == "*" else (inner,)
        else:
            expected |= _first(inner) - {""}
    return None


def first_terminals(rule_name: str) -> frozenset[str]:
    """Return the terminals with which a rule may begin.

    >>> sorted(first_terminals("Iri"))
    ['iri', 'name', 'namespace']
    """
    return _first(("rule", rule_name)) - {""}


@cache
def grammar_keywords() -> frozenset[str]:
    """Return the words that the grammar has.

    >>> "LIMIT" in grammar_keywords(), "limit" in grammar_keywords()
    (True, False)
    """
    return frozenset(word.rstrip("?*+") for word in _GRAMMAR.split() if word.isupper())


@cache
def grammar_rules() -> dict[str, Node]:
    """Return the rules of the grammar."""
    lines = _GRAMMAR.replace("\n     ", " ").strip().splitlines()
    parts = (line.split(" = ", 1) for line in lines)
    return {name: _node(body.split())[0] for name, body in parts}


def _node(words: list[str]) -> tuple[Node, str]:
    """Return what some words of a rule stand for, and the operator behind the bracket after them.

    They are taken from the list.
    """
    ways: list[list[Node]] = [[]]
    times = ""
    while words:
        word = words.pop(0)
        if word[0] == ")":
            times = word[1:]
            break
        if word == "|":
            ways.append([])
        elif word == "(":
            node, repeated = _node(words)
            ways[-1].append((repeated, node) if repeated else node)
        else:
            bare = word.rstrip("?*+")
            a_rule = bare[0].isupper() and not bare.isupper()
            leaf = ("rule" if a_rule else "terminal", bare.strip("'"))
            ways[-1].append((word[len(bare) :], leaf) if bare != word else leaf)
    nodes = [way[0] if len(way) == 1 else ("all", tuple(way)) for way in ways]
    return nodes[0] if len(nodes) == 1 else ("any", tuple(nodes)), times


@cache
def _first(node: Node) -> frozenset[str]:
    """Return the terminals that a node may begin with, and "" where it may be empty."""
    kind, inner = node
    if kind == "terminal":
        return frozenset((inner,))
    if kind == "rule":
        return _first(grammar_rules()[inner])
    if kind == "any":
        return frozenset[str]().union(*map(_first, inner))
    if kind == "all":
        first = frozenset({""})
        for part in inner:
            first = first - {""} | _first(part)
            if "" not in first:
                break
        return first
    return _first(inner) if kind == "+" else _first(inner) | {""}
