"""The lights of an office board: red late, yellow behind or nearly due, blue near, green on course, grey undated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corpus import ledger, settings
from corpus.deadlines import closed_on, due_on
from corpus.filtering import EVERYTHING, of_commitments, of_documents
from corpus.model import CommitmentRow, Filters, Progress
from corpus.offices import Offices
from corpus.periods import Every, every, period_of
from corpus.rows import by_ids
from corpus.settings import Settings, Thresholds
from corpus.store import Corpus, select
from extract.model import Comparator, Measure, Range


class Light(StrEnum):
    """What a board shows."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"


class Reason(StrEnum):
    """Why it shows that."""

    LATE = "late"
    DUE = "due"
    """Within the days of yellow."""
    BEHIND = "behind"
    BLOCKED = "blocked"
    NEAR = "near"
    ON_COURSE = "on_course"
    DONE = "done"
    CANCELLED = "cancelled"
    UNDATED = "undated"


COLOUR = {
    Reason.LATE: Light.RED,
    Reason.DUE: Light.YELLOW,
    Reason.BEHIND: Light.YELLOW,
    Reason.BLOCKED: Light.YELLOW,
    Reason.NEAR: Light.BLUE,
    Reason.ON_COURSE: Light.GREEN,
    Reason.DONE: Light.GREEN,
    Reason.CANCELLED: Light.GREY,
    Reason.UNDATED: Light.GREY,
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The value reached against the time that has passed, both from 0 to 1 (the value may pass 1)."""

    reached: float
    passed: float

    def behind(self, part: float) -> bool:
        """Under `part` of what the time asks for."""
        return self.reached < self.passed * part


@dataclass(frozen=True, slots=True)
class Board:
    """Lights of one organisation, each commitment of it once."""

    organisation: str
    """As in `Entry`; empty for nobody."""
    counts: dict[Light, int]

    @property
    def total(self) -> int:
        """All its commitments."""
        return sum(self.counts.values())


_UPWARD = (
    *(Comparator.AT_LEAST, Comparator.MORE, Comparator.EQUAL),
    *(Comparator.ABOUT, Comparator.RANGE, Comparator.INCREASE_BY),
)
_SAME = {"名": "人", "位": "人", "㎡": "平方米", "平米": "平方米", "％": "%", "个": "所"}
_POWERS = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}


def reason(row: CommitmentRow, on: date, begun: date | None, limits: Thresholds) -> Reason:
    """Why a commitment's light is what it is on a day; `begun` is the first day of its plan."""
    if closed_on(row, on):
        return Reason.CANCELLED if row.progress is Progress.CANCELLED else Reason.DONE
    due = due_on(row, on)
    left = None if due is None else (due - on).days
    if left is not None and left < 0:
        return Reason.LATE
    if row.progress is Progress.BLOCKED:
        return Reason.BLOCKED
    if left is None:
        return Reason.UNDATED
    if left <= limits.yellow_days:
        return Reason.DUE
    pace = pace_of(row, on, begun)
    if pace is not None and pace.behind(limits.behind):
        return Reason.BEHIND
    return Reason.NEAR if left <= limits.blue_days else Reason.ON_COURSE


def pace_of(row: CommitmentRow, on: date, begun: date | None) -> Pace | None:
    """How far the value reported last is on its way, and the time; None where that cannot be told from the text.

    It can be told where the value has the unit of exactly one measure that is to be reached from below, or is a
    percentage and no measure is one: then it is the share of the work that is done.
    """
    said = row.verified or row.declared
    due = due_on(row, on)
    found = ledger.reached(said) if said else None
    if found is None or due is None:
        return None
    rhythm = every(row.commitment)
    if rhythm is not None:
        begun = period_of(rhythm, on).start
    if begun is None or begun >= due:
        return None
    target = _target(row.commitment.measures, *found)
    if target is None or target <= 0:
        return None
    value = found[0] * _scale(found[1])
    passed = (on - begun).days / (due - begun).days
    return Pace(float(value / target), min(1.0, max(0.0, passed)))


def _target(measures: Sequence[Measure], value: Decimal, unit: str | None) -> Decimal | None:
    """The one value that a number of this unit is on its way to, in single units; None where several could be meant.

    A bare 0.95 may be 95% as a spreadsheet holds it, so it is on its way to no percentage.
    """
    upward = [one for one in measures if one.comparator in _UPWARD]
    wanted = _bare(unit)
    share = unit is None and value <= 1
    same = [one for one in upward if (unit is None or _bare(one.unit) == wanted) and not (share and one.unit == "%")]
    if not same and wanted == "%":
        return Decimal(100)
    targets = {(one.value.low if isinstance(one.value, Range) else one.value) * _scale(one.unit) for one in same}
    return targets.pop() if len(targets) == 1 else None


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units count the same thing, 万 and 亿 aside."""
    return _bare(one) == _bare(other)


def _bare(unit: str | None) -> str:
    """The unit without 万 and 亿, one name for units that mean the same."""
    text = unit or ""
    for power in _POWERS:
        text = text.removeprefix(power)
    return _SAME.get(text, text)


def _scale(unit: str | None) -> Decimal:
    return Decimal(10) ** next((zeros for power, zeros in _POWERS.items() if (unit or "").startswith(power)), 0)


def begun_days(corpus: Corpus) -> dict[int, date]:
    """Document -> the first day of its plan: of its period, else when it was written or published."""
    return {
        row: date(first, 1, 1) if first else date.fromisoformat(day)
        for row, first, day in select(
            corpus.connection,
            "select id, period_from, coalesce(issued, released) from document where current = 1"
            " and (period_from is not null or issued is not null or released is not null)",
        )
    }


def reasons(
    corpus: Corpus, on: date, filters: Filters = EVERYTHING, given: Settings | None = None
) -> dict[int, Reason]:
    """Commitment id -> why its light is what it is, for all that the filters keep.

    Only commitments with a reported value are looked at whole; the light of the others is told by dates and state.
    """
    limits = (given or settings.of(corpus)).lights
    document, own = of_documents(filters), of_commitments(filters)
    ends = {rhythm: period_of(rhythm, on).end.isoformat() for rhythm in Every}
    today = on.isoformat()
    out: dict[int, Reason] = {}
    valued: list[int] = []
    for row, due, rhythm, progress, opens, next_due, value in select(
        corpus.connection,
        "select c.id, c.due, c.every, s.progress, s.opens, s.due, e.value from commitment c"
        " join document d on d.id = c.document left join state s on s.key = c.key"
        " left join event e on e.id = coalesce(s.verified, s.declared)"
        f" where c.current = 1 and {document.sql} and {own.sql}",
        (*document.bindings, *own.bindings),
    ):
        if value is not None:
            valued.append(row)
            continue
        if progress in ("done", "cancelled") and (opens is None or today < opens):
            out[row] = Reason.DONE if progress == "done" else Reason.CANCELLED
            continue
        day = next_due or due
        if next_due is None and rhythm and not (due and due < today):
            day = min(ends[rhythm], due or "9999")
        out[row] = by_day(day, today, on, progress == "blocked", limits)
    begun = begun_days(corpus) if valued else {}
    for start in range(0, len(valued), 1000):
        for found in by_ids(corpus, valued[start : start + 1000]).values():
            out[found.id] = reason(found, on, begun.get(found.document), limits)
    return out


def by_day(day: str | None, today: str, on: date, blocked: bool, limits: Thresholds) -> Reason:
    """Why a light is what it is where no value was reported, told by the day alone; `day` and `today` are ISO."""
    if day is not None and day < today:
        return Reason.LATE
    if blocked:
        return Reason.BLOCKED
    if day is None:
        return Reason.UNDATED
    left = date.fromisoformat(day).toordinal() - on.toordinal()
    if left <= limits.yellow_days:
        return Reason.DUE
    return Reason.NEAR if left <= limits.blue_days else Reason.ON_COURSE


def boards(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> list[Board]:
    """Lights of each organisation, most red first, then most yellow; what nobody owns last."""
    given = settings.of(corpus)
    found = reasons(corpus, on, filters, given)
    offices = Offices(corpus, on)
    counts: dict[str, dict[Light, int]] = {}
    seen: set[tuple[str, int]] = set()
    wanted = filters.organisation or ""
    for row, document, name, written in select(
        corpus.connection,
        "select c.id, c.document, o.name, o.written from commitment c left join responsibility r"
        " on r.commitment = c.id left join organisation o on o.id = r.organisation where c.current = 1",
    ):
        why = found.get(row)
        if why is None:
            continue
        label = offices.label(document, name) if name else ""
        if (label, row) in seen or (wanted and wanted not in label and wanted not in (written or "")):
            continue
        seen.add((label, row))
        own = counts.setdefault(label, dict.fromkeys(Light, 0))
        own[COLOUR[why]] += 1
    boards_ = [Board(name, own) for name, own in counts.items()]
    return sorted(
        boards_,
        key=lambda one: (
            one.organisation == "", -one.counts[Light.RED], -one.counts[Light.YELLOW], -one.total, one.organisation
        ),
    )  # fmt: skip


def behind(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> list[tuple[CommitmentRow, Pace]]:
    """Open commitments whose value lags behind the time, furthest behind first."""
    limits = settings.of(corpus).lights
    begun = begun_days(corpus)
    out: list[tuple[CommitmentRow, Pace]] = []
    for row in _valued(corpus, filters):
        pace = None if closed_on(row, on) else pace_of(row, on, begun.get(row.document))
        if pace is not None and pace.behind(limits.behind):
            out.append((row, pace))
    return sorted(out, key=lambda pair: (pair[1].reached - pair[1].passed, pair[0].id))


def _valued(corpus: Corpus, filters: Filters) -> Iterable[CommitmentRow]:
    document, own = of_documents(filters), of_commitments(filters)
    ids = [
        row
        for (row,) in select(
            corpus.connection,
            "select c.id from commitment c join document d on d.id = c.document join state s on s.key = c.key"
            " join event e on e.id = coalesce(s.verified, s.declared)"
            f" where c.current = 1 and e.value is not null and {document.sql} and {own.sql}",
            (*document.bindings, *own.bindings),
        )
    ]
    return [row for start in range(0, len(ids), 1000) for row in by_ids(corpus, ids[start : start + 1000]).values()]
