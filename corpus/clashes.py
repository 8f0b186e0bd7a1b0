"""One thing promised twice: values that cannot both hold, the same value by several days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from corpus.finding import Finding, Kind, place
from corpus.promises import Plan, Promise
from corpus.verdicts import note
from corpus.wording import digits
from extract.model import Comparator, Range

FALLING = (Comparator.AT_MOST, Comparator.LESS)
_CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)
QUALIFIERS = (
    *("城区", "城镇", "县城", "镇区", "农村", "乡村", "乡镇", "主城区"),
    *("民办", "公办", "试点", "示范", "新建", "既有", "寄宿", "优质", "重点", "规模以上"),
)
_RATE = re.compile(r"(?:率|比例|比重|占比|覆盖面|系数|指数|强度|班额|满意度|认可度|浓度)\Z")
_NOISE = re.compile(
    r"全[市县区省州旗镇乡国]|[我本][市县区省州旗]|县域内?|市域内?|辖区内?|范围内|三类|适龄|少年|学段|阶段|年度|"
    r"实现|达到|保持在?|稳定在?|确保|力争|提高到|提升到|的|均|分别|总体|基本|[\s,、:()“”\"0-9.%-]"
)
_APART = 2
"""Years between two dates of one value from which they are goals of two periods."""
_PRODUCT = re.compile("国内生产总值|地区生产总值|GDP", re.IGNORECASE)
_NEAR = 0.75
"""Share of common character pairs from which two names of one indicator are the same metric."""


def contradict(weak: date | None, strong: date | None, ends: date | None) -> bool:
    """Whether a weaker value by `weak` cannot hold beside a stricter one by `strong`.

    A later stricter value is a stage further. Without a date a weaker value is a floor; a stricter one is a goal that
    an early stage need not reach yet. `ends` is the last day of the plan.
    """
    if weak and strong:
        return weak >= strong
    if weak is None and strong is None:
        return True
    return weak is not None and ends is not None and weak >= ends


def qualifiers(text: str) -> frozenset[str]:
    """Words that make of one metric several: 城区, 农村, 民办 …"""
    return frozenset(word for word in QUALIFIERS if word in text)


def metric(subject: str) -> str:
    """What is measured without place, level, verbs and numbers."""
    return _NOISE.sub("", _PRODUCT.sub("生产总值", subject))


def same_metric(one: str, other: str) -> bool:
    """Whether two names are of one metric: equal, one inside the other, or nearly the same characters."""
    if one == other:
        return True
    if not one or not other:
        return False
    if min(len(one), len(other)) >= 4 and (one.endswith(other) or other.endswith(one) or one in other or other in one):
        return True
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) >= _NEAR * (len(first) + len(second)) > 0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def clashes(plan: Plan) -> Iterator[Finding]:
    """Findings about values that the plan promises more than once."""
    for group in _groups(plan):
        yield from _in_group(plan, group)


def _groups(plan: Plan) -> Iterator[list[Promise]]:
    """Promises of one metric for the same schools, groups, unit and denominator."""
    by_key: dict[tuple[object, ...], list[Promise]] = {}
    for one in plan.promises:
        measure = one.measure
        if isinstance(measure.value, Range) or measure.comparator in _CHANGES:
            continue
        if measure.indicator is None and not _RATE.search(_NOISE.sub("", measure.subject)):
            continue
        direction = "<" if measure.comparator in FALLING else ">"
        key = (measure.indicator, measure.unit, measure.per, direction, one.levels, qualifiers(one.near))
        by_key.setdefault(key, []).append(one)
    for held in by_key.values():
        while len(held) > 1:
            first, *others = held
            name = metric(first.measure.subject)
            same = [first, *(one for one in others if _same(first, one, name))]
            held = [one for one in others if one not in same]
            if len(same) > 1:
                yield same


def _same(first: Promise, one: Promise, name: str) -> bool:
    other = metric(one.measure.subject)
    if first.measure.indicator is None:
        return name == other and (first.measure.scope or "") == (one.measure.scope or "") and len(name) >= 3
    return same_metric(name, other)


def _in_group(plan: Plan, group: Sequence[Promise]) -> Iterator[Finding]:
    by_value: dict[Decimal, list[Promise]] = {}
    for one in group:
        value = one.measure.value
        if isinstance(value, Decimal):
            by_value.setdefault(value, []).append(one)
    clashing = [
        (weak, strong)
        for at, weak in enumerate(group)
        for strong in group
        if weak is not strong and _weaker(weak, strong) and _cannot(plan, weak, strong)
    ]
    if clashing:
        involved = list({id(one): one for pair in clashing for one in pair}.values())
        values = "、".join(dict.fromkeys(_value(one) for one in involved))
        yield _finding(plan, Kind.CONFLICT, involved, values=values)
    for held in by_value.values():
        days = {one.measure.deadline or one.commitment.deadline for one in held} - {None}
        known = sorted(day for day in days if day)
        if len(known) > 1 and known[-1].year - known[0].year <= _APART:
            dated = [one for one in held if one.measure.deadline or one.commitment.deadline]
            yield _finding(plan, Kind.DATES, dated, days="、".join(map(str, known)))


def _cannot(plan: Plan, weak: Promise, strong: Promise) -> bool:
    if weak.commitment is strong.commitment and weak.measure.deadline == strong.measure.deadline is None:
        # Two values in one sentence without dates are steps or groups that the sentence tells apart.
        return not (weak.measure.span.overlaps(strong.measure.span) or weak.head[:12] == strong.head[:12])
    return contradict(weak.measure.deadline, strong.measure.deadline, plan.ends)


def _weaker(one: Promise, other: Promise) -> bool:
    a, b = one.measure.value, other.measure.value
    if isinstance(a, Range) or isinstance(b, Range):
        return False
    return a > b if one.measure.comparator in FALLING else a < b


def _value(one: Promise) -> str:
    value = one.measure.value
    return f"{digits(value) if isinstance(value, Decimal) else ''}{one.measure.unit or ''}"


def _finding(plan: Plan, kind: Kind, promises: Sequence[Promise], **values: str) -> Finding:
    first = promises[0].measure
    said = {place(plan, one.measure.span, one.commitment, one.measure): None for one in promises}
    code = "conflict" if kind is Kind.CONFLICT else "dates_of"
    return Finding(kind, note(code, subject=first.subject, **values), tuple(said))
