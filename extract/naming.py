"""Short names of commitments for lists: what is to be done, without when."""

from __future__ import annotations

import re

from extract.edges import cut
from extract.statements import Item, Statement

_TIME = (
    r"(?:力争|争取|确保)?(?:到|至|在)?"
    r"(?:20[0-9]{2}年?(?:[-~至]20[0-9]{2})?年?(?:[0-9]{1,2}月)?(?:底|末|度|内)?(?:之前|以前|前|期间)?"
    r"|“?十[一二三四五六]五”?(?:期间|末|时期))"
)
_SETTING = re.compile(
    rf"(?:{_TIME}|(?:从|自)?20[0-9]{{2}}年(?:以来|起|开始)?|今年(?:[0-9]{{1,2}}月)?(?:底|末)?前?|近年来"
    r"|为[^,。]{2,40}|同时|此外|其中)"
)
"""A clause that only says when or what for."""
_NUMBER = re.compile(r"[0-9]{1,3}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、")
_CLAUSE = re.compile("[,。;:!?]")
_SENTENCE = re.compile("[。;!?]")
_GENERIC = re.compile(
    r"(?:总体|工作|主要|发展|具体|近期|远期|阶段|预期|基本)?(?:目标|任务|要求|原则|思路)(?:任务)?|组织保障|保障措施|工作安排|其他"
)
"""Headings that name a kind of section and no task."""
_SETTING_HEAD = re.compile(rf"{_TIME}(?=[\u4e00-\u9fff]{{6}})")


def name(item: Item, first: Statement) -> str:
    """A short name: the heading of a run-in item, else the first clause."""
    if item.title and item.headed and first is item.statements[0] and not _GENERIC.fullmatch(item.title):
        return item.title
    text = cut(_NUMBER, first.view.text[first.start : first.end])
    clause = next((c for c in _CLAUSE.split(text) if not _SETTING.fullmatch(c)), text)
    if len(clause) < 6:
        return _SENTENCE.split(text, maxsplit=1)[0][:40]
    return cut(_SETTING_HEAD, clause)[:40]
