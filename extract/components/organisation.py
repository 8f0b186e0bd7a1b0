"""Unit lists: `牵头单位:…`, `(责任单位:…)`, `(…牵头,…配合)`. Mentions of kind `owners` carry `Owners`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.edges import Ending, compiled
from extract.lexicon import alternatives, load
from extract.model import Duty
from extract.organisations import Name, ends_as_name, is_name, split_names
from extract.parts import marked, tailed
from extract.registry import Mention, component


@dataclass(frozen=True, slots=True)
class Owners:
    """A unit list that belongs to an item."""

    names: tuple[tuple[Name, Duty], ...]
    times: tuple[tuple[int, int], ...]
    """Stretches that hold the item's own time limit."""
    bracket: bool
    """It stands in brackets at the end of the item."""
    above: bool = False
    """It speaks of all that stands above it (`以上工作由县交通局负责`)."""


@cache
def _label() -> re.Pattern[str]:
    parts = [f"(?P<g{i}_{r.group}>{r.source()})" for i, r in enumerate(_labels())]
    return compiled("|".join(parts))


@cache
def _label_here() -> re.Pattern[str]:
    return re.compile(_label().pattern)


@cache
def _unclosed() -> re.Pattern[str]:
    return re.compile(rf"[(\[〔](?={_label().pattern})")


@cache
def _later_label() -> re.Pattern[str]:
    return re.compile(rf"[;。,](?:{_label().pattern})")


@cache
def _labels():  # type: ignore[no-untyped-def]
    order = {"lead": 0, "support": 1, "responsible": 2, "person": 3, "deadline": 4}
    return sorted((r for r in load("organisations") if r.means == "label"), key=lambda r: order[r.group])


_DUTY = "(?:牵头|负责|配合|参与|参加|协助)(?:抓好)?(?:落实|推进|组织实施|实施)?|落实"
_CLOSING = re.compile(
    rf"(?:(?<=[。!])|(?<=[;:])(?=[^。;!:]{{3,159}}(?:负责|牵头|配合|参与|落实)。?\Z))由?(?P<body>(?:[^。;!():]|\((?:[市区县街镇]|[市县]、[市区])\)){{3,159}}?(?:{_DUTY}))(?:。|\Z)"
)
"""A sentence that only says who, behind what has to be done: `…。县教育局负责,县财政局参与。`"""
_CLOSED = compiled(rf"(?:{_DUTY})(?:。|\Z)")
_SEEN_TO = ("落实", "推进", "实施", "配合", "参与", "参加", "协助")
_OWN_LINE = re.compile(
    r"由?(?P<body>[^。;:!]{2,160}(?:(?:牵头|负责)(?:抓好)?(?:落实|推进|组织实施|实施)"
    r"|(?:牵头|负责|承办|主办)[,、][^。;:!]{2,80}(?:配合|参与|参加|协助)))。?"
)
"""A line that says nothing but who: `县教育局牵头落实`, `县教育局牵头,县财政局配合`."""
_ABOVE = re.compile(
    r"(?:(?<=[。;!])|\A)(?:以上|上述|前述)(?:各|几|[一二三四五六七八九十0-9]{1,2})?(?:项|点)?[^,。;:由]{0,6}(?:工作|任务|事项|措施|项目|内容)(?:均|分别|统一)?由"
    rf"(?P<body>[^。;:!]{{2,160}}?(?:{_DUTY}|实施|承担|完成))(?:。|\Z)"
)
"""Who answers for what stands above: `以上工作由县交通局负责,各镇配合`."""
_SAID_ABOVE = re.compile("以上|上述|前述")
_CLOSING_LABEL = re.compile(r"(?<=[。;!])(?:责任|牵头|主办|配合|落实)(?:责任)?(?:单位|部门|科室|处室|股室)[:]")
_BRACKET = re.compile(r"[(\[〔](?P<body>(?:[^()\[\]〔〕]|[(\[〔][^()\[\]〔〕]{0,40}[)\]〕]){4,1500})[)\]〕]")
_IN_PART = re.compile("[^,、;:由]{1,12}[内外中上下]由(?!于)|[^,、;:由]{2,12}(?:部分|方面|阶段)由(?!于)")
"""A bracket that says who acts in a part of what the sentence is about: `(校内由县教育局负责)`."""
_OPENING = re.compile(r"(?:[一二三四五六七八九十0-9]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[①-⑳])")


