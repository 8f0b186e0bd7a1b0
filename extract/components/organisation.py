"""Responsible organisations: unit lists (`牵头单位:…`, `(责任单位:…)`, `(…牵头,…配合)`) and subjects that have to act.

Mentions of kind `owners` carry `Owners`, of kind `actor` `Actor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract.lexicon import alternatives, load
from extract.model import Duty
from extract.organisations import Name, ends_as_name, is_name, split_names
from extract.registry import Mention, component, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Owners:
    """A unit list that belongs to an item."""

    names: tuple[tuple[Name, Duty], ...]
    times: tuple[tuple[int, int], ...]
    """Stretches that hold the item's own time limit."""
    bracket: bool
    """It stands in brackets at the end of the item."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The subject of a clause that has to do something."""

    names: tuple[tuple[Name, Duty], ...]


@cache
def _label() -> re.Pattern[str]:
    parts = [f"(?P<g{i}_{r.group}>{r.source()})" for i, r in enumerate(_labels())]
    return re.compile("|".join(parts))


@cache
def _labels():  # type: ignore[no-untyped-def]
    order = {"lead": 0, "support": 1, "responsible": 2, "person": 3, "deadline": 4}
    return sorted((r for r in load("organisations") if r.means == "label"), key=lambda r: order[r.group])


@cache
def _tails() -> list[tuple[re.Pattern[str], Duty]]:
    order = {"lead": 0, "support": 1, "responsible": 2}
    rules = sorted((r for r in load("organisations") if r.means == "tail"), key=lambda r: order[r.group])
    return [(re.compile(f"(?:{r.source()})\\Z"), Duty(r.group)) for r in rules]


@cache
def _trigger(group: str) -> re.Pattern[str]:
    return re.compile(alternatives("organisations", means="trigger", group=group))


_BRACKET = re.compile(r"[(\[〔](?P<body>(?:[^()\[\]〔〕]|[(\[〔][^()\[\]〔〕]{0,40}[)\]〕]){4,1500})[)\]〕]")
_OPENING = re.compile(r"(?:[一二三四五六七八九十0-9]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[①-⑳])")


@component("organisation", order=30)
def find(doc: Doc) -> Iterator[Mention]:
    """Unit lists and acting subjects of a block."""
    yield from scan(text_of(doc))


def scan(text: str) -> Iterator[Mention]:
    """The unit lists and acting subjects of a folded text without white space."""
    lists = list(unit_lists(text))
    yield from lists
    yield from actors(text, [(m.start, m.end) for m in lists])


def unit_lists(text: str) -> Iterator[Mention]:
    """`owners` mentions: brackets first, then a block that is a unit line as a whole."""
    found = False
    for match in _BRACKET.finditer(text):
        owners = _read_body(match["body"], match.start("body"), bracket=True)
        if owners:
            found = True
            yield Mention("owners", match.start(), match.end(), "organisation.bracket", owners)
    if found:
        return
    body = _OPENING.match(text)
    start = body.end() if body else 0
    label = _label().match(text, start)
    if label and label.lastgroup and not label.lastgroup.endswith("_person"):
        owners = _labelled(text[start:], start, bracket=False)
        if owners:
            yield Mention("owners", start, len(text), "organisation.line", owners)
        return
    unclosed = re.search(r"[(\[〔](?=" + _label().pattern.replace("?P<", "?P<u") + ")", text)
    if unclosed:
        owners = _labelled(text[unclosed.end() :].replace("(", "、").replace(")", "、"), unclosed.end(), bracket=True)
        if owners:
            yield Mention("owners", unclosed.start(), len(text), "organisation.unclosed_bracket", owners)
        return
    tail = re.search(r"(?<=[。;!])(?:责任|牵头|主办|配合|落实)(?:责任)?(?:单位|部门)[:]", text)
    if tail:
        owners = _labelled(text[tail.start() :], tail.start(), bracket=False)
        if owners:
            yield Mention("owners", tail.start(), len(text), "organisation.closing_line", owners)


@cache
def _standing() -> re.Pattern[str]:
    return re.compile("[。;,]?" + alternatives("organisations", means="standing"))


