"""Indicators that a stretch of text speaks of; mentions carry the indicator's id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from extract.edges import compiled
from extract.lexicon import Rule, load
from extract.registry import Mention, component


@cache
def _rules() -> list[tuple[Rule, re.Pattern[str]]]:
    return [(r, r.compile()) for r in load("indicators")]


@cache
def of_education() -> frozenset[str]:
    """Ids of the indicators that only plans for schools speak of."""
    return frozenset(rule.means for rule, _ in _rules() if rule.group == "education")


@cache
def _gate() -> tuple[AhoCorasick, dict[str, list[int]]]:
    """One automaton over the words of all rules, and for each word the rules that hold it."""
    holders: dict[str, list[int]] = {}
    for i, (rule, _) in enumerate(_rules()):
        for word in rule.words:
            holders.setdefault(word, []).append(i)
    return AhoCorasick(list(holders), implementation=Implementation.DFA), holders


_COUNTS = compiled("[0-9零Ⅰ-Ⅻ]|[一二两三四五六七八九十百半](?:人|名|所|间|个|小时|学时|公里|项|次|级)")


@component("indicator", order=50)
def counted(text: str) -> Iterator[Mention]:
    """Every indicator in a block that counts something, in the priority of the rule file where places overlap."""
    if _COUNTS.search(text):
        yield from scan(text)


def scan(text: str) -> Iterator[Mention]:
    """The indicators of a folded text without white space."""
    automaton, holders = _gate()
    found = automaton.find_matches_as_strings(text, overlapping=True)
    rules = _rules()
    for i in sorted({i for word in found for i in holders[word]}):
        rule, pattern = rules[i]
        for match in pattern.finditer(text):
            yield Mention("indicator", match.start(), match.end(), rule.name, rule.means)
