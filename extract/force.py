"""How strongly a sentence binds, clause by clause.

A clause ends at a comma, a colon or the end of its sentence. The word that governs it (`extract/data/force.toml`) gives
its force; without one it is a plain directive, unless it goes on with what `力争` or `确保` began in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract.lexicon import Gated, load
from extract.model import Force


@cache
def _rules() -> Gated:
    return Gated(load("force"))


_ENDS = re.compile("[,。;:]")
_ASIDE = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}[条款])?(?:[到至自从在对为按根依围结针通经随如若凡除以由本坚遵逐]|20[0-9]{2}|“?十[一二三四五六七]五)"
    r"[^,。;:]{0,60}[,:]"
)
"""A clause that may only say when, where, for whom or by what the next ones act."""
_WITHIN = re.compile("(?:的同时|基础上|前提下|情况下|条件下|过程中|之后|范围内)[,:]")
"""How a clause ends that only says beside what the next one acts."""
_TOPIC = re.compile(
    "[^,。;:]{1,16}(?:学校|院校|机构|单位|部门|企业|人员|地[区方]|项目|评估|工作|[的者人县市区镇村户园院时后])[,:]"
    "|[^,。;:]{1,24}[是为][^,。;:]{0,24}(?:责任人|责任主体),"
)
"""A clause without a verb that names whom or what the next one is about, or who answers for it."""
_ACTS = re.compile(
    "新建|改建|扩建|改造|建设|建立|建成|开展|组织|实施|落实|制定|制订|出台|打造|培[育养训]|引进|新增|完成|完善|健全|推[进动行广]"
    "|加[强快大]|提[高升供]|优化|深化|强化|构建|设立|成立|进行|给予|予以|加以|纳入|安排|配备|配齐|清理|整治|治理|实现|确定|改善"
    "|保[障护]|发挥|拓展|整合|营造|创[新建造]|开[设办通]|举办|推出|利用|规范|搭建|吸引|扶持|解决|查处|排查|监督|考核|公[布开]|宣传|统筹"
)
"""Verbs of a directive."""
_OPENS = re.compile(
    "(?:要|应|将|全面|持续|深入|积极|大力|进一步|切实|同步|不断|着力|稳步|有序|扎实|严格|还|并|再){0,3}"
    f"(?:{_ACTS.pattern}|支持|鼓励|引导|探索|督促|指导|协调|做好|抓[好实]|举办|选[派拔]|评选|遴选|扩大|增[加设]|投入|发放|补助"
    "|淘汰|关停|[压削]减|修复|促进|发展|坚持|聚焦)"
)
"""How a clause opens that tells to act, and does not say what a figure is to be."""


_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}[是、]|[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)")


def directs(text: str, start: int = 0) -> bool:
    """Whether a clause from `start` on opens with a verb that tells to act, if need be behind its number."""
    number = _NUMBER.match(text, start)
    return _OPENS.match(text, number.end() if number else start) is not None


_TIME = 3
"""Characters in front of a word that opens its clause all the same (到2030年 is a clause of its own)."""
_FIGURE = re.compile("(?:达到?|提高[到至]|提升[到至]|控制在|降[到至]|下降|降低|增长|突破|超过)约?[0-9]")
"""What 力争 governs behind its subject; the next clause has a subject of its own: `甲率力争达到20%,乙率达到30%`."""


class _Mark(NamedTuple):
    """A word that governs its clause."""

    at: int
    """Its last character; what stands behind it is governed."""
    opens: int
    force: Force
    reach: str
    """How far it governs: `on`, `head` or `sum`, as its rule says."""


class Clause(NamedTuple):
    """One clause of a sentence; offsets of its text."""

    start: int
    end: int
    marks: tuple[_Mark, ...]
    force: Force
    """Its own; of what it goes on with where it has no mark."""


class Strength(NamedTuple):
    """How a sentence binds."""

    force: Force
    """Of its main directive: its first clause that says more than when, where or for whom. Where that is a plain one, a
    clause that closes it with what must be (必须…, 务必…) counts; what it ensures (…,确保…) binds its own clause."""
    clauses: tuple[Clause, ...] = ()
    """None where it is a plain directive throughout."""

    def at(self, place: int) -> Force:
        """The force of what stands at an offset: the last governing word of its clause in front of it counts; what is
        supported or encouraged is no more binding for an `原则上` in it."""
        for clause in self.clauses:
            if clause.start <= place < clause.end:
                before = [mark.force for mark in clause.marks if mark.at < place]
                if before and before[-1] is Force.STRIVE and Force.ENCOURAGE in before:
                    return Force.ENCOURAGE
                return before[-1] if before else clause.force
        return Force.SHALL

    def marked(self) -> list[tuple[int, int, Force]]:
        """Stretches with a force of their own that the sentence's does not tell."""
        return [(c.start, c.end, c.force) for c in self.clauses if c.force not in (self.force, Force.SHALL)]


