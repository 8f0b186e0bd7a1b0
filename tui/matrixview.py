"""A comparison as the cells of a screen: sign, value, year, force; the bars of one row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.matrix import Cell as Place
from corpus.matrix import Matrix
from corpus.matrix import Row as Metric
from corpus.standard import Standard
from tui import phrases
from tui.language import named, t
from tui.matrixtext import row_notes, said, title
from tui.present import Field
from tui.tables import NONE, Bar, Cell, Column, Row, Tone
from tui.verdicts import remarks

MEETS, SHORT, APART, STRICTEST = "✓", "✗", "≠", "★"
"""What a cell is without its colour: reaches the national line, misses it, does not compare, is the strictest."""
NATIONAL = "┃"
"""Made of this is the bar of the national line."""
BARS = (
    Column("rank", 4, right=True),
    Column("region", 10, share=1, most=24),
    Column("matrix_bar", 16, share=4, most=80),
    Column("plan_value", 16, share=1, most=30),
    Column("due", 10, rank=2),
    Column("force", 4, rank=3, words="force."),
    Column("remark", 8, share=2, most=60, rank=1),
)


def national(row: Metric) -> str:
    """The national line of a row."""
    return NONE if row.line is None else f"{'≥' if row.rising else '≤'}{phrases.number(row.line)}{row.unit or ''}"


def misses(row: Metric, value: Decimal) -> bool:
    """Whether a converted value does not reach the national line."""
    return row.line is not None and (value < row.line if row.rising else value > row.line)


def tone(row: Metric, cell: Place) -> Tone:
    """What a cell means."""
    if cell.value is None:
        return Tone.DIM
    if cell.converted is None:
        return Tone.WARN
    if row.line is None:
        return Tone.PLAIN
    return Tone.LATE if misses(row, cell.converted) else Tone.DONE


def sign(row: Metric, cell: Place) -> str:
    """The same as a sign; nothing where there is no line to hold it against."""
    if cell.value is None:
        return NONE
    if cell.converted is None:
        return APART
    best = STRICTEST if cell.rank == 1 and len(row.strictest) < len(row.cells) - len(row.silent) else ""
    if row.line is None:
        return best
    return best + (SHORT if misses(row, cell.converted) else MEETS)


def cell_text(row: Metric, cell: Place) -> str:
    """`★✓≥95% 2025 必须`."""
    value = cell.value
    if value is None:
        return NONE
    year = str(value.deadline.year) if value.deadline else ""
    return " ".join(part for part in (sign(row, cell) + said(value), year, named("force", value.force.value)) if part)


def cell_fields(row: Metric, cell: Place) -> list[Field]:
    """What stands below the sentence of a cell."""
    out = []
    value = cell.value
    if value is not None:
        out.append(Field(t("column.plan_value"), cell_text(row, cell), tone(row, cell)))
        if cell.converted is not None and cell.rank is not None:
            out.append(Field(t("column.rank"), f"{cell.rank}/{row.spread.count if row.spread else 1}"))
        if value.deadline:
            out.append(Field(t("field.due"), phrases.iso(value.deadline)))
    if cell.reasons:
        label = t("compare.apart") if value is not None and not cell.comparable else t("column.remark")
        out.append(Field(label, remarks(cell.reasons), Tone.WARN))
    if cell.others:
        out.append(Field(t("compare.others"), "；".join(said(one) for one in cell.others), Tone.DIM))
    out.append(Field(t("compare.national"), national(row), Tone.STRONG if row.line is not None else Tone.DIM))
    notes = list(row_notes(row))[1 if row.line is not None else 0 :]
    return [*out, *(Field("·", note, Tone.DIM) for note in notes)]


def ranked(row: Metric) -> list[Place]:
    """The regions of a row, the strictest first, then what does not compare, then the silent ones."""
    return sorted(row.cells, key=lambda one: (one.rank is None, one.rank or 0, one.value is None))


def bar_rows(row: Metric) -> Iterator[Row]:
    """Cells of `BARS`: the national line where there is one, then each region."""
    shown = ranked(row)
    values = [one.converted for one in shown if one.converted is not None] + ([row.line] if row.line else [])
    top = max(values, default=Decimal(0))
    if row.line is not None:
        bar = Bar(((NATIONAL, _part(row.line, top), Tone.STRONG),), _WHOLE)
        yield (
            Cell(""), Cell(t("compare.national"), Tone.STRONG), Cell("", bar=bar),
            Cell(national(row), Tone.STRONG), Cell(NONE), Cell(""), Cell(""),
        )  # fmt: skip
    for one in shown:
        value, meaning = one.value, tone(row, one)
        length = 0 if one.converted is None else _part(one.converted, top)
        yield (
            Cell("" if one.rank is None else str(one.rank)),
            Cell(one.region.name, Tone.PLAIN if value else Tone.DIM),
            Cell("", bar=Bar((("█", length, meaning),), _WHOLE)),
            Cell(NONE if value is None else sign(row, one) + said(value), meaning),
            Cell(phrases.iso(value.deadline if value else None)),
            Cell(named("force", value.force.value) if value else ""),
            Cell(remarks(one.reasons), Tone.WARN),
        )


_WHOLE = 1000
"""Parts that the longest bar has: values are no whole numbers."""


def _part(value: Decimal, top: Decimal) -> int:
    return max(0, int(value * _WHOLE / top)) if top > 0 else 0


def fullest_first(found: Matrix) -> Matrix:
    """The comparison with the regions that say most in front, and those that are silent last."""
    said = [sum(row.cells[at].value is not None for row in found.rows) for at in range(len(found.regions))]
    order = sorted(range(len(said)), key=lambda at: -said[at])
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in order)) for row in found.rows)
    return replace(found, regions=tuple(found.regions[at] for at in order), rows=rows)


def one_row(found: Matrix, at: int) -> Matrix:
    """The comparison with one of its rows."""
    return replace(found, rows=found.rows[at : at + 1])


def metrics(held: Mapping[str, int], standard: Standard) -> list[tuple[str, str, int]]:
    """(id that `compare` takes, name, how many commitments) of what a ledger holds, most first.

    An indicator of the standard stands for all that it measures, so that it brings its national line.
    """
    out = []
    seen: set[str] = set()
    for one in standard.indicators:
        count = sum(held.get(name, 0) for name in one.measured)
        if one.demands and count:
            out.append((one.id, one.name, count))
            seen.update(one.measured)
    out += [(name, phrases.indicator(name), count) for name, count in held.items() if name not in seen]
    return sorted(out, key=lambda one: -one[2])


def copied(row: Metric, cell: Place) -> Sequence[str]:
    """A cell for other programs: sentence, place, metric, verdict."""
    value = cell.value
    head = f"{cell.region.name} · {title(row)}: {cell_text(row, cell)}"
    return [head] if value is None else [value.quote, value.source, head]
