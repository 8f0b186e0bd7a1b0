"""Tables that promise: indicator tables (指标, 基期值, 目标值, 属性) and duty tables (任务, 责任单位, 完成时限)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extract import tableduties
from extract.cards import cards
from extract.components.deadline import PLANS
from extract.components.quantity import NUMBER
from extract.model import Comparator, Force, Range, Responsibility
from extract.numerals import parse
from extract.tableheads import PLAN, Column, aims, heads, is_head, label_of, text_of, year_of
from extract.view import View, view
from ingest.model import BlockKind, Cell, Document, Span, Table


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an indicator row."""

    span: Span
    """Of the cell's number."""
    value: Decimal | Range
    unit: str | None
    comparator: Comparator
    year: int | None
    target: bool
    """Else a baseline."""
    scope: str | None = None
    """What the value is for, where the cell holds several (重点城市≥30 一般城市≥15)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something."""

    span: Span
    name: str
    """Indicator or task as written."""
    told: tuple[Cell, ...]
    """Cells whose text says what is to be done."""
    values: tuple[Value, ...]
    owners: tuple[Responsibility, ...]
    due: date | None
    due_span: Span | None
    force: Force


_LONGEST_CAPTION = 60
_CAPTION = re.compile(r"^附?表|指标|目标|任务|清单|一览|安排")


def _caption(document: Document, table: Table) -> tuple[int | None, int | None]:
    """The year of the line that stands over the table, where that line names the table, and when its period begins."""
    above = next((b for b in reversed(document.blocks) if b.span.end <= table.span.start), None)
    if above is None or above.kind is BlockKind.CELL or len(above.span) > _LONGEST_CAPTION:
        return None, None
    text = view(document, above.span).text
    if not _CAPTION.search(text):
        return None, None
    plan = PLAN.search(text)
    return year_of(text), PLANS[plan.group(1)] - 4 if plan and plan.group(1) in PLANS else None


def rows(document: Document, table: Table, year: int | None, first_leads: bool = False) -> Iterator[Row]:
    """The rows of a table whose headings are understood; nothing for any other table.

    `year` is where a time without a year lies; with `first_leads` the first organisation of a cell leads.
    """
    grid: dict[int, list[Cell]] = {}
    for cell in table.cells:
        grid.setdefault(cell.row, []).append(cell)
    above = _merged(table)
    found = heads(document, grid)
    if found is None:
        for by in cards(table, lambda cell: label_of(document, cell)):
            yield _card(document, by, year, first_leads)
        return
    top, columns = found
    columns = aims(document, grid, top, columns)
    caption, begins = _caption(document, table)
    begins = max((y for y in (year, begins) if y), default=None)
    if caption:
        columns = {
            place: replace(c, year=c.year or caption) if c.means == "target" else c for place, c in columns.items()
        }
    kinds = {c.means for c in columns.values()}
    indicators = "target" in kinds and "name" in kinds
    duties = bool(kinds & {"task", "name", "aim"}) and bool(kinds & {"lead", "responsible"})
    assessed = {"task", "standard"} <= kinds
    if not indicators and not duties and not assessed:
        return
    for index in sorted(grid):
        if index <= top:
            continue
        cells = {c.column: c for c in grid[index] if len(c.span)}
        if is_head(document, grid[index]):
            continue
        merged = {**{c.column: c for c in above.get(index, ()) if len(c.span)}, **cells}
        made = _row(document, cells, merged, columns, year, begins, indicators, first_leads)
        if made:
            yield made


def _merged(table: Table) -> dict[int, list[Cell]]:
    """Row -> cells of earlier rows that reach down into it."""
    out: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row + 1, cell.row + cell.rows):
            out.setdefault(row, []).append(cell)
    return out


def _card(document: Document, by: Mapping[str, list[Cell]], year: int | None, first_leads: bool) -> Row:
    """A card as a row."""
    told = tuple(c for means in ("aim", "target", "task") for c in by.get(means, ()))
    subject = next(c for means in ("name", "task", "aim") for c in by.get(means, ()))
    used = [c for cells in by.values() for c in cells]
    span = Span(min(c.span.start for c in used), max(c.span.end for c in used))
    owners = tableduties.owners(document, by, first_leads)
    due, due_span = tableduties.due(document, by.get("deadline", ()), year)
    return Row(span, text_of(document, subject), told, (), owners, due, due_span, Force.SHALL)


