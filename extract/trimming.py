"""The last shape of a subject: without adverbs and verbs at its edges, without those whom its scope names."""

from __future__ import annotations

import re

from extract import places
from extract.apart import apart
from extract.behind import Shared
from extract.clauses import Group
from extract.edges import Ending, cut
from extract.metrics import clause_before
from extract.phrases import METRIC, MODAL, OPENING_VERB, without_past
from extract.shared_by import shared_by

_CLOSING = Ending(
    r"(?<=[率量值度数额积])稳定|做到|(?<![公中])共|共计|合计|(?<![人户亩村生校班师床地日月年平])均|为(?:基础|依托|重点|主体|载体|抓手)"
)
"""What may be left at the end of a subject: `达标率稳定达到100%`, `以现有网点为基础`."""
_LEVELS_BEHIND = re.compile(
    ":(?:(?:小学|初中|高中|学前|幼儿园|中学|特殊教育|普通高中)(?:学校|阶段|教育)?(?:、|和|及)?)+\\Z"
)
"""The levels that values in turn are for, behind what they measure: `生均面积:小学、初中分别达到…`."""
_ALTOGETHER = re.compile(
    "(?:\\A|(?<=[\u4e00-\u9fff]{2})(?<!公))共(?=完成|投入|投资|建[成设]|新[建增]|实施|开展|改造|培训|发放|减[少排]|压[采减]|关停|拆除|治理|清理|争取)"
)
"""Inside a subject it belongs to the number: `水利建设共完成投资2亿元`."""
_YEARS = re.compile("(?:近|过去)?[一二三四五六七八九十]{1,2}年(?:来|间)?(?=共)")
_BOUND_TO = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,12}?(?:学校|院校|小学|初中|高中|中学|幼儿园|企业|单位|机构|医院|乡镇|街道|社区))"
    r"(?:必须|应当|要|应|须)(?:保证|确保|做到|保持)(?=[\u4e00-\u9fff]{4})"
)
"""Who has to see to it that a value is reached: `普通高中要保证必修课程不低于6学分`."""
_ENSURES = re.compile(r"(?:必须|应当|要|应|须)(?:保证|确保|做到|保持)(?=[\u4e00-\u9fff]{4})")
_HAS = re.compile(r"(?:拥有|建有|设有|参加|参与|获得|取得|建立|配备|设立)[\u4e00-\u9fff]{2,20}(?:比例|占比|比重)")
"""What a share of a group is of, behind the group."""
_STANDARD = re.compile(r"标准(?=配[足齐备]|安排|核定|设置|开设|落实)")
_BY_STANDARD = re.compile(r"(?<=[\u4e00-\u9fff])的标准(?=配[足齐备]|安排|核定|设置|开设|落实|\Z)")
_IMPROVED = re.compile(r"(?<=[\u4e00-\u9fff0-9])改善\Z")
_TOWARDS = re.compile(r"(?:(?:指导|督促)(?P<some>[^,。;:对0-9]{2,20}的)?|对(?P<such>[^,。;:对0-9]{2,20}的))\Z")
_TREATED = re.compile(
    r"(?P<who>[\u4e00-\u9fff“”]{2,12}?)(?:因地制宜|逐[一个项]|分类|全部|限期|同步)*"
    r"(?P<act>(?:从[^,。;:]{4,30}(?=协同|推进|开展|加强)|制定|实施|开展|进行|建立|落实|采取|严格|协同|编制|予以)[^,。;:0-9]{2,30})\Z"
)
_INTO = re.compile(
    r"(?:(?P<who>[\u4e00-\u9fff]{2,14}?)(?:必须|应当|要|应|须)?)?将(?P<what>[^,。;:将]{2,16})(?:纳入|列入)[^,。;:]{2,20}"
)
_ONLY_KEPT = re.compile(r"(?:要|应|须|并|且)?(?:保证|确保)?(?:每[周年月天]|每学[期年])?")
_KEPT = 8
"""Characters of such a clause."""
_PUT = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,12}?(?:学校|院校|小学|初中|高中|中学|幼儿园|企业|单位|机构|医院|乡镇|街道|社区))"
    r"将(?:每[天日周年月]|每学[期年])?\Z"
)
_PUT_INTO = re.compile(r"的?(?P<what>[\u4e00-\u9fff]{2,14})(?:纳入|列入)")
_ASIDE = re.compile(r",(?P<what>[\u4e00-\u9fff]{2,12})\)")
"""What a number in a bracket is of: `大课(90分钟,技能训练)`."""
_SAME_STANDARD = re.compile(
    r"、[^,。;:、0-9]{2,12}[0-9.]{1,6}%(?P<tail>(?:[\u4e00-\u9fff]{2})?(?:标准|要求|目标|指标))(?=[,。;]|\Z)"
)
"""What closes a list of shares that only the last of them names: `住宅60%、商铺50%节能标准`."""
_MAKE_UP = re.compile(r"(?:大类|类|项|个)?(?P<what>[\u4e00-\u9fff]{2,8}?)(?:构成|组成)")
"""`指标体系由甲、乙两个方面共12个指标构成`: what is counted belongs to the whole in front of 由."""
_GOES_ON = re.compile(r"(?:要|应|须|并|且)*(?:确保|保证|每[天日周年月]|每学[期年]|开设|安排|设置|至少|不低于|不少于)")
"""How a clause opens whose subject is that of its sentence."""
_KIND = re.compile(
    r"(?:[0-9]{1,2}[.、]?)?(?P<who>(?:义务教育(?:阶段)?|中等职业|中职|职业|技工|民办|公办|寄宿制)(?:学校|院校))"
    r"(?:必须|要|应|须|将|按照?|根据|依据|结合|在|每)"
)
_NAMED = re.compile(r"[\u4e00-\u9fff“”A-Za-z0-9]{2,20}")
_AND_OTHERS = re.compile(r"等(?:[省市县区旗州镇乡村]|地|县\(市、区\)|[市县]\([市县区、]{1,3}\))\Z")
_DOES = re.compile(
    "加快|加强|推[动进行广]|着力|积极|大力|重点|支持|鼓励|发展|做[大强优]|承办|以|在|对|将|为|用好|办好|抓好"
)
"""How a list opens that is the object of a verb, not the places of what is counted."""
_HAPPENS = re.compile(
    r"(?:项目|工程)?(?:全部|均|都|已|将)?(?:建成|投用|投产|投运|完成|实现|开工|竣工|达到|通过|入选|获|列入|[从由](?=20|[0-9ⅠⅡⅢⅣⅤ]))"
)


