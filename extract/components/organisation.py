"""Unit lists: `牵头单位:…`, `(责任单位:…)`, `(…牵头,…配合)`. Mentions of kind `owners` carry `Owners`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.gates import Ending, compiled
from extract.lexicon import alternatives, load
from extract.model import Duty
from extract.organisations import Name, ends_as_name, is_name, split_names
from extract.registry import Mention, component


@dataclass(frozen=True, slots=True)
class Owners:
    """A unit list that belongs to an item."""

    names: tuple[tuple[Name, Duty], ...]
    times: tuple[tuple[int, int], ...]
    """Stretches that hold the item's own time limit."""
    bracket: bool
    """It stands in brackets at the end of the item."""


@cache
def _label() -> re.Pattern[str]:
    parts = [f"(?P<g{i}_{r.group}>{r.source()})" for i, r in enumerate(_labels())]
    return compiled("|".join(parts))


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


@cache
def _tails() -> list[tuple[re.Pattern[str], Duty]]:
    order = {"lead": 0, "support": 1, "responsible": 2}
    rules = sorted((r for r in load("organisations") if r.means == "tail"), key=lambda r: order[r.group])
    return [(compiled(f"(?:{r.source()})\\Z"), Duty(r.group)) for r in rules]


_DUTIES = ("负责", "牵头", "配合", "参与", "落实")
_CLOSING = re.compile(rf"(?<=[。;!])(?:由)?(?P<body>[^。;!()]{{4,160}}(?:{'|'.join(_DUTIES)}))[。]?\Z")
"""A last sentence that only says who: `县教育局负责,县财政局参与。`"""
_OWN_LINE = re.compile(r"(?P<body>[^。;:!]{2,160}(?:分别|共同)?(?:牵头|负责)(?:抓好)?(?:落实|推进|组织实施|实施))。?")
"""A line that says nothing but who: `县教育局牵头落实`."""
_CLOSING_LABEL = re.compile(r"(?<=[。;!])(?:责任|牵头|主办|配合|落实)(?:责任)?(?:单位|部门)[:]")
_BRACKET = re.compile(r"[(\[〔](?P<body>(?:[^()\[\]〔〕]|[(\[〔][^()\[\]〔〕]{0,40}[)\]〕]){4,1500})[)\]〕]")
_OPENING = re.compile(r"(?:[一二三四五六七八九十0-9]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[①-⑳])")


_GATE = re.compile("单位|部门|牵头|配合|负责|处室|科室|股室|机构|时限|期限|时间|主体|进度|落实|参与")
"""What every unit list holds one of."""


_CLOSES = re.compile(
    r"[(\[〔](?P<body>[^()\[\]〔〕0-9:]{2,200}(?:\([市区街镇]\)[^()\[\]〔〕0-9:]{0,100}){0,3})[)\]〕]。?\Z"
)
_OFFICE = re.compile(
    r"(?:局|委|办|厅|政府|党委|委员会|办公室|宣传部|组织部|统战部|武装部|社工部|公司|集团|联合会|残联|妇联|工会|团委|银行|[支大总]队|管委会|街道|乡镇|各[乡镇县区市]|各县区|各区县|各地|法院"
    r"|检察院|部门|单位|供销社|电视台|融媒体中心|服务中心)(?:\([市区街镇]\))?\Z"
)


def _bare_bracket(text: str) -> Mention | None:
    """A bracket that closes a block and holds nothing but offices: `…增长6%。(市商务局、财政局)`."""
    match = _CLOSES.search(text)
    if not match or match.start() < _ITEM:
        return None
    names = split_names(match["body"], match.start("body"))
    if not names or not all(len(n.name) <= 24 and is_name(n.name) and _OFFICE.search(n.name) for n in names):
        return None
    if text[match.start() - 1] not in "。;" and len(names) < 2 and not re.match("[省市县区州]", names[0].name):
        return None
    owners = Owners(tuple((n, Duty.RESPONSIBLE) for n in names), (), bracket=True)
    return Mention("owners", match.start(), match.end(), "organisation.bare_bracket", owners)


_ITEM = 5
"""Characters of the shortest item that a bare bracket closes."""


