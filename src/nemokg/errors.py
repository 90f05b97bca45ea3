"""Everything that nemokg raises on purpose.

::

    NemokgError                 anything below; its text is one sentence: what is wrong, what to do
    ├── InputError              a file or directory that cannot be used
    │   └── RdfSyntaxError      a file that is not well-formed RDF (file, line, column)
    ├── QueryError              a question that cannot be asked
    │   ├── UnknownQueryError   no query or competency question of that name (nearest names)
    │   ├── UnknownNameError    no model of that name (nearest names)
    │   ├── UnknownClaimError   no claim of that name (nearest names); a finding, no failure
    │   ├── ParameterError      a parameter or its value does not fit the query
    │   │   └── UnknownValueError   the value fits, but nothing of this name is in the data
    │   └── SparqlError         the SPARQL text itself is wrong, or of the wrong form
    ├── EngineError             the store failed while answering, or no such engine
    ├── ShapesError             the shapes cannot be used for validation
    │   └── UncompiledError     SHACL beyond what the compiled validator knows
    └── OutputError             the answer cannot be written or has no such format
        └── MissingToolError    a program or library that the format needs is not installed

The command line prints the text of any of them and ends with its exit code: 2, and 1 where the
answer is that there is no such claim. It prints that of a CacheWarning too, and goes on.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class NemokgError(Exception):
    """The root of the tree; ``str(error)`` says in one sentence what is wrong and how to fix it.

    >>> str(NemokgError("It does not work; do this."))
    'It does not work; do this.'
    """

    exit_code = 2


class InputError(NemokgError):
    """A path that is missing, empty, unreadable, not UTF-8 or holds no RDF."""


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
    """The cache of the bundled dataset cannot be used, so that every start parses the files."""


class QueryError(NemokgError):
    """A question that cannot be asked as it was put."""


class UnknownQueryError(QueryError):
    """No canned query or competency question has this name."""


class UnknownNameError(QueryError):
    """No model has this name or label, or several have it."""


class UnknownClaimError(QueryError):
    """No claim has this name or is about this triple."""

    exit_code = 1


class ParameterError(QueryError):
    """A parameter that the query does not have, or a value that does not fit it."""


class UnknownValueError(ParameterError):
    """A value that fits its parameter, but names nothing that is in the data."""


class SparqlError(QueryError):
    """SPARQL text that does not parse, or whose form (SELECT, ASK, ...) does not fit the use."""


class EngineError(NemokgError):
    """The store failed while it answered, or there is no such engine."""


class ShapesError(NemokgError):
    """Shapes that are missing or that the validator cannot use."""


class UncompiledError(ShapesError):
    """Shapes with something that the compiled validator does not know.

    >>> str(UncompiledError("sh:qualifiedValueShape", "ex:Shape"))
    'ex:Shape has sh:qualifiedValueShape, which is not compiled; let pySHACL check it too.'
    """

    def __init__(self, what: str, shape: str) -> None:
        self.problem = f"{shape} has {what}, which is not compiled"
        super().__init__(f"{self.problem}; let pySHACL check it too.")


class OutputError(NemokgError):
    """An answer that cannot be written, or has no rendering in the format asked for."""


class MissingToolError(OutputError):
    """A format that needs a program or library which is not installed."""


# A store may hold millions of names; among so many, the nearest is looked for.
COMPARED = 20_000


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a clause that offers the known words closest to `word`, or an empty string.

    >>> nearest("edgse", ["edges", "evidence-of-claim"])
    ' Did you mean edges?'
    >>> nearest("zzz", ["edges"])
    ''
    """
    # Needed on the way to an error message only, and not cheap to import.
    from difflib import get_close_matches

    candidates = sorted(known)
    matches = get_close_matches(word, candidates, n=3, cutoff=0.5)
    matches += [name for name in candidates if word in name and name not in matches][
        : 3 - len(matches)
    ]
    return f" Did you mean {', '.join(matches)}?" if matches else ""
