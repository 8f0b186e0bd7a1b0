"""Tables that promise: indicator tables (指标, 基期值, 目标值, 属性) and duty tables (任务, 责任单位, 完成时限)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extract import headrows, tableduties, tablegrid
from extract.cards import cards
from extract.force import force_of
from extract.headrows import Head
from extract.model import Comparator, Force, Range, Responsibility
from extract.tableframe import Frame, frame_of
from extract.tablegrid import Line
from extract.tableheads import Column, is_head, label_of, text_of
from extract.tablevalues import CellValue, bounded, read_values, unit_of, unmarked, without_change
from extract.view import fold
from ingest.model import Cell, Document, Span, Table


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row."""

    span: Span
    """Of the cell's number."""
    value: Decimal | Range
    unit: str | None
    comparator: Comparator
    due: date | None
    target: bool
    """Else a baseline."""
    scope: str | None = None
    """What the value is for, where the cell holds several (重点城市≥30 一般城市≥15)."""
    subject: str | None = None
    """What it counts, where that is not what the row is named by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something."""

    span: Span
    name: str
    """Indicator or task as written."""
    counted: str
    """Its indicator without the unit."""
    told: tuple[tuple[Cell, date | None], ...]
    """Cells whose text says what is to be done, and by when their column wants it."""
    values: tuple[Value, ...]
    owners: tuple[Responsibility, ...]
    due: date | None
    due_span: Span | None
    force: Force
    project: str | None = None
    """The work that the row is for, where a column of its own says what it consists of."""


def rows(document: Document, table: Table, year: int | None, first_leads: bool = False) -> Iterator[Row]:
    """The rows of a table whose headings are understood; nothing for any other table.

    `year` is where a time without a year lies; with `first_leads` the first organisation of a cell leads.
    """
    texts = tablegrid.texts_of(document, table)
    found = list(cards(table, lambda cell: label_of(texts.get(cell, ""))))
    for by in found:
        yield _card(document, by, year, first_leads)
    if found:
        return
    shown, lines = tablegrid.lines(texts, table)
    head = headrows.head_of(shown, table.columns)
    if head is None:
        return
    frame = frame_of(document, table, year, first_leads)
    columns = _dated(headrows.aims(shown, head), frame.caption, frame.begins)
    kinds = {c.means for c in columns.values()}
    named = bool(kinds & {"name", "task", "project"})
    indicators = bool(kinds & {"target", "baseline"}) and (named or "place" in kinds)
    counts = bool(kinds & {"metric", "told"}) and (named or "place" in kinds)
    duties = (named or "aim" in kinds) and bool(kinds & {"lead", "responsible"})
    assessed = {"task", "standard"} <= kinds
    if not (indicators or duties or assessed or counts):
        return
    before: Line | None = None
    for line in _body(texts, lines, head):
        line = _continued(line, before, columns)
        made = _row(document, line, columns, frame)
        before = line
        if made:
            yield made


def _dated(columns: Mapping[int, Column], caption: int | None, begins: int | None) -> dict[int, Column]:
    """The columns with those told to be promises or baselines that only name a year, and targets dated by the caption.

    Where nothing says when the plan begins, the first of several years is the basis if years are left out behind it,
    and else not known to be either.
    """
    ahead = [c.year for c in columns.values() if c.means == "target" and c.year]
    years = sorted({*ahead, *(c.year for c in columns.values() if c.means == "year" and c.year)})
    based = any(c.means == "baseline" for c in columns.values())
    out: dict[int, Column] = {}
    for place, column in columns.items():
        year = column.year
        if column.means == "estimate" and year:
            past = bool(begins and year < begins) or bool(ahead and year < min(ahead))
            column = replace(column, means="baseline" if past else "target" if begins else "other")
        elif column.means == "year" and year:
            unsaid = begins is None and not based and not (ahead and min(ahead) <= year)
            first = unsaid and len(years) > 1 and year == years[0]
            means = "target" if not first else "baseline" if years[1] > year + 1 else "other"
            column = replace(column, means=means)
        if column.means == "target" and caption and not column.year:
            column = replace(column, year=caption)
        out[place] = column
    return out


