"""The head and the foot of a document that lost its line breaks: title, number, addressee, signature, date.

    某县人民政府关于…的通知某政发〔2023〕1号各乡镇人民政府：现将…印发给你们。某县人民政府2023年1月6日某县…方案为…
    -> title | number | addressee | notice | body | date | title of the plan | text

Only what is certain is cut: a title counts where a number or an addressee follows at once, a signature where it dates.
"""

from __future__ import annotations

import re

from ingest.kinds import is_addressee, is_organ

_SHORTEST = 200
"""Characters from which a line may be a document."""
_NOTICE = 2_000
"""Characters in which a notice ends."""
_FOOT = 120
"""Characters at the end in which a document is signed."""
_GAP = r"[ \t\u3000\xa0]{0,6}"
_KIND = "通知|意见|方案|办法|规划|计划|决定|要点|细则|纲要|措施|公告|通报|报告|函|批复"
_NUMBER = (
    rf"[（(]?(?:(?!{_KIND}|的)[\u4e00-\u9fff]){{2,10}}"
    r"[（(〔\[【［﹝] ?(?:19|20)[0-9]{2} ?[)）〕\]】］﹞] ?第?[0-9]{1,5} ?号[)）]?"
)
_DAY = (
    r"(?:20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"
    r"|[二一][〇○零0][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_WHO = r"(?:各|有关|[\u4e00-\u9fff]{2,14}(?:人民政府|政府|管委会|委员会|部门|单位))"
_PURPOSE = "为(?:了|全面|深入|进一步|贯彻|认真|切实|加强|加快|推进|落实|做好|促进)|根据《|现[将就]"
"""What opens the text behind a title."""
_TITLE = re.compile(
    rf"(?:(?!{_PURPOSE})[^。；;！!？?：:，,\n]){{6,200}}?(?:{_KIND})》?(?:{_GAP}[（(]{_DAY}[)）])?"
    rf"(?={_GAP}(?:{_NUMBER}|{_WHO}[，,、（(]|各[\u4e00-\u9fff]))"
)
_DATED = re.compile(rf"{_GAP}[（(]{_DAY}[)）]$")
_NUMBERED = re.compile(rf"{_GAP}{_NUMBER}{_GAP}")
_ADDRESSEE = re.compile(rf"{_GAP}(?P<who>{_WHO}[^。；;：:！？]{{2,300}}[:：]){_GAP}")
_SIGNED = re.compile(
    rf"(?<=[。！）)]){_GAP}(?P<organ>[\u4e00-\u9fff]{{3,30}})?{_GAP}(?P<date>{_DAY})(?![前起至、，。])"
    rf"(?P<note>{_GAP}[（(](?:此件|主动公开|公开|本文有删减)[^（）()]{{0,20}}[)）])?{_GAP}"
)
_NAMED = re.compile("《([^《》]{6,80})》")
_PLAN = re.compile(
    rf"[^。；;！!？?：:，,\n]{{6,80}}?(?:{_KIND})(?:[（(][^（）()]{{2,16}}[)）])?"
    rf"(?={_GAP}(?:为|根据|按照|第一章|一、|目{_GAP}录|前{_GAP}言))"
)


def front_points(text: str) -> tuple[int, ...]:
    """Places where the lines of the head and the foot begin, without 0; empty for a line that has neither."""
    if len(text) < _SHORTEST:
        return ()
    return tuple(sorted({*_head(text), *_foot(text)} - {0, len(text)}))


def _head(text: str) -> list[int]:
    """Ends of title, number and addressee, and what the notice behind them is cut into."""
    title = _TITLE.match(text)
    if title is None:
        return []
    points = [*_twice(title[0]), title.end()]
    if (dated := _DATED.search(title[0])) is not None:
        points.append(dated.start())
    at = title.end()
    if (number := _NUMBERED.match(text, at)) is not None:
        points.append(at := number.end())
    addressed = _ADDRESSEE.match(text, at)
    if addressed is not None and is_addressee(addressed["who"]):
        points.append(at := addressed.end())
    elif number is None:
        return []
    return points + _notice(text, at)


def _twice(title: str) -> list[int]:
    """Where a title begins again that stands there twice."""
    half = (len(title) + 1) // 2
    return [half] if title[:half].strip() == title[half:].strip() else []


def _notice(text: str, start: int) -> list[int]:
    """Who signs the notice, its date, and the title of the plan behind it."""
    for signed in _SIGNED.finditer(text, start, start + _NOTICE):
        if signed["organ"] and not is_organ(signed["organ"]):
            continue
        named = [title for title in _NAMED.findall(text[: signed.start()]) if text.startswith(title, signed.end())]
        plan = _PLAN.match(text, signed.end())
        if named:
            return [*_signature(signed), signed.end() + max(map(len, named))]
        if plan is not None and (signed["organ"] or signed["note"]):
            return [*_signature(signed), plan.end()]
    return []


def _foot(text: str) -> list[int]:
    """Who signs at the end, and the date."""
    for signed in _SIGNED.finditer(text, max(0, len(text) - _FOOT)):
        if signed.end() == len(text) and (signed["organ"] is None or is_organ(signed["organ"])):
            return _signature(signed)
    return []


def _signature(signed: re.Match[str]) -> list[int]:
    start = signed.start("organ") if signed["organ"] else signed.start("date")
    return [start, signed.start("date"), signed.end("date"), signed.end()]
