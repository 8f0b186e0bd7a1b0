"""What is done within a time or for a time: `印发后2个月内要制定细则`, `教师每年至少15天到企业实践`."""

from __future__ import annotations

import re

from extract.behind import Shared
from extract.clauses import Group
from extract.edges import Ending, cut
from extract.model import Comparator

_DURATION = Ending("小时|分钟|工作日|个月|月|星期|周|天|日")
_TOLD = re.compile("(?:要|应当?|须|必须|将|均|都|全部|予以|即)+")
_WITHIN = re.compile("(?:内|以内|之内)(?P<done>[^,。;:0-9]{2,40})")
_OF = re.compile("[的(]|[^,。;:]{0,3}(?:不变|有效)")
_SPENT = re.compile(
    r"(?P<who>[^,。;:]{2,24}?(?:教师|干部|人员|学生|职工|医生|医师|党员|负责人|院长|校长))(?:每人)?(?:每[0-9一二两三]?(?:个)?(?:学?年|学期|季度|月|周|日|天))?"
    r"(?:(?:要|应|须|均|累计|安排|有)*(?:至少|不少于|不低于)?)"
)
_DOES = re.compile("(?:以上|左右)?的?(?P<act>(?:在|到|赴|参加|从事|深入|前往)[^,。;:0-9]{3,24})")


def timed(text: str, group: Group) -> Shared | None:
    """Subject and scope of a time that something takes or has to be done in; None for any other number."""
    own = group.final
    if not _DURATION.search(own.unit or "") or len(group.quantities) > 1:
        return None
    within = _WITHIN.fullmatch(text, group.last.end, group.end) if own.after is Comparator.AT_MOST else None
    if within:
        done = cut(_TOLD, within["done"])
        return None if _OF.match(done) or len(done) < 2 else Shared(done, None)
    spent = _DOES.fullmatch(text, group.last.end, group.end)
    who = _SPENT.fullmatch(text, group.start, group.first.start) if spent else None
    return Shared(spent["act"], who["who"]) if spent and who else None
