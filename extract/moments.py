"""Which time belongs to which number: those that facts are told for, those that a list shares out, the nearest one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter

from extract.components.deadline import PLANS, When
from extract.drafts import Draft
from extract.model import Role
from extract.registry import Mention
from extract.statements import Statement
from ingest.model import Span

_MOMENT = re.compile(
    r"(?<![比较与同和是0-9年—-])(?P<y>(?:19|20)[0-9]{2})年(?:(?P<m>1[0-2]|[1-9])月)?(?:底|末|度)?"
    r"(?!以来|起|开始|版|版本|第|[0-9—~-]|至|到|工作|规划|计划|任务|方案|预算)"
)
"""A year that a fact is told for, also where no promise could take it as a deadline (截至2025年底, 由2020年的)."""


def stated(statement: Statement) -> list[tuple[int, date]]:
    """The times of a fact: those that its sentence writes out, past ones too, each with its place."""
    out = {
        m.start: m.value.end
        for m in statement.inside("deadline")
        if isinstance(m.value, When) and m.value.end is not None
    }
    text = statement.view.text
    titles = [m.span() for m in _TITLES.finditer(text, statement.start, statement.end)]
    for match in _MOMENT.finditer(text, statement.start, statement.end):
        title = bisect_right(titles, (match.start(), len(text)))
        if not title or match.start() >= titles[title - 1][1]:
            year, month = int(match["y"]), int(match["m"] or 12)
            out.setdefault(match.start(), date(year, month, monthrange(year, month)[1]))
    return sorted(out.items())


_ITS_BASELINE = re.compile(
    r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末)?的?(?:[0-9.]{1,9}[^0-9,。;、]{0,6}、){0,4}[^0-9,。;]{0,12}"
)


_REACH = 120
"""Characters from a time to the last number whose baseline it dates, amply."""


def baselines(text: str, times: Sequence[tuple[int, date]]) -> tuple[list[tuple[int, date]], list[tuple[int, date]]]:
    """Times parted into those that date what follows, and those of a baseline (由2020年的45%提高到65%)."""
    sure = [time for time in times if text[time[0] - 1 : time[0]] not in ("由", "从")]
    return sure, [time for time in times if text[time[0] - 1 : time[0]] in ("由", "从")]


def of_number(
    text: str, sure: Sequence[tuple[int, date]], stood: Sequence[tuple[int, date]], at: int
) -> list[tuple[int, date]]:
    """The times near a number of a fact: of the baselines only its own, of the others the last before and the first
    behind it."""
    following = bisect_left(sure, at, key=itemgetter(0))
    first, last = (bisect_left(stood, place, key=itemgetter(0)) for place in (at - _REACH, at))
    own = [time for time in stood[first:last] if _ITS_BASELINE.fullmatch(text, time[0], at)]
    near = [t for t in sure[max(0, following - 1) : following + 1] if t[0] > at or not _set(text, t[0], at)]
    return sorted([*near, *own])


_SET = re.compile("(?:19|20)[0-9]{2}年(?:底|末)?的(?=[0-9])")


def _set(text: str, place: int, at: int) -> bool:
    """Whether a time only dates the value behind it, and the number `at` opens another clause with things of its own
    (`…提升至2025年的52%,9所学校…`)."""
    match = _SET.match(text, place) if text[at - 1] == "," else None
    return match is not None and _EDGE.search(text, match.end(), at) is not None


def opening(statement: Statement) -> date | None:
    """The time that a fact opens with (`2024年,` `截至2024年底,`), for which it goes on behind its semicolons."""
    if statement.role is not Role.STATUS or statement.view.text[statement.end - 1] != ";":
        return None
    text, start = statement.view.text, statement.start
    match = _OPENING.match(text, start, statement.end)
    times = stated(statement) if match else []
    return times[0][1] if match and times and times[0][0] < match.end() else None


_OPENING = re.compile(
    r"[^,。;0-9]{0,3}(?:(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末)?|“?十[一二三四五六]五”?(?:期间|时期|末)),"
)
_TITLES = re.compile("《[^《》]{1,120}》|[〔\\[(][0-9]{4}[〕\\])]")


_EDGE = re.compile("[,。;]")
_ALIKE = re.compile("(?:[0-9.]+(?:%|个?百分点)(?:及?以上|及?以下|以内|左右)?[、和及与]){1,4}")
"""Values that a phrase lists for the times in front of it, also without 分别: `达到30%以上和45%以上`."""
_JOINS = ("、", "和", "及", "与")


def paired(text: str, times: Sequence[tuple[Mention, date | None]], drafts: Sequence[Draft]) -> dict[int, date]:
    """Each value of `2024年、2025年分别完成2家、5家` with its own time; offsets of the values to dates."""
    out: dict[int, date] = {}
    groups: dict[Span, list[int]] = {}
    for draft in drafts:
        if draft.measure.role is Role.CONDITION:
            continue
        groups.setdefault(draft.measure.span, []).append(draft.at)
    for places in groups.values():
        values = sorted(set(places))
        if len(values) < 2:
            continue
        out |= _year_by_year(text, times, values)
        last = bisect_right(times, values[0], key=lambda time: time[0].end)
        before = times[max(0, last - len(values)) : last]
        if len(before) < len(values):
            continue
        joined = all(text[a.end : b.start] in _JOINS for (a, _), (b, _) in pairwise(before))
        told = "分别" in text[before[-1][0].end : values[0]] or _ALIKE.fullmatch(text, values[0], values[-1])
        if joined and told:
            out |= {place: day for place, (_, day) in zip(values, before, strict=True) if day}
    return out


_EACH_PERIOD = re.compile(
    "“?(?P<first>十[一二三四五六七])五”?[、和]“?(?P<second>十[一二三四五六七])五”?(?:规划)?(?:时期|期间),?分别(?:要|将|各|再)?[^,。;0-9]{0,24}"
)


def each_period(text: str, statement: Statement, drafts: Sequence[Draft]) -> dict[int, tuple[date, ...]]:
    """The ends of two periods that values are for in turn, one for both or one for each, by the offsets of the values:
    `“十四五”、“十五五”期间分别新增30个`."""
    if "分别" not in text or "五" not in text:
        return {}
    values = {draft.at for draft in drafts}
    out: dict[int, tuple[date, ...]] = {}
    for match in _EACH_PERIOD.finditer(text, statement.start, statement.end):
        first, second = PLANS[match["first"]], PLANS[match["second"]]
        edge = _EDGE.search(text, match.end(), statement.end)
        stop = edge.start() if edge else statement.end
        places = sorted(at for at in values if match.end() <= at < stop)
        ends = (date(first, 12, 31), date(second, 12, 31))
        if len(places) == 1 and places[0] == match.end():
            out[places[0]] = ends
        elif len(places) == len(ends):
            out |= {place: (end,) for place, end in zip(places, ends, strict=True)}
    return out


def _year_by_year(text: str, times: Sequence[tuple[Mention, date | None]], values: Sequence[int]) -> dict[int, date]:
    """The values of `2022—2024年分别完成2家、5家、6家`, one for each year of the period in front of them."""
    last = bisect_right(times, values[0], key=lambda time: time[0].end)
    when = times[last - 1][0].value if last else None
    if not isinstance(when, When) or not (when.period and when.start and when.end):
        return {}
    years = range(when.start.year, when.end.year + 1)
    whole = when.start == date(years[0], 1, 1) and when.end == date(years[-1], 12, 31)
    if not whole or len(years) != len(values) or "分别" not in text[times[last - 1][0].end : values[0]]:
        return {}
    return {place: date(year, 12, 31) for place, year in zip(values, years, strict=True)}


def due(text: str, times: Sequence[tuple[int, date | None]], at: int, statement: Statement) -> date | None:
    """The nearest time before the number in its sentence, else one behind it in the same clause; times in order."""
    if not times:
        return None
    following = bisect_left(times, at, key=itemgetter(0))
    if following:
        place, day = times[following - 1]
        return None if _BEGINS.search(text, place, at) else day
    edge = _EDGE.search(text, at)
    stop = edge.start() if edge else statement.end
    return next((d for place, d in times[following:] if at < place < stop), None)


def closing(text: str, times: Sequence[tuple[Mention, date | None]], at: int, statement: Statement) -> date | None:
    """The time of later clauses that only say by when the number is to be there, the last one of a row: `改造小区20个,
    6月底前全部开工,年底前完工`."""
    out: date | None = None
    began = at
    for mention, day in times:
        if mention.start <= at:
            continue
        if not _only_by_when(text, mention, began, at, statement):
            break
        out, began = day, mention.end
    return out


def _only_by_when(text: str, mention: Mention, began: int, at: int, statement: Statement) -> bool:
    """Whether a time opens a clause that says no more than by when the number at offset `at` is there; `began` is where
    the clause in front of it stands."""
    place = mention.start
    lead = text[text.rfind(",", began, place) + 1 : place]
    between = text[began:place]
    if "," not in between or not _LEADS_IN.fullmatch(lead) or any(mark in between for mark in ";。)"):
        return False
    edge = _EDGE.search(text, mention.end)
    stop = edge.start() if edge else statement.end
    if not _COMPLETES.fullmatch(text, mention.end, stop):
        return False
    others = [q.start for q in statement.inside("quantity") if at < q.start < place]
    return not others or "," not in text[at : others[-1]] or _ALL.search(text, mention.end, stop) is not None


_BEGINS = re.compile("20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|开始)")
"""From when on something is done again and again: no time in front of it is by when."""
_LEADS_IN = re.compile(
    "(?:并|且|并且|计划|预计|力争|确保|争取|要|须|应|将|必须|务必|拟|其中|以上|工程|项目|全部|于|在|到){0,3}"
)
_ALL = re.compile("全部|均|都|全面")
_COMPLETES = re.compile(
    "(?:全部|全面|基本|均|都|如期|按期|陆续|正式|力争|确保|要|应|可|实现|完成|主体|建设|改造|工程|施工|并|和|、){0,5}"
    "(?:完成|[建改]成|开工|投[用产运]|投入(?:使用|运营|运行|生产)|竣工|完工|启[用动]|交付(?:使用)?|验收|到位|落实|达标|办结|运营|运行|上线"
    "|通[车水电气航邮]|供[水热气暖电]|开[学业园班放]|入[住园]|动工|封顶|销号|清零|整改|拆除|关停|建设|改造|施工|任务|使用){1,3}(?:任务|工作|目标|到位|完毕|条件)?"
)
"""What a clause says of the number in front of it when it only tells by when that is done."""
