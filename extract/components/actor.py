"""Subjects that have to act: `县教育局要…`, `各乡镇每年…`, `由县财政局牵头`. Mentions of kind `actor` carry `Actor`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.acting import Actor, with_others
from extract.bodies import addressed, definite, generic, placed
from extract.edges import compiled, first
from extract.heads import DESCRIBED, named_head, one_subject, within_duties, without_persons
from extract.lexicon import alternatives, load
from extract.model import Duty
from extract.opened import opened
from extract.organisations import (
    Name,
    closed,
    closing,
    ends_as_name,
    is_field,
    is_name,
    is_region,
    may_close,
    opening,
    split_names,
)
from extract.registry import Mention, component


@cache
def _trigger(group: str) -> re.Pattern[str]:
    return compiled(alternatives("organisations", means="trigger", group=group))


_PARTS = {
    "牵头": Duty.LEAD,
    "承办": Duty.LEAD,
    "主办": Duty.LEAD,
    "配合": Duty.SUPPORT,
    "协助": Duty.SUPPORT,
    "协同": Duty.SUPPORT,
    "协办": Duty.SUPPORT,
}
"""Verbs that tell the part of their subject."""
_ORDINAL = (
    r"(?:第[一二三四五六七八九十百]{1,4}条|[一二三四五六七八九十0-9]{1,3}[、.]"
    r"|\([一二三四五六七八九十0-9]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,2}是)"
)
_TIME = (
    r"(?:(?:到)?(?:每年|[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:底|末|上半年|[0-9]{1,2}日)?(?:之|以)?前(?=各|国家|[省市县区]))"
)
"""A time limit that opens a clause in front of its subject."""
_STOPS = "。;:!?“《"
_STOP = re.compile(f"[{_STOPS}]")
_FAR = 90
"""Characters from the opening of a clause within which its subject is told to act."""


@cache
def _clause(before: str) -> re.Pattern[str]:
    """The opening of a clause up to where a name can begin, with what may tell that name to act behind it.

    `before` is what stands in front of the clause.
    """
    told = first("|".join(r.source() for r in load("organisations") if r.means == "trigger"))
    behind = (
        f"(?=[^{_STOPS}]{{1,{_FAR - 1}}}?(?:{closing(told)}|(?:[内中],?|领导|负责人|同志)[要应须]))" if told else ""
    )
    name = f"{opening()}{behind}"
    # Few clauses open with a number or a time: by its first character a place is told from those that may.
    led = first(f"{_ORDINAL}|{_TIME}")
    return compiled(rf"{before}(?:(?!{led}){name}|(?={led}){_ORDINAL}?+{_TIME}?+{name})")


def _openings(text: str) -> Iterator[int]:
    """Where the name of a subject can begin."""
    match = _clause("").match(text)
    if match:
        yield match.end()
    for match in _clause("[,。;!?]").finditer(text):
        yield match.end()
    if "阶段:" in text or "领域:" in text:
        for match in _clause("(?<=阶段|领域):").finditer(text):
            yield match.end()


@component("actor", order=35)
def scan(text: str) -> Iterator[Mention]:
    """Subjects at the opening of a clause that are told to act, and `由X负责`, in a folded text."""
    for begin in _openings(text):
        actor = _subject(text, begin)
        if actor:
            yield with_others(text, actor)
    match = _DUTIES.match(text) if text.find(":", 0, _FAR) >= 0 else None
    if match and (match["told"] or _deed(listed=True).match(text, match.end())):
        names = split_names(match["who"], match.start("who"))
        if names and all(is_name(n.full) and (definite(n.full) or generic(n.name)) for n in names):
            told = Actor(tuple((n, Duty.RESPONSIBLE) for n in names))
            yield Mention("actor", match.start("who"), match.end(), "organisation.duties", told)
            return
    if "请" in text or "要求各" in text:
        for match in _ASKED.finditer(text):
            names = split_names(match["who"], match.start("who"))
            if names and all(ends_as_name(n.full) for n in names):
                told = Actor(tuple((n, Duty.RESPONSIBLE) for n in names))
                yield Mention("actor", match.start(), match.end(), "organisation.asked", told)
    if "前报" in text or "前上报" in text or "前将" in text:
        for match in _DUE_FROM.finditer(text):
            told = Actor(tuple((n, Duty.RESPONSIBLE) for n in split_names(match["who"], match.start("who"))))
            yield Mention("actor", match.start(), match.end(), "organisation.reports", told)
    if "由" in text:
        yield from _by(text)
    if "。负责" in text or "。承担" in text or "。牵头" in text:
        yield from _headed(text)


def _headed(text: str) -> Iterator[Mention]:
    """Offices that stand as a sentence of their own in front of their duties: `县林业局。负责巡查`."""
    for match in _HEADED.finditer(text):
        names = split_names(match["who"], match.start("who"))
        if names and all(is_name(n.full) and (definite(n.full) or generic(n.name)) for n in names):
            duty = _PARTS.get(match["told"], Duty.RESPONSIBLE)
            told = Actor(tuple((n, duty) for n in names))
            yield Mention("actor", match.start(), match.end(), "organisation.headed", told)


def _by(text: str) -> Iterator[Mention]:
    """Whom `由` names: `由县教育局牵头`, `由县防汛办派出工作组`."""
    for place in _FROM.finditer(text):
        if _PARTLY.search(text, max(0, place.start() - _NEAR), place.start()):
            continue
        match = _BY.match(text, place.start())
        names = split_names(match["who"], match.start("who")) if match else []
        told = match is not None and match["tail"] in _ANSWERING
        if (
            match
            and names
            and all(is_name(n.full) or (told and (is_region(n.full) or _is_field(n, names))) for n in names)
        ):
            duty = _PARTS.get(match["tail"], Duty.RESPONSIBLE)
            by = Actor(tuple((n, duty) for n in names))
            yield with_others(text, Mention("actor", match.start(), match.end(), "organisation.by", by))
            continue
        stop = _CLAUSE_ENDS.search(text, place.end(), place.end() + _FAR)
        opened = _opens(text, place.end(), stop.start() if stop else min(len(text), place.end() + _FAR))
        if opened and not _MERE.match(text, opened.end) and all(addressed(n.full) for n, _ in _told(opened)):
            yield with_others(text, opened._replace(start=place.start(), rule="organisation.by"))


def _told(actor: Mention) -> tuple[tuple[Name, Duty], ...]:
    return actor.value.names if isinstance(actor.value, Actor) else ()


_FROM = re.compile("(?<![自理事缘])由(?!于)")
_PARTLY = re.compile("\\([^(),。;:]{1,12}[内外]\\Z")
"""A bracket that says who acts in a part of what the sentence is about: `(校内由县教育局负责)`."""
_NEAR = 14
"""Characters of its opening."""
_MERE = re.compile("[\u4e00-\u9fff]{0,6}(?:的|为主)")
"""What follows a verb that only describes: `由县水利局共同组织的会商`."""
_CLAUSE_ENDS = re.compile("[,。;:由]")
_DUTIES = re.compile(
    rf"{_ORDINAL}?(?P<who>[^:,。;!?《》“”]{{2,60}}):(?:主要|具体|统一|共同|依法|依据职[责能])?"
    r"(?P<told>(?=协调|做好|保障|推动|推进|开展|实施|拟订|履行|统筹|监督))?"
)
"""A list of duties, office by office: `县水利局:负责水库调度;…`."""
_HEADED = re.compile(
    rf"(?:\A|(?<=[。;:])){_ORDINAL}?(?P<who>[^,。;:!?《》“”]{{2,40}})。(?:主要|具体)?(?P<told>负责|承担|牵头)(?!人)"
)
_FIELDS = (
    "发展|发改|经[信济发]|工[业信]|教育|教体|科技|民[政族]|司法|财政|人[力社防民]|自然|国土|规划|生态|环[保境]|住[建房]|城[管乡市]|交通|水[利务]"
    "|农[业牧]|林业|畜牧|商务|文[化旅广]|旅游|卫[生健计]|应急|安监|审计|国资|市场|食[药品]|体育|统计|医保|医疗|金融|信访|粮食|能源|气象|公安|政[府务]|党委|管委|行政|税务|消防"
)
"""How the names of offices open behind their region: `各区教育局`."""
_FIELDS = (
    "发展|发改|经[信济发]|工[业信商]|教育|教体|科技|民[政族]|司法|财政|人[力社防民]|自然|国土|规划|生态|环[保境]|住[建房]|城[管乡市]|交通|水[利务]"
    "|农[业牧]|林业|畜牧|商务|文[化旅广]|旅游|卫[生健计]|应急|安监|审计|国资|市场|食[药品]|体育|统计|医保|医疗|金融|信访|粮食|能源|气象|公安|政[府务]|党委|管委|行政|税务|消防"
)
"""How the names of offices open behind their region: `各区教育局`."""
_BODIES = (
    r"(?:各|有关|相关|以上|上述|[省市县区州]直)[\u4e00-\u9fff]{0,8}?(?:\([市县区州旗、]{1,5}\)[\u4e00-\u9fff]{0,6}?)?"
    rf"(?:单位|部门|地(?!方|区|{_FIELDS})|地区|政府|委员会|[局厅]|委(?![托派员])|街道|乡镇"
    rf"|(?:[县市区州]\([县市区州旗、]{{1,5}}\)(?!级)|[县市区旗州镇乡](?!级|[县市区镇(]))(?!{_FIELDS}))"
)
_ASKED = re.compile(
    rf"(?:\A|(?<=[,。;:》]))(?:请|(?:通知|方案|会议|意见)?要求(?=各))(?P<who>{_BODIES}(?:[、,和及]{_BODIES}){{0,5}})(?=[^的])(?![、和及或])"
)
"""`请各地、各部门于月底前报送`: who is asked has to act, whatever the verb."""
_DUE_FROM = re.compile(
    rf"(?:\A|(?<=[,。;])){_ORDINAL}?(?P<who>{_BODIES})的?(?P<what>[^,。;要须将请]{{2,20}}(?:方案|情况|材料|表|信息|名单|总结|报告|计划|台账|清单|数据|资料))"
    "(?:请|须|要|应|务必)?于[^,。;]{2,20}前(?:书面|分别|统一|汇总|上)?报"
)
"""Whose papers are due: `各单位检查方案于7月底前报县安委办`."""
_BY = re.compile(
    r"由(?P<who>[^,。;:由]{2,60}?)(?P<tail>牵头|承办|主办|负责(?!人(?![口才事民大工居身防力社群畜饮行文影道体流]))|承担|组织(?!部|委员)|会同|联合|约谈|审核|审批|批准|验收|核查|通报|统筹|统一|督促|制定|提出"
    r"|分别|具体|直接|汇总|自行|自主|报(?=[^告纸社刊道、][^,。;]{0,30}(?:审定|审批|批准|同意|备案))|报送|上报|公布|发布|确定|核实|指导|责令|依法|按照|将|另行|以(?=[^,。;]{2,16}(?:方式|形式|名义)))(?!的)"
)
_ANSWERING = frozenset({"负责", "牵头", "承办", "主办", "承担"})
"""What tells a region to answer, not only to be spoken of."""


def _subject(text: str, begin: int) -> Mention | None:
    if "”" in text and text.rfind("“", 0, begin) > text.rfind("”", 0, begin):
        return None
    far = min(len(text), begin + _FAR)
    stop = _STOP.search(text, begin, far)
    limit = stop.start() if stop else far
    weak = _weak(text, begin, limit)
    if weak:
        return weak
    if begin == 0 or text[begin - 1] in "。;前条" or _ADDRESSED.match(text, begin) or _opens_sentence(text, begin):
        opening = _opens(text, begin, limit)
        if opening:
            return opening
    for match in _trigger("strong").finditer(text, begin, limit):
        head = within_duties(text[begin : match.start()])
        if not may_close(head) or _attributive(text, match.end()):
            if "," in head:
                break
            continue
        if "," in head and not all(is_name(n.full) for n in split_names(head, begin)):
            break
        names = split_names(head, begin)
        answers = match.group().endswith("负责")
        if not names or not all(
            (is_name(n.full) and definite(n.full)) or (answers and (_answers(n.full) or _is_field(n, names)))
            for n in names
        ):
            continue
        duty = Duty.LEAD if match.group().startswith("牵头") else Duty.RESPONSIBLE
        if match.group() == "配合":
            duty = Duty.SUPPORT
        return Mention("actor", begin, match.end(), "organisation.acts", Actor(tuple((n, duty) for n in names)))
    return None


def _is_field(name: Name, names: list[Name]) -> bool:
    """Whether a name of a list is the field of an office that stands for it: `水利、教育和新城管委会负责`."""
    return len(names) > 1 and is_field(name.name)


def _answers(name: str) -> bool:
    """Whether a village, a school or a region is meant where somebody is said to answer for a thing."""
    return is_region(name) or (placed(name) and is_name(name))


def _weak(text: str, begin: int, limit: int) -> Mention | None:
    for match in _trigger("weak").finditer(text, begin, limit):
        if match.start() == begin:
            if text.startswith("要求", begin):
                continue
            return None
        head = text[begin : match.start()]
        who = named_head(head)
        described = DESCRIBED.match(who)
        start = described.end() if described else 0
        names = without_persons(split_names(who[start:], begin + start)) if may_close(who) else []
        if names and all(is_name(n.full) or _is_field(n, names) for n in names) and one_subject(who):
            return Mention(
                "actor", begin, match.end(), "organisation.told", Actor(tuple((n, Duty.RESPONSIBLE) for n in names))
            )
        if "," in head:
            return None
    return None


_BEFORE_SUBJECT = re.compile(
    r"(?:[^,。;:]{0,24}(?:[0-9月日底末前年起后时内中下上初]|期间|基础上)"
    r"|(?:根据|按照|依据|结合|对照|经|对|针对|围绕|鉴于|如|凡)[^,。;:]{2,30}),"
    r"|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)"
)
"""What may stand between the opening of a sentence and its subject: a time or a circumstance (到2025年, 验收结束后,) or
a number."""
_DIGITS = frozenset("0123456789")
_OPENS = 36
"""Characters of what may stand there."""
_ADDRESSED = re.compile("各|(?:其他|其余|[省市县区州旗镇乡](?:委|直|级|政府)?)(?:各|有关|相关)(?:部门|单位)")
"""How those are named who act wherever their clause stands."""
_BEFORE = frozenset(",.、)")


def _opens_sentence(text: str, begin: int) -> bool:
    """Whether only a time, a circumstance or an item number stands between the opening of the sentence and a place."""
    last = text[begin - 1]
    if last not in _BEFORE:
        return False
    if last != "," and begin > 1 and text[begin - 2] in _DIGITS:
        return True
    least = max(0, begin - _OPENS)
    opens = max(text.rfind("。", least, begin), text.rfind(";", least, begin), least - 1) + 1
    return _BEFORE_SUBJECT.fullmatch(text, opens, begin) is not None


@cache
def _deed(*, listed: bool) -> re.Pattern[str]:
    """What an organisation that opens a sentence can do, where a name can end; behind 等 the end of a list that is not
    `listed` to its end is no name's."""
    rules = [r.source() for r in load("organisations") if r.means == "trigger" and r.group in ("opening", "acting")]
    deed = "|".join(rules)
    near = first(deed)
    return compiled(deed) if listed or not near else opened(f"{closed()}(?:{deed})", near)