_GATE = re.compile("单位|部门|牵头|配合|负责|处室|科室|股室|机构|时限|期限|时间|主体|进度|落实|参与")
"""What every unit list holds one of."""


_BRACKETED = (")", "]", "〕")
_CLOSES = re.compile(
    r"[(\[〔](?P<body>[^()\[\]〔〕0-9:]{2,200}(?:\([市区街镇]\)[^()\[\]〔〕0-9:]{0,100}){0,3}?)"
    r"(?:[;,](?P<due>(?:20[0-9]{2}年)?(?:(?:[0-9]{1,2}月|年)?(?:[0-9]{1,2}日|底|末)?|上半年|[一二三四]季度)(?:之?前)?(?:完成|办结)?))?[)\]〕]。?\Z"
)
_OFFICE = re.compile(
    r"(?:局|委|办|厅|政府|党委|委员会|办公室|宣传部|组织部|统战部|武装部|社工部|公司|集团|联合会|残联|妇联|工会|团委|银行|[支大总]队|管委会|街道|乡镇|各[乡镇县区市]|各县区|各区县|各地|法院"
    r"|检察院|部门|单位|供销社|电视台|融媒体中心|服务中心)(?:\([市区街镇]\))?\Z"
)


_ALWAYS = re.compile("[;,](?:长期坚持|持续推进|长期推进|持续实施|常态化推进)\\Z")
"""What stands for a time where a task has no end."""


def _bare_bracket(text: str) -> Mention | None:
    """A bracket that closes a block and holds nothing but offices: `…增长6%。(市商务局、财政局)`."""
    match = _CLOSES.search(text)
    if not match or match.start() < _ITEM:
        return None
    names = split_names(_ALWAYS.sub("", match["body"]), match.start("body"))
    if not names or not all(len(n.name) <= 24 and is_name(n.name) and _OFFICE.search(n.name) for n in names):
        return None
    if text[match.start() - 1] not in "。;" and len(names) < 2 and not re.match("[省市县区州]", names[0].name):
        return None
    times = (match.span("due"),) if match["due"] else ()
    owners = Owners(tuple((n, Duty.RESPONSIBLE) for n in names), times, bracket=True)
    return Mention("owners", match.start(), match.end(), "organisation.bare_bracket", owners)


_ITEM = 5
"""Characters of the shortest item that a bare bracket closes."""


@component("organisation", order=30)
def unit_lists(text: str) -> Iterator[Mention]:
    """`owners` mentions: brackets first, then a block that is a unit line as a whole."""
    bare = _bare_bracket(text) if text.removesuffix("。").endswith(_BRACKETED) else None
    if not _GATE.search(text):
        if bare:
            yield bare
        return
    found = False
    brackets = "(" in text or "[" in text or "〔" in text
    for match in _BRACKET.finditer(text) if brackets else ():
        if _IN_PART.match(match["body"]):
            continue
        owners = _read_body(match["body"], match.start("body"), bracket=True)
        if owners:
            found = True
            yield Mention("owners", match.start(), match.end(), "organisation.bracket", owners)
    if bare and not found:
        yield bare
    if bare or found:
        return
    body = _OPENING.match(text)
    start = body.end() if body else 0
    label = _label_here().match(text, start)
    if label:
        owners = _labelled(text[start:], start, bracket=False)
        if owners:
            yield Mention("owners", start, len(text), "organisation.line", owners)
        return
    unclosed = _unclosed().search(text) if brackets else None
    if unclosed:
        owners = _labelled(text[unclosed.end() :].replace("(", "、").replace(")", "、"), unclosed.end(), bracket=True)
        if owners:
            yield Mention("owners", unclosed.start(), len(text), "organisation.unclosed_bracket", owners)
        return
    above = _ABOVE.search(text) if "由" in text and _SAID_ABOVE.search(text) else None
    owners = _tailed(above["body"], above.start("body")) if above else None
    if above and owners and all(is_name(n.name) for n, _ in owners.names):
        told = replace(owners, bracket=False, above=True)
        yield Mention("owners", above.start(), above.end(), "organisation.above", told)
        return
    for closing in _CLOSING.finditer(text) if _CLOSED.search(text) else ():
        owners = _tailed(closing["body"], closing.start("body"))
        if owners and all(is_name(n.name) for n, _ in owners.names):
            found = True
            yield Mention("owners", closing.start(), closing.end(), "organisation.closing_sentence", owners)
    if found:
        return
    line = _OWN_LINE.fullmatch(text) if text.removesuffix("。").endswith(_SEEN_TO) else None
    if line:
        owners = _tailed(line["body"], 0)
        if owners and all(is_name(n.name) for n, _ in owners.names):
            yield Mention("owners", 0, len(text), "organisation.own_line", owners)
            return
    tail = _CLOSING_LABEL.search(text) if ":" in text else None
    while tail:
        end = _run_end(text, tail.start())
        owners = _labelled(text[tail.start() : end], tail.start(), bracket=False)
        if owners:
            yield Mention("owners", tail.start(), end, "organisation.closing_line", owners)
        tail = _CLOSING_LABEL.search(text, end)


