"""What the numbers of statements say by themselves, before the sentences in front of them say more.

Question by question over all statements of a document, not statement by statement: what a question is matched with
stays in the processor's cache, which halves its time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extract import baselines, behind, chains, levels, listed, things
from extract.clauses import Group, found, groups
from extract.comparators import comparator
from extract.components.quantity import Found
from extract.conditions import is_condition, says_who, singles_out
from extract.counting import counts
from extract.denominators import denominator
from extract.levels import Sentence
from extract.model import Comparator, Range, Role
from extract.phrases import bare, zone_of
from extract.registry import Mention, within
from extract.statements import Statement


class Value(NamedTuple):
    """One number."""

    own: Found
    bound: Comparator
    per: str | None
    told: bool
    """It says how something stands, whatever its sentence does."""
    condition: bool
    """It says to what or whom something applies."""


class Phrase(NamedTuple):
    """The numbers that one phrase shares out, with the phrase."""

    group: Group
    zone: str
    """The clause up to the bound of the first number."""
    parts: list[str]
    """The subjects that it shares its values out to."""
    bare: bool
    """It names nothing that is measured."""
    behind: str
    """What is counted or paid, behind the last number."""
    indicator: str | None
    values: dict[int, Value]
    """By the offset of each number."""


class Numbers(NamedTuple):
    """Those of one statement."""

    sentence: Sentence
    counted: list[Mention]
    """Those that state something."""
    phrases: list[Phrase]
    scopes: list[list[str]]
    """For each phrase the levels in its clause."""
    chained: dict[int, str]
    """The subjects of numbers that stand in a chain, by the offset of each."""
    opening: list[str]
    """The levels that open the sentence."""
    aside: list[Phrase]
    """Numbers that only say who is meant."""


def read(statements: Sequence[Statement]) -> list[Numbers | None]:
    """The numbers of each statement, None where it holds none."""
    made = iter(of([(one.view.text, _sentence(one)) for one in statements if one.inside("quantity")]))
    return [next(made) if one.inside("quantity") else None for one in statements]


def of(held: Sequence[tuple[str, Sentence]]) -> list[Numbers]:
    """The numbers of sentences, each of which comes with its text."""
    counted = [_counted(text, sentence) for text, sentence in held]
    meant = [[says_who(text, one) for one in own] for (text, _), own in zip(held, counted, strict=True)]
    apart = [
        groups(text, [one for one, who in zip(own, whom, strict=True) if not who], sentence.start, sentence.end)
        for (text, sentence), own, whom in zip(held, counted, meant, strict=True)
    ]
    alone = [
        [groups(text, [one], sentence.start, sentence.end)[0] for one, who in zip(own, whom, strict=True) if who]
        for (text, sentence), own, whom in zip(held, counted, meant, strict=True)
    ]
    phrases = iter(_phrases(held, apart))
    beside = iter(_phrases(held, alone))
    scopes = [[levels.scopes_of(text, one, s) for one in own] for (text, s), own in zip(held, apart, strict=True)]
    chained = [chains.all_of(text, own) if len(own) > 1 else {} for (text, _), own in zip(held, apart, strict=True)]
    opening = [levels.opening(text, sentence) for text, sentence in held]
    return [
        Numbers(
            held[i][1],
            own,
            [next(phrases) for _ in apart[i]],
            scopes[i],
            chained[i],
            opening[i],
            [next(beside) for _ in alone[i]],
        )
        for i, own in enumerate(counted)
    ]


def _sentence(statement: Statement) -> Sentence:
    return Sentence(
        statement.start,
        statement.end,
        statement.role,
        tuple(statement.inside("quantity")),
        tuple(statement.inside("scope")),
        tuple(statement.inside("indicator")),
    )


def _counted(text: str, sentence: Sentence) -> list[Mention]:
    start, end, promised = sentence.start, sentence.end, sentence.role is Role.COMMITMENT
    return [one for one in sentence.quantities if counts(text, one, start, end, promised=promised)]


def _phrases(held: Sequence[tuple[str, Sentence]], apart: Sequence[Sequence[Group]]) -> list[Phrase]:
    """The groups of sentences as phrases, one behind the other; each sentence comes with its text."""
    all_ = [(text, sentence, group) for (text, sentence), own in zip(held, apart, strict=True) for group in own]
    zones = [zone_of(text, group) for text, _, group in all_]
    parts = [listed.parts(text, group, zone) for (text, _, group), zone in zip(all_, zones, strict=True)]
    bares = [bare(text, group, zone) for (text, _, group), zone in zip(all_, zones, strict=True)]
    counted = [things.behind(text, group) for text, _, group in all_]
    indicators = [
        _indicator(text, sentence, group, thing) for (text, sentence, group), thing in zip(all_, counted, strict=True)
    ]
    each = [(text, sentence, group, one) for text, sentence, group in all_ for one in group.quantities]
    bounds = [comparator(text, group, one) for text, _, group, one in each]
    pers = [denominator(text, group, one) for text, _, group, one in each]
    told = [_told(text, sentence, group, one) for text, sentence, group, one in each]
    conditions = [
        _is_condition(text, Role.STATUS if stood else sentence.role, group, one)
        for (text, sentence, group, one), stood in zip(each, told, strict=True)
    ]
    values = iter(
        [
            (one.start, _spanning(text, Value(found(one), bounds[i], pers[i], told[i], conditions[i])))
            for i, (text, _, _, one) in enumerate(each)
        ]
    )
    return [
        Phrase(
            group,
            zones[i],
            parts[i],
            bares[i],
            counted[i],
            indicators[i],
            dict([next(values) for _ in group.quantities]),
        )
        for i, (_, _, group) in enumerate(all_)
    ]


def _is_condition(text: str, role: Role, group: Group, mention: Mention) -> bool:
    says = singles_out(text, mention) if role is Role.STATUS else is_condition(text, mention, group)
    return says or behind.is_dimension(text, group)


_LOW = re.compile(r"(?P<low>[0-9]{1,8}(?:\.[0-9]{1,4})?)[a-zA-Z\u4e00-\u9fff]{0,3}[≤<][\u4e00-\u9fff]{1,6}\Z")
_BEFORE = 24
"""Characters of the lower end in front of what has both, and of its name."""


def _spanning(text: str, value: Value) -> Value:
    """A value with the lower end that stands in front of what it bounds: `600毫米≤管径<1000毫米`."""
    own, at = value.own, value.own.bound_start
    if text[at : at + 1] not in ("<", "≤") or isinstance(own.value, Range):
        return value
    low = _LOW.search(text, max(0, at - _BEFORE), at)
    if low is None:
        return value
    return value._replace(own=own._replace(value=Range(Decimal(low["low"]), own.value)), bound=Comparator.RANGE)


_REPORTED = re.compile(
    r"(?:[0-9]{1,2}[.、])?(?:其中|在)?(?:20[0-9]{2}年(?:底|末)?(?=已))?(?:去年|上年|截至|截止|目前|现有|已(?:经|建成|完成|累计|改造|新建|投入|开工|培训|发放)|累计已)(?!基础上)"
)
"""A clause that reports inside a sentence that promises: 去年改造4.2万亩,今年再改造5万亩."""


def _told(text: str, sentence: Sentence, group: Group, mention: Mention) -> bool:
    """Whether a number says how something stands, in a sentence that does not."""
    if baselines.stood(text, mention) or _REPORTED.match(text, group.start, group.first.start):
        return True
    promised = sentence.role is Role.COMMITMENT
    return promised and baselines.reported(text, sentence.start, group.start, mention)


_INDICATOR = 200
"""Characters of the longest phrase that names an indicator, amply."""


def _indicator(text: str, sentence: Sentence, group: Group, thing: str) -> str | None:
    """The indicator nearest in front of the number, else one named behind it in the clause.

    What stands between the `thing` that is counted and a next number is that one's: `4所小学的平均班额为51人`.
    """
    if not sentence.indicators:
        return None
    near = within(sentence.indicators, group.start - _INDICATOR, group.end + _INDICATOR)
    inside = [i for i in near if i.end > group.start and i.start < group.end]
    before = [i for i in inside if i.start <= group.first.start]
    if things.NUMBER_NEXT.match(text, group.end):
        inside = [i for i in inside if i.start < group.last.end + max(len(thing), 1)]
    for chosen in (before, inside):
        if chosen:
            return str(chosen[0].value)
    return None
