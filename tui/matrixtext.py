"""Comparisons as words, bars, data, sheets and charts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from corpus.book import Page
from corpus.book import Value as Cells
from corpus.chart import Bar, Chart
from corpus.interchange import amount as plain_amount
from corpus.interchange import number as plain_number
from corpus.matrix import Cell, Matrix, Region, Row, Value
from corpus.standard import SchoolLevel
from extract.model import Comparator, Range
from tui.cells import clean, fit, paragraph, width
from tui.language import named, t
from tui.phrases import iso, number
from tui.tables import NONE
from tui.verdicts import level, remarks

_BAR = 24
"""Cells of the longest bar."""
_LABEL = 18
_SIGNS = {Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.MORE: ">", Comparator.LESS: "<"}
_NAMED = 6
"""Regions that are named in a line."""


def title(row: Row) -> str:
    """What a row is about: name, level, unit, denominator."""
    at = f" {level(row.level)}" if row.level is not SchoolLevel.ALL else ""
    unit = "/".join(part for part in (row.unit, row.per) if part)
    return f"{row.name}{at}" + (f" ({unit})" if unit else "")


def said(one: Value) -> str:
    """The value as the plan writes it."""
    value = one.value
    digits = f"{number(value.low)}–{number(value.high)}" if isinstance(value, Range) else number(value)
    per = f"/{one.per}" if one.per else ""
    return f"{_SIGNS.get(one.comparator, '')}{digits}{one.unit or ''}{per}"


def _names(regions: Sequence[Region]) -> str:
    names = "、".join(one.name for one in regions[:_NAMED])
    return names + (t("compare.and_more", count=len(regions)) if len(regions) > _NAMED else "")


def row_notes(row: Row) -> Iterator[str]:
    """National line, strictest, earliest, silent, spread."""
    if row.line is not None:
        sign = "≥" if row.rising else "≤"
        yield t("compare.line", value=f"{sign}{number(row.line)}{row.unit or ''}")
    if row.strictest:
        yield t("compare.strictest", names=_names(row.strictest))
    if row.earliest:
        first = next(one.value.deadline for one in row.cells if one.value and one.region == row.earliest[0])
        yield t("compare.earliest", day=iso(first), names=_names(row.earliest))
    if row.silent:
        yield t("compare.silent", count=len(row.silent), names=_names(row.silent))
    spread = row.spread
    if spread and spread.count > 1:
        values = (spread.least, spread.lower, spread.median, spread.upper, spread.most)
        yield t("compare.spread", count=spread.count, values=" / ".join(number(_short(one)) for one in values))
    if spread and spread.met is not None:
        yield t("compare.met", met=spread.met, count=spread.count)


def _short(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else value.quantize(Decimal("0.01"))


def matrix_lines(found: Matrix, cells: int, most: int) -> Iterator[str]:
    """Each row with its notes and a bar for each region, the strictest first; at most `most` regions."""
    for row in found.rows:
        yield clean(title(row))
        for line in row_notes(row):
            yield from paragraph(line, cells, "  ")
        shown = sorted(row.cells, key=lambda one: (one.rank is None, one.rank or 0, one.value is None))
        spoken = [one for one in shown if one.value is not None]
        top = max([one.converted for one in spoken if one.converted is not None] + [row.line or Decimal(0)], default=0)
        label = min(_LABEL, max((width(clean(one.region.name)) for one in spoken), default=_LABEL))
        for one in spoken[:most]:
            yield _bar_line(one, row, Decimal(top), label, cells)
        if len(spoken) > most:
            yield "  " + t("compare.more", count=len(spoken) - most)
        yield ""


def _bar_line(one: Cell, row: Row, top: Decimal, label: int, cells: int) -> str:
    """`  1 青禾县 ███████ ≥97% 2027-12-31 必须`."""
    long = int(one.converted * _BAR / top + Decimal("0.5")) if one.converted is not None and top else 0
    mark = ""
    if one.converted is not None and row.line is not None:
        mark = "✓" if (one.converted >= row.line) == row.rising or one.converted == row.line else "✗"
    value = one.value
    words = [said(value), iso(value.deadline), named("force", value.force.value)] if value else [NONE]
    if one.reasons:
        words.append(f"[{remarks(one.reasons)}]")
    rank = "" if one.rank is None else str(one.rank)
    head = f"{rank:>4} {fit(one.region.name, label)} {fit('█' * long, _BAR)} {mark:<1} "
    return head + fit(" ".join(words), max(20, cells - width(head))).rstrip()


def matrix_json(found: Matrix) -> dict[str, Any]:
    """A comparison as data."""
    return {
        "regions": [{"name": one.name, "code": one.code, "documents": list(one.documents)} for one in found.regions],
        "rows": [row_json(one) for one in found.rows],
    }


def row_json(row: Row) -> dict[str, Any]:
    """One metric."""
    spread = row.spread
    return {
        "name": row.name,
        "indicator": row.indicator.id if row.indicator else None,
        "level": row.level.value,
        "unit": row.unit,
        "per": row.per,
        "direction": "at_least" if row.rising else "at_most",
        "line": None if row.line is None else plain_number(row.line),
        "year": row.year,
        "strictest": [one.name for one in row.strictest],
        "earliest": [one.name for one in row.earliest],
        "silent": [one.name for one in row.silent],
        "spread": spread
        and {
            "count": spread.count,
            "least": float(spread.least),
            "lower": float(spread.lower),
            "median": float(spread.median),
            "upper": float(spread.upper),
            "most": float(spread.most),
            "met": spread.met,
        },
        "cells": [cell_json(one) for one in row.cells],
    }


def cell_json(one: Cell) -> dict[str, Any]:
    """One region in one row."""
    value = one.value
    return {
        "region": one.region.name,
        "value": None if value is None else plain_amount(value.value),
        "unit": value.unit if value else None,
        "per": value.per if value else None,
        "comparator": value.comparator.value if value else None,
        "levels": sorted(each.value for each in value.levels) if value else [],
        "deadline": value.deadline.isoformat() if value and value.deadline else None,
        "force": value.force.value if value else None,
        "quote": value.quote if value else None,
        "document": value.document if value else None,
        "commitment": value.key if value else None,
        "comparable": one.comparable,
        "converted": None if one.converted is None else float(one.converted),
        "rank": one.rank,
        "reasons": [{"code": each.code, "values": dict(each.values)} for each in one.reasons],
        "message": remarks(one.reasons) or None,
        "others": len(one.others),
    }


def matrix_sheets(found: Matrix) -> list[Page]:
    """Regions × metrics, then every value with its sentence."""
    heads = ("indicator", "level", "region", "plan_value", "converted", "national", "rank", "due", "force", "sentence")
    details: list[Sequence[Cells]] = [
        (
            *(row.name, level(row.level), one.region.name, said(one.value)),
            *(one.converted, row.line, one.rank, one.value.deadline, named("force", one.value.force.value)),
            *(" ".join(one.value.quote.split()), one.value.source, remarks(one.reasons)),
        )
        for row in found.rows
        for one in row.cells
        if one.value
    ]
    table: list[Sequence[Cells]] = [
        (region.name, *(said(row.cells[at].value) if row.cells[at].value else NONE for row in found.rows))  # type: ignore[arg-type]
        for at, region in enumerate(found.regions)
    ]
    line = [None if row.line is None else ("≥" if row.rising else "≤") + number(row.line) for row in found.rows]
    return [
        Page(
            name=t("compare.matrix"),
            headings=[t("column.region"), *map(title, found.rows)],
            rows=[(t("compare.national"), *line), *table],
            widths=[20] + [24] * len(found.rows),
            notes=[],
        ),
        Page(
            name=t("compare.values"),
            headings=[t(f"column.{name}") for name in (*heads, "source", "remark")],
            rows=details,
            widths=[30, 8, 18, 20, 10, 10, 6, 11, 8, 60, 24, 40],
        ),
    ]


def charts(found: Matrix, most: int) -> list[Chart]:
    """A chart for each row with values, the strictest region first."""
    out = []
    for row in found.rows:
        spoken = [one for one in row.cells if one.value is not None]
        spoken.sort(key=lambda one: (one.rank is None, one.rank or 0))
        if not spoken:
            continue
        bars = [
            Bar(
                one.region.name,
                one.converted,
                said(one.value)
                if one.comparable or not one.reasons
                else f"{said(one.value)} {remarks(one.reasons[:1])}",
                short=one.converted is not None and row.line is not None and _misses(row, one.converted),
            )
            for one in spoken[:most]
            if one.value is not None
        ]
        sign = "≥" if row.rising else "≤"
        text = t("compare.line", value=f"{sign}{number(row.line)}{row.unit or ''}") if row.line is not None else ""
        out.append(Chart(title(row), bars, row.line, text))
    return out


def _misses(row: Row, value: Decimal) -> bool:
    return row.line is not None and (value < row.line if row.rising else value > row.line)
