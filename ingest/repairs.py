"""Readings of damaged dates and document numbers; the text keeps its raw form."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.model import Repair, Span

_YEAR = "(?P<year>(?:19[5-9]|20[0-4])[0-9])"
_NUMBER_HEAD = "发字办函督规政教党委令通厅文"

_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (
        "year_sign_lost",
        re.compile(rf"(?<![0-9.]){_YEAR}(?P<month>1[0-2]|0?[1-9])月"),
        lambda m: f"{m['year']}年{int(m['month'])}月",
    ),
    (
        "month_sign_lost",
        re.compile(rf"(?<![0-9.]){_YEAR}年(?P<month>1[0-2]|0?[1-9])(?P<rest>底前|底|末前)"),
        lambda m: f"{m['year']}年{int(m['month'])}月{m['rest']}",
    ),
    (
        "closing_bracket_lost",
        re.compile(rf"[〔\[［【（(]{_YEAR}(?P<number>[1-9][0-9]{{0,3}})号"),
        lambda m: f"〔{m['year']}〕{m['number']}号",
    ),
    (
        "opening_bracket_lost",
        re.compile(rf"(?<=[{_NUMBER_HEAD}]){_YEAR}[〕\]］】)）](?P<number>[1-9][0-9]{{0,3}})号"),
        lambda m: f"〔{m['year']}〕{m['number']}号",
    ),
    (
        "brackets_lost",
        re.compile(rf"(?<=[{_NUMBER_HEAD}]){_YEAR}(?P<number>[1-9][0-9]{{0,3}})号"),
        lambda m: f"〔{m['year']}〕{m['number']}号",
    ),
)


def repaired_number(number: str) -> str:
    """A document number with the brackets that it lost: `青政办发〔20176号` -> `青政办发〔2017〕6号`."""
    for repair in reversed(find_repairs(number)):
        number = number[: repair.span.start] + repair.reading + number[repair.span.end :]
    return number


def find_repairs(text: str) -> tuple[Repair, ...]:
    """Damaged dates and document numbers with what they are taken for, in order, without overlap.

    `20233月` -> `2023年3月`; `〔20176号` -> `〔2017〕6号`; `202156号` -> `〔2021〕56号`.
    """
    found: list[Repair] = []
    for rule, pattern, read in _RULES:
        for match in pattern.finditer(text):
            reading = read(match)
            if reading is not None and reading != match[0]:
                found.append(Repair(Span(*match.span()), match[0], reading, rule))
    found.sort(key=lambda r: (r.span.start, -len(r.span)))
    out: list[Repair] = []
    for repair in found:
        if not out or repair.span.start >= out[-1].span.end:
            out.append(repair)
    return tuple(out)
