"""Cheap tests in front of patterns: words that every match of a pattern holds, derived from the pattern itself.

A gate may let through a text in which the pattern then finds nothing; it never holds back one in which it finds
something, whoever wrote the pattern. It has the form that prefilters of regular expressions usually have: several
clauses, of each of which a match holds at least one word. Look-around, back references, categories and ignored case
say nothing, so they only make a gate wider.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from extract.opened import opened

Clause = frozenset[str]

_MOST = 400
"""Strings of a set; a longer one is given up."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_EMPTY = frozenset({""})


@cache
def clauses(source: str) -> tuple[Clause, ...]:
    """Sets of words; every match of the pattern holds a word of each. The best set is first; no set: nothing known."""
    tree = parser.parse(source)
    if tree.state.flags & re.IGNORECASE:
        return ()
    exact, needs = _sequence(tree)
    return tuple(sorted(_known(exact, needs), key=_worth, reverse=True))


def _known(exact: Clause | None, needs: Iterable[Clause]) -> set[Clause]:
    """The clauses that say something, without words that hold another word of theirs."""
    found = {c for c in (*needs, exact or _EMPTY) if "" not in c}
    return {frozenset(w for w in c if not any(v != w and v in w for v in c)) for c in found}


def _worth(clause: Clause) -> tuple[int, int, list[str]]:
    """Long words hold back more than short ones, few more than many."""
    return min(len(w) for w in clause), -len(clause), sorted(clause)


def _sequence(items: Iterable[Any]) -> tuple[Clause | None, list[Clause]]:
    """All that a sequence can match where that is a small set, and the clauses of its parts."""
    needs: list[Clause] = []
    run: Clause = _EMPTY
    whole = True
    for item in items:
        exact, inner = _item(*item)
        joined = frozenset(map("".join, product(run, exact))) if exact is not None else frozenset()
        if exact is not None and len(joined) <= _MOST:
            run = joined
            continue
        whole = False
        needs += [run, *inner]
        run = exact or _EMPTY
    return (run, needs) if whole else (None, [*needs, run])


def _item(code: Any, value: Any) -> tuple[Clause | None, list[Clause]]:
    if code is op.LITERAL:
        return frozenset({chr(value)}), []
    if code is op.IN:
        return _characters(value), []
    if code is op.AT or code in (op.ASSERT, op.ASSERT_NOT):
        return _EMPTY, []
    if code is op.SUBPATTERN:
        return (None, []) if value[1] & re.IGNORECASE else _sequence(value[3])
    if code is op.ATOMIC_GROUP:
        return _sequence(value)
    if code in _REPEATS:
        least, most, inner = value
        exact, needs = _sequence(inner)
        if (least, most) == (1, 1):
            return exact, needs
        if exact is not None and (least, most) == (0, 1):
            return exact | {""}, []
        return None, [*needs, exact or _EMPTY] if least else []
    return _branch(value[1]) if code is op.BRANCH else (None, [])