def standing(text: str) -> Iterator[tuple[int, list[Name]]]:
    """Rules such as `以下均需各县落实,不再列出`: where they end, and the organisations that they add from there on."""
    for match in _standing().finditer(text):
        yield match.end(), split_names(match["who"], match.start("who"))


def _read_body(body: str, start: int, *, bracket: bool) -> Owners | None:
    rule = _standing().search(body)
    if rule and rule.start():
        body = body[: rule.start()]
    if _label().match(body) or re.search(r"[;。,](?:" + _label().pattern.replace("?P<", "?P<x") + ")", body):
        return _labelled(body, start, bracket=bracket)
    return _tailed(body, start)


def _labelled(text: str, start: int, *, bracket: bool) -> Owners | None:
    """Label after label, each up to the next."""
    marks = [
        m for m in _label().finditer(text) if m.start() == 0 or not re.match("[\u4e00-\u9fff]", text[m.start() - 1])
    ]
    names: list[tuple[Name, Duty]] = []
    times: list[tuple[int, int]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        group = (mark.lastgroup or "").rpartition("_")[2]
        begin, end = mark.end(), following.start() if following else len(text)
        body = text[begin:end].partition("。")[0].rstrip(";,、")
        if group == "deadline":
            times.append((start + begin, start + begin + len(body)))
        elif group != "person" and (parts := _read_tails(body, start + begin)):
            names += parts
        elif group != "person":
            names += [(n, Duty(group)) for n in split_names(body, start + begin) if len(n.name) <= 40]
    if not names and not times:
        return None
    return Owners(tuple(names), tuple(times), bracket)


def _read_tails(body: str, start: int) -> tuple[tuple[Name, Duty], ...]:
    """`责任单位:县教育局牵头,县财政局配合`: parts inside a labelled list."""
    if not re.search("牵头|配合|协办", body):
        return ()
    found = _tailed(body, start)
    return found.names if found else ()


def _tailed(body: str, start: int) -> Owners | None:
    """`县教育局牵头,县财政局、人社局配合`; every part has to end as a duty and hold names only."""
    names: list[tuple[Name, Duty]] = []
    for part in re.finditer(r"[^;。]{1,600}", body):
        for piece in _pieces(part.group(), start + part.start()):
            if piece is None:
                return None
            names += piece
    return Owners(tuple(names), (), True) if names else None


def _pieces(text: str, start: int) -> Iterator[list[tuple[Name, Duty]] | None]:
    begin = 0
    for match in re.finditer(r"(?:[,]|\Z)", text):
        chunk = text[begin : match.start()]
        tail = next(((p.search(chunk), duty) for p, duty in _tails() if p.search(chunk)), None)
        if tail is None or tail[0] is None or tail[0].start() == 0:
            if match.start() == len(text) and chunk:
                yield None
            continue
        listed = split_names(chunk[: tail[0].start()], start + begin)
        if not listed or not all(ends_as_name(n.name) and len(n.name) <= 30 for n in listed):
            yield None
            return
        yield [(n, tail[1]) for n in listed]
        begin = match.end()


_CLAUSE = re.compile(r"(?:(?<=[,。;!?])|\A)")


def actors(text: str, skip: list[tuple[int, int]]) -> Iterator[Mention]:
    """Subjects at the opening of a clause that are told to act, and `由X负责`."""
    for match in _CLAUSE.finditer(text):
        start = match.start()
        if any(a <= start < b for a, b in skip):
            continue
        opening = _OPENING.match(text, start)
        begin = opening.end() if opening else start
        time = _TIME.match(text, begin)
        begin = time.end() if time else begin
        actor = _subject(text, begin)
        if actor:
            yield actor
    for match in re.finditer(r"由(?P<who>[^,。;:由]{2,60}?)(?P<tail>牵头|负责|承担|组织实施)", text):
        if any(a <= match.start() < b for a, b in skip):
            continue
        names = split_names(match["who"], match.start("who"))
        if names and all(is_name(n.name) for n in names):
            duty = Duty.LEAD if match["tail"] == "牵头" else Duty.RESPONSIBLE
            yield Mention(
                "actor", match.start(), match.end(), "organisation.by", Actor(tuple((n, duty) for n in names))
            )


def _subject(text: str, begin: int) -> Mention | None:
    stop = re.compile("[。;:!?“《]").search(text, begin)
    limit = min(stop.start() if stop else len(text), begin + 90)
    weak = _weak(text, begin, limit)
    if weak:
        return weak
    if begin == 0 or text[begin - 1] in "。;前" or _AFTER_TIME.search(text[max(0, begin - 24) : begin]):
        opening = _opens(text, begin, limit)
        if opening:
            return opening
    for match in _trigger("strong").finditer(text, begin, limit):
        head = text[begin : match.start()]
        if "," in head and not all(is_name(n.name) for n in split_names(head, begin)):
            break
        names = split_names(head, begin)
        if not names or not all(is_name(n.name) and _strong(n.name) for n in names):
            continue
        duty = Duty.LEAD if match.group().startswith("牵头") else Duty.RESPONSIBLE
        if match.group() == "配合":
            duty = Duty.SUPPORT
        return Mention("actor", begin, match.end(), "organisation.acts", Actor(tuple((n, duty) for n in names)))
    return None


def _weak(text: str, begin: int, limit: int) -> Mention | None:
    for match in _trigger("weak").finditer(text, begin, limit):
        if match.start() == begin:
            if text.startswith("要求", begin):
                continue
            return None
        head = text[begin : match.start()]
        names = split_names(head, begin)
        if names and all(is_name(n.name) for n in names) and _one_subject(head):
            return Mention(
                "actor", begin, match.end(), "organisation.told", Actor(tuple((n, Duty.RESPONSIBLE) for n in names))
            )
        if "," in head:
            return None
    return None


_TIME = re.compile(
    r"(?:到)?(?:每年|[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:底|末|上半年|[0-9]{1,2}日)?(?:之|以)?前(?=各|国家|[省市县区])"
)
"""A time limit that opens a clause in front of its subject."""
_AFTER_TIME = re.compile(r"(?:\A|[。;])(?:到)?[0-9]{4}年[0-9月日底末前年起]{0,10},\Z|[0-9][.、)]\Z")


def _opens(text: str, begin: int, limit: int) -> Mention | None:
    """A sentence that opens with a definite organisation and goes on with what it does."""
    for match in _trigger("opening").finditer(text, begin, limit):
        head = text[begin : match.start()]
        if len(head) < 2:
            return None
        if "," in head:
            return None
        names = split_names(head, begin)
        if names and all(is_name(n.name) and (_strong(n.name) or _generic(n.name)) for n in names):
            duty = Duty.LEAD if match.group() == "牵头" else Duty.RESPONSIBLE
            if match.group() == "配合":
                duty = Duty.SUPPORT
            return Mention("actor", begin, match.end(), "organisation.opens", Actor(tuple((n, duty) for n in names)))
    return None


def _generic(name: str) -> bool:
    """A body that a plan addresses by kind: 各县(区), 相关部门, 学校."""
    return bool(re.match("各|有关|相关|[省市县区]直|[省市县]级", name) or _KIND.fullmatch(name))


_KIND = re.compile(
    r"(?:各级各类|各类|全体|公办|民办|义务教育(?:阶段)?|普通|中等职业|职业|高等|中小|公立|三级公立|二级公立)*"
    r"(?:学校|中小学|高中|院校|高校|幼儿园|医院|医疗机构|企业)"
)


def _one_subject(head: str) -> bool:
    """Whether the commas in a head join organisations (各镇(街),各相关部门) and not clauses."""
    return all(re.match("各|有关|相关|[省市县区]", part) and len(part) <= 12 for part in head.split(",")[1:])


def _strong(name: str) -> bool:
    """A definite organisation: generic bodies (学校, 企业 …) act only where they are told to (要)."""
    bare = re.sub(r"\([^()]{2,24}\)\Z", "", name)
    return name.endswith("(街)") or bool(
        re.search(
            r"(?:局|委|办|厅|部|院|政府|党委|委员会|办公室|督导室|领导小组|工作组|财政|专班|指挥部|联席会议|公司|集团|联合会|残联|妇联"
            r"|编办|中心|街道|支队|大队|总队|部门|单位|乡镇|\(街\)|\(街道\)|镇|园区|开发区|管委会|银行|法院|检察院)\Z",
            bare,
        )
    )