def trimmed(text: str, group: Group, own: Shared) -> Shared:
    """Subject and scope as they are told; `own` as the clause gives them."""
    own = _settled(text, group, own)
    subject, scope = own
    if subject.endswith("改善"):
        subject = without_past(_IMPROVED.sub("", subject)) or subject
    subject = _CLOSING.cut(subject) or subject
    subject = _plainly(text, group, subject)
    if scope and ":" in subject:
        subject = _LEVELS_BEHIND.sub("", subject)
    if "共" in subject:
        subject = _ALTOGETHER.sub("", cut(_YEARS, subject))
    if "》" in subject:
        subject = subject.rsplit("》和", 1)[-1]
    bound = _BOUND_TO.match(subject) if "要" in subject or "应" in subject or "须" in subject else None
    if bound:
        whole = scope is None or bound["who"].endswith(scope)
        subject, scope = subject[bound.end() :], bound["who"] if whole else scope
    subject = cut(_ENSURES, subject) if scope else subject
    if scope is None and (_GOES_ON.match(text, group.start) or (group.final.unit or "").endswith(_TAUGHT)):
        scope = _opener(text, group)
    region = _EACH_OF.match(text, group.start, group.first.start) if scope is None else None
    scope = region["where"] if region else scope
    if scope and subject.startswith(scope) and _HAS.fullmatch(subject, len(scope)):
        subject = subject[len(scope) :]
    if "标准" in subject:
        subject = cut(_STANDARD, _BY_STANDARD.split(subject, 1)[0])
    subject = places.throughout(subject) if "全" in subject else subject
    told = Shared(subject, scope)
    told = shared_by(text, group, told) if group.final.unit == "%" else told
    told = (places.apart(told.subject) if told.scope is None else None) or told
    if told.scope is None:
        told = told._replace(scope=places.acting(text[group.start : group.own.bound_start], told.subject))
    return apart(text, group, told)