def _characters(items: Sequence[Any]) -> Clause | None:
    """The characters of a class that lists a few."""
    out: set[str] = set()
    for code, value in items:
        if code is op.LITERAL:
            out.add(chr(value))
        elif code is op.RANGE and value[1] - value[0] < _MOST:
            out |= {chr(i) for i in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(out)


def _branch(arms: Iterable[Any]) -> tuple[Clause | None, list[Clause]]:
    """One word of the best clause of each arm; nothing where an arm has none."""
    together: Clause = frozenset()
    best: Clause = frozenset()
    closed = True
    for arm in arms:
        exact, needs = _sequence(arm)
        if exact is None:
            closed = False
        else:
            together |= exact
        known = _known(exact, needs)
        best |= sorted(known, key=_worth)[-1] if known else _EMPTY
    return (together, []) if closed else (None, [best])


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


def leading(source: str) -> re.Pattern[str]:
    """The pattern for `match` and `fullmatch`, which a look at the first character turns away where it can."""
    opening = first(source)
    if opening is None or _indexed(parser.parse(source)):
        return re.compile(source)
    return re.compile(f"(?={opening})(?:{source})")


def parted(source: str, *openings: str) -> re.Pattern[str]:
    """The pattern, its alternatives parted by what they open with: at a place only those are tried that can begin
    there. `openings` are characters that many alternatives open with.
    """
    arms = [(arm, _edge(parser.parse(arm))) for arm in _arms(source)]
    opens = {arm: {chr(i) for a, b in ranges for i in range(a, b + 1)} for arm, (ranges, empty) in arms if ranges}
    parts = [*map(set, openings), set().union(*opens.values()).difference(*openings)]
    unknown = len(opens) < len(arms) or any(empty for _, (_, empty) in arms)
    idle = not all(any(o & part for o in opens.values()) for part in parts)
    twice = any(sum(not o.isdisjoint(part) for part in parts) > 1 for arm, o in opens.items() if _names_groups(arm))
    if unknown or idle or twice:
        return compiled(source)
    branches = [
        f"(?=[{re.escape(''.join(sorted(part)))}])(?:{'|'.join(arm for arm in opens if opens[arm] & part)})"
        for part in parts
    ]
    joined = "|".join(branches)
    return opened(joined, first(source) or "")


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
    return leading(source).match if anchored(source) else compiled(source).search


def first(source: str) -> str | None:
    """A class of the characters that a match can open with; None where it can be empty, or open with too many."""
    tree = parser.parse(source)
    ranges, empty = _edge(tree)
    return None if ranges is None or empty or tree.state.flags & re.IGNORECASE else _class(ranges)


def _class(ranges: Ranges) -> str:
    return f"[{''.join(f'{re.escape(chr(a))}-{re.escape(chr(b))}' for a, b in sorted(ranges))}]"


def _indexed(items: Any) -> bool:
    code, value = items[0]
    if code is op.SUBPATTERN:
        return _indexed(value[3])
    if code is op.BRANCH:
        return all(arm and arm[0][0] is op.LITERAL for arm in value[1])
    return code in (op.LITERAL, op.IN)


Ranges = frozenset[tuple[int, int]]
_NOTHING: Ranges = frozenset()


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


_FEW = 4


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
        match = self.search(text)
        return text[: match.start()] if match else text


def cut(pattern: re.Pattern[str], text: str) -> str:
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


class Gate:
    """Whether one pattern may match in a text, asked by a search for its words."""

    __slots__ = ("_few", "_words")

    def __init__(self, source: str) -> None:
        best = next(iter(clauses(source)), None)
        # A few words are found faster one by one.
        self._few = sorted(best) if best and len(best) <= _FEW else None
        self._words = None if best is None else compiled(trie(dict.fromkeys(sorted(best), "")))

    def admits(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        if self._few is not None:
            return any(word in text for word in self._few)
        return self._words is None or self._words.search(text) is not None


class Gates:
    """Which of several patterns may match somewhere in a text: one pass of an automaton over all their words."""

    __slots__ = ("_always", "_automaton", "_holders")

    def __init__(self, sources: Sequence[str]) -> None:
        holders: dict[str, list[int]] = {}
        always = []
        for i, source in enumerate(sources):
            best = next(iter(clauses(source)), None)
            if best is None:
                always.append(i)
            for word in best or ():
                holders.setdefault(word, []).append(i)
        self._always = always
        self._holders = holders
        self._automaton = AhoCorasick(list(holders), implementation=Implementation.DFA)

    def open(self, text: str) -> list[int]:
        """Indices of the patterns, in their order, that may match."""
        found = set(self._automaton.find_matches_as_strings(text, overlapping=True))
        if not found:
            return self._always
        if len(found) == 1 and not self._always:
            return self._holders[found.pop()]
        return sorted(set(self._always).union(*map(self._holders.__getitem__, found)))
