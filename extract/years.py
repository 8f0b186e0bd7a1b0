"""Which year a plan speaks of where it gives a time without one, and from which year on it can promise."""

from __future__ import annotations

import re

from ingest.model import Document

_YEARS = re.compile(r"(20[0-9]{2})年(?!以来)")
_PERIOD = re.compile(r"(20[0-9]{2})年?\s{0,2}[-—–―~～至到]{1,2}\s{0,2}20[0-9]{2}(?=年)")
"""A period, which is named by its first year."""
_TITLES = re.compile("《[^《》]{1,120}》|[〔\\[(][0-9]{4}[〕\\])]")
_NUMBERED = re.compile(r"[〔\[(](?P<year>20[0-9]{2})[〕\])]")
"""The year in the number of a document: `甲政发〔2021〕5号`."""
_LONG = 60_000
"""Characters in which a text without title and date has to speak of one year only for that to be its year."""


def plan_year(document: Document) -> int | None:
    """The year in which a time without a year lies: that of issue, else that of its number, the first of the plan's
    period, the title's, or the only year that the text speaks of."""
    header = document.header
    for found in (header.issued, header.released):
        if found:
            return found.year
    numbered = _NUMBERED.search(header.doc_number or "")
    if numbered:
        return int(numbered["year"])
    if header.period:
        return header.period[0]
    title = re.search(r"((?:19|20)[0-9]{2})年", header.title or "")
    if title:
        return int(title.group(1))
    told = {int(year) for year in _YEARS.findall(_PERIOD.sub(r"\1", _TITLES.sub("", document.text[:_LONG])))}
    return told.pop() if len(told) == 1 else None


def begins(document: Document, year: int | None) -> int | None:
    """The first year that the plan can promise for: that of its period, else that of its issue, its `plan_year`."""
    years = [y for y in (year, (document.header.period or (None,))[0]) if y]
    return min(years, default=None)
