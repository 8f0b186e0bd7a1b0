"""One demand of a standard against the promised values of a plan, by school level. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.bases import base, factor, rate
from corpus.clashes import contradict, qualifiers
from corpus.promises import Plan, Promise, matches, written
from corpus.schoollevels import covers
from corpus.softening import softener
from corpus.standard import Demand, Indicator, SchoolLevel
from corpus.verdicts import Evidence, Judgement, Note, State, note
from corpus.wording import FORCE, digits
from extract.model import Comparator, Force, Range

_COUNTED = re.compile(
    r"每[百千万0-9一二两三四五六七八九十]{0,4}[名个位]?(?:在校)?(?:学生|生(?!产|活))|生均|每[0-9一二三四五六七八九十]{1,3}个?(?:教学)?班级?"
)
_TIMES = re.compile(r"每?(?:[0-9一二两三四五六七八九十]{1,2})?(?:个)?(?:学年|年度|年|学期|季度|月|周|天|日)(?:内)?")
_CLAUSE = re.compile("[，,：:；;。]")
_CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)
_PLAUSIBLE = (Decimal("0.4"), Decimal(2))
"""A value without a denominator is taken for one on the standard's basis only within these multiples of the limit."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A promise with what the demand makes of it."""

    promise: Promise
    evidence: Evidence
    exact: bool
    """For just the level that is asked, not for all schools."""
    soft: bool


def judge(plan: Plan, indicator: Indicator, demand: Demand, candidates: Sequence[Promise]) -> tuple[Judgement, ...]:
    """One judgement for each level of the demand."""
    fitting = [one for one in candidates if _is_about(demand, one)]
    return tuple(
        _judgement(plan, indicator, demand, level, limit, [one for one in fitting if _for_level(demand, one, level)])
        for level, limit in demand.value.items()
    )


def _is_about(demand: Demand, one: Promise) -> bool:
    """The right unit, and the words that the demand asks for."""
    if factor(one.measure.unit, demand.unit) is None and one.measure.comparator not in _CHANGES:
        return False
    if demand.holds and not matches(demand.holds, one.clause):
        return False
    if demand.lacks is None:
        return True
    return not matches(demand.lacks, one.near if "$" in demand.lacks else one.clause)


def _for_level(demand: Demand, one: Promise, level: SchoolLevel) -> bool:
    others = {SchoolLevel.SENIOR, SchoolLevel.PRESCHOOL}
    if demand.any_scope and level is SchoolLevel.ALL:
        return True
    if level not in others and one.levels <= others:
        return False
    return covers(one.levels, level)


def _judgement(
    plan: Plan, indicator: Indicator, demand: Demand, level: SchoolLevel, limit: Decimal, found: Sequence[Promise]
) -> Judgement:
    if not found:
        return Judgement(demand, level, limit, State.MISSING)
    weighed = [_weigh(plan, indicator, demand, level, limit, one) for one in found]
    alike = [one for one in weighed if one.evidence.converted is not None and one.evidence.state not in _ASIDE]
    if not alike:
        first = max(weighed, key=_standing)
        rest = [one.evidence for one in weighed if one is not first]
        return Judgement(demand, level, limit, first.evidence.state, (first.evidence, *rest))
    if any(one.exact for one in alike):
        alike = [one for one in alike if one.exact]
    aside = [one.evidence for one in weighed if one not in alike]
    clash = None if demand.minor else _clash(plan, demand, alike)
    if clash:
        weak = min(clash, key=lambda one: _strength(demand, one))
        others = [one.evidence for one in alike if one is not weak]
        return Judgement(demand, level, limit, State.CONTRADICTORY, (weak.evidence, *others, *aside))
    final = _final(demand, limit, alike)
    others = [one.evidence for one in alike if one is not final]
    return Judgement(
        demand, level, limit, final.evidence.state, (final.evidence, *others, *aside), _dates(final, alike)
    )


def _standing(one: _Weighed) -> tuple[bool, bool, bool, bool]:
    """How much a sentence counts among those that do not compare."""
    said = one.evidence
    return said.state is State.OTHER_BASIS, one.exact, bool(said.responsible), said.deadline is not None


_ASIDE = (State.OTHER_BASIS, State.UNQUANTIFIED)