PLAIN = Strength(Force.SHALL)


def strength(text: str) -> Strength:
    """How a folded sentence and each of its clauses bind."""
    opened = _rules().open(text)
    if not opened:
        return PLAIN
    marks = sorted(
        _Mark(m.end() - 1, m.start(), Force(rule.means), rule.group)
        for rule, pattern in opened
        for m in pattern.finditer(text)
    )
    if not marks:
        return PLAIN
    clauses = _clauses(text, marks)
    return Strength(_main(text, clauses), tuple(clauses))


def force_of(text: str) -> Force:
    """The force of a folded sentence."""
    return strength(text).force


_DIRECT = frozenset({Force.SHALL, Force.MUST})


def main_force(forces: Sequence[Force]) -> Force:
    """The force of several sentences that make one commitment: that of the first; one that opens with what it
    encourages and goes on with plain directives is directed as a whole, as is one that opens with what it strives for
    where most sentences are plain."""
    if forces[0] is Force.ENCOURAGE and _DIRECT.intersection(forces):
        return Force.SHALL
    if forces[0] is Force.STRIVE and sum(one in _DIRECT for one in forces) * 2 > len(forces):
        return Force.SHALL
    return forces[0]


def _clauses(text: str, marks: Sequence[_Mark]) -> list[Clause]:
    ends = [m.end() for m in _ENDS.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    out: list[Clause] = []
    start, used = 0, 0
    governs: tuple[Force, bool] | None = None
    for end in ends:
        first = used
        while used < len(marks) and marks[used].at < end:
            used += 1
        own = tuple(marks[first:used])
        acts = bool(own or governs) and directs(text, _governed(text, own[0].at + 1, end) if own else start)
        if own:
            force = next((m.force for m in own if m.force is Force.PROHIBIT), own[0].force)
            reaches = own[0].reach not in ("", "head") or _heads(text, start, end, own[0])
            leads = text[end - 1] == ":" or (reaches and (not acts or force is Force.STRIVE))
            within = force is Force.STRIVE and own[0].opens > start + _TIME and _FIGURE.match(text, own[-1].at + 1)
            governs = (force, acts) if leads and not within else None
        elif governs and (text[start - 1] == ":" or governs[1] == acts):
            force = governs[0]
        else:
            governs, force = None, Force.SHALL
        out.append(Clause(start, end, own, force))
        start = end
    return out


_ATTAINED = re.compile("实现(?=[^,。;:]*[0-9])")


def _governed(text: str, at: int, end: int) -> int:
    """Where what a word governs says its verb: 实现 in front of a figure leads over to it and tells no act."""
    match = _ATTAINED.match(text, at, end)
    return match.end() if match else at


_VALUE = re.compile("[0-9]")


def _heads(text: str, start: int, end: int, mark: _Mark) -> bool:
    """Whether a mark that opens a clause heads a row of values: `基本实现甲率达到95%,乙率达到90%`; what its clause says
    without one is whole (`基本消除积水,甲率达到95%`)."""
    return mark.reach == "head" and mark.opens == start and _VALUE.search(text, start, end) is not None


def _main(text: str, clauses: Sequence[Clause]) -> Force:
    """The force of the main directive."""
    main = next((c for c in clauses if c.marks or not _is_aside(text, c)), clauses[-1])
    if main.force is Force.SHALL and any(m.reach == "sum" for c in clauses for m in c.marks):
        return Force.MUST
    return main.force


def _is_aside(text: str, clause: Clause) -> bool:
    """Whether a clause says only when, where, for whom, beside or by what."""
    if _WITHIN.search(text, clause.start, clause.end):
        return True
    if _ACTS.search(text, clause.start, clause.end):
        return False
    return any(pattern.fullmatch(text, clause.start, clause.end) for pattern in (_TOPIC, _ASIDE))