def _body(texts: Mapping[Cell, str], lines: Sequence[Line], head: Head) -> Iterator[Line]:
    """The rows below the head, without heads that are printed again."""
    for line in lines:
        held = tuple(texts[cell] for cell in line.own.values())
        if line.index > head.last and line.own and held not in head.lines and not is_head(held):
            yield line


_HELD = frozenset({"name", "project", "task", "lead", "support", "responsible", "deadline"})


def _continued(line: Line, before: Line | None, columns: Mapping[int, Column]) -> Line:
    """A row that has neither a number nor a task nor a name of its own goes on with the row before it."""
    first = min((p for p, c in columns.items() if c.means in _HELD), default=None)
    if before is None or first is None or first in line.all or not any(p > first for p in line.own):
        return line
    if any(p in line.all for p, c in columns.items() if p < first or c.means in _HELD - {"task"}):
        return line
    kept = {p: cell for p, cell in before.all.items() if p in columns and columns[p].means in _HELD}
    return replace(line, all={**kept, **line.all})


def _card(document: Document, by: Mapping[str, list[Cell]], year: int | None, first_leads: bool) -> Row:
    """A card as a row."""
    told = tuple((c, None) for means in ("aim", "target", "task") for c in by.get(means, ()))
    subject = next(c for means in ("project", "name", "task", "aim", "target") for c in by.get(means, ()))
    used = [c for cells in by.values() for c in cells]
    owners = tableduties.owners(document, by, first_leads)
    due, due_span = tableduties.due(document, by.get("deadline", ()), year)
    name = unmarked(text_of(document, subject))
    return Row(_span(used), name, name, told, (), owners, due, due_span, force_of(fold(name)))


def _span(cells: Sequence[Cell]) -> Span:
    """From the first to the last of some cells."""
    return Span(min(c.span.start for c in cells), max(c.span.end for c in cells))


def _row(document: Document, line: Line, columns: Mapping[int, Column], frame: Frame) -> Row | None:
    by: dict[str, list[tuple[Cell, Column]]] = {}
    for place in sorted(line.all):
        if place in columns:
            by.setdefault(columns[place].means, []).append((line.all[place], columns[place]))
    own = set(line.own.values())
    subject = _subject(by, own) or _goes_on(by, own)
    if subject is None:
        return None
    name = unmarked(text_of(document, subject))
    counted, unit = unit_of(name)
    counted, bound = bounded(counted)
    if bound and unit is None:
        counted, unit = unit_of(counted)
    unit = next((text_of(document, c) for c, _ in by.get("unit", [])), None) or unit
    values = _values(document, by, counted, unit, bound, frame)
    if any(means in by for means in ("project", "task", "name")):
        # An aim that names its row is a sentence, and read as one.
        values = [value for value in values if not subject.span.contains(value.span)]
    held = {means: [c for c, _ in found] for means, found in by.items()}
    owners = tableduties.owners(document, held, frame.first_leads)
    due, due_span = tableduties.due(document, held.get("deadline", ()), frame.year)
    if not owners and "standard" in by:
        owners = tableduties.named(document, line.all.values())
    told = _told(by, own, subject, bool(owners), {value.span for value in values})
    if not values and not owners and due is None:
        return None
    kind = "".join(text_of(document, c) for c, _ in by.get("kind", []))
    force = Force.MUST if "约束" in kind else force_of(fold(name))
    used = [c for c in line.own.values() if c.row == line.index] or [subject]
    project = name if any(cell is subject for cell in held.get("project", ())) else None
    return Row(_span(used), name, counted, told, tuple(values), owners, due, due_span, force, project)


def _within(value: Value, bound: Comparator | None) -> Value:
    """A promised value under the bound of its row or column; one with a bound of its own keeps it."""
    plain = value.target and value.comparator is Comparator.EQUAL
    return replace(value, comparator=bound) if bound and plain else value


