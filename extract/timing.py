"""The times of what is promised, each in the year that its sentence and its document give it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from extract.bundling import Made
from extract.components.deadline import When
from extract.registry import Mention
from extract.statements import Statement


class Years(NamedTuple):
    """The years of a plan, None where they are not known."""

    year: int | None
    """That of a time without a year."""
    begins: int | None
    """The first that it can promise for."""
    ends: int | None
    """The last of its own period."""


def promised(statement: Statement, of: Years, told: date | None, made: Made) -> list[tuple[Mention, date | None]]:
    """The times of what is promised, none before the plan begins.

    A month without a year lies in the year of the plan, behind a month with its year in that one
    (`2023年3月底前…,9月底前…`); `told` is the last such month in front of the sentence. Times without any year are
    `None` and noted among the doubts of `made`.
    """
    out = []
    text = statement.view.text
    yearly = text.find("每年", statement.start, statement.end)
    for mention in statement.inside("deadline"):
        when = mention.value
        if not isinstance(when, When):
            continue
        end = date(of.ends, 12, 31) if when.of_plan and of.ends else when.resolve(of.year)
        if when.of_plan and end is None:
            continue
        if when.end is None and 0 <= yearly <= mention.start - len("每年"):
            continue
        if when.end is None and told and not text.startswith(_THIS_YEAR, mention.start):
            near = when.resolve(told.year)
            end = near if near and near > told and not when.later else end
        if end and of.begins and end.year < of.begins:
            continue
        if end is None:
            made.doubts.append("deadline_without_year")
        if when.repaired and "lost" in mention.rule:
            made.doubts.append("repaired_date")
        told = monthly(when) or told
        out.append((mention, end))
    return out


def monthly(when: When) -> date | None:
    """The end of a time that names a month with its year."""
    return None if when.whole_year or when.period else when.end


def last_month(dated: Sequence[tuple[Mention, date | None]]) -> date | None:
    """The last month of a sentence that it writes with its year, None where it writes none."""
    if not dated:
        return None
    months = (monthly(m.value) for m, _ in reversed(dated) if isinstance(m.value, When))
    return next((month for month in months if month), None)


_THIS_YEAR = ("今年", "本年", "当年")
"""How a time says that it lies in the year of the plan, whatever stands in front of it."""
