"""Who and when in the cells of a table: organisations with their parts, and the time limit of a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from extract.aliases import canonical
from extract.components.deadline import When, scan
from extract.components.organisation import cell_owners
from extract.model import Duty, Responsibility
from extract.organisations import Name, is_name, split_names
from extract.view import View, view
from ingest.model import Cell, Document, Span

_LONGEST = 40
"""Characters of the longest name in a cell."""
_NO_OWNER = re.compile(
    r"[0-9][%％]|率(?:[0-9达]|\Z)|\A(?:19|20)[0-9]{2}年|\A(?:推进|加强|实施|完成|开展|提高|提升|深化|继续|新建|改建)(?!办|专班)[^局委办厅部]*\Z"
)
"""What is no name of an organisation: the words of a task, a rate or a time from a neighbouring cell."""
_NOBODY = re.compile(r"[—~\-/、,无]{1,4}")
_BESIDE = re.compile("会同|联合")
_DATED = re.compile("(?<=[\u4e00-\u9fff)])(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|底|末|中旬|上旬|下旬|[0-9]{1,2}日)?前")
"""A time that ran into a cell of offices from the next one."""


def owners(document: Document, by: Mapping[str, Iterable[Cell]], first_leads: bool) -> tuple[Responsibility, ...]:
    """The organisations of a row, `by` the part that their column gives them.

    A cell may say the parts itself (`县教育局牵头,县财政局配合`). With `first_leads` the first of a cell without
    parts leads, as the document says.
    """
    out: dict[str, Responsibility] = {}
    for duty in (Duty.LEAD, Duty.SUPPORT, Duty.RESPONSIBLE):
        for cell in by.get(duty.value, ()):
            shown = view(document, cell.span)
            for place, (name, part) in enumerate(_named(shown, duty)):
                if first_leads and duty is Duty.RESPONSIBLE is part and Duty.LEAD.value not in by:
                    part = Duty.SUPPORT if place else Duty.LEAD
                if len(name.name) <= _LONGEST and not _NO_OWNER.search(name.name):
                    out.setdefault(name.name, _responsibility(shown, name, part))
    return tuple(out.values())


def _named(shown: View, duty: Duty) -> Iterator[tuple[Name, Duty]]:
    """The names of a cell with their parts: where white space parts whole names, it stands for the comma."""
    gaps = [i for i in range(1, len(shown.text)) if shown.places[i] > shown.places[i - 1] + 1]
    pieces = [(a, b) for a, b in pairwise((0, *gaps, len(shown.text))) if a < b]
    if gaps and all(_stands(shown.text[a:b]) for a, b in pieces):
        for a, b in pieces:
            for name, part in _parts(shown.text[a:b], duty):
                yield name._replace(start=name.start + a, end=name.end + a), part
        return
    yield from _parts(shown.text, duty)


def _stands(text: str) -> bool:
    """Whether a stretch between two gaps is made of whole names."""
    held = split_names(text.strip("、,;"))
    return bool(held) and all(is_name(name.name) or _SMALL.fullmatch(name.name) for name in held)


_SMALL = re.compile("[\u4e00-\u9fff]{2,10}[所室厂站]")
"""Small offices of a township (安监所, 林站), whose endings tell nothing in running text."""


def _parts(text: str, duty: Duty) -> Iterator[tuple[Name, Duty]]:
    """The names of a cell with their parts, `duty` where the cell does not say otherwise."""
    if _NOBODY.fullmatch(text):
        return
    dated = _DATED.search(text)
    text = text[: dated.start()] if dated else text
    said = cell_owners(text)
    if said:
        yield from said
        return
    begin = 0
    for match in [*_BESIDE.finditer(text), None]:
        end = match.start() if match else len(text)
        yield from ((name, duty) for name in split_names(text[begin:end], begin))
        begin = match.end() if match else end


def _responsibility(shown: View, name: Name, duty: Duty) -> Responsibility:
    full = canonical(name.full)
    return Responsibility(name.name, duty, shown.span(name.start, name.end), full if full != name.name else None)


def named(document: Document, cells: Iterable[Cell]) -> tuple[Responsibility, ...]:
    """The organisation that a row of an assessment names without a column of its own (县城建局)."""
    for cell in cells:
        text = view(document, cell.span).text
        if 3 <= len(text) <= 14 and re.match("[省市县区州]|各", text) and is_name(text):
            full = canonical(text)
            return (Responsibility(text, Duty.RESPONSIBLE, cell.span, full if full != text else None),)
    return ()


_DIGITS = re.compile(
    r"(?:(?P<y>20[0-9]{2})[年./-])?(?P<m>1[0-2]|0?[1-9])(?:月(?:份|底|末)?|(?<=[./-][0-9])|(?<=[./-][0-9]{2}))"
    r"(?:[./-](?P<d>[0-9]{1,2}))?(?:日)?(?:前|完成)?(?:00:00:00)?"
    r"(?:(?<=[月份底末前])(?:投入使用|投用|启用|建成|完工|竣工|开工|动工|启动|完成|交付|通车|上线)){0,2}"
)
"""A cell that is a month or a date, at most with what is done by then: `10月`, `2024.12`, `2024-06-30`, `9月投用`."""
_LAST_YEAR = re.compile(r"(?:20[0-9]{2}年?(?:[-~至到]|--))?(?P<y>20[0-9]{2})年?(?:底|末)?(?:前|完成|建成)?")
"""A cell that is a year or the years from when to when: `2023-2025`."""


def due(document: Document, cells: Sequence[Cell], year: int | None) -> tuple[date | None, Span | None]:
    """The last time limit that the cells give, and where; a time without year lies in `year`."""
    best: tuple[date | None, Span | None] = (None, None)
    for cell in cells:
        shown = view(document, cell.span)
        for start, end, when in _times(shown.text):
            day = when.resolve(year)
            if day and (best[0] is None or day > best[0]):
                best = day, shown.span(start, end)
    return best


def _times(text: str) -> Iterator[tuple[int, int, When]]:
    whole = _DIGITS.fullmatch(text)
    if whole and (whole["y"] or "月" in text):
        month, day = int(whole["m"]), int(whole["d"]) if whole["d"] else None
        written = When(None, month=month, day=day).resolve(int(whole["y"])) if whole["y"] else None
        yield 0, len(text), When(written, month=month, day=day)
        return
    years = _LAST_YEAR.fullmatch(text)
    if years:
        yield 0, len(text), When(date(int(years["y"]), 12, 31))
        return
    for mention in scan(text):
        if isinstance(mention.value, When):
            yield mention.start, mention.end, mention.value
