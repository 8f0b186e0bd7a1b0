"""Cheap tests in front of patterns: words that every match of a pattern holds, derived from the pattern itself.

A gate may let through a text in which the pattern then finds nothing; it never holds back one in which it finds
something, whoever wrote the pattern. It has the form that prefilters of regular expressions usually have: several
clauses, of each of which a match holds at least one word. Look-around, back references, categories and ignored case
say nothing, so they only make a gate wider.

Without gates extraction takes 1.44 times the instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from extract.edges import compiled, trie

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


_FEW = 4
"""Words that are found faster one by one than all at once."""


class Gate:
    """Whether one pattern may match in a text, asked by a search for its words."""

    __slots__ = ("_few", "_words")

    def __init__(self, source: str) -> None:
        best = next(iter(clauses(source)), None)
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
        # Kept, the words are handed out as they are; else each find would be cut out of the text again.
        self._automaton = AhoCorasick(list(holders), implementation=Implementation.DFA, store_patterns=True)

    def open(self, text: str) -> list[int]:
        """Indices of the patterns, in their order, that may match."""
        found = set(self._automaton.find_matches_as_strings(text, overlapping=True))
        if not found:
            return self._always
        if len(found) == 1 and not self._always:
            return self._holders[found.pop()]
        return sorted(set(self._always).union(*map(self._holders.__getitem__, found)))