_MEMBERS = re.compile("(?:组成|成员|组员|参与)(?:单位|部门)(?:包括|为)?[:](?P<who>[^;:]{2,600})")
"""A line of those who belong to a team, behind the line of who leads it: `成员单位:县财政局、县民政局。`"""


def members(text: str) -> Owners | None:
    """Those whom a whole line tells as the members of what a unit line in front of it leads."""
    line = _MEMBERS.fullmatch(text) if ":" in text[:8] else None
    names = split_names(line["who"].rstrip("。"), line.start("who")) if line else []
    known = names and all(len(n.name) <= _MEMBER and (ends_as_name(n.full) or n.name[-1] in "站区") for n in names)
    return Owners(tuple((n, Duty.RESPONSIBLE) for n in names), (), bracket=False) if known else None


_MEMBER = 30
"""Characters of the longest name of a member."""


def _run_end(text: str, start: int) -> int:
    """Where labels that follow one another end: behind the sentence that no label follows."""
    end = text.find("。", start)
    while end >= 0 and _label().match(text, end + 1):
        end = text.find("。", end + 1)
    return end + 1 if end >= 0 else len(text)


@cache
def _standing() -> re.Pattern[str]:
    return compiled("[。;,]?" + alternatives("organisations", means="standing"))


_UNLISTED = re.compile("不(?:再|重复|一一|逐一|另)")


def standing(text: str) -> Iterator[tuple[int, list[Name]]]:
    """Rules such as `任务均涉及各县,不再列出`: the organisations that they add, and from which place on, the opening of
    the paragraph or, where the rule speaks of what is 以下, its own end."""
    if "不" not in text or not _UNLISTED.search(text):
        return
    for match in _standing().finditer(text):
        yield match.end() if "以下" in match.group() else 0, split_names(match["who"], match.start("who"))


def cell_owners(text: str) -> tuple[tuple[Name, Duty], ...]:
    """The organisations of a cell that says their parts itself (`县教育局牵头,县财政局配合`); else nothing."""
    if not _PARTED.search(text):
        return ()
    labelled = _label_here().match(text) or _later_label().search(text)
    if labelled:
        found = _labelled(text, 0, bracket=False)
        return found.names if found else ()
    told = tailed(text, 0, cell=True)
    return told[0] if told else ()


_PARTED = re.compile("(?:单位|部门)[:]|牵头|配合|协助|参与|负责")


_RULE_OPENS = re.compile(r"[。;,][^。;,]{0,12}\Z")
"""What a standing rule has in front of its first word: `。本方案部署的`."""
_ORDER = re.compile(
    r"(?:\A|[,;。])(?:[^,;。]{0,8}(?:列|排)[^,;。]{0,16}(?:牵头|主办|汇总)[^,;。]{0,10}(?:[,;。](?:其他|其余)[^,;。]{2,30})?(?:[,;。](?:以)?下同)?|(?:以)?下同)。?\Z"
)
"""A rule on the order of the offices behind them: `,列第一位者为牵头单位,下同`."""

_LEADS = re.compile("牵头|主办|汇总")