def _row(
    document: Document,
    cells: dict[int, Cell],
    merged: dict[int, Cell],
    columns: dict[int, Column],
    year: int | None,
    begins: int | None,
    indicators: bool,
    first_leads: bool,
) -> Row | None:
    by: dict[str, list[tuple[Cell, Column]]] = {}
    for place, cell in merged.items():
        column = columns.get(place)
        if column:
            by.setdefault(column.means, []).append((cell, column))
    subjects = by.get("task") or by.get("name") or by.get("aim")
    if not subjects:
        return None
    subject = next((cell for cell, _ in subjects if cell in cells.values()), None)
    if subject is None:
        return None
    name = text_of(document, subject).rstrip("*※★#")
    unit = next((text_of(document, c) for c, _ in by.get("unit", [])), None) or _unit_of(name)
    values: list[Value] = []
    if indicators:
        for means in ("target", "baseline"):
            for cell, column in by.get(means, []):
                ahead = means == "target" and not (column.year and begins and column.year < begins)
                for scope, where, value, own, bound in _values(document, cell, unit):
                    values.append(Value(where, value, own or unit, bound, column.year, ahead, scope))
    held = {means: [c for c, _ in found] for means, found in by.items()}
    owners = tableduties.owners(document, held, first_leads)
    due, due_span = tableduties.due(document, held.get("deadline", ()), year)
    if not owners and "standard" in by:
        owners = tableduties.named(document, merged.values())
    if not values and not owners and due is None:
        return None
    used = [c for c in cells.values() if len(c.span)]
    span = Span(min(c.span.start for c in used), max(c.span.end for c in used))
    kind = "".join(text_of(document, c) for c, _ in by.get("kind", []))
    force = Force.MUST if "约束" in kind else Force.SHALL
    told = tuple(c for means in ("aim", "task", "standard") for c, _ in by.get(means, ()) if c in cells.values())
    return Row(span, name, told or ((subject,) if owners else ()), tuple(values), owners, due, due_span, force)


_UNIT = re.compile(r"\((?P<unit>[^()0-9]{1,14}|[^()]{0,10}/[^()]{1,10}|m3|μg/m3)\)\Z")
_CELL = re.compile(
    rf"(?P<bound>≥|>=|≤|<=|>|<|约|不低于|不少于|不超过|达到|达|控制在|下降|降低|减少|增长|提高|累计下降|累计)?"
    rf"[\[(【]?(?P<low>{NUMBER})(?:[-~](?P<high>{NUMBER}))?[\])】]?"
    r"(?P<unit>%|‰|个百分点|(?!以上|以下|以内|左右)[\u4e00-\u9fff㎡]{1,6}?(?:/[\u4e00-\u9fff]{1,4})?)?(?P<after>以上|以下|以内|左右)?\Z"
)
_BOUND = {
    "≥": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "达到": Comparator.AT_LEAST,
    "达": Comparator.AT_LEAST,
    "以上": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "控制在": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    ">": Comparator.MORE,
    "<": Comparator.LESS,
    "约": Comparator.ABOUT,
    "左右": Comparator.ABOUT,
    "下降": Comparator.DECREASE_BY,
    "降低": Comparator.DECREASE_BY,
    "减少": Comparator.DECREASE_BY,
    "累计下降": Comparator.DECREASE_BY,
    "增长": Comparator.INCREASE_BY,
    "提高": Comparator.INCREASE_BY,
}


def _unit_of(name: str) -> str | None:
    """The unit that an indicator's name closes with: 空气质量优良天数比率(%)."""
    match = _UNIT.search(name)
    return match["unit"] if match else None


_SCOPED = re.compile(rf"(?P<scope>[\u4e00-\u9fff()、]{{2,14}}?):?(?P<rest>[≥≤><约]=?{NUMBER}%?)[,;、 ]?")


def _values(
    document: Document, cell: Cell, unit: str | None
) -> Iterator[tuple[str | None, Span, Decimal | Range, str | None, Comparator]]:
    """The value of a cell, or the value of each group that it names (重点城市≥30 一般城市≥15)."""
    shown = view(document, cell.span)
    one = read_value(shown, unit)
    if one:
        yield (None, *one)
        return
    parts = list(_SCOPED.finditer(shown.text))
    if sum(len(part.group()) for part in parts) != len(shown.text):
        return
    for part in parts:
        rest = shown.span(part.start("rest"), part.end("rest"))
        value = read_value(view(document, rest), unit)
        if value:
            yield (part["scope"], *value)


def read_value(shown: View, unit: str | None) -> tuple[Span, Decimal | Range, str | None, Comparator] | None:
    """A cell that holds one number: place, value, unit of its own, bound; None for words (完成上级下达任务)."""
    match = _CELL.match(shown.text)
    if not match or (match["unit"] and re.search("年|项目|级", match["unit"])):
        return None
    low = parse(match["low"])
    value: Decimal | Range = Range(low, parse(match["high"])) if match["high"] else low
    if isinstance(value, Range):
        bound = Comparator.RANGE
    else:
        bound = _BOUND.get(match["bound"] or "", _BOUND.get(match["after"] or "", Comparator.EQUAL))
    own = match["unit"]
    return shown.span(0, match.end()), value, own if own and own != unit else None, bound