def _opens(text: str, begin: int, limit: int) -> Mention | None:
    """A sentence that opens with a definite organisation and goes on with what it does."""
    for match in _deed(listed=text.find("等", begin, limit) >= 0).finditer(text, begin, limit):
        head = text[begin : match.start()]
        if "," in head and not one_subject(head):
            return None
        if len(head) < 2 or not may_close(head) or _attributive(text, match.end()) or _TOPIC.match(text, match.end()):
            continue
        if _NEWS.match(text, match.start()):
            return None
        names = split_names(head, begin)
        if names and _bodies(names):
            told = all(addressed(n.full) for n in names) or _trigger("opening").match(text, match.start())
            if not told:
                continue
            duty = _PARTS.get(match.group(), Duty.RESPONSIBLE)
            duty = duty if duty is not Duty.SUPPORT or _HELPS.match(text, match.end()) else Duty.RESPONSIBLE
            return Mention("actor", begin, match.end(), "organisation.opens", Actor(tuple((n, duty) for n in names)))
    return None


_KINDS = frozenset({"村", "社区", "乡", "镇", "街道", "乡镇", "县", "区", "市", "学校", "企业", "单位", "医院"})
"""Kinds of bodies that take part in what is said of those in front of them: `相关村、社区`."""


def _bodies(names: list[Name]) -> bool:
    """Whether names are those of bodies that act, definite ones or kinds that a word like 各 tells."""
    for place, name in enumerate(names):
        beside = place > 0 and name.name in _KINDS and generic(names[place - 1].name)
        if not (is_name(name.full) and (definite(name.full) or generic(name.name) or beside)):
            return False
    return True


_NEWS = re.compile(
    r"(?:联合|正式)?(?:印发|出台|发布|公布|下发)了?《[^《》]{2,80}》,?(?:其中)?(?:还)?(?:提到|明确|提出|指出|要求|强调)"
)
"""What news tell of who issued a plan: `市政府印发《某规划》,其中提到,到2025年…`."""
_HELPS = re.compile(
    "[,。;、]|做好|开展|完成|落实|处理|办理|推进|实施|核实|组织|提供|抓好|加强|有关|相关|主管|牵头|[省市县区镇乡][\u4e00-\u9fff]{1,8}[局委办厅部]"
)
"""What is done in support of another body; help for a place (协助灾区) is a duty of one's own."""


def _attributive(text: str, place: int) -> bool:
    """Whether a verb that ends here only describes a thing: `县民政局负责的第1件事项`."""
    return text[place : place + 1] == "的"


_TOPIC = re.compile("[^,。;:的]{1,16}的[^,。;:]{2,16},(?:应当?|须|原则上)?由(?!于)")
"""What follows a verb that only describes what somebody else does: `敬老院接收老人的收费标准,由县民政局核定`."""
