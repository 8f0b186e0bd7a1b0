"""Numbers that stand side by side on one thing: `实施3乡12村450户的搬迁工程`, `涉及5个乡镇23个村`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.clauses import Group
from extract.edges import cut
from extract.phrases import MODAL
from extract.things import ACTING

_PLACE = re.compile(
    r"(?:贫困|脱贫(?!成效|致富)|重点|行政|自然|示范|建制|中心|试点|城市|城镇|农村|老旧)?"
    r"(?:乡镇(?:街道)?|镇街|乡|镇|村(?:居|民小组|庄)?|社区|街道|县|市|县区|县市区|区|小区|学校|班级|企业|园区|项目|组)(?:\([^()]{1,8}\))?"
)
"""What a number counts in front of the next one."""
_NEAR = 16
"""Characters of the longest place between two numbers of a chain, amply."""
_LINKED = frozenset("人名户家个所村乡镇处座条口头亩里米栋套间次项批")
"""Last characters of units that stand in a chain."""
_THING = re.compile(r"的?(?P<thing>[\u4e00-\u9fff“”()、]{2,30})")
_TOLD = re.compile("(?:的|以上|以下|以内|左右|受益|参与|参加|脱贫|实现|完成|得到|享受)")
"""What no thing opens with."""


def subjects(text: str, groups: Sequence[Group]) -> dict[int, str]:
    """The subjects of numbers in a chain, by the offset of each number."""
    out: dict[int, str] = {}
    run: list[Group] = []
    for group in groups:
        if run and not _follows(text, run[-1], group):
            out |= _of(text, run)
            run = []
        run.append(group)
    return out | _of(text, run)


def all_of(text: str, groups: Sequence[Group]) -> dict[int, str]:
    """The subjects of numbers that stand in a chain of any kind, by the offset of each number."""
    return subjects(text, groups) | shares(text, groups) | tails(text, groups) | areas(text, groups)


_DEED = re.compile(
    "(?:全部|均|都|要|应)?(?:达到|建立|建成|实现|完成|开展|配备|创建|纳入|得到|通过|拥有|设立|安装|接入|使用|参加|获得|享受|覆盖|具备|掌握|实行|落实)"
)
_SHARE_OF = re.compile(r"(?:及?以上|以下|左右)?的(?P<of>[\u4e00-\u9fff“”()、]{1,20})")


def tails(text: str, groups: Sequence[Group]) -> dict[int, str]:
    """The subjects of numbers whose things have one verb together: `5个市级中心、6个县级中心开诊运营`."""
    out: dict[int, str] = {}
    for group, following in pairwise(groups):
        own, then = group.final, following.final
        if own.unit != then.unit or (own.unit or "")[-1:] not in _TAILED or own.after or then.after:
            continue
        thing = _LISTED.fullmatch(text, group.last.end, following.first.start)
        told = text[following.last.end : following.end] if thing else ""
        kind = told.rfind(thing["thing"][-2:]) if thing else -1
        if thing is None or kind < 0 or not 3 <= len(told) - kind - 2 <= _DEED_LENGTH:
            continue
        deed = told[kind + 2 :]
        if not _BY_ALL.match(deed):
            continue
        lead = _PUSHED.match(text, group.start, group.first.start)
        verb = lead["verb"] if lead and lead.end() == group.first.start else ""
        if verb or group.start == group.first.start or text[group.start : group.first.start].startswith("全"):
            out[group.first.start] = verb + thing["thing"] + deed
            out[following.first.start] = verb + told
    return out


_AREAS = re.compile(r"(?:及?以上|左右)?的?面积(?P<told>[\u4e00-\u9fff“”]{4,24})?\Z")


def areas(text: str, groups: Sequence[Group]) -> dict[int, str]:
    """The subjects of shares of areas that have one verb together: `城区30%面积、镇区20%面积达到要求`."""
    if "面积" not in text[groups[-1].last.end : groups[-1].end]:
        return {}
    out: dict[int, str] = {}
    deed = ""
    for group in reversed(groups):
        match = _AREAS.match(text[group.last.end : group.end]) if group.final.unit == "%" else None
        deed = (match["told"] or deed) if match else ""
        where = cut(MODAL, text[group.start : group.own.bound_start])
        if match and deed and where:
            out[group.first.start] = f"{where}面积{deed}"
    return out


_TAILED = frozenset("个家所座处条项")
_DEED_LENGTH = 24
_LISTED = re.compile(r"(?P<thing>[\u4e00-\u9fff]{3,16})[、和及与]")
_BY_ALL = re.compile(
    "(?:全部|均|都|已|顺利|高效|有序|如期|加快|基本)*(?:运[行营]|开[诊业工园馆放]|投[用产运入]|建成|竣工|挂牌|启用|完成|编制|通过|获批|落地|入[选库]|达标)"
)
_PUSHED = re.compile("(?P<verb>(?:加快)?(?:推进|推动|促进|确保|实现))")


def shares(text: str, groups: Sequence[Group]) -> dict[int, str]:
    """The subjects of shares that have one verb together: `80%的村、90%的学校建立台账`."""
    out: dict[int, str] = {}
    if sum(text[group.last.end - 1] == "%" for group in groups) < 2:
        return out
    deed = ""
    for group, following in zip(reversed(groups), [None, *reversed(groups[1:])], strict=True):
        tail = text[group.last.end : group.end] if group.final.unit == "%" else ""
        match = _SHARE_OF.match(tail)
        done = _DEED.search(tail) if match else None
        joined = following is not None and text[group.end : following.start] in ("", "、", "和", "及", "与")
        if match is None or done or not joined:
            deed = tail[done.start() :] if done and match else ""
        elif deed and match.end() == len(tail):
            out[group.first.start] = match["of"].rstrip("、和及与") + deed
    return out


def _follows(text: str, first: Group, second: Group) -> bool:
    """Whether a number stands behind another with nothing between but what the first one counts."""
    if second.first.start - first.last.end > _NEAR:
        return False
    left, right = first.final, second.own
    if right.bound_start != second.first.start or left.bound_end != first.last.end or left.bare or right.bare:
        return False
    if (left.unit or "")[-1:] not in _LINKED or (right.unit or "")[-1:] not in _LINKED:
        return False
    return first.last.end == second.first.start or bool(_PLACE.fullmatch(text, first.last.end, second.first.start))


def _of(text: str, run: Sequence[Group]) -> dict[int, str]:
    if len(run) < 2:
        return {}
    lead = cut(MODAL, text[run[0].start : run[0].first.start]).rstrip("的、等了")
    acts = ACTING.search(lead, 1) if text[run[0].start - 1 : run[0].start] in _LINKED else None
    lead = lead[acts.start() :].lstrip("共已均") if acts else lead
    last = run[-1]
    behind = _THING.fullmatch(text[last.last.end : last.end])
    thing = behind["thing"] if behind and not _TOLD.match(behind["thing"]) else ""
    out: dict[int, str] = {}
    for group, following in zip(run, [*run[1:], None], strict=True):
        own = "" if following is None else text[group.last.end : following.first.start]
        out[group.first.start] = lead + (own or thing) or own
    return {at: subject for at, subject in out.items() if subject}
