"""School levels and groups as a sentence names them: who opens it, who stands in front of a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.clauses import Group
from extract.counting import mention_text
from extract.model import Role
from extract.registry import Mention, within


class Sentence(NamedTuple):
    """One sentence of a block with what the components found in it; offsets count the view."""

    start: int
    end: int
    role: Role
    quantities: tuple[Mention, ...]
    scopes: tuple[Mention, ...]
    indicators: tuple[Mention, ...]


_TOLD = re.compile(
    r"(?:学校|阶段(?:学校)?|教育)?(?:[\u4e00-\u9fff]{1,4}课程)?(?:要|应|须|必须|将|按|可|均|都|实施|实行|推行|开设|在|根据|依据|结合|每[年天日周学])"
)


def opening(text: str, sentence: Sentence) -> list[str]:
    """The levels that open a sentence as its subject: `普通高中按课程标准开课,每周安排2节…`."""
    compulsory = _COMPULSORY.match(text, sentence.start)
    if compulsory:
        return [compulsory["level"]] if _TOLD.match(text, compulsory.end()) else []
    first = next(iter(sentence.scopes), None)
    if first is None or first.start - sentence.start > _LEAD or first.value == "骨干教师":
        return []
    return [written(text, first)] if _TOLD.match(text, first.end) else []


_COMPULSORY = re.compile("(?P<level>义务教育阶段(?:学校)?)")
_LEAD = 4
"""Characters of an ordinal that may stand in front of a subject."""


def scopes_of(text: str, group: Group, sentence: Sentence) -> list[str]:
    """The first run of levels in the clause before the number."""
    run: list[Mention] = []
    for mention in within(sentence.scopes, group.start, group.first.start):
        if mention.value == "骨干教师":
            ahead = text[mention.end : group.first.start]
            if run or len(ahead) > 20 or not _SHARE.match(ahead):
                continue
        if run:
            gap = _BRACKET.sub("", text[run[-1].end : mention.start])
            if not _JOINING.fullmatch(gap):
                break
        run.append(mention)
    if not run:
        behind = [
            s
            for s in within(sentence.scopes, group.last.end, group.end)
            if s.value not in ("骨干教师", "教学点") and not _APART.search(text[group.last.end : s.start])
        ]
        joined = _JOINED_BY.match(text, behind[0].end) if behind else None
        if joined:
            return [text[behind[0].start : joined.end()]]
        run = behind[:1]
    return [written(text, m) for m in run]


def before(text: str, group: Group, sentence: Sentence) -> list[str]:
    """The level that a sentence names last in front of a clause."""
    near = [s for s in within(sentence.scopes, sentence.start, group.start) if s.value != "骨干教师"]
    return [written(text, near[-1])] if near else []


def written(text: str, mention: Mention) -> str:
    word = mention_text(text, mention)
    follow = _FOLLOWING.match(text, mention.end, mention.end + 16)
    return word + (follow.group() if follow else "")


_APART = re.compile("[“”、]|作为")
"""What parts a level behind a number from what is counted."""
_JOINED_BY = re.compile("(?:学校)?(?:、|和|及|与)[^,。;:]{0,6}(?:学校|院校|高校|幼儿园)")
"""Behind a level: the other kinds of school that an event is for."""
_SHARE = re.compile(r"(?:比例|占比|数量)?(?:要|应)?(?:不低于|不少于|占|达到|达|不超过)")
_BRACKET = re.compile(r"\([^()]{0,40}\)")
_JOINING = re.compile(r"(?:学校|阶段|教育|段|生)?(?:、|和|及|与|以及|,)?(?:九年一贯制)?")
"""What stands between levels of one run."""
_FOLLOWING = re.compile(r"(?:阶段|教育|生(?!均))?(?:\([^()]{1,12}\))?")