def _read_body(body: str, start: int, *, bracket: bool) -> Owners | None:
    rule = _standing().search(body)
    if rule and rule.start():
        body = body[: rule.start()]
        body = body if rule.group()[0] in "。;," else _RULE_OPENS.sub("", body)
    order = _ORDER.search(body)
    body = body[: order.start()] if order else body
    if _label_here().match(body) or _later_label().search(body):
        return _labelled(body, start, bracket=bracket)
    return _tailed(body, start) or (_bare_list(body, start) if order and _LEADS.search(order.group()) else None)


def _bare_list(body: str, start: int) -> Owners | None:
    """Offices without a word on their part, which a rule on their order stands behind."""
    names = split_names(body, start)
    told = tuple((name, Duty.RESPONSIBLE) for name in names)
    return Owners(told, (), bracket=True) if names and all(is_name(n.name) for n in names) else None


def _labelled(text: str, start: int, *, bracket: bool) -> Owners | None:
    """Label after label, each up to the next."""
    marks: list[re.Match[str]] = []
    for mark in _label().finditer(text):
        # Between a person and the next label nothing may be left: `牵头领导:张三牵头单位:县发改局`.
        person = bool(marks) and (marks[-1].lastgroup or "").endswith("_person")
        if mark.start() == 0 or person or _parted(text[mark.start() - 1]):
            marks.append(mark)
    names: list[tuple[Name, Duty]] = []
    times: list[tuple[int, int]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        group = (mark.lastgroup or "").rpartition("_")[2]
        begin, end = mark.end(), following.start() if following else len(text)
        body = text[begin:end].partition("。")[0].rstrip(";,、")
        due = _DUE.search(body) if group != "deadline" else None
        if due:
            times.append((start + begin + due.start("due"), start + begin + due.end("due")))
            body = body[: due.start()]
        local = _CARRIED_OUT.search(body) if group not in ("deadline", "person") else None
        others: list[tuple[Name, Duty]] = []
        if local:
            who = split_names(local["who"], start + begin + local.start("who"))
            others = [(n, Duty.RESPONSIBLE) for n in who] if all(is_name(n.full) for n in who) else []
            body = body[: local.start()] if others else body
        if group == "deadline":
            times.append((start + begin, start + begin + len(body)))
        elif group != "person" and (parts := _read_tails(body, start + begin)):
            names += parts
        elif group != "person":
            names += [marked(n, Duty(group)) for n in split_names(body, start + begin) if len(n.name) <= 40]
        names += others
    if not names and not times:
        return None
    return Owners(tuple(names), tuple(times), bracket)


_DUE = Ending(
    r"[,;、](?P<due>(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|年)(?:底|末|[0-9]{1,2}日)?(?:之?前)?(?:完成|办结|取得进展)?|20[0-9]{2}年(?:底|末)?前?(?:完成|办结)?)"
)
"""A time limit without label behind the offices: `(责任单位:县司法局,6月底完成)`."""


_CARRIED_OUT = Ending(r"[;,](?P<who>[^;,。]{2,40}?)(?:分别|具体|按职责)?负责(?:抓好|具体)?(?:落实|实施|组织实施|执行)")
"""Who carries out what the offices of a list answer for: `配合单位:县财政局;各镇政府负责落实`."""


def _parted(before: str) -> bool:
    """Whether a label may stand behind this character: no word, or the end of an office whose space was lost."""
    return not re.match("[\u4e00-\u9fff]", before) or before in "局委办厅部院会府站队所心司团镇乡区"


_TAILED = re.compile("牵头|配合|协办")


def _read_tails(body: str, start: int) -> tuple[tuple[Name, Duty], ...]:
    """`责任单位:县教育局牵头,县财政局配合,各镇`: parts inside a labelled list, at last those without one."""
    if not _TAILED.search(body):
        return ()
    if found := tailed(body, start):
        return found[0]
    head, _, rest = body.rpartition(",")
    found = tailed(head, start) if head else None
    others = split_names(rest, start + len(head) + 1) if found else []
    known = bool(others) and all(is_name(n.name) for n in others)
    return (*found[0], *((n, Duty.RESPONSIBLE) for n in others)) if found and known else ()


def _tailed(body: str, start: int) -> Owners | None:
    """Offices each with its part behind it, as a unit list."""
    told = tailed(body, start)
    return Owners(*told, bracket=True) if told else None
