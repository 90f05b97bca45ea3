"""The YAML of a sheet as a tree of nodes that know where they stand.

Scalars stay the text that was written: typed loading would ruin ``5e-6``, ``no``, ``1.10`` and the
commit ``1234567e8``. Only what a person needs is accepted: block mappings, block and flow lists,
scalars. In braces, ``{x: card @ metadata, base_model}`` would silently be two keys.
"""

from __future__ import annotations

import yaml

from nemokg.errors import suggestion_clause
from nemokg.sheets.problems import Place, Problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from yaml.nodes import Node

_DEEPEST = 40
_ONE_DOCUMENT = "A sheet is one document without directives; remove this line."
_REFUSED = {
    yaml.AnchorToken: "A sheet has no anchors; write out what &{} stands for.",
    yaml.AliasToken: "A sheet has no aliases; write out what *{} stands for.",
    yaml.TagToken: "A sheet has no tags; write the text alone, all values are text.",
    yaml.DirectiveToken: _ONE_DOCUMENT,
    yaml.DocumentEndToken: _ONE_DOCUMENT,
    yaml.FlowMappingStartToken: (
        "Braces split a text at each comma; write one key a line, indented."
    ),
}
_OPENING = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.FlowSequenceStartToken)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken)


class Entry:
    """One key of a mapping with its value.

    >>> (entry,) = entries_of(parse_yaml("label: Heron", Problems()), Problems())
    >>> entry.key, scalar_text(entry.value), str(entry.place)
    ('label', 'Heron', '1:1')
    """

    __slots__ = ("key", "place", "value")

    def __init__(self, key: str, place: Place, value: Node) -> None:
        self.key = key
        self.place = place
        self.value = value


def parse_yaml(text: str, problems: Problems) -> Node | None:
    """Return the root node of a sheet; None, with the problem added, where it cannot be read.

    >>> problems = Problems()
    >>> parse_yaml("a: &x 1", problems) is None, str(problems.in_order()[0])
    (True, '1:4: A sheet has no anchors; write out what &x stands for.')
    """
    try:
        if not _is_plain(text, problems):
            return None
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        problems.add(place, "A sheet has no such control character; remove it.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _at(mark) if mark else Place(1, 1)
        problems.add(place, f"This is no YAML ({error.problem}); correct it here or just above.")
    return None


def _is_plain(text: str, problems: Problems) -> bool:
    """Whether a text has nothing but what a sheet may have; what else it has is a problem."""
    before = len(problems)
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        place = place_of(token)
        if refusal := _REFUSED.get(type(token)):
            problems.add(place, refusal.format(getattr(token, "value", "")))
        elif (
            isinstance(token, yaml.KeyToken)
            and token.start_mark.index < len(text)
            and (text[token.start_mark.index] == "?")
        ):
            problems.add(place, "A key stands before a colon; write it without the question mark.")
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > _DEEPEST:
            problems.add(place, "No sheet is nested this deeply; move this up.")
            return False
    return len(problems) == before


def place_of(node: Node | yaml.Token) -> Place:
    """Return where a node or token begins."""
    return _at(node.start_mark)


def _at(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def is_empty(node: Node) -> bool:
    """Whether nothing was written where the node stands.

    >>> is_empty(yaml.compose("a:").value[0][1])
    True
    """
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def scalar_text(node: Node) -> str:
    """Return the text of a scalar, its lines joined; empty for a list or a mapping."""
    return " ".join(str(node.value).split()) if isinstance(node, yaml.ScalarNode) else ""


def entries_of(node: Node | None, problems: Problems) -> list[Entry]:
    """Return the entries of a mapping, each key once; a second one is a problem.

    What is no mapping is a problem too, unless nothing was written.
    """
    if node is None or is_empty(node):
        return []
    if not isinstance(node, yaml.MappingNode):
        problems.add(
            place_of(node), "Keys are wanted here, each with a colon; write them indented."
        )
        return []
    entries: dict[str, Entry] = {}
    for key, value in node.value:
        name = scalar_text(key)
        if not isinstance(key, yaml.ScalarNode) or not name:
            problems.add(place_of(key), "A key is a word; write one before the colon.")
        elif name in entries:
            first = entries[name].place.line
            problems.add(place_of(key), f"{name} stands in line {first} already; join the two.")
        else:
            entries[name] = Entry(name, place_of(key), value)
    return list(entries.values())


def known_entries(
    node: Node | None, known: Collection[str], thing: str, problems: Problems
) -> dict[str, Entry]:
    """Return the entries of a mapping whose keys are known, by key; another key is a problem.

    >>> problems = Problems()
    >>> known_entries(parse_yaml("lable: x", problems), ["label"], "A model", problems)
    {}
    >>> str(problems.in_order()[0])
    '1:1: A model has no lable; did you mean label?'
    """
    found = {}
    for entry in entries_of(node, problems):
        if entry.key in known:
            found[entry.key] = entry
        else:
            hint = suggestion_clause(entry.key, known).strip()
            problems.add(entry.place, f"{thing} has no {entry.key}; {_advice(hint, known)}")
    return found


def _advice(hint: str, known: Collection[str]) -> str:
    if hint:
        return hint[0].lower() + hint[1:]
    return f"it may have {', '.join(sorted(known))}."


def items_of(node: Node) -> Iterator[Node]:
    """Yield the items of a list, or the node itself where it is none; nothing where it is empty."""
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif not is_empty(node):
        yield node


def is_mapping(node: Node) -> bool:
    """Whether a node has keys."""
    return isinstance(node, yaml.MappingNode)


def is_list(node: Node) -> bool:
    """Whether a node is a list."""
    return isinstance(node, yaml.SequenceNode)