@component("organisation", order=30)
def unit_lists(text: str) -> Iterator[Mention]:
    """`owners` mentions: brackets first, then a block that is a unit line as a whole."""
    bare = _bare_bracket(text) if text[-1:] in (")", "]", "〕", "。") else None
    if not _GATE.search(text):
        if bare:
            yield bare
        return
    found = False
    for match in _BRACKET.finditer(text):
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
    label = _label().match(text, start)
    if label and label.lastgroup and not label.lastgroup.endswith("_person"):
        owners = _labelled(text[start:], start, bracket=False)
        if owners:
            yield Mention("owners", start, len(text), "organisation.line", owners)
        return
    unclosed = _unclosed().search(text)
    if unclosed:
        owners = _labelled(text[unclosed.end() :].replace("(", "、").replace(")", "、"), unclosed.end(), bracket=True)
        if owners:
            yield Mention("owners", unclosed.start(), len(text), "organisation.unclosed_bracket", owners)
        return
    closing = _CLOSING.search(text) if text.removesuffix("。").endswith(_DUTIES) else None
    if closing:
        owners = _tailed(closing["body"], closing.start("body"))
        if owners:
            yield Mention("owners", closing.start("body"), len(text), "organisation.closing_sentence", owners)
            return
    line = _OWN_LINE.fullmatch(text)
    if line:
        owners = _tailed(line["body"], 0)
        if owners and all(is_name(n.name) for n, _ in owners.names):
            yield Mention("owners", 0, len(text), "organisation.own_line", owners)
            return
    tail = _CLOSING_LABEL.search(text) if ":" in text else None
    if tail:
        owners = _labelled(text[tail.start() :], tail.start(), bracket=False)
        if owners:
            yield Mention("owners", tail.start(), len(text), "organisation.closing_line", owners)


@cache
def _standing() -> re.Pattern[str]:
    return compiled("[。;,]?" + alternatives("organisations", means="standing"))


def standing(text: str) -> Iterator[tuple[int, list[Name]]]:
    """Rules such as `以下均需各县落实,不再列出`: where they end, and the organisations that they add from there on."""
    if "不再" not in text:
        return
    for match in _standing().finditer(text):
        yield match.end(), split_names(match["who"], match.start("who"))


def cell_owners(text: str) -> tuple[tuple[Name, Duty], ...]:
    """The organisations of a cell that says their parts itself (`县教育局牵头,县财政局配合`); else nothing."""
    if not _PARTED.search(text):
        return ()
    labelled = _label().match(text) or _later_label().search(text)
    found = _labelled(text, 0, bracket=False) if labelled else _tailed(text, 0, cell=True)
    return found.names if found else ()


_PARTED = re.compile("(?:单位|部门)[:]|牵头|配合|协助|参与|负责")