_SUBJECTS = ("project", "task", "name", "aim", "place")


def _subject(by: Mapping[str, Sequence[tuple[Cell, Column]]], own: set[Cell]) -> Cell | None:
    """The cell of a row that names it: one of its own, not one that is merged down into it.

    Under a task that is merged over several rows each row is named by its own aim.
    """
    for means in _SUBJECTS[:1]:
        found = next((cell for cell, _ in by.get(means, ()) if cell in own), None)
        if found:
            return found
    group = next((by[means] for means in _SUBJECTS if by.get(means)), [])
    names = [(cell, column) for cell, column in group if cell in own and column.means == "name"]
    if len(names) > 1 and names[0][1].title == names[-1][1].title:
        # A head over two columns: the first holds the classes of the indicators, each merged over its rows.
        return names[-1][0]
    aims = by.get("aim", ())
    return next((cell for cell, _ in (*group, *aims) if cell in own), None)


def _goes_on(by: Mapping[str, Sequence[tuple[Cell, Column]]], own: set[Cell]) -> Cell | None:
    """The name that is merged down into a row which has nothing but values of its own."""
    values = {cell for means in ("target", "baseline") for cell, _ in by.get(means, ())}
    return by["name"][-1][0] if own and own <= values and by.get("name") else None


def _told(
    by: Mapping[str, Sequence[tuple[Cell, Column]]], own: set[Cell], subject: Cell, owned: bool, read: Collection[Span]
) -> tuple[tuple[Cell, date | None], ...]:
    """The cells of a row whose words may hold targets, those left out whose values are `read`."""
    out = tuple(
        (c, _end(column))
        for means in ("aim", "task", "standard")
        for c, column in by.get(means, ())
        if c in own and not any(c.span.contains(span) for span in read)
    )
    return out or (((subject, None),) if owned else ())


def _end(column: Column) -> date | None:
    """When the year of a column ends, or the day that its head sets."""
    return column.due or (date(column.year, 12, 31) if column.year else None)


_WHOLE = re.compile(r"(?:合计|总计|小计|全[省市县区州镇乡]|总量)\Z")


def _values(
    document: Document,
    by: Mapping[str, Sequence[tuple[Cell, Column]]],
    name: str,
    unit: str | None,
    bound: Comparator | None,
    frame: Frame,
) -> list[Value]:
    """The values of a row: those of its goals and baselines, and those whose columns say themselves what they count."""
    out: list[Value] = []
    places = "place" in by and not any(means in by for means in ("name", "task", "project"))
    whole = None if _WHOLE.match(name) else name
    for means in ("target", "aim", "baseline"):
        for cell, column in by.get(means, ()):
            past = bool(column.year and frame.begins and column.year < frame.begins)
            ahead = means != "baseline" and not past
            if places and (not column.title or (ahead and not frame.promises)):
                continue
            used = unit or column.unit or frame.unit
            for one in read_values(document, cell, used):
                scope = one.scope or (whole if places else column.scope)
                subject = column.title if places else None
                if used == "%" and one.unit not in (None, "%", "‰", "个百分点"):
                    subject = subject or without_change(name)
                    if not subject:
                        continue
                value = _value(one, used, _end(column), ahead, scope, subject)
                out.append(_within(value, bound or column.bound))
    for means in ("metric", "told", "rate"):
        for cell, column in by.get(means, ()):
            past = bool(column.year and frame.begins and column.year < frame.begins)
            if means == "metric" and not past and not frame.promises:
                continue
            used = "%" if means == "rate" else column.unit
            for one in read_values(document, cell, used):
                title = column.title or "完成率"
                out.append(_value(one, used, _end(column), means == "metric" and not past, whole, title))
    return out


def _value(
    one: CellValue, unit: str | None, due: date | None, ahead: bool, scope: str | None, subject: str | None
) -> Value:
    return Value(one.span, one.value, one.unit or unit, one.comparator, due, ahead, scope, subject)
