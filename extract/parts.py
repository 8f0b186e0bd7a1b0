"""Parts told behind the names of a list: `县教育局牵头,县财政局、人社局配合`, `县发改局(牵头)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.edges import compiled
from extract.lexicon import load
from extract.model import Duty
from extract.organisations import Name, ends_as_name, is_field, split_names

Told = tuple[tuple[tuple[Name, Duty], ...], tuple[tuple[int, int], ...]]
"""Offices with their parts, and the stretches that hold the time limit of their task."""


@cache
def _tails() -> list[tuple[re.Pattern[str], Duty]]:
    order = {"lead": 0, "support": 1, "responsible": 2}
    rules = sorted((r for r in load("organisations") if r.means == "tail"), key=lambda r: order[r.group])
    return [(compiled(f"(?:{r.source()})\\Z"), Duty(r.group)) for r in rules]


def tailed(body: str, start: int, *, cell: bool = False) -> Told | None:
    """`县教育局牵头,县财政局、人社局配合`; every part has to end as a duty and hold names only.

    A cell of offices (`cell`) holds names of any ending (`人事科牵头`).
    """
    names: list[tuple[Name, Duty]] = []
    times: list[tuple[int, int]] = []
    for part in re.finditer(r"[^;。]{1,600}", body):
        text = part.group()
        time = _LIMIT.search(text)
        if time:
            times.append((start + part.start() + time.start("due"), start + part.start() + time.end("due")))
            text = text[: time.start()]
        for piece in _pieces(text, start + part.start(), cell=cell):
            if piece is None:
                return None
            names += piece
    return (tuple(names), tuple(times)) if names else None


_MARK = re.compile(r"\((?:(?P<lead>牵头|主办|总牵头|主责)|配合|协办|参与)(?:单位|部门)?\)\Z")


def marked(name: Name, duty: Duty) -> tuple[Name, Duty]:
    """An office with the part that a bracket behind it tells: `县发改局(牵头)`."""
    mark = _MARK.search(name.name)
    if not mark or not mark.start():
        return name, duty
    bare = Name(name.name[: mark.start()], name.start, name.end - len(mark.group()), name.seat)
    return bare, Duty.LEAD if mark["lead"] else Duty.SUPPORT


_WHEN = (
    r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|上半年|下半年|[一二三四]季度|年)?(?:[0-9]{1,2}日|底|末|份|[上中下]旬)?(?:之?前)?"
)
_DONE = "完成|启动|办结|落实|取得(?:明显|阶段性|实质性)?(?:进展|成效)|见效|建成|投用|出台|制定"
_LIMIT = re.compile(
    rf"(?:\A|[,、])(?P<due>{_WHEN}(?:{_DONE})(?:[,、]{_WHEN}(?:{_DONE}))*|20[0-9]{{2}}年[^,;、]{{0,8}}|[0-9]{{1,2}}月底?前?"
    r"|长期坚持|持续推进|长期推进|持续实施|常态化推进)\Z"
)
"""What closes a list of offices with the time of their task: `(县教育局牵头;12月底前完成)`."""


_COMMA = re.compile(r",|(?<=牵头|负责)(?=[省市县区州团各])|\Z")
"""What parts the offices of one duty from those of the next; the comma may be lost (县教育局牵头县财政局配合)."""
_PERSONS = re.compile(
    r"(?:[^,、]{0,8}(?:[省市县区州]长|秘书长|书记|主任|局长|领导|同志)(?:[、和]|\Z)){1,4}|(?:主要|分管|协管)[^,]{2,30}"
)
"""Persons in charge (分管副县长), who are no organisation."""
_WORDY = re.compile("[的了与将把要应]|工作|进行|加强|推进|建立|完善|落实|做好|开展|实施")


def _may_be_office(name: str) -> bool:
    return len(name) <= 30 and (ends_as_name(name) or (len(name) <= 16 and not _WORDY.search(name)))


def _pieces(text: str, start: int, *, cell: bool) -> Iterator[list[tuple[Name, Duty]] | None]:
    begin = 0
    for match in _COMMA.finditer(text):
        chunk = text[begin : match.start()]
        tail = next(((found, duty) for p, duty in _tails() if (found := p.search(chunk))), None)
        if tail and _PERSONS.fullmatch(chunk[: tail[0].start()]):
            begin = match.end()
            continue
        if tail is None or tail[0].start() == 0:
            if match.start() == len(text) and chunk:
                yield None
            continue
        listed = split_names(chunk[: tail[0].start()], start + begin)
        known = sum(ends_as_name(_MARK.sub("", n.full)) or is_field(n.name) for n in listed)
        # In a list of offices one more of an ending that no rule knows is an office too.
        if not listed or (known * 2 < len(listed) and not cell) or not all(_may_be_office(n.name) for n in listed):
            yield None
            return
        yield [marked(n, tail[1]) for n in listed]
        begin = match.end()
