"""For which school levels a value of a plan is. Pure."""

from __future__ import annotations

import re

from corpus.standard import SchoolLevel

_WORDS = (
    ("九年一贯制|9年一贯制", (SchoolLevel.NINE_YEAR,)),
    ("十二年一贯制|12年一贯制", (SchoolLevel.TWELVE_YEAR,)),
    ("一贯制", (SchoolLevel.NINE_YEAR, SchoolLevel.TWELVE_YEAR)),
    ("中小学|小学初中|小初", (SchoolLevel.PRIMARY, SchoolLevel.JUNIOR)),
    ("普通高中|普高|高中|高级中学|中职|中等职业", (SchoolLevel.SENIOR,)),
    ("初级中学|初中|中学", (SchoolLevel.JUNIOR,)),
    ("村小学?|小学|教学点", (SchoolLevel.PRIMARY,)),
    ("幼儿园|学前|普惠园|公办园", (SchoolLevel.PRESCHOOL,)),
)
_PATTERN = re.compile("|".join(f"(?P<w{n}>{words})" for n, (words, _) in enumerate(_WORDS)))


def named_levels(text: str) -> frozenset[SchoolLevel]:
    """The levels that a scope or a subject names; empty when it names none."""
    found: set[SchoolLevel] = set()
    for match in _PATTERN.finditer(text):
        found.update(_WORDS[int((match.lastgroup or "w0")[1:])][1])
    return frozenset(found)


def levels_of(scope: str | None, subject: str) -> frozenset[SchoolLevel]:
    """Levels of a measure: what its scope names, else its subject, else all."""
    return named_levels(scope or "") or named_levels(subject) or frozenset((SchoolLevel.ALL,))


def covers(levels: frozenset[SchoolLevel], wanted: SchoolLevel) -> bool:
    """Whether a value for `levels` says something for `wanted`.

    A value for all schools does; one for primary and junior schools says nothing of other kinds.
    """
    if SchoolLevel.ALL in levels:
        return True
    if wanted is SchoolLevel.ALL:
        return bool(levels & {SchoolLevel.PRIMARY, SchoolLevel.JUNIOR, SchoolLevel.NINE_YEAR, SchoolLevel.TWELVE_YEAR})
    return wanted in levels
