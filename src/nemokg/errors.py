"""The exceptions that nemokg raises.

::

    NemokgError                 any of these; its text is one sentence: what is wrong, what to do
    ├── InputError              a file or directory that cannot be used
    │   └── RdfSyntaxError      a file that is not well-formed RDF (file, line, column)
    ├── QueryError              an invalid question
    │   ├── UnknownQueryError   no query or competency question with this name (nearest names)
    │   ├── UnknownNameError    no model with this name (nearest names)
    │   ├── UnknownClaimError   no claim with this name (nearest names); a finding, not a failure
    │   ├── ParameterError      a parameter that the query lacks, or an invalid value
    │   │   └── UnknownValueError   a valid value, but nothing in the data has this name
    │   └── SparqlError         invalid SPARQL, or SPARQL of the wrong form
    ├── EngineError             the store failed while it ran a query, or there is no such engine
    ├── ShapesError             the shapes cannot be used for validation
    │   └── UncompiledError     SHACL that the compiled validator does not support
    └── OutputError             the output cannot be written, or there is no such format
        └── MissingToolError    a program or library that the format needs is not installed

The command line prints the text of any of them and exits with its exit code: 2, or 1 if there is no
such claim. It also prints the text of a CacheWarning, InputWarning or OutputWarning, and continues.
"""

from __future__ import annotations

from nemokg.characters import single_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class NemokgError(Exception):
    r"""The base class; ``str(error)`` says in one sentence what is wrong and how to fix it.

    It is one line of bounded length, and steers no terminal, whatever it quotes.

    >>> str(NemokgError("It does not work; do this."))
    'It does not work; do this.'
    >>> print(NemokgError('There is no model "\n\x1b[2J".'))
    There is no model "\n\u001B[2J".
    """

    exit_code = 2

    def __init__(self, sentence: str) -> None:
        super().__init__(single_line(sentence))


class InputError(NemokgError):
    """A path that is missing, empty, unreadable, not UTF-8 or without RDF."""


class RdfSyntaxError(InputError):
    """A file that is not well-formed RDF.

    >>> error = RdfSyntaxError("edges.ttl", 3, 9, "; is not a valid RDF object")
    >>> str(error), error.line
    ('edges.ttl, line 3, column 9: ; is not a valid RDF object; fix it there.', 3)
    """

    def __init__(self, file: str, line: int | None, column: int | None, problem: str) -> None:
        where = file
        if line is not None:
            where += f", line {line}"
            if column is not None:
                where += f", column {column}"
        super().__init__(f"{where}: {problem.rstrip('.')}; fix it there.")
        self.file = file
        self.line = line
        self.column = column


class CacheWarning(UserWarning):
    """The cache of the bundled dataset cannot be used, so every start parses the files."""


class InputWarning(UserWarning):
    """A file in a directory contains no triples, or a JSON-LD file some that are dropped."""


class OutputWarning(UserWarning):
    """What is written is not quite what the dataset has, or not the same each time.

    A format cannot carry some characters of the texts, and has U+FFFD in their place; or the names
    of blank nodes are not canonical.
    """


class QueryError(NemokgError):
    """An invalid question."""


class UnknownQueryError(QueryError):
    """No canned query or competency question has this name."""


class UnknownNameError(QueryError):
    """No model has this name or label, or several have it."""


class UnknownClaimError(QueryError):
    """No claim has this name or is about this triple."""

    exit_code = 1


class ParameterError(QueryError):
    """A parameter that the query does not have, or an invalid value."""


class UnknownValueError(ParameterError):
    """A valid value of a parameter that names nothing in the data."""


class SparqlError(QueryError):
    """SPARQL that does not parse, or whose form (SELECT, ASK, ...) is not the one expected."""


class EngineError(NemokgError):
    """The store failed while it ran a query, or there is no such engine."""


class ShapesError(NemokgError):
    """Shapes that are missing or that the validator cannot use."""


class UncompiledError(ShapesError):
    """Shapes with something that the compiled validator does not support.

    >>> str(UncompiledError("sh:qualifiedValueShape", "ex:Shape"))
    'ex:Shape has sh:qualifiedValueShape, which is not compiled; let pySHACL check it too.'
    """

    def __init__(self, what: str, shape: str) -> None:
        self.problem = f"{shape} has {what}, which is not compiled"
        super().__init__(f"{self.problem}; let pySHACL check it too.")


class OutputError(NemokgError):
    """Output that cannot be written, or not in the requested format."""


class MissingToolError(OutputError):
    """A program or library that a format needs is not installed."""


# A store may contain millions of names; the nearest is looked for among at most this many.
COMPARED = 20_000


def suggestion_clause(word: str, known_words: Iterable[str]) -> str:
    """Return a clause that suggests the known words closest to `word`, or an empty string.

    >>> suggestion_clause("edgse", ["edges", "evidence-of-claim"])
    ' Did you mean edges?'
    >>> suggestion_clause("zzz", ["edges"])
    ''
    """
    # Only needed for an error message, and expensive to import.
    from difflib import get_close_matches

    candidates = sorted(known_words)
    matches = get_close_matches(word, candidates, n=3, cutoff=0.5)
    matches += [name for name in candidates if word in name and name not in matches][
        : 3 - len(matches)
    ]
    return f" Did you mean {', '.join(matches)}?" if matches else ""
