"""Indicators that a stretch of text speaks of; mentions carry the indicator's id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract.lexicon import Rule, load
from extract.registry import Mention, component, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _rules() -> list[tuple[Rule, re.Pattern[str]]]:
    return [(r, r.compile()) for r in load("indicators")]


_COUNTS = re.compile("[0-9零Ⅰ-Ⅻ]|[一二两三四五六七八九十百半](?:人|名|所|间|个|小时|学时|公里|项|次|级)")


@component("indicator", order=50)
def find(doc: Doc) -> Iterator[Mention]:
    """Every indicator in a block that counts something, in the priority of the rule file where places overlap."""
    if _COUNTS.search(text_of(doc)):
        yield from scan(text_of(doc))


def scan(text: str) -> Iterator[Mention]:
    """The indicators of a folded text without white space."""
    for rule, pattern in _rules():
        for match in pattern.finditer(text):
            yield Mention("indicator", match.start(), match.end(), rule.name, rule.means)