def _plainly(text: str, group: Group, subject: str) -> str:
    """A subject without what only leads over to it, or says when and that something was done."""
    opening = subject[:1]
    leads = (
        (opening == "对" and _TO_DO.match(subject))
        or (opening == "含" and len(subject) > _SHORT and not _CONTENT.match(subject))
        or (opening == "为" and text.startswith(subject, group.last.end))
    )
    subject = subject[1:] if leads else subject
    term = _TERM.search(subject)
    if term:
        return term.group() + cut(_WHEN, subject[: term.start()])
    unit = group.final.unit or ""
    if "、" in subject and _FLOW.search(unit) and not (METRIC.search(subject) or subject.endswith(("能力", "容量"))):
        ahead = text.startswith("的", group.last.end)
        return subject.split("、")[0] if ahead else subject.rpartition("、")[2]
    if subject[-1:] == "长" and (long := _LONG_THING.fullmatch(text, group.final.bound_end, group.end)):
        return _LENGTH.cut(subject) + long["thing"]
    if unit[-1:] in _ONES and group.own.before is None:
        subject = _HAPPENED.cut(subject) or subject
    return subject


_SHORT = 3
"""Characters of a subject, at most, that may be a word as a whole."""
_TO_DO = re.compile("对(?![外口标接照比等应策于手话])[\u4e00-\u9fff]{2,16}(?:河道|长度?|面积|进行|实施|开展)")
_CONTENT = re.compile("含[量水氧磷硫氮盐沙税金]")
_TERM = Ending("(?<=[率量值度数额积模])(?:近期|中期|远期)")
"""For when a value is, behind its metric: `新增流量近期20立方米/秒`."""
_WHEN = re.compile("近期|中期|远期")
_FLOW = Ending("m³/[sS秒时天日h]|m3/[sS秒时天日h]|立方米(?:/|每)[秒时天日]|吨/[天日时]")
"""Units of what each thing of a list has by itself."""
_LENGTH = Ending("(?:[总全]|总计|合计)?长")
_LONG_THING = re.compile("的(?P<thing>(?![^,。;]{0,6}(?:标准|要求))[\u4e00-\u9fff]{2,12})")
"""What a length is of, behind it: `新建东岭到西岭长5公里的步道`."""
_ONES = frozenset("个座所家项处条")
_HAPPENED = Ending(
    "(?<=[\u4e00-\u9fff]{4})(?:(?:全部|全面|均|都|已|陆续|先后|顺利|加快|正在)+(?:开工|完成|建成|投用|投运|竣工|投产|启动|落地|建设|推进|实施|运行|运营)+|开诊运营)"
)
"""That the things which a number counts are under way or done: `5个医疗中心项目全部开工`."""


def _opener(text: str, group: Group) -> str | None:
    """The kind of school that opens the sentence as its subject: `技工学校根据方案开课,保证每周2节`."""
    least = max(0, group.start - _FAR)
    start = max(least - 1, *(text.rfind(char, least, group.start) for char in "。;:")) + 1
    at = text.rfind("学校", start, group.start)
    while at >= 0:
        opens = max(start, text.rfind(",", start, at) + 1)
        match = _KIND.match(text, opens) if at - opens < _NEAR else None
        if match:
            return match["who"]
        at = text.rfind("学校", start, at)
    return None


_EACH_OF = re.compile(
    r"(?:重点)?(?:支持|推动|扶持|推进|帮助|确保|鼓励|在)?(?P<where>[\u4e00-\u9fff]{2,10}(?:地区|区域|流域))的?每[个所座]"
)
"""Where each one has so many: `支持山区每个县至少建一所学校`."""
_FAR, _NEAR = 160, 16
"""Characters back to the opening of a sentence, and of the kind of school that opens one of its clauses."""
_TAUGHT = ("学分", "学时", "课时")
"""Units of what a school teaches."""


