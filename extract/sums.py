"""Sums of money that stand in front of what they are paid for: `投资300万元,改造道路4公里`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.drafts import Draft
from extract.edges import compiled
from extract.model import Role
from extract.phrases import METRIC, OPENING_VERB

_SUM = re.compile(
    r"(?:(?:即|计划|预计|概算|估算|总|完成|累计|共|拟|争取|统筹|整合|落实|拨付|下达|安排|投入|筹措|筹集|各级|中央|省级|市级|县级|财政|专项|扶贫|衔接|项目|上级|一般|政府|债券|社会|自筹|补助|奖补|奖励|帮扶|引导|以奖代补)*"
    r"(?:投资|投入|资金|经费|投资额))"
)
"""A sum that does not say what for."""
_FOR = compiled(
    r"(?:(?:主要|全部|重点|专项)?用于|用以|对(?=[^,。;]{2,30}(?:进行|实施|开展|给予))|为(?=[^,。;]{2,30}(?:建|配|购|安装|提供|发放|实施|开展|进行))|在(?=[^,。;]{2,24}(?:建|实施|开展|推进))"
    r"|启动|修建|硬化|亮化|绿化|美化|完善|加快|提升|扩建|续建|采购|支持|开工|疏浚|加固|修缮|购入|添置|维护|保护|开发|升级|解决|补助|补贴|救助)"
)
"""How a clause opens that says what a sum is for, besides the verbs that make things."""
_ASIDE = re.compile(r",其中[^,。;]{1,40}")
"""A part of the sum, told before its purpose."""
_NUMBER = re.compile(r"(?:约|近|共)?[0-9]")
_EDGE = re.compile("[,。;()]")
_ITS_SIZE = re.compile("占地|用地|建筑|总|全长|日|年|设计|计划|预计|工期|带动|惠及|受益")
"""How a clause opens that tells more of the thing that the sum is for."""
_PUT = ("投入", "投资")
_LONGEST = 24
"""Characters of a purpose that holds no number."""


def with_purpose(text: str, drafts: Sequence[Draft], ends: Mapping[int, int], stop: int) -> list[Draft]:
    """The drafts of a sentence, its bare sums with what they are paid for as scope.

    `drafts` stand in the order of the text, `ends` are the ends of their numbers by offset, `stop` ends the sentence.
    """
    out = list(drafts)
    for i, draft in enumerate(out):
        sketch = draft.measure
        if sketch.role is Role.CONDITION or not (sketch.unit or "").endswith("元"):
            continue
        ahead = _SUM.match(sketch.subject)
        if ahead is None and text.startswith(sketch.subject, ends[draft.at]) and text.endswith(_PUT, 0, draft.at):
            sum_ = text[draft.at - 2 : draft.at]
            out[i] = draft._replace(measure=sketch._replace(subject=sum_, scope=sketch.subject))
        if ahead is None:
            continue
        rest = sketch.subject[ahead.end() :]
        verb = OPENING_VERB.match(rest + "等等") or _FOR.match(rest + "等等") if rest else None
        if verb and text.startswith(rest, ends[draft.at]):
            sketch = sketch._replace(subject=ahead.group(), scope=None)
        elif rest or sketch.scope:
            continue
        scope = _purpose(text, ends[draft.at], stop, out[i + 1 :], sketch.subject == "投资")
        if scope:
            out[i] = draft._replace(measure=sketch._replace(scope=scope))
    return out


def _purpose(text: str, at: int, stop: int, following: Sequence[Draft], alone: bool) -> str:
    """What is done with a sum that ends at offset `at`; `alone` where its clause holds nothing else."""
    aside = _ASIDE.match(text, at, stop)
    begin = aside.end() if aside else at
    begin += text[begin : begin + 1] == ","
    verb = _FOR.match(text, begin, stop) or OPENING_VERB.match(text, begin, stop)
    edge = _EDGE.search(text, begin, stop)
    end = edge.start() if edge else stop
    counted = next((d for d in following if begin <= d.at < end), None)
    if counted is not None:
        sketch = counted.measure
        told = verb is not None or (alone and not METRIC.search(sketch.subject) and not _ITS_SIZE.match(sketch.subject))
        money = (sketch.unit or "").endswith(("元", "%"))
        return sketch.subject if told and not money and len(sketch.subject) > 1 else ""
    if verb is None:
        return ""
    opens = verb.end() if verb.group().endswith(("用于", "用以")) else begin
    clause = text[opens:end]
    return clause if len(clause) <= _LONGEST and not _NUMBER.search(clause) else ""
