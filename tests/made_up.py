"""What the fuzzer makes up: files, queries, shapes with data, command lines, and datasets."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st
from odd_inputs import PLAIN, PREFIXES
from pyoxigraph import RdfFormat, parse, serialize

from nemokg.cli.main import COMMANDS, build_parser
from nemokg.export import FORMATS
from nemokg.queries.catalogue import find_query, query_names

SYNTAXES = {
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
}
EXACT_PREFIXES = {
    line.split()[1][:-1]: line.split()[2][1:-1] for line in PREFIXES.splitlines() if line
}
SHACL = "http://www.w3.org/ns/shacl#"

WORDS_OF_SYNTAXES = r"""
@prefix @base PREFIX BASE VERSION a ex:a ex:b nemo:initializedFrom nemo:status rdf:subject <x:a>
<> <#b> <../c> <\u0041> <a\ b> _:x _:y [ ] ( ) . ; , { } << >> <<( )>> {| |} ~ ^ ^^ "a" 'b' "\n"
"\uD800" "\U0010FFFF" "é" @en @en--ltr @EN-gb xsd:integer 1 -1.5 1e9 01 true false GRAPH ex: :a
%41 ex:%41 ex:a\,b # \x00 &amp; <?xml <!DOCTYPE <rdf:RDF rdf:about="" /> </ </rdf:RDF> {"@id":
"@type" "@graph": [ ]} "@context": null "@value": "@list": "@reverse" "@base" "@vocab" SELECT *
ASK CONSTRUCT DESCRIBE WHERE ?x ?y $this FILTER OPTIONAL UNION MINUS BIND AS VALUES UNDEF GROUP
BY HAVING ORDER LIMIT OFFSET DISTINCT REDUCED COUNT(*) SUM(?x) EXISTS NOT IN IF COALESCE SERVICE
SILENT FROM NAMED STR(?x) LANG REGEX("a","(") BOUND ! || && = != < > + - / | ^ex:a ex:a+ ex:a*
ex:a? 10 0 99999999999999999999 DESC(?x) LATERAL TRIPLE(?x,ex:a,?y) isTRIPLE
"""
TOKENS = st.sampled_from([*WORDS_OF_SYNTAXES.split(), '"""'])


@st.composite
def changed(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Draw a text in which a few places are cut out, doubled, exchanged or filled with a token."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        piece = draw(
            st.sampled_from(["", text[start:end] * 2])
            | TOKENS.map(lambda token: f" {token} ")
            | st.characters(codec="utf-8")
        )
        text = text[:start] + piece + text[end:]
    return text