_RULE_OPENS = re.compile(r"[。;,][^。;,]{0,12}\Z")
"""What a standing rule has in front of its first word: `。本方案部署的`."""
_ORDER = re.compile(
    r"(?:\A|[,;。])(?:[^,;。]{0,8}(?:列|排)[^,;。]{0,16}(?:牵头|主办|汇总)[^,;。]{0,10}(?:[,;。](?:以)?下同)?|(?:以)?下同)。?\Z"
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
    if _label().match(body) or _later_label().search(body):
        return _labelled(body, start, bracket=bracket)
    return _tailed(body, start) or (_bare_list(body, start) if order and _LEADS.search(order.group()) else None)


def _bare_list(body: str, start: int) -> Owners | None:
    """Offices without a word on their part, which a rule on their order stands behind."""
    names = split_names(body, start)
    told = tuple((name, Duty.RESPONSIBLE) for name in names)
    return Owners(told, (), bracket=True) if names and all(is_name(n.name) for n in names) else None


def _labelled(text: str, start: int, *, bracket: bool) -> Owners | None:
    """Label after label, each up to the next."""
    marks = [m for m in _label().finditer(text) if m.start() == 0 or _parted(text[m.start() - 1])]
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
        if group == "deadline":
            times.append((start + begin, start + begin + len(body)))
        elif group != "person" and (parts := _read_tails(body, start + begin)):
            names += parts
        elif group != "person":
            names += [(n, Duty(group)) for n in split_names(body, start + begin) if len(n.name) <= 40]
    if not names and not times:
        return None
    return Owners(tuple(names), tuple(times), bracket)


_DUE = Ending(
    r"[,;、](?P<due>(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|年)(?:底|末|[0-9]{1,2}日)?(?:之?前)?(?:完成|办结|取得进展)?|20[0-9]{2}年(?:底|末)?前?(?:完成|办结)?)"
)
"""A time limit without label behind the offices: `(责任单位:县司法局,6月底完成)`."""


def _parted(before: str) -> bool:
    """Whether a label may stand behind this character: no word, or the end of an office whose space was lost."""
    return not re.match("[\u4e00-\u9fff]", before) or before in "局委办厅部院会府站队所心司团镇乡区"


_TAILED = re.compile("牵头|配合|协办")


def _read_tails(body: str, start: int) -> tuple[tuple[Name, Duty], ...]:
    """`责任单位:县教育局牵头,县财政局配合`: parts inside a labelled list."""
    if not _TAILED.search(body):
        return ()
    found = _tailed(body, start)
    return found.names if found else ()


def _tailed(body: str, start: int, *, cell: bool = False) -> Owners | None:
    """`县教育局牵头,县财政局、人社局配合`; every part has to end as a duty and hold names only.

    A cell of offices (`cell`) holds names of any ending (`人事科牵头`).
    """
    names: list[tuple[Name, Duty]] = []
    times: list[tuple[int, int]] = []
    for part in re.finditer(r"[^;。]{1,600}", body):
        text = part.group()
        time = _LIMIT.search(text)
        if time:
            times.append((start + part.start() + time.start("due"), start + part.start() + time.end("due")))
            text = text[: time.start()]
        for piece in _pieces(text, start + part.start(), cell=cell):
            if piece is None:
                return None
            names += piece
    return Owners(tuple(names), tuple(times), bracket=True) if names else None


_WHEN = (
    r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|上半年|下半年|[一二三四]季度|年)?(?:[0-9]{1,2}日|底|末|份|[上中下]旬)?(?:之?前)?"
)
_DONE = "完成|启动|办结|落实|取得(?:明显|阶段性|实质性)?(?:进展|成效)|见效|建成|投用|出台|制定"
_LIMIT = re.compile(
    rf"(?:\A|[,、])(?P<due>{_WHEN}(?:{_DONE})(?:[,、]{_WHEN}(?:{_DONE}))*|20[0-9]{{2}}年[^,;、]{{0,8}}|[0-9]{{1,2}}月底?前?"
    r"|长期坚持|持续推进|长期推进|持续实施|常态化推进)\Z"
)
"""What closes a list of offices with the time of their task: `(县教育局牵头;12月底前完成)`."""


_COMMA = re.compile(r",|\Z")
_PERSONS = re.compile(
    r"(?:[^,、]{0,8}(?:[省市县区州]长|秘书长|书记|主任|局长|领导|同志)(?:[、和]|\Z)){1,4}|(?:主要|分管|协管)[^,]{2,30}"
)
"""Persons in charge (分管副县长), who are no organisation."""
_WORDY = re.compile("[的了与将把要应]|工作|进行|加强|推进|建立|完善|落实|做好|开展|实施")


def _may_be_office(name: str) -> bool:
    return len(name) <= 30 and (ends_as_name(name) or (len(name) <= 16 and not _WORDY.search(name)))


def _pieces(text: str, start: int, *, cell: bool) -> Iterator[list[tuple[Name, Duty]] | None]:
    begin = 0
    for match in _COMMA.finditer(text):
        chunk = text[begin : match.start()]
        tail = next(((found, duty) for p, duty in _tails() if (found := p.search(chunk))), None)
        if tail and _PERSONS.fullmatch(chunk[: tail[0].start()]):
            begin = match.end()
            continue
        if tail is None or tail[0].start() == 0:
            if match.start() == len(text) and chunk:
                yield None
            continue
        listed = split_names(chunk[: tail[0].start()], start + begin)
        known = sum(ends_as_name(n.name) for n in listed)
        # In a list of offices one more of an ending that no rule knows is an office too.
        if not listed or (known * 2 < len(listed) and not cell) or not all(_may_be_office(n.name) for n in listed):
            yield None
            return
        yield [(n, tail[1]) for n in listed]
        begin = match.end()
