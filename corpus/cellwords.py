"""What people write into cells of a task list: organisations with their part, days without a year, rhythms. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from corpus.days import day as named_day
from corpus.workbooks import Value, day, text
from extract.aliases import canonical
from extract.model import Duty, Responsibility
from extract.organisations import split_names
from extract.view import fold

NOTHING = re.compile(r"[\s\-—–－/、无空~～.]*\Z")
"""Cells that people fill to say that there is nothing."""
_PARTS = re.compile(r"[;；\n\r。]+")
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff)）])[ \t\u3000]+(?=[\u4e00-\u9fff])")
_ROLE = r"(?:牵头|主办|主责|负责|配合|协办|协助|参与)(?:单位|部门)?"
_BEFORE = re.compile(rf"(?P<role>{_ROLE})[:：](?P<names>.+)\Z")
_CLAUSE = re.compile(rf"(?P<names>.+?)(?<![(])[ 、]?(?P<role>{_ROLE})(?:[,，、]|\Z)")
_MARKED = re.compile(rf"(?P<name>.+?)\((?P<role>{_ROLE})\)\Z")
_DUTIES = {"牵": Duty.LEAD, "主": Duty.LEAD, "负": Duty.RESPONSIBLE, "配": Duty.SUPPORT, "协": Duty.SUPPORT,
           "参": Duty.SUPPORT}  # fmt: skip
_RHYTHM = re.compile(r"每(?:半年|学年|学期|季度|季|个?月|周|年)")
_SHORT_YEAR = re.compile(r"\A(?P<year>[0-9]{2})(?=年)")
_WITHOUT_YEAR = re.compile(r"\A(?:(?:1[0-2]|0?[1-9])月|年[底末]|[上下]半年|第?[一二三四1-4]季度|全年|岁末)")
_WHOLE = re.compile(r"\A全年|\A岁末")
_FIRST = date(1899, 12, 30)
_SERIAL = range(36_526, 73_051)
"""Numbers that are days from 2000 to 2099 where a sheet lost the form of its dates."""
ENDLESS = re.compile(r"长期|持续|常态|经常|常年|随时|适时")
"""Times that have no end."""


def organisations(cell: Value | str, duty: Duty) -> tuple[Responsibility, ...]:
    """The organisations of a cell; `duty` is that of the column, unless the cell says another one of some of them."""
    out: list[Responsibility] = []
    for part in _PARTS.split(str(cell or "").replace("\v", "\n")):
        written = fold(_BLANK.sub("、", part.strip()))
        if NOTHING.match(written):
            continue
        for own, words in _roles(written, duty):
            bare = "".join(words.split())
            for one in [found.name for found in split_names(bare)] or [bare]:
                shared = canonical(one)
                out.append(Responsibility(one, own, None, shared if shared != one else None))
    return tuple(dict.fromkeys(out))


def _roles(written: str, duty: Duty) -> list[tuple[Duty, str]]:
    """The parts of a line with their duties: `甲局(牵头)、乙局`, `甲局牵头，乙局配合`, `牵头:甲局`."""
    before = _BEFORE.match(written)
    if before:
        return [(_DUTIES[before["role"][0]], before["names"])]
    out: list[tuple[Duty, str]] = []
    end = 0
    for clause in _CLAUSE.finditer(written):
        out.append((_DUTIES[clause["role"][0]], clause["names"]))
        end = clause.end()
    for name in re.split("[、,，]", written[end:]):
        # In brackets it speaks of the name before it alone.
        marked = _MARKED.match(name)
        if marked:
            out.append((_DUTIES[marked["role"][0]], marked["name"]))
        elif out and end == 0 and out[-1][0] is duty:
            out[-1] = (duty, f"{out[-1][1]}、{name}")
        elif name.strip():
            out.append((duty, name))
    return out


def deadline(cell: Value, year: int | None) -> tuple[date | None, tuple[str, ...]]:
    """The day that a cell names, and why to doubt it; where it names no year it is `year`."""
    if isinstance(cell, date):
        return cell, ()
    if isinstance(cell, int | float) and cell == int(cell) and int(cell) in _SERIAL:
        return _FIRST + timedelta(days=int(cell)), ()
    words = "".join(text(cell).split()).rstrip(".。")
    if not words or NOTHING.match(words):
        return None, ()
    words = _SHORT_YEAR.sub(lambda found: f"20{found['year']}", words)
    found = named_day(words, last=True) or day(words)
    if found is not None:
        return found, ()
    if year is None or not _WITHOUT_YEAR.match(words):
        return None, ()
    whole = f"{year}年" if _WHOLE.match(words) else f"{year}年{words.removeprefix('年')}"
    return day(whole) or day(f"{year}{words}"), ("deadline_without_year",)


def rhythm(cell: Value) -> str | None:
    """How often a thing comes again (`每季度末` is 每季度); None for once."""
    found = _RHYTHM.search(text(cell))
    return found[0].replace("个", "") if found else None


def year_of(*texts: str) -> int | None:
    """The only year that the first of the texts that names any names."""
    for one in texts:
        years = {int(year) for year in re.findall(r"(?<![0-9])(20[0-9]{2})(?![0-9])", one)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def parts(cells: Mapping[str, Value]) -> tuple[Responsibility, ...]:
    """The organisations of a line's columns `lead`, `responsible` and `support`."""
    columns = (("lead", Duty.LEAD), ("responsible", Duty.RESPONSIBLE), ("support", Duty.SUPPORT))
    return tuple(dict.fromkeys(one for name, duty in columns for one in organisations(cells.get(name), duty)))