IRIS = st.sampled_from(
    [
        *(f"{EXACT_PREFIXES['model']}{name}" for name in ("student", "base", "a.b", "é", "")),
        *(f"https://example.org/m/{name}" for name in ("student", "(1)", "a%20b", "..", "#")),
        *("x:", "urn:uuid:1", "mailto:a@b", "file:///a", f"{EXACT_PREFIXES['claim']}c"),
        *(f"{EXACT_PREFIXES['nemo']}{name}" for name in ("Model", "Checkpoint", "Claim", "stated")),
    ]
).map(lambda iri: f"<{iri}>")
BLANKS = st.sampled_from(["_:x", "_:y", "_:z"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8).map(
    lambda text: '"' + "".join(f"\\U{ord(c):08X}" for c in text) + '"'
)
DATATYPE_NAMES = (
    "string integer int byte decimal double boolean date dateTime gYear duration anyURI"
)
DATATYPES = st.sampled_from(DATATYPE_NAMES.split())
LITERALS = (
    TEXTS
    | st.builds(lambda text, tag: f"{text}@{tag}", TEXTS, st.sampled_from(["en", "DE", "en--ltr"]))
    | st.builds(
        lambda text, name: f"{text}^^<{EXACT_PREFIXES['xsd']}{name}>",
        st.sampled_from(['"1"', '"01"', '"-0"', '"INF"', '"x"', '"2026-02-30"', '"2026"', '"true"'])
        | TEXTS,
        DATATYPES,
    )
)
PREDICATE_NAMES = """
nemo:initializedFrom nemo:distilledFrom nemo:distilledInto nemo:judges nemo:status nemo:rank ex:p
nemo:evidence nemo:support nemo:locator nemo:paraphrase nemo:partOfPipeline nemo:explainerRow
nemo:participant nemo:about rdf:type rdf:subject rdf:predicate rdf:object rdfs:label
dcterms:source dcterms:title dcterms:creator
dcterms:issued schema:url owl:sameAs rdfs:subClassOf rdf:first rdf:rest rdf:reifies
owl:sourceIndividual owl:assertionProperty owl:targetIndividual
"""
PREDICATES = st.sampled_from(PREDICATE_NAMES.split())
SIMPLE = IRIS | BLANKS | LITERALS
OBJECTS = SIMPLE | st.builds(
    lambda s, p, o: f"<<( {s} {p} {o} )>>", IRIS | BLANKS, PREDICATES, SIMPLE
)
TRIPLES = st.builds(lambda s, p, o: f"{s} {p} {o} .", IRIS | BLANKS, PREDICATES, OBJECTS)
GRAPHS = st.lists(TRIPLES, min_size=1, max_size=12).map("\n".join)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw the name of a file and its bytes, in any syntax, perhaps broken."""
    syntax = draw(st.sampled_from(sorted(SYNTAXES)))
    if draw(st.booleans()):
        text = draw(changed(st.lists(TOKENS, max_size=15).map(" ".join)))
        text = PREFIXES * (syntax in ("ttl", "trig")) + text
    else:
        graph = f"{PREFIXES}{draw(GRAPHS)}"
        try:
            text = (
                serialize(parse(graph, RdfFormat.TURTLE), format=SYNTAXES[syntax]) or b""
            ).decode()
        except (OSError, SyntaxError, ValueError):  # RDF 1.2 in JSON-LD, or IRIs that are none
            text = graph
        text = draw(changed(st.just(text))) if draw(st.booleans()) else text
    encoding = draw(st.sampled_from(["utf-8"] * 9 + ["utf-8-sig", "utf-16", "latin-1"]))
    return f"data.{syntax}", text.encode(encoding, "replace")


@cache
def canned() -> list[str]:
    return [find_query(name).text for name in query_names()]


def queries() -> st.SearchStrategy[str]:
    """Return queries: canned ones that are changed, and tokens in any order."""
    words = st.lists(TOKENS, max_size=20).map(" ".join)
    patterns = words.map(lambda text: f"SELECT * WHERE {{ ?x ?p ?y . {text} }}")
    return changed(st.sampled_from(canned()) | words | patterns)


SHAPE_VALUES = {
    "targetClass": IRIS,
    "targetNode": IRIS | LITERALS,
    "targetSubjectsOf": PREDICATES,
    "path": PREDICATES | st.just("[ sh:inversePath ex:p ]") | st.just("( ex:p ex:p )") | BLANKS,
    "property": BLANKS,
    "node": BLANKS,
    "not": BLANKS,
    "or": st.just("( _:x _:y )") | BLANKS,
    "xone": st.just("( _:x _:x )"),
    "in": st.just("( 1 'a' ex:a )") | st.just("()") | LITERALS,
    "hasValue": SIMPLE,
    "datatype": DATATYPES.map(lambda name: f"xsd:{name}") | LITERALS,
    "minCount": LITERALS | st.integers(-1, 3).map(str),
    "maxCount": st.integers(0, 3).map(str),
    "pattern": TEXTS | st.sampled_from(['"("', '"^a"']),
    "flags": st.sampled_from(['"i"', '"z"']),
    "languageIn": st.just('( "en" )'),
    "uniqueLang": st.sampled_from(["true", '"1"', "false"]),
    "lessThan": PREDICATES,
    "equals": PREDICATES,
    "minInclusive": LITERALS,
    "nodeKind": st.sampled_from(["sh:IRI", "sh:Literal", "ex:a"]),
    "class": IRIS,
    "closed": st.sampled_from(["true", "1"]),
    "severity": IRIS | st.just("sh:Warning"),
    "message": TEXTS,
    "deactivated": st.sampled_from(["true", "false"]),
    "select": st.sampled_from(
        ['"SELECT $this WHERE { $this ?p ?o }"', '"SELECT"', '"SELECT $this { GRAPH ?g {} }"']
    ),
    "sparql": BLANKS,
    "qualifiedValueShape": BLANKS,
    "qualifiedMinCount": st.integers(0, 2).map(str),
}


@st.composite
def shapes_and_data(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a shapes graph and a data graph."""
    names = draw(st.lists(st.sampled_from(sorted(SHAPE_VALUES)), min_size=1, max_size=8))
    nodes = ["_:x", "_:y", "ex:S"]
    lines = ["ex:S a sh:NodeShape ; sh:targetSubjectsOf rdf:type ."] * draw(st.integers(0, 1))
    for name in names:
        node = draw(st.sampled_from(nodes))
        lines.append(f"{node} sh:{name} {draw(SHAPE_VALUES[name])} .")
    head = f"{PREFIXES}@prefix sh: <{SHACL}> .\n"
    return head + "\n".join(lines), f"{PREFIXES}{draw(GRAPHS)}\nex:a a ex:C ; ex:p 1 , 'a' .\n"


# Commands that take a second, or would wait for whoever asks.
NOT_FUZZED = {"build", "serve", "site"}
ARGUMENT_WORDS = """
data.ttl none.ttl - student base c edges cq-01 query.rq x=y student=base 0 -1 99999999999999999999
weights,data model:student é _:x http://127.0.0.1:1/ {} <x> -- --data --store store a=b=c \udce9
"""
WORDS = st.sampled_from(["", *ARGUMENT_WORDS.split()]) | st.text(
    st.characters(codec="utf-8", exclude_characters="/\0"), max_size=4
).filter(lambda text: text not in (".", ".."))


@cache
def options() -> dict[str, list[tuple[str, list[str]]]]:
    """Return the options of the commands that are fuzzed, each with its choices."""
    (commands,) = (each for each in build_parser()._actions if each.dest == "command")
    parsers: dict[str, Any] = dict(commands.choices or {})
    return {
        name: [
            (option, list(map(str, action.choices or ())))
            for action in parsers[name]._actions
            for option in action.option_strings
        ]
        for name in COMMANDS
        if name not in NOT_FUZZED
    }


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Draw arguments of the program, most of them of a command that there is."""
    command = draw(st.sampled_from(sorted(options())))
    arguments = [command]
    for _ in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            option, choices = draw(st.sampled_from(options()[command]))
            arguments.append(option)
            if draw(st.booleans()):
                arguments.append(draw(st.sampled_from(choices) if choices else WORDS))
        else:
            arguments.append(draw(WORDS))
    return arguments + ["--data", "data.ttl"] * draw(st.integers(0, 1))


@st.composite
def commands_on_data(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Draw a dataset that the commands have something to say of, and command lines for it."""
    graph = PREFIXES + draw(st.sampled_from(["", PLAIN])) + draw(GRAPHS)
    names = IRIS.map(lambda iri: iri[1:-1]) | st.sampled_from(["student", "base", "c"])
    formats = {
        name: [
            choice
            for option, choices in options()[name]
            if option == "--format"
            for choice in choices
        ]
        for name in options()
    }
    line = st.one_of(
        st.sampled_from([["export", form] for form in FORMATS if form != "svg"]),
        st.sampled_from([["cite", "--all", "--format", form] for form in formats["cite"]]),
        st.sampled_from([["query", name, "--format", "csv"] for name in query_names()]),
        st.sampled_from([["reason", "--format", form] for form in formats["reason"]]),
        st.sampled_from([["validate", "--format", form] for form in formats["validate"]]),
        st.builds(
            lambda name, form: ["explain", name, "--format", form],
            names,
            st.sampled_from(formats["explain"]),
        ),
        st.builds(
            lambda name, form, more: ["lineage", name, "--format", form, *more],
            names,
            st.sampled_from(formats["lineage"]),
            st.sampled_from([[], ["--descendants"], ["--kinds", "weights,distillation"]]),
        ),
        st.builds(lambda name: ["export", "ttl", "--focus", name], names),
        st.sampled_from([["info"], ["competency"], ["site", "--single", "page.html"]]),
    )
    return graph, draw(st.lists(line, min_size=3, max_size=6))