def _weigh(
    plan: Plan, indicator: Indicator, demand: Demand, level: SchoolLevel, limit: Decimal, one: Promise
) -> _Weighed:
    """The value on the standard's basis, and how it stands to the limit."""
    measure = one.measure
    notes: list[Note] = []
    value = measure.value
    end = (value.low if demand.rising else value.high) if isinstance(value, Range) else value
    converted: Decimal | None = end * (factor(measure.unit, demand.unit) or Decimal(1))
    state: State | None = None
    if measure.comparator in _CHANGES:
        state, converted = State.UNQUANTIFIED, None
        notes.append(note("change_only"))
    elif demand.per:
        other, converted, remark = _on_basis(demand, limit, one, converted or Decimal(0))
        notes += remark
        state = other
    if state is None and converted is not None:
        state = _compare(demand, limit, measure.comparator, converted, notes)
    soft = _softened(one) or ("左右" if measure.comparator is Comparator.ABOUT else None)
    if soft and state in (State.MEETS, State.STRICTER):
        state = State.SOFTENED
    if soft:
        notes.append(note("soft", word=soft))
    if state is State.WEAKER and converted is not None:
        notes += _relaxed(demand, level, converted)
    if demand.metric and not matches(demand.metric, one.clause):
        notes.append(note("metric", text=demand.metric_note or ""))
    notes += _lookalike(plan, indicator, limit, converted)
    due = measure.deadline or one.commitment.deadline
    if demand.by and due and due > demand.by:
        notes.append(note("later", by=demand.by.isoformat(), due=due.isoformat()))
    evidence = Evidence(
        state=state or State.UNQUANTIFIED,
        quote=measure.quote,
        span=measure.span,
        section=plan.section(one.commitment),
        page=plan.page(measure.span.start),
        commitment=one.commitment.key,
        value=value,
        unit=measure.unit,
        per=measure.per,
        comparator=measure.comparator,
        converted=converted,
        difference=None if converted is None else converted - limit,
        deadline=due,
        responsible=written([r.name for r in measure.responsible or one.commitment.responsible]),
        notes=tuple(notes),
    )
    return _Weighed(one, evidence, SchoolLevel.ALL not in one.levels or level is SchoolLevel.ALL, soft is not None)


def _softened(one: Promise) -> str | None:
    """The word that takes the edge off a value: where it is known how its own clause binds, only one of that clause."""
    word, force = softener(one.head), one.measure.force
    if force in (Force.STRIVE, Force.ENCOURAGE):
        return word or FORCE[force]
    return softener(_CLAUSE.split(one.head)[-1]) if force else word


def _on_basis(
    demand: Demand, limit: Decimal, one: Promise, value: Decimal
) -> tuple[State | None, Decimal | None, list[Note]]:
    """(OTHER_BASIS or UNQUANTIFIED where the basis differs or is not said, value on the standard's basis, why)."""
    wanted = demand.per or ""
    per = _written_base(demand, one)
    if per is None:
        if demand.unit == "%":
            return None, value, [note("base_unsaid", base=wanted)]
        if limit and not _PLAUSIBLE[0] <= value / limit <= _PLAUSIBLE[1]:
            return State.UNQUANTIFIED, None, [note("total", base=wanted)]
        return None, value, [note("base_unsaid", base=wanted)]
    if demand.base and matches(demand.base, per):
        same = rate(per, wanted)
        return None, value * same if same else value, []
    scale = rate(per, wanted)
    if scale == 1:
        return None, value, []
    if scale is None:
        return State.OTHER_BASIS, None, [note("other_base", plan=per, standard=wanted)]
    there = value * scale
    return State.OTHER_BASIS, there, [note("converted", plan=per, standard=wanted, value=digits(there.normalize()))]


def _written_base(demand: Demand, one: Promise) -> str | None:
    """The denominator that the sentence gives; a period of time only where the standard counts by one."""
    per = one.measure.per
    counted = base(demand.per)
    timed = counted is not None and counted.what == "years"
    if per and (timed or not _TIMES.fullmatch(per)):
        return per
    if timed and demand.base and matches(demand.base, one.near):
        return demand.per
    if timed:
        return one.measure.recurrence or per
    if demand.base and matches(demand.base, one.clause):
        return demand.per
    if counted is None:
        return None
    found = _COUNTED.findall(one.head) or _COUNTED.findall(one.commitment.subject)
    return found[-1] if found else None


