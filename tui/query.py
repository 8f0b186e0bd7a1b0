"""What a person types into a filter, as `Filters`.

Plain words are looked for; `地区:青禾 单位:教育局 指标:class_size 力度:必须 前:2025-12-31 后:2024` narrow by field.
Field names work in Chinese and English, with half or full width colon, in any order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.days import day
from corpus.model import Filters
from extract.model import Force
from tui.language import LANGUAGES, table

_FIELDS = {
    "地区": "region",
    "region": "region",
    "单位": "organisation",
    "org": "organisation",
    "指标": "indicator",
    "indicator": "indicator",
    "力度": "force",
    "force": "force",
    "前": "due_before",
    "before": "due_before",
    "后": "due_after",
    "after": "due_after",
}
_PART = re.compile(r"(?:(?P<field>[a-z]{1,12}|[\u4e00-\u9fff]{1,2})[:：])?(?P<value>\S{1,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """A filter as typed, understood."""

    filters: Filters
    doubts: tuple[str, ...] = ()
    """Parts that were meant as a field but could not be read; they filter nothing."""


def force(text: str) -> Force | None:
    """The force that `text` names: its id or its word in either language."""
    wanted = text.strip().lower()
    for member in Force:
        if wanted == member.value or wanted in {table(name)[f"force.{member.value}"].lower() for name in LANGUAGES}:
            return member
    return None


def parse(typed: str, base: Filters | None = None) -> Query:
    """`typed` over `base`; words outside fields are joined by one space into `Filters.text`."""
    filters = base or Filters()
    words: list[str] = []
    doubts: list[str] = []
    for found in _PART.finditer(typed):
        field = _FIELDS.get((found["field"] or "").lower())
        value = found["value"]
        if field is None:
            words.append(found[0])
        elif field in ("due_before", "due_after"):
            when = day(value, last=field == "due_before")
            if when is None:
                doubts.append(found[0])
            elif field == "due_before":
                filters = replace(filters, due_before=when)
            else:
                filters = replace(filters, due_after=when)
        elif field == "force":
            known = force(value)
            if known is None:
                doubts.append(found[0])
            else:
                filters = replace(filters, force=known.value)
        elif field == "region":
            filters = replace(filters, region=value)
        elif field == "organisation":
            filters = replace(filters, organisation=value)
        else:
            filters = replace(filters, indicator=value)
    if words:
        filters = replace(filters, text=" ".join(words))
    return Query(filters, tuple(doubts))


def without_text(filters: Filters) -> Filters:
    """The narrowing by fields alone: the words of a search are not a substring to keep."""
    return replace(filters, text=None)
