"""Numbers that say where a value stood, beside those that say where it is to go."""

from __future__ import annotations

import re

from extract.registry import Mention

_STARTING = re.compile(
    r"[从由](?:[^,。;从由]{0,16}的|[^,。;从由0-9]{0,16}?(?:收入|标准|人数|面积|时间|时限|产量|产值|总量|规模|比例|比重|率))?(?:每[\u4e00-\u9fff]{1,4}){0,2}(?:约|近)?\Z"
)
_MOVING = re.compile(
    r"(?:以上|以下|以内|左右|/[\u4e00-\u9fff]{1,2})?(?:、[^,。;]{1,8})?(?:分别)?(?:进一步|逐步|逐渐)?(?:提高|提升|增加|增长|上升|扩大|扩充|延长|拓展|上调|下调|发展|下降|降低|降|减少|压缩|压减|缩短|缩减|精简|调整|增|减|升)(?:到|至|为)"
    r"|再(?:提高|提升|增加|增长|上升|下降|降低|减少)(?:了|超过?|约|近)*[0-9]"
)


_COMPARED = re.compile(
    r"(?:比|较)(?:(?:19|20)[0-9]{2}年(?:底|末|度)?|上年(?:同期|底|末)?|去年(?:同期|底|末)?|基期|“?十[一二三四五]五”?(?:期?末|期间|时期)?)的?"
    r"(?:约|近|[0-9.]{1,9}[^0-9,。;、()]{0,6}、){0,4}\Z"
)
_MOVED_FROM = re.compile(
    r"(?:、[0-9.]{1,9}[^0-9,。;、()]{0,6}){0,4}(?:分别|均|各|都|再|共|累计|年均|大幅|进一步)?(?:增|减|下降|降低|提高|提升|上升|削减|压减|压缩|缩短|回落|翻)"
)


def stood(text: str, mention: Mention) -> bool:
    """The first number of `从53.2%提高到57.7%`, of `比2020年的12万吨减少9%` is where it stood, not what is promised."""
    head = text[max(0, mention.start - 48) : mention.start]
    rest = text[mention.end : mention.end + 30]
    if ("从" in head or "由" in head) and _STARTING.search(head) and _MOVING.match(rest):
        return True
    return ("比" in head or "较" in head) and bool(_COMPARED.search(head) and _MOVED_FROM.match(rest))


_DONE = (
    r"(?:现|目前|至今|均|都|全部)?已(?:经|超额|提前|全部|累计|新增|新建|开工|批复|投[入产用放]|发放|改造|启动|通过|到位|建成|完成)"
    r"(?![^,。;]{0,16}的(?:基础上|[^,。;]{0,6}(?:要|应|须)))"
)
_TREATED = r"(?<![做管用]好)(?<!加强)(?<!盘活)(?<!利用)(?<!巩固)(?<!完善)(?<!提升)(?<![对将按把])"
"""What is done already is what is worked on, not what is told: `做好已建成13个市场的管理,新建8个`."""
_REPORTS = re.compile(
    rf"(?:\A|[,;:])(?:[0-9]{{1,2}}[.、])?(?:20[0-9]{{2}}年(?:底|末|度)?)?[^,。;:]{{0,4}}{_TREATED}{_DONE}"
)
_COUNTED_DONE = re.compile(r"已(?:经)?(?:建成?|完成|开工|投用|投产|创建|改造|评定|认定|开通|设立)的?(?:约|近)?\Z")
"""What stands in front of a number of things that are there: `巩固已建成的13个站点`."""
_STILL = re.compile(r"(?:尚|仍|还)(?:有|存在|剩)[^,。;0-9]{0,6}\Z")
"""What stands in front of a number of things that are left: `尚有12个村未通水`."""
_BASIS = re.compile(r"[^,。;0-9再新]{0,10}的?基础上[,再继新]")
"""What stands behind a number that the promise adds to: `在完成30处的基础上,再建10处`."""
_KEPT = re.compile("保护|巩固|落实|稳定|保持|确保")
"""What makes such a number one to be kept."""
_DONE_BEHIND = re.compile(
    r"[^,。;0-9]{0,12}(?:均|都|全部|也)?已(?:经|全部|全面|如期|提前|超额)?(?:开工|完成|建成|投用|投产|竣工|通过|启动|落地|交付)(?![^,。;]{0,6}的)"
)
"""What says behind a number that it is done: `32个项目均已开工建设`."""
_AHEAD = re.compile(
    "今年(?!以来)|明年|后年|下半年|下一步|年底前|年内|将(?!军)|力争|争取|确保|计划|拟|预计|再|要|必须|应当|到20|继续|进一步|加快"
    "|年底(?!已)|对"
)
"""What ends a report inside a sentence that promises."""


def ends_reporting(text: str) -> bool:
    """Whether the last clauses of a sentence report, and no word of what is to come follows."""
    last = None
    for last in _REPORTS.finditer(text) if "已" in text else ():  # noqa: B007  # the last one is what counts
        pass
    return last is not None and not _AHEAD.search(text, last.end())


def reported(text: str, start: int, clause: int, mention: Mention) -> bool:
    """Whether a number of a sentence (from `start` on) that promises is told as done: in its clause, which begins at
    `clause`, or in one in front of it that no word of what is to come follows: `计划新增7条,现已新增20条,优化41条`.
    """
    if _STILL.search(text, clause, mention.start):
        return True
    if _BASIS.match(text, mention.end) and not _KEPT.search(text, clause, mention.start):
        return True
    if "已" not in text[start : mention.end + 24]:
        return False
    if _DONE_BEHIND.match(text, mention.end) or _COUNTED_DONE.search(text, start, mention.start):
        return True
    last = None
    for last in _REPORTS.finditer(text, start, mention.start):  # noqa: B007  # the last one is what counts
        pass
    return last is not None and not _AHEAD.search(text, last.end(), mention.start)
