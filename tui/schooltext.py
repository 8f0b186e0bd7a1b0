"""School figures as words, data and rows, beside what a standard demands and a plan promises. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from corpus.book import Page
from corpus.schools import JUDGED, Entry, Schools, Spread, Standing
from corpus.standard import Indicator, SchoolLevel, Standard
from corpus.verdicts import Check, Judgement
from tui.cells import clean, paragraph
from tui.language import named, t
from tui.tables import NONE, Cell, Column, Row, Tone, render
from tui.verdicts import amount, level, limit

SPREADS = (
    Column("indicator", 14, share=3, most=40),
    Column("level", 6),
    Column("demand", 10, share=1, most=26),
    Column("plan_value", 10, share=1, most=26, rank=2),
    Column("mean", 8, right=True),
    Column("least", 8, right=True, rank=3),
    Column("short", 8, right=True),
    Column("variation", 8, right=True),
    Column("variation_limit", 8, right=True),
    Column("verdict", 6),
)
ENTRIES = (
    Column("school", 14, share=2, most=40),
    Column("level", 6),
    Column("pupils", 6, right=True),
    Column("met", 6, right=True),
    Column("result", 8, words="schoolstanding."),
    Column("below", 16, share=3, most=70),
)
_DECIMALS = Decimal("0.01")
_VARIATION = Decimal("0.001")

Promised = Mapping[tuple[str, SchoolLevel], Judgement]


def promised(check: Check | None) -> Promised:
    """What a plan promises: (indicator id, level) -> judgement with at least one sentence."""
    return {
        (verdict.indicator.id, judged.level): judged
        for verdict in (check.verdicts if check else ())
        for judged in verdict.judgements
        if judged.evidence
    }


def rounded(value: Decimal | None, step: Decimal = _DECIMALS) -> str:
    """Two decimals, three for a variation."""
    return NONE if value is None else str(value.quantize(step, ROUND_HALF_UP))


def school_lines(found: Schools, standard: Standard, plan: Check | None, cells: int) -> Iterator[str]:
    """The result for the terminal: counts, indicators by level, schools that are short."""
    for at in JUDGED:
        total = sum(one.level is at for one in found.entries)
        if total:
            yield t(
                "schools.count",
                level=level(at),
                total=total,
                met=found.count(Standing.MET, at),
                failed=found.count(Standing.FAILED, at),
                incomplete=found.count(Standing.INCOMPLETE, at),
            )
    beyond = [one for one in found.spreads if one.within is False]
    yield t("schools.variations", total=sum(one.variation is not None for one in found.spreads), beyond=len(beyond))
    if found.excluded:
        yield from paragraph(t("schools.excluded", names="、".join(map(clean, found.excluded))), cells)
    yield ""
    held = promised(plan)
    yield from render(SPREADS, (spread_row(one, standard, held) for one in found.spreads), cells)
    short = [one for one in found.entries if one.standing is not Standing.MET]
    if short:
        yield ""
        yield from render(ENTRIES, (entry_row(one, standard) for one in short), cells)


def spread_row(one: Spread, standard: Standard, held: Promised) -> Row:
    """One indicator at one level: demand, promise, reality."""
    indicator = _indicator(standard, one.indicator)
    demand = indicator.demands[0]
    judged = held.get((one.indicator, one.level))
    word = NONE if one.within is None else t("schools.within") if one.within else t("schools.beyond")
    return (
        Cell(indicator.name),
        Cell(level(one.level)),
        Cell(limit(demand, demand.value[one.level])),
        Cell(amount(judged.evidence[0]) if judged else NONE),
        Cell(rounded(one.mean)),
        Cell(rounded(one.least)),
        Cell(f"{one.short}/{one.schools}", Tone.LATE if one.short else Tone.PLAIN),
        Cell(rounded(one.variation, _VARIATION)),
        Cell(NONE if one.limit is None else str(one.limit)),
        Cell(word, Tone.LATE if one.within is False else Tone.DONE if one.within else Tone.DIM),
    )


def entry_row(one: Entry, standard: Standard) -> Row:
    """One school: how many are met, and which are not."""
    of = len(one.values)
    lacking = [
        f"{_indicator(standard, id).number} {rounded(one.values[id])}" + ("↓" if id in one.failed else "")
        for id in (*one.failed, *one.below)
    ]
    lacking += [f"{_indicator(standard, id).number} ?" for id, value in one.values.items() if value is None]
    return (
        Cell(one.school),
        Cell(level(one.level)),
        Cell(str(one.pupils)),
        Cell(f"{len(one.met)}/{of}"),
        Cell(named("schoolstanding", one.standing.value), Tone.LATE if one.standing is Standing.FAILED else Tone.WARN),
        Cell("、".join(lacking)),
    )


def _indicator(standard: Standard, id: str) -> Indicator:
    found = standard.indicator(id)
    if found is None:
        raise KeyError(id)
    return found


def schools_json(found: Schools, standard: Standard, plan: Check | None) -> dict[str, Any]:
    """The result as data; numbers as they come out, not rounded to a form's decimals."""
    held = promised(plan)
    return {
        "standard": standard.id,
        "schools": [
            {
                "school": one.school,
                "level": one.level.value,
                "pupils": float(one.pupils),
                "values": {id: None if value is None else round(float(value), 6) for id, value in one.values.items()},
                "met": list(one.met),
                "below": list(one.below),
                "failed": list(one.failed),
                "standing": one.standing.value,
            }
            for one in found.entries
        ],
        "indicators": [
            {
                "indicator": one.indicator,
                "level": one.level.value,
                "schools": one.schools,
                "mean": None if one.mean is None else round(float(one.mean), 6),
                "least": None if one.least is None else round(float(one.least), 6),
                "short": one.short,
                "variation": None if one.variation is None else round(float(one.variation), 6),
                "limit": None if one.limit is None else float(one.limit),
                "within": one.within,
                "promised": amount(held[one.indicator, one.level].evidence[0])
                if (one.indicator, one.level) in held
                else None,
            }
            for one in found.spreads
        ],
        "excluded": list(found.excluded),
    }


def school_sheets(found: Schools, standard: Standard, plan: Check | None) -> list[Page]:
    """Indicators, then schools with all their values."""
    held = promised(plan)
    ids = list(found.entries[0].values) if found.entries else []
    values: Sequence[str] = [_indicator(standard, id).name for id in ids]
    return [
        Page(
            name=t("schools.indicators"),
            headings=[column.title for column in SPREADS],
            rows=[[cell.text for cell in spread_row(one, standard, held)] for one in found.spreads],
            widths=[34, 8, 20, 20, 10, 10, 10, 10, 10, 10],
        ),
        Page(
            name=t("schools.schools"),
            headings=[t(f"column.{name}") for name in ("school", "level", "pupils", "met", "result")] + [*values],
            rows=[
                [
                    *(one.school, level(one.level), one.pupils, f"{len(one.met)}/{len(one.values)}"),
                    named("schoolstanding", one.standing.value),
                    *(None if (value := one.values[id]) is None else round(value, 4) for id in ids),
                ]
                for one in found.entries
            ],
            widths=[26, 8, 8, 8, 10] + [14] * len(ids),
        ),
    ]
