"""Which numbers of a sentence are statements and which are parts of names, dates and spans of planning."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.clauses import found
from extract.components.quantity import made
from extract.model import Comparator, Range
from extract.registry import Mention

_LOOSE_UNITS = frozenset({"个", "项", "条", "件", "种", "类", "级", "部", "门", "期", "组", "份"})
"""Counting words that a fixed term is made with as often as a target (八项…, 等6个学科)."""
_BUILT = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:项目|工程|基地|园区|学校|机构|企业|平台|中心|小区|河道|县|乡村|村|社区|街道|站|线路|产业链|集群|场馆|水厂"
    r"|医院|公园|景区|市场|码头|机场|铁路|公路|大桥|道路|路段|街巷|巷道|小巷|大街|干道|河流|沟渠|渠道|航线|线路|管线|航道|桥梁|隧道|泵站|水库|湖泊|停车场|广场|绿道|片区|街区|商圈|变电站|矿山|[百千万]亿级[\u4e00-\u9fff]{2,8})"
)
"""What is counted behind 等: 甲、乙等14条高速公路项目 is a target, 甲、乙等6个学科 is not."""


_APPOSED = re.compile(r"、[\u4e00-\u9fff]{1,12}(?:和|及|与)?[\u4e00-\u9fff]{0,8}(?:等)?\Z")
"""A list that a Chinese numeral sums up: 甲、乙、丙四项指标."""


_AT_LEAST = re.compile("(?:至少|最少)[^,。;、0-9]{2,6}\\Z")
"""What makes a Chinese numeral a figure with a verb between: `至少参加一项活动`."""
_SIGNS = frozenset("≤<≥>")
"""Behind a number these make it the lower or upper end of what follows: `600毫米≤管径<1000毫米`."""
_STEP = re.compile("每(?:增加|新增|多|减少|超出|超过|提高|延长)[\u4e00-\u9fff]{0,10}\\Z")
"""In front of a step that another number is for: `每增加1人,增加经费2000元`."""
_TASKS = re.compile("(?:任务|工作|措施|内容|目标)(?:共有|共|有|包括)\\Z")
"""What a list is announced with: `主要任务有4项:`."""
_COURSES = re.compile("(?:培训|培训班|讲座|讲堂|课堂|研修班|训练营|班)(?:共|达|约)?\\Z")
"""What is held in terms that count: `开展培训5期`."""
_EVERY = re.compile(
    "每[^,。;、每]{1,8}(?:开展|举办|组织|召开|创建|新建|建成|建设|打造|培育|新增|推出|评选)(?:(?:一|1)个)?\\Z"
)
"""What is made in every period or place: `每年创建一个景区`."""
_BEFORE, _BEHIND = 40, 160
"""Characters around a number that say whether it counts: no pattern below reaches farther."""


_NONE_OF = re.compile("(?:比例|占比|比重|发生率|死亡率|事故率)(?:均|都|保持|达到|降)?(?:为|至|到)?\\Z")
"""In front of a bare 0: `重污染天数比例为0`."""
_CLOSED = re.compile("[,。;)]|\\Z")


def counts(text: str, mention: Mention, start: int, end: int, *, promised: bool) -> bool:
    """Whether a number is a statement at all; `start` and `end` bound its sentence, which promises or tells."""
    own = found(mention)
    before, after = (
        text[max(start, mention.start - _BEFORE) : mention.start],
        text[mention.end : min(end, mention.end + _BEHIND)],
    )
    if text[mention.start - 1 : mention.start] == "每" and mention.start > start:
        return False
    if after[:1] in _SIGNS:
        return False
    if after[:1] == ":" and after[1:2].isdigit():
        # The first term of a ratio (1:1).
        return False
    if before.endswith("等") and own.unit in _LOOSE_UNITS and _quoted(text, start, mention):
        return False
    if before.endswith("(含") and after.startswith((")", ",", "本")):
        return False
    if own.unit == "项" and not own.before and _TASKS.search(before) and after.startswith((":", ",")):
        return False
    if "每" in before and _STEP.search(before):
        return False
    ranged = isinstance(own.value, Range)
    if (
        mention.rule == "quantity.han"
        and not (own.before or ranged)
        and _APPOSED.search(before)
        and own.unit in _LOOSE_UNITS
    ):
        return False
    if promised and not own.before and not own.after:
        loose = (own.unit or "") in _LOOSE_UNITS and not ranged
        if (
            mention.rule == "quantity.han"
            and loose
            and not (_EVERY.search(before) or _AT_LEAST.search(before) or made(text, mention.start, mention.end))
        ):
            return False
        if (
            before.endswith("等")
            and before[-2:-1] != "》"
            and own.unit in _LOOSE_UNITS
            and not _BUILT.match(after)
            and not _many(own.value)
        ):
            return False
    if own.bare:
        if own.value == 0 and _NONE_OF.search(before) and _CLOSED.match(after):
            return True
        if own.before is None and own.after is None and not _listed(after):
            if "." in mention_text(text, mention) and re.search(r"[^0-9.][0-9]{1,4}\.[0-9]{1,4}(?:、|和|及)\Z", before):
                return True
            return bool(
                re.search(
                    r"(?:系数|差异率|指数|容积率|容载比|占比|比值|得分)(?:为|是)?\Z|[从由][^,。;从由]{0,12}\Z", before
                )
            ) and "." in mention_text(text, mention)
        return (
            _listed(after)
            or "." in mention_text(text, mention)
            or bool(re.search(r"(?:系数|指数|率|浓度|比|得分|排名)[^,。;]{0,8}\Z", before))
        )
    if mention.rule == "quantity.roman" and not own.before and not own.after:
        return False
    if own.unit and own.unit in ("年", "学年", "周年"):
        return _years(before, after, mention)
    if own.unit == "期" and _COURSES.search(before):
        return True
    return not (
        own.unit in ("级", "类", "期", "段") and mention.rule != "quantity.roman" and not own.before and not own.after
    )


_NAMED_ALL = 10
"""Things that a list names, at most; a larger number behind 等 counts more than the list."""


def _many(value: Decimal | Range) -> bool:
    """Whether a number behind 等 is more than the names in front of it."""
    return not isinstance(value, Range) and value > _NAMED_ALL


def _quoted(text: str, start: int, mention: Mention) -> bool:
    """Whether a number stands inside quotation marks, in the name of a document or of a campaign."""
    return text.rfind("“", start, mention.start) > text.rfind("”", start, mention.start)


def mention_text(text: str, mention: Mention) -> str:
    """The characters of a mention."""
    return text[mention.start : mention.end]


def _listed(after: str) -> bool:
    return bool(re.match(r"(?:(?:、|和|及|与)[0-9]{1,9}(?:\.[0-9]{1,6})?){1,8}(?:[%\u4e00-\u9fff])", after))


def _years(before: str, after: str, mention: Mention) -> bool:
    """Years count where something lasts or is bounded (任教满6年, 3至5年一周期), not where a plan runs."""
    own = found(mention)
    if own.after or own.before in (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.LESS, Comparator.MORE):
        if own.after is Comparator.AT_MOST and not re.search(r"[\u4e00-\u9fff]\Z", before):
            return False
        return not re.match(r"内", after) or bool(re.match(r"内(?:的)?(?:教师|人员|职工)", after))
    if mention.rule == "quantity.range":
        return bool(re.match(r"(?:为)?(?:一|1)(?:个)?周期", after))
    if re.match(r"内(?:的)?(?:教师|人员|职工)", after):
        return True
    return (
        bool(re.search(r"[\u4e00-\u9fff]\Z", before))
        and not after[:1].strip(",。;)")
        and not re.search(r"(?:近|前|过去|每|用|经过|通过|连续|未来|今后|期|第|力争|利用|在)\Z", before)
    )
