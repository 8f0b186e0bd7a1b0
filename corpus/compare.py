"""Regions side by side: what each promises for an indicator or a metric in words, what compares, who is strictest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_high, median_low

from corpus.bases import factor, rate
from corpus.filtering import of_documents
from corpus.matrix import Cell, Matrix, Region, Row, Spread, Value
from corpus.model import Filters
from corpus.packing import day, value_of
from corpus.promises import matches
from corpus.schoollevels import covers, levels_of
from corpus.standard import Demand, Indicator, SchoolLevel, Standard
from corpus.store import Corpus, select
from corpus.verdicts import Note, note
from extract.labels import indicator_labels
from extract.model import Comparator, Force, Range
from ingest.model import Span

_FALLING = (Comparator.AT_MOST, Comparator.LESS)
_CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)
_SELECT = (
    "select m.document, d.source, c.key, m.quote, m.start, m.end, m.subject, m.scope, m.comparator, m.value, m.high,"
    " m.unit, m.per, coalesce(m.deadline, c.deadline), coalesce(m.force, c.force), coalesce(d.issued, d.released),"
    " m.indicator"
    " from measure m join commitment c on c.id = m.commitment join document d on d.id = m.document"
    " where c.current = 1 and m.role = 'commitment'"
)
_LEVELS = (SchoolLevel.PRIMARY, SchoolLevel.JUNIOR, SchoolLevel.SENIOR)


def compare(
    corpus: Corpus, indicators: Sequence[str], regions: Sequence[str] = (), standard: Standard | None = None
) -> Matrix:
    """The matrix of what the regions promise.

    `indicators` are ids, numbers or names of the standard's indicators, names that extraction knows, or words of a
    metric (森林覆盖率); `regions` are names, pieces of names or codes, none for all. With a standard its demands make
    the rows and its values are the national line.
    """
    columns = _columns(corpus, regions)
    wanted = {document for one in columns for document in one.documents}
    rows: list[Row] = []
    for name in dict.fromkeys(one.strip() for one in indicators if one.strip()):
        indicator = _indicator(standard, name)
        found = [one for one in _values(corpus, name, indicator) if one.document in wanted]
        rows += _of_standard(indicator, found, columns) if indicator and indicator.demands else []
        if indicator is None or not indicator.demands:
            rows += _of_words(name, found, columns)
    return Matrix(columns, tuple(rows))


def _columns(corpus: Corpus, regions: Sequence[str]) -> tuple[Region, ...]:
    """Places with their plans, in the order in which they came."""
    asked = [of_documents(Filters(region=name)) for name in regions] or [of_documents(Filters())]
    held: dict[str, list[tuple[int, str, str | None]]] = {}
    for conditions in asked:
        sql = (
            "select d.id, d.region, d.region_code, d.title, d.source from document d where d.current = 1"
            f" and {conditions.sql} order by d.id"
        )
        for id, region, code, title, source in select(corpus.connection, sql, conditions.bindings):
            places = held.setdefault(code or region or f"#{id}", [])
            if id not in [one[0] for one in places]:
                places.append((id, region or title or source, code))
    return tuple(Region(kept[0][1], kept[0][2], tuple(one[0] for one in kept)) for kept in held.values())


def _indicator(standard: Standard | None, name: str) -> Indicator | None:
    """The standard's indicator with this id, number, or only such piece of a name."""
    if standard is None:
        return None
    exact = standard.indicator(name)
    near = [one for one in standard.indicators if name in one.name]
    return exact or (near[0] if len(near) == 1 else None)


def _values(corpus: Corpus, name: str, indicator: Indicator | None) -> list[Value]:
    """Promised values of an indicator, or whose subject holds the words."""
    ids = (
        list(indicator.measured)
        if indicator
        else [id for id, label in indicator_labels().items() if name in (id, label)]
    )
    if ids:
        marks = ", ".join("?" * len(ids))
        found = select(corpus.connection, f"{_SELECT} and m.indicator in ({marks}) order by m.id", ids)
    else:
        found = select(corpus.connection, f"{_SELECT} and instr(m.subject, ?) order by m.id", (name,))
    return [
        Value(
            *(r[0], r[1], r[2], r[3], Span(r[4], r[5]), r[6], r[7], levels_of(r[7], r[6])),
            *(Comparator(r[8]), value_of(r[9], r[10]), r[11], r[12], day(r[13]), Force(r[14]), day(r[15])),
        )
        for r in found
    ]


def _of_standard(indicator: Indicator, found: Sequence[Value], columns: Sequence[Region]) -> list[Row]:
    """A row for each demand and level of the indicator."""
    out = []
    for demand in indicator.demands:
        about = [one for one in found if _is_about(demand, one)]
        name = demand.name if len(indicator.demands) > 1 else indicator.name
        for level, line in demand.value.items():
            row = Row(
                name, level, demand.unit, demand.per, demand.rising, (), indicator=indicator, demand=demand, line=line
            )
            kept = [
                one for one in about if covers(one.levels, level) or (demand.any_scope and level is SchoolLevel.ALL)
            ]
            out.append(_filled(row, kept, columns))
    return out


def _is_about(demand: Demand, one: Value) -> bool:
    clause = f"{one.subject}\n{one.scope or ''}\n{one.quote}"
    if demand.holds and not matches(demand.holds, clause):
        return False
    if demand.lacks and "$" not in demand.lacks and matches(demand.lacks, clause):
        return False
    if demand.lacks and "$" in demand.lacks and matches(demand.lacks, one.subject):
        return False
    return factor(one.unit, demand.unit) is not None or one.comparator in _CHANGES


