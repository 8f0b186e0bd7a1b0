"""School figures against a standard: indicators by school, how many each meets, how far schools differ.

A school with pupils of several levels gives one entry for each; what its levels share (rooms, areas, equipment) is
divided by pupils with the weights of the rules (nine-year schools 1 and 1.1). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.standard import Indicator, SchoolLevel, SchoolRule, Standard

PRIMARY, JUNIOR, SENIOR = SchoolLevel.PRIMARY, SchoolLevel.JUNIOR, SchoolLevel.SENIOR
_WEIGHTS: dict[frozenset[SchoolLevel], dict[SchoolLevel, Decimal]] = {
    frozenset((PRIMARY, JUNIOR)): {PRIMARY: Decimal(1), JUNIOR: Decimal("1.1")},
    frozenset((JUNIOR, SENIOR)): {JUNIOR: Decimal(1), SENIOR: Decimal("1.2")},
    frozenset((PRIMARY, JUNIOR, SENIOR)): {PRIMARY: Decimal(1), JUNIOR: Decimal("1.1"), SENIOR: Decimal("1.32")},
}
JUDGED = (PRIMARY, JUNIOR)
"""Levels of compulsory education."""
SMALL = 50
"""Pupils below which a teaching point is left out."""


class Standing(StrEnum):
    """How a school stands to the rule."""

    MET = "met"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
    """Figures are missing."""


@dataclass(frozen=True, slots=True)
class School:
    """Figures of one school."""

    name: str
    kind: str
    """As written: 小学, 九年一贯制学校, 教学点 …"""
    pupils: Mapping[SchoolLevel, Decimal]
    """Levels without pupils are left out."""
    shared: Mapping[str, Decimal]
    """Indicator id -> total of the whole school: square metres, yuan, rooms."""
    own: Mapping[str, Mapping[SchoolLevel, Decimal]]
    """Indicator id -> total of each level: teachers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One level of one school."""

    school: str
    level: SchoolLevel
    pupils: Decimal
    values: Mapping[str, Decimal | None]
    """Indicator id -> value in the standard's unit and denominator, not rounded; None where figures are missing."""
    met: tuple[str, ...]
    below: tuple[str, ...]
    """Not met, but at least the share of the threshold that the rule allows."""
    failed: tuple[str, ...]
    """Below that share."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Spread:
    """How the schools of one level differ in one indicator."""

    indicator: str
    level: SchoolLevel
    schools: int
    mean: Decimal | None
    """Of all pupils together."""
    least: Decimal | None
    short: int
    """Schools below the threshold."""
    variation: Decimal | None
    """差异系数, weighted by pupils, not rounded; None for fewer than two schools or a mean of zero."""
    limit: Decimal | None
    """Largest one that the standard allows."""

    @property
    def within(self) -> bool | None:
        """Whether the limit is kept; None where it cannot be said."""
        return None if self.variation is None or self.limit is None else self.variation <= self.limit


@dataclass(frozen=True, slots=True)
class Schools:
    """A county's schools against a standard."""

    entries: tuple[Entry, ...]
    spreads: tuple[Spread, ...]
    """By indicator and level, in the order of the standard."""
    excluded: tuple[str, ...]
    """Names of schools that the standard does not look at."""

    def count(self, standing: Standing, level: SchoolLevel | None = None) -> int:
        """Entries with this standing, of one level or of all."""
        return sum(one.standing is standing and level in (None, one.level) for one in self.entries)


def assess(schools: Iterable[School], standard: Standard) -> Schools:
    """All schools by the resource indicators of a standard; raises ValueError for a standard without a school rule."""
    rule = standard.schools
    if rule is None:
        raise ValueError(f"{standard.name} has no rule for schools")
    indicators = [one for one in standard.counted if one.group == rule.group]
    entries: list[Entry] = []
    excluded: list[str] = []
    for school in schools:
        if _left_out(school):
            excluded.append(school.name)
            continue
        entries += [_entry(school, level, indicators, rule) for level in JUDGED if school.pupils.get(level)]
    spreads = tuple(
        _spread(one, level, [e for e in entries if e.level is level], rule)
        for one in indicators
        for level in JUDGED
        if any(e.level is level for e in entries)
    )
    return Schools(tuple(entries), spreads, tuple(excluded))