def _settled(text: str, group: Group, own: Shared) -> Shared:
    """What the clause says of those whom its number counts, or of the clause that put its thing into a whole."""
    lead = text[group.start : group.first.start]
    tail = text[group.last.end : group.end]
    unit = group.final.unit or ""
    none = _NONE_OF.fullmatch(text, group.last.start, group.last.end) if group.final.value == 0 else None
    if none and none["deed"] != "发生":
        return _none_of(text[group.start : group.last.start], none["deed"], own)
    if not lead and text[group.start - 1 : group.start] == "(":
        aside = _ASIDE.match(text, group.last.end)
        return Shared(aside["what"], own.scope) if aside else own
    if unit == "%" and text.startswith("、", group.last.end):
        shared = _SAME_STANDARD.match(text, group.last.end)
        return Shared(own.subject + shared["tail"], own.scope) if shared else own
    makes_up = _MAKE_UP.match(text, group.last.end) if "由" in lead else None
    if makes_up:
        return Shared(makes_up["what"], own.scope or cut(MODAL, lead.partition("由")[0]) or None)
    if lead.endswith(("将", "天", "日", "周", "年", "月", "期")):
        put, what = _PUT.fullmatch(lead), _PUT_INTO.match(tail)
        if put and what:
            return Shared(what["what"], own.scope or put["who"])
    near = text[group.start - 1 : group.start] == "," and group.own.bound_start - group.start <= _KEPT
    if near and _ONLY_KEPT.fullmatch(text, group.start, group.own.bound_start):
        into = _INTO.fullmatch(clause_before(text, group.start - 1))
        if into:
            return Shared(into["what"], own.scope or into["who"])
    if unit in ("%", "‰") or unit.endswith("元") or own.scope:
        return own
    towards = _TOWARDS.search(lead)
    treated = _TREATED.fullmatch(tail) if towards else None
    if towards and treated:
        return Shared(treated["act"], (towards["such"] or towards["some"] or "") + treated["who"])
    return _of_places(lead, tail, group) or own


def _none_of(lead: str, deed: str, own: Shared) -> Shared:
    """`实现重点企业污水“零直排”`: what is not to happen, and with whom."""
    who = cut(_WITH, own.subject if own.subject in lead else cut(MODAL, lead.rstrip("“‘")))
    who = who.partition("零")[0] or who
    if own.scope or not _NAMED.fullmatch(who) or "“" in who:
        return own._replace(subject=(who if own.scope else "") + deed)
    match = _WHO_HAS.fullmatch(who)
    return Shared(match["what"] + deed, match["who"]) if match else Shared(deed, who)


_NONE_OF = re.compile("零(?P<deed>[\u4e00-\u9fff]{2,4})")
_WITH = re.compile("(?:确保|保障|做到|落实)?(?:对|实现|推动|推进|促进)(?=[\u4e00-\u9fff]{2})")
_WHO_HAS = re.compile(
    r"(?P<who>[^,。;:]{0,14}?(?:企业|单位|园区|学校|社区|村庄|乡镇|医院|机构|城市))(?P<what>[\u4e00-\u9fff]{2,6})"
)


def _of_places(lead: str, tail: str, group: Group) -> Shared | None:
    """`甲县、乙县2座水厂`: what is counted behind the list of those that have it, which the number sums up."""
    lead = cut(MODAL, lead)
    if (
        "、" not in lead
        or _DOES.match(lead)
        or OPENING_VERB.search(lead)
        or group.own.before is not None
        or group.first is not group.last
    ):
        return None
    others = _AND_OTHERS.search(lead)
    names = (lead[: others.start()] if others else lead).split("、")
    if not (others or group.own.value == len(names)) or not all(map(_NAMED.fullmatch, names)):
        return None
    happens = _HAPPENS.search(tail, 2)
    thing = tail[: happens.start()] if happens else tail
    thing = thing.removeprefix("现有")
    return Shared(thing, lead) if _NAMED.fullmatch(thing) else None