def _compare(demand: Demand, limit: Decimal, comparator: Comparator, value: Decimal, notes: list[Note]) -> State:
    against = (Comparator.AT_MOST, Comparator.LESS) if demand.rising else (Comparator.AT_LEAST, Comparator.MORE)
    if comparator in against:
        notes.append(note("direction"))
        return State.WEAKER
    gap = value - limit if demand.rising else limit - value
    if gap:
        return State.STRICTER if gap > 0 else State.WEAKER
    return State.MEETS


def _relaxed(demand: Demand, level: SchoolLevel, value: Decimal) -> list[Note]:
    out = []
    for one in demand.relaxations:
        limit = one.value.get(level, one.value.get(SchoolLevel.ALL))
        if limit is not None and (value >= limit if demand.rising else value <= limit):
            until = one.until.isoformat() if one.until else ""
            out.append(note("relaxed", when=one.when, limit=digits(limit), until=until))
    return out


def _lookalike(plan: Plan, indicator: Indicator, limit: Decimal, value: Decimal | None) -> list[Note]:
    """The value is nearer to the limit of another metric, which the plan does not name."""
    other = indicator.lookalike
    if other is None or value is None or abs(value - other.value) >= abs(value - limit):
        return []
    return [] if matches(other.pattern, plan.text) else [note("lookalike", name=other.name, text=other.note)]


def _strength(demand: Demand, one: _Weighed) -> Decimal:
    value = one.evidence.converted or Decimal(0)
    return value if demand.rising else -value


def _clash(plan: Plan, demand: Demand, alike: Sequence[_Weighed]) -> list[_Weighed]:
    """Those that cannot hold beside another one: equal or no dates, or a later value that is weaker."""
    out: list[_Weighed] = []
    for at, one in enumerate(alike):
        for other in alike[at + 1 :]:
            if _contradict(plan, demand, one, other):
                out += [each for each in (one, other) if each not in out]
    return out


def _contradict(plan: Plan, demand: Demand, one: _Weighed, other: _Weighed) -> bool:
    if _strength(demand, one) == _strength(demand, other) or qualifiers(one.promise.near) != qualifiers(
        other.promise.near
    ):
        return False
    if one.promise.levels != other.promise.levels or matches(demand.metric, one.promise.clause) != matches(
        demand.metric, other.promise.clause
    ):
        return False
    weak, strong = sorted((one, other), key=lambda each: _strength(demand, each))
    return contradict(weak.promise.measure.deadline, strong.promise.measure.deadline, plan.ends)


def _final(demand: Demand, limit: Decimal, alike: Sequence[_Weighed]) -> _Weighed:
    """What the plan comes to in the end: the right metric, the strictest value, said firmly, with a date."""

    def rank(one: _Weighed) -> tuple[bool, Decimal, bool, bool, bool]:
        measure = one.promise.measure
        return (
            demand.metric is None or matches(demand.metric, one.promise.clause),
            _strength(demand, one),
            not one.soft,
            bool(measure.responsible or one.promise.commitment.responsible),
            measure.deadline is not None,
        )

    return max(alike, key=rank)


def _dates(final: _Weighed, alike: Sequence[_Weighed]) -> tuple[Note, ...]:
    """The same value by another day elsewhere."""
    days = {
        one.evidence.deadline
        for one in alike
        if one.evidence.deadline and one.evidence.converted == final.evidence.converted
    }
    if len(days) < 2:
        return ()
    return (note("dates", days="、".join(day.isoformat() for day in sorted(day for day in days if day))),)


def mentioned(plan: Plan, one: Promise, *remarks: Note) -> Evidence:
    """A promise that speaks of an indicator without a value that its demands could be held against."""
    measure = one.measure
    return Evidence(
        state=State.UNQUANTIFIED,
        quote=measure.quote,
        span=measure.span,
        section=plan.section(one.commitment),
        page=plan.page(measure.span.start),
        commitment=one.commitment.key,
        value=measure.value,
        unit=measure.unit,
        per=measure.per,
        comparator=measure.comparator,
        deadline=measure.deadline or one.commitment.deadline,
        responsible=written([r.name for r in measure.responsible or one.commitment.responsible]),
        notes=remarks,
    )