def _left_out(school: School) -> bool:
    if any(word in school.kind for word in ("特殊教育", "特教", "职业", "职教", "幼儿")):
        return True
    return "教学点" in school.kind and sum(school.pupils.values()) < SMALL


def _entry(school: School, level: SchoolLevel, indicators: Sequence[Indicator], rule: SchoolRule) -> Entry:
    values = {one.id: _value(school, level, one) for one in indicators}
    met: list[str] = []
    below: list[str] = []
    failed: list[str] = []
    for one in indicators:
        value, limit = values[one.id], _limit(one, level)
        if value is None or limit is None:
            continue
        (met if value >= limit else below if value >= limit * rule.floor else failed).append(one.id)
    known = len(met) + len(below) + len(failed)
    if len(met) >= rule.least and known == len(indicators) and not failed:
        standing = Standing.MET
    elif failed or len(met) + len(indicators) - known < rule.least:
        standing = Standing.FAILED
    else:
        standing = Standing.INCOMPLETE
    return Entry(school.name, level, school.pupils[level], values, tuple(met), tuple(below), tuple(failed), standing)


def _value(school: School, level: SchoolLevel, indicator: Indicator) -> Decimal | None:
    """On the standard's basis: for 100 pupils, or for one."""
    scale = Decimal(100) if "百" in (indicator.demands[0].per or "") else Decimal(1)
    own = school.own.get(indicator.id, {}).get(level)
    if own is not None:
        return own * scale / school.pupils[level]
    total = school.shared.get(indicator.id)
    if total is None:
        return None
    weights = weighed(school.pupils)
    share = sum((pupils * weights.get(at, Decimal(1)) for at, pupils in school.pupils.items()), Decimal(0))
    return total * weights.get(level, Decimal(1)) * scale / share


def weighed(pupils: Mapping[SchoolLevel, Decimal]) -> Mapping[SchoolLevel, Decimal]:
    """Weights of the levels of a school; empty for a school of one level."""
    return _WEIGHTS.get(frozenset(at for at, count in pupils.items() if count), {})


def _limit(indicator: Indicator, level: SchoolLevel) -> Decimal | None:
    return next((d.value[level] for d in indicator.demands if level in d.value), None)


def _spread(indicator: Indicator, level: SchoolLevel, entries: Sequence[Entry], rule: SchoolRule) -> Spread:
    known = [(one.pupils, value) for one in entries if (value := one.values[indicator.id]) is not None]
    limit = _limit(indicator, level)
    return Spread(
        indicator=indicator.id,
        level=level,
        schools=len(known),
        mean=mean(known),
        least=min((value for _, value in known), default=None),
        short=sum(limit is not None and value < limit for _, value in known),
        variation=variation(known),
        limit=rule.variation.get(level),
    )


def mean(values: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Mean of (pupils, value by pupil), weighted by pupils: the value of all pupils together."""
    pupils = sum((count for count, _ in values), Decimal(0))
    return sum((count * value for count, value in values), Decimal(0)) / pupils if pupils else None


def variation(values: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """差异系数 S / X̄ of (pupils, value by pupil): both are weighted by pupils.

    S² is the mean of (value - X̄)² over pupils. None for fewer than two schools or a mean of zero.
    """
    middle = mean(values)
    if len(values) < 2 or not middle:
        return None
    pupils = sum((count for count, _ in values), Decimal(0))
    square = sum((count * (value - middle) ** 2 for count, value in values), Decimal(0)) / pupils
    return square.sqrt() / middle
