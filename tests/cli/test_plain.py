"""Reading a plain command line without argparse."""

from __future__ import annotations

from itertools import product
from typing import TypeVar

import pytest

from nemokg.cli import query
from nemokg.cli.parser import Parser
from nemokg.cli.plain import Plain

WORDS = (
    *("edges", "3", "csv", "", "two words", "--limit", "--param", "--stated-only", "--data"),
    *(
        "--store",
        "-o",
        "--format",
        "--engine",
        "rdflib",
        "--help",
        "--",
        "-1",
        "--limit=3",
        "--par",
    ),
)


Reader = TypeVar("Reader")


def declared(reader: Reader) -> Reader:
    """Return a reader that knows the arguments of `nemokg query`."""
    query.add_arguments(reader)  # type: ignore[arg-type]
    return reader


def test_what_is_plain_means_the_same_to_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    """A command line is read as argparse reads it, or left to argparse."""
    plain, parser = declared(Plain()), declared(Parser(prog="nemokg query"))
    read = 0
    for count in range(4):
        for words in product(WORDS, repeat=count):
            found = plain.read(words)
            if found is not None:
                read += 1
                assert vars(found) == vars(parser.parse_args(words)), words
    assert read > 200
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words",
    [
        "edges --limit 3 --format csv --stated-only",
        "edges --param student=a --param teacher=b other=c --store folder",
        "--file my.rq --data one.ttl two.ttl --data three.ttl -o rows.csv --width 80",
    ],
)
def test_usual_command_lines_are_plain(words: str) -> None:
    """What people write most needs no argparse."""
    assert declared(Plain()).read(words.split()) is not None
