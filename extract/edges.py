"""The characters that a pattern can open and end with, derived from the pattern itself, and searches that look at them.

Whatever they turn away the pattern would not have matched; all else it is asked about as written. Without `compiled`
extraction takes 1.34 times the instructions, without the looks of `Ending` 1.03 times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from extract.opened import opened

Ranges = frozenset[tuple[int, int]]

_MOST = 400
"""Characters of a class; a larger one is not worth a look."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOTHING: Ranges = frozenset()


def compiled(source: str) -> re.Pattern[str]:
    """The pattern, tried only at the characters that it can open with where it is known which they are."""
    tree = parser.parse(source)
    opening = first(source)
    if opening is None or tree.state.flags != re.UNICODE or _indexed(tree):
        return re.compile(source)
    return opened(source, opening)


def anchored(source: str) -> bool:
    """Whether every match of the pattern opens the text: `search` would try it at all other places in vain."""
    return _is_anchored(parser.parse(source))


def _is_anchored(items: Any) -> bool:
    if not len(items):
        return False
    code, value = items[0]
    if code is op.SUBPATTERN:
        return _is_anchored(value[3])
    if code is op.BRANCH:
        return all(map(_is_anchored, value[1]))
    return code is op.AT and value in (op.AT_BEGINNING, op.AT_BEGINNING_STRING)


def _names_groups(source: str) -> bool:
    """Whether a pattern has a named group, which an expression can hold once."""
    return bool(parser.parse(source).state.groupdict)


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)


def _arms(source: str) -> list[str]:
    """The alternatives of a pattern, as written."""
    out, depth, begin = [], 0, 0
    for token in _TOKEN.finditer(source):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            out.append(source[begin : token.start()])
            begin = token.end()
    return [*out, source[begin:]]


def arms(source: str) -> list[str]:
    """The alternatives of a pattern, each a pattern of its own; the pattern itself where they do not stand alone."""
    out = _arms(source)
    try:
        alone = all(parser.parse(arm).state.flags == re.UNICODE and not _names_groups(arm) for arm in out)
    except re.error:
        return [source]
    return out if alone else [source]


def look(source: str) -> Callable[[str], re.Match[str] | None]:
    """The search of a pattern; that of one which only opens texts does not go through them."""
    return re.compile(source).match if anchored(source) else compiled(source).search


def first(source: str) -> str | None:
    """A class of the characters that a match can open with; None where it can be empty, or open with too many."""
    tree = parser.parse(source)
    ranges, empty = _edge(tree)
    return None if ranges is None or empty or tree.state.flags & re.IGNORECASE else _class(ranges)


def first_characters(source: str) -> frozenset[str] | None:
    """The characters that a match can open with; None where it can be empty, or open with too many."""
    tree = parser.parse(source)
    ranges, empty = _edge(tree)
    if ranges is None or empty or tree.state.flags & re.IGNORECASE:
        return None
    return frozenset(chr(i) for a, b in ranges for i in range(a, b + 1))


def _class(ranges: Ranges) -> str:
    return f"[{''.join(f'{re.escape(chr(a))}-{re.escape(chr(b))}' for a, b in sorted(ranges))}]"


def _indexed(items: Any) -> bool:
    code, value = items[0]
    if code is op.SUBPATTERN:
        return _indexed(value[3])
    if code is op.BRANCH:
        return all(arm and arm[0][0] is op.LITERAL for arm in value[1])
    return code in (op.LITERAL, op.IN)


def _edge(items: Sequence[Any], *, last: bool = False) -> tuple[Ranges | None, bool]:
    """The characters that a match can open (or end) with, and whether it can be empty.

    None instead of characters that are too many to be worth a look.
    """
    found = _NOTHING
    for code, value in reversed(items) if last else items:
        ranges, empty = _opens(code, value, last)
        if ranges is None:
            return None, False
        found |= ranges
        if not empty:
            return found, False
    return found, True


def _opens(code: Any, value: Any, last: bool) -> tuple[Ranges | None, bool]:
    if code is op.LITERAL:
        return frozenset({(value, value)}), False
    if code is op.IN:
        known = all(c is op.LITERAL or (c is op.RANGE and v[1] - v[0] < _MOST) for c, v in value)
        return (frozenset((v, v) if c is op.LITERAL else v for c, v in value), False) if known else (None, False)
    if code is op.AT or code in (op.ASSERT, op.ASSERT_NOT):
        return _NOTHING, True
    if code is op.SUBPATTERN:
        return (None, False) if value[1] & re.IGNORECASE else _edge(value[3], last=last)
    if code is op.ATOMIC_GROUP:
        return _edge(value, last=last)
    if code in _REPEATS:
        ranges, empty = _edge(value[2], last=last)
        return ranges, empty or value[0] == 0
    if code is op.BRANCH:
        arms = [_edge(arm, last=last) for arm in value[1]]
        joined = None if any(r is None for r, _ in arms) else _NOTHING.union(*(r for r, _ in arms if r))
        return joined, any(empty for _, empty in arms)
    return None, False


class Ending:
    """What a pattern (without `\\Z`) matches at the end of a text, looked for where the last character can end it.

    A match holds at least one character, whatever the pattern says.
    """

    __slots__ = ("_ends", "_pattern")

    def __init__(self, source: str) -> None:
        tree = parser.parse(source)
        opens, ends = _edge(tree)[0], _edge(tree, last=True)[0]
        closed = rf"(?:{source})\Z"
        self._pattern = opened(closed, _class(opens)) if opens else re.compile(closed)
        self._ends = None if ends is None else frozenset(chr(i) for a, b in ends for i in range(a, b + 1))

    def search(self, text: str) -> re.Match[str] | None:
        """The longest match that ends where the text does."""
        if not text or (self._ends is not None and text[-1] not in self._ends):
            return None
        return self._pattern.search(text)

    def cut(self, text: str) -> str:
        """The text without it."""
        if not text or (self._ends is not None and text[-1] not in self._ends):
            return text
        match = self._pattern.search(text)
        return text[: match.start()] if match else text


class Opening:
    """What a pattern matches where a text opens, looked for where the first character can open it; a match holds at
    least one character."""

    __slots__ = ("_opens", "_pattern")

    def __init__(self, source: str) -> None:
        self._opens = first_characters(source)
        self._pattern = re.compile(source)

    def match(self, text: str) -> re.Match[str] | None:
        """The match that opens the text."""
        if self._opens is not None and text[:1] not in self._opens:
            return None
        return self._pattern.match(text)


def cut(pattern: re.Pattern[str] | Opening, text: str) -> str:
    """What follows the pattern where it opens the text, else the text."""
    match = pattern.match(text)
    return text[match.end() :] if match else text


def trie(words: Mapping[str, str]) -> str:
    """An expression for the longest of many words at a place, each with what has to follow it (an expression or ``).

    Words that open alike share their opening, so that a place is turned away after one character, not after as many
    comparisons as there are words.
    """
    tree: dict[str, Any] = {}
    for word, behind in words.items():
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = behind
    return _expression(tree)


def _expression(node: dict[str, Any]) -> str:
    arms = [re.escape(char) + _expression(below) for char, below in node.items() if char]
    if "" in node:
        arms.append(node[""])
    return arms[0] if len(arms) == 1 else f"(?:{'|'.join(arms)})"