def _of_words(name: str, found: Sequence[Value], columns: Sequence[Region]) -> list[Row]:
    """A row for the most common unit and denominator, by level where the plans tell levels apart."""
    plain = [one for one in found if one.comparator not in _CHANGES] or list(found)
    if not plain:
        return [_filled(Row(name, SchoolLevel.ALL, None, None, True, ()), [], columns)]
    unit, per = Counter((one.unit, one.per) for one in plain).most_common(1)[0][0]
    rising = sum(one.comparator in _FALLING for one in plain) * 2 <= len(plain)
    told = [level for level in _LEVELS if any(level in one.levels for one in plain)]
    levels = told if told and all(SchoolLevel.ALL not in one.levels for one in plain) else [SchoolLevel.ALL]
    label = indicator_labels().get(name, name)
    return [
        _filled(
            Row(label, level, unit, per, rising, ()),
            [one for one in found if level is SchoolLevel.ALL or covers(one.levels, level)],
            columns,
        )
        for level in levels
    ]


def _filled(row: Row, found: Sequence[Value], columns: Sequence[Region]) -> Row:
    """The row with its cells, ranks, year and spread."""
    by_document: dict[int, list[Value]] = {}
    for one in found:
        by_document.setdefault(one.document, []).append(one)
    cells = [_cell(row, one, [v for id in one.documents for v in by_document.get(id, ())]) for one in columns]
    years = Counter(c.value.deadline.year for c in cells if c.value and c.value.deadline and c.comparable)
    year = years.most_common(1)[0][0] if years else None
    cells = [_with_year(one, year) for one in cells]
    values = sorted((c.converted for c in cells if c.converted is not None), reverse=row.rising)
    ranks = {value: at + 1 for at, value in reversed(list(enumerate(values)))}
    ranked = tuple(replace(one, rank=ranks[one.converted]) if one.converted is not None else one for one in cells)
    return replace(row, cells=ranked, year=year, spread=_spread(row, values))


def _cell(row: Row, region: Region, values: Sequence[Value]) -> Cell:
    """The value that counts: for just this level, comparable, latest, strictest."""
    if not values:
        return Cell(region, None)
    weighed = [(one, *_on_basis(row, one)) for one in values]

    def order(each: tuple[Value, Decimal | None, tuple[Note, ...]]) -> tuple[bool, bool, str, Decimal]:
        one, converted, _ = each
        strength = (converted or Decimal(0)) * (1 if row.rising else -1)
        return (
            converted is not None,
            SchoolLevel.ALL not in one.levels or row.level is SchoolLevel.ALL,
            one.deadline.isoformat() if one.deadline else "",
            strength,
        )

    weighed.sort(key=order, reverse=True)
    value, converted, reasons = weighed[0]
    others = tuple(one for one, _, _ in weighed[1:])
    apart = {other for _, other, _ in weighed if other is not None}
    if len(apart) > 1:
        reasons = (*reasons, note("several", count=len(apart)))
    return Cell(region, value, converted, reasons, others)


def _on_basis(row: Row, one: Value) -> tuple[Decimal | None, tuple[Note, ...]]:
    """The value in the row's unit and on its basis, or why there is none."""
    if one.comparator in _CHANGES:
        return None, (note("change_only"),)
    scale = factor(one.unit, row.unit)
    if scale is None:
        return None, (note("unit", plan=one.unit or "—", row=row.unit or "—"),)
    value = one.value
    number = (value.low if row.rising else value.high) if isinstance(value, Range) else value
    reasons: list[Note] = []
    if row.per and one.per and one.per != row.per:
        by = rate(one.per, row.per)
        if by is None and not (row.demand and matches(row.demand.base, one.per)):
            return None, (note("other_base", plan=one.per, standard=row.per),)
        if by not in (None, 1):
            reasons.append(note("converted_from", plan=one.per))
        scale *= by or Decimal(1)
    elif row.per is None and one.per and row.demand is None:
        return None, (note("other_base", plan=one.per, standard="—"),)
    falling = one.comparator in _FALLING
    if falling == row.rising and one.comparator not in (Comparator.EQUAL, Comparator.ABOUT, Comparator.RANGE):
        return None, (note("direction"),)
    if SchoolLevel.ALL in one.levels and row.level is not SchoolLevel.ALL:
        reasons.append(note("all_levels"))
    return number * scale, tuple(reasons)


def _with_year(cell: Cell, year: int | None) -> Cell:
    due = cell.value.deadline if cell.value else None
    if year is None or due is None or due.year == year or not cell.comparable:
        return cell
    return replace(cell, reasons=(*cell.reasons, note("year", year=due.year, row=year)))


def _spread(row: Row, values: Sequence[Decimal]) -> Spread | None:
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    lower, upper = ordered[: half + len(ordered) % 2], ordered[half:]
    line = row.line
    met = None if line is None else sum(one >= line if row.rising else one <= line for one in ordered)
    middle = (median_low(ordered) + median_high(ordered)) / 2
    return Spread(len(ordered), ordered[0], _middle(lower), middle, _middle(upper), ordered[-1], met)


def _middle(values: Iterable[Decimal]) -> Decimal:
    held = list(values)
    return (median_low(held) + median_high(held)) / 2
