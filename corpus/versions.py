"""Two versions of one plan: what was added, dropped, moved, what has another value or another date. Pure."""

from __future__ import annotations

from decimal import Decimal

from corpus.aligned import Change, Step
from corpus.bases import factor
from corpus.clashes import metric, same_metric
from corpus.schoollevels import levels_of
from corpus.similarity import Texts, Weights, sentences
from extract.model import Commitment, Extraction, Measure

_SAME_ITEM = 0.6
"""Score, both ways, from which two commitments with other keys are one."""
_WEIGHT = (Change.VALUE, Change.DATE, Change.MOVED, Change.REWORDED)


def versions(old: Extraction, new: Extraction) -> list[Step]:
    """Steps in the order of the newer version; what was dropped stands at the end."""
    before = {one.key: one for one in old.commitments}
    pairs: list[tuple[Commitment | None, Commitment, float]] = []
    open_new: list[Commitment] = []
    for one in new.commitments:
        if one.key in before:
            pairs.append((before.pop(one.key), one, 1.0))
        else:
            open_new.append(one)
    for one, found, score in _matched(list(before.values()), open_new):
        pairs.append((found, one, score))
        if found is not None:
            before.pop(found.key)
    order = {id(one): at for at, one in enumerate(new.commitments)}
    pairs.sort(key=lambda pair: order[id(pair[1])])
    steps = [_step(old, new, first, second, score) for first, second, score in pairs]
    return steps + [
        Step(one, None, (Change.DROPPED,), 0.0, (one.deadline, None)) for one in old.commitments if one.key in before
    ]


def _matched(before: list[Commitment], after: list[Commitment]) -> list[tuple[Commitment, Commitment | None, float]]:
    """The best partner of each new commitment among the old ones that are left, each taken once."""
    first = [sentences(one.quote) for one in before]
    second = [sentences(one.quote) for one in after]
    weights = Weights([*first, *second])
    old, new = Texts(first), Texts(second)
    there = [weights.contained_in_each(one, new) for one in first]
    back = [weights.contained_in_each(one, old) for one in second]
    scored = sorted(
        ((min(there[i][j], back[j][i]), i, j) for i in range(len(first)) for j in range(len(second))),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score < _SAME_ITEM:
            break
        if i not in taken and j not in partner:
            partner[j] = (i, score)
            taken.add(i)
    return [
        (one, before[partner[j][0]], partner[j][1]) if j in partner else (one, None, 0.0) for j, one in enumerate(after)
    ]


def _step(old: Extraction, new: Extraction, first: Commitment | None, second: Commitment, score: float) -> Step:
    if first is None:
        return Step(None, second, (Change.ADDED,), 0.0, (None, second.deadline))
    values = tuple(_values(first, second))
    dates = (first.deadline, second.deadline)
    found = {
        Change.VALUE: bool(values),
        Change.DATE: dates[0] != dates[1],
        Change.MOVED: _section(old, first) != _section(new, second),
        Change.REWORDED: not values and _plain(first.quote) != _plain(second.quote),
    }
    changes = tuple(change for change in _WEIGHT if found[change]) or (Change.SAME,)
    return Step(first, second, changes, score, dates, values)


def _section(extraction: Extraction, one: Commitment) -> tuple[str, ...]:
    headings = extraction.document.headings
    return tuple(headings[at].title for at in extraction.document.path(one.section))


def _plain(text: str) -> str:
    return "".join(text.split())


def _values(first: Commitment, second: Commitment) -> list[tuple[Measure | None, Measure | None]]:
    """Values that differ: another number or date of one metric, one that came, one that went."""
    free = list(second.measures)
    out: list[tuple[Measure | None, Measure | None]] = []
    for one in first.measures:
        same = [each for each in free if _metric(one, each)]
        found = next((each for each in same if _equal(one, each)), same[0] if same else None)
        if found is not None:
            free.remove(found)
        if found is None or not _equal(one, found):
            out.append((one, found))
    return out + [(None, one) for one in free]


def _metric(one: Measure, other: Measure) -> bool:
    if factor(one.unit, other.unit) is None:
        return False
    if levels_of(one.scope, one.subject) != levels_of(other.scope, other.subject):
        return False
    return same_metric(metric(one.subject), metric(other.subject))


def _equal(one: Measure, other: Measure) -> bool:
    scale = factor(other.unit, one.unit)
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal) and scale is not None:
        same = one.value == other.value * scale
    else:
        same = one.value == other.value and one.unit == other.unit
    return same and one.comparator == other.comparator and one.deadline == other.deadline
