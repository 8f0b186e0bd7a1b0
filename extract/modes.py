"""How a document speaks: whether it plans or reports what was done, and where it turns to what is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.edges import compiled
from extract.lexicon import alternatives
from ingest.model import BlockKind, Document


@dataclass(frozen=True, slots=True)
class Mode:
    """How a document speaks."""

    report: bool
    """It reports what was done; what it promises comes after a turn (下一步)."""
    news: bool = False
    """It is a report for the public, which tells what was done until it says what is to come (将, 计划)."""


_REPORT = re.compile(
    r"工作报告|总结|政策解读|情况(?:的)?(?:报告|汇报|通报)|(?:完成|进展|执行|落实|实施|推进|发展|生产|工作|办理)情况(?:表|\([^()]{1,12}\))?\Z"
)


_BOTH = re.compile(r"总结(?:报告)?(?:暨|及|和|与|、|并)[^,，。;；]{0,14}(?:计划|打算|安排|思路|目标|要点|重点|谋划)")
"""A title that names what was done and what is to come; the text reports until a heading looks ahead."""


@cache
def _pattern(means: str, group: str) -> re.Pattern[str]:
    return compiled(alternatives("roles", means=means, group=group))


def mode(document: Document) -> Mode:
    """Whether a document reports or plans: from its title, else from how its text speaks."""
    title = document.header.title or ""
    named = _REPORT.search(title)
    # 政府工作报告 in the title of what shares out its tasks names another document.
    if named and (_BOTH.search(title) or not _pattern("plan", "report").search(title, named.end())):
        return Mode(True)
    if _pattern("plan", "report").search(title):
        return Mode(False)
    text = document.text[:200_000]
    if _pattern("news", "report").search(text):
        return Mode(False)
    if _pattern("report", "report").search(title) or _dated(document, titled=bool(title)):
        return Mode(True)
    if _tells(text[:_NOTE], titled=bool(title)):
        return Mode(True)
    if _NEWS.search(text, 0, _OPENING):
        return Mode(True, news=True)
    return Mode("近年来" in text[:1500] and bool(re.search("下一步|今后|接下来", text)))


_OPENING = 400
"""Characters within which a report for the public says whence it comes."""
_NEWS = re.compile(
    r"本报[\u4e00-\u9fff]{0,8}(?:[0-9]{1,2}月)?[0-9]{0,2}日?[电電讯訊]|新[华華]社[^,，。\n]{1,16}[电電]|[(（](?:本报)?[记記]者[^,，。()（）\n]{2,16}[)）]"
    r"|[记記]者[^,，。;；\n]{0,30}(?:[获獲]悉|了解到)|(?:近日|昨日|日前|[0-9]日)[^,，。;；\n]{0,24}(?:表示|透露)[,，]"
    r"|[0-9]日[,，][^,，。;；\n]{2,16}(?:召开|召開|举行|舉行)[^,，。;；\n]{0,10}[发發]布[会會]"
)
"""How a report for the public opens: its wire line, its reporter, who told it."""


_AS_OF = re.compile("[^,。;]{0,4}(?:截至|截止)")
_OF_LATE = re.compile(
    r"[^,，。;；]{0,8}(?:今年|去年|近年|入[春夏秋冬汛]|[一二两三四五]年|20[0-9]{2}年)(?:以来|来)[,，]"
)
_INTRODUCES = re.compile("制定(?:本|此|如下|以下)|特制定|提出(?:如下|以下)|现(?:就|将)[^。]{2,60}(?:通知|如下)|印发给")
"""What follows the look back that opens a plan."""


def _dated(document: Document, *, titled: bool) -> bool:
    """Whether the first paragraph opens with the time up to which it reports: `截至10月底,…`, `今年以来,…`."""
    first = next((b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and len(b.span) > _LINE), None)
    if first is None:
        return False
    start, end = first.span.start, first.span.end
    if titled and _AS_OF.match(document.text, start, end):
        return True
    looks_back = _OF_LATE.match(document.text, start, end) is not None
    return looks_back and not _INTRODUCES.search(document.text, start, start + 1500)


_NOTE = 3000
"""Characters of a note on work done, amply."""
_DONE = re.compile(
    r"(?P<much>[0-9万]余[万人名次件户个项]|余人次)|(?P<share>占[^,，。;；]{0,16}任务[^,，。;；]{0,16}%)|(?P<alike>同比)|(?P<sum>累计)"
    r"|(?P<over>超额完成|提前完成|圆满完成)|(?P<gained>取得[^,，。;；]{0,8}(?:成效|进展|成绩))|(?P<had>已(?:经|完成|建成|实现|签|开工|投产|到位|入库))|(?P<rate>(?:完成|开工|动工|竣工|投产|到位|入库)率[达为]?[0-9])|(?P<past>[\u4e00-\u9fff]了[0-9])"
)
"""What a note on work done says of it, by kind."""
_TO_DO = re.compile(
    "将|拟|计划(?!总?投资)|力争|确保|争取|必须|应当|不得|负责|牵头|责任|方案|意见|到20|年底前|年内|目标|要求"
)
"""What it does not say."""


def _tells(text: str, *, titled: bool) -> bool:
    """Whether a text of its own kind only tells what was done: in two ways at least (in three where it has no title),
    and without a word of what is to come, but for what it closes with (下一步, …).
    """
    ahead = _NEXT.search(text)
    told = text[: ahead.start()] if ahead else text
    kinds = {match.lastgroup for match in _DONE.finditer(told)}
    return len(kinds) > (1 if titled else 2) and not _TO_DO.search(told)


_NEXT = re.compile("下一步|下阶段|接下来")


_LINE = 20
"""Characters of a line that may only say when and by whom a text was written."""


def turns(sentence: str) -> bool:
    """Whether a report turns to what will be done (下一步 …)."""
    return bool(_pattern("turn", "report").search(sentence))
