"""What the clause in front says of a number whose own clause names nothing that is measured."""

from __future__ import annotations

import re

from extract.clauses import Group
from extract.edges import cut
from extract.metrics import clause_before
from extract.phrases import MODAL

_FAR = 120
"""Characters of the longest clause in front that is looked at."""
_AGAIN = re.compile("[到至]?20[0-9]{2}年(?:底|末)?(?:之?前)?,\\Z")
"""What leads over to a value that is told again for a later year: `;到2030年,年利用量达到…`."""
_NEAR = 12
"""Characters of such words."""
_SHORT = 2
"""Characters of a subject, at least, that one in front can close with."""


def again(text: str, group: Group, subject: str, before: str) -> str:
    """A subject told again in short for a later year, as the number in front has it:
    `废物年利用量达40万吨;到2030年,年利用量达45万吨`."""
    if len(subject) < _SHORT or not before.endswith(subject):
        return subject
    return before if _AGAIN.search(text[max(0, group.start - _NEAR) : group.start]) else subject


_TAKEN_UP = re.compile("[^,。;:]{0,24}(?:将|把)(?P<what>[^,。;:将把0-9]{2,16}?)(?:纳入|列入|作为)[^,。;:]{2,24}")
_DEMANDS = re.compile("(?:并|且)?(?:保证|确保|安排|不少于|不低于|至少|总计|共)+(?:不少于|不低于)?")


def taken_up(text: str, group: Group) -> str:
    """What the clause in front takes up, where this one says only how much: `将劳动课纳入必修课,保证36学时`."""
    if text[group.start - 1 : group.start] != "," or not _DEMANDS.fullmatch(text, group.start, group.first.start):
        return ""
    match = _TAKEN_UP.fullmatch(clause_before(text, group.start - 1))
    return match["what"] if match else ""


_ENDS_HEAD = re.compile(
    r"(?P<head>[\u4e00-\u9fff“”()]{2,30}?)(?:不断|持续|稳步|逐步|显著|明显|大幅|进一步|快速|有效|得到|总体|稳定|均|要)*"
    r"(?:提升|提高|增长|增加|扩大|上升|下降|降低|减少|改善|优化|好转|达标|提速|[迈跨登站]上[^,。;]{2,10}台阶)\Z"
)


_ON_BASE = re.compile(r"(?P<head>[\u4e00-\u9fff“”()]{2,30}?)在[^,。;]{2,16}的?基础上")


def head_before(text: str, group: Group, start: int) -> str:
    """The subject of the clause in front, which says only that it changes: `装机比重不断提升,由20%提高到30%`."""
    if group.start <= start or text[group.start - 1] != ",":
        return ""
    start = max(start, group.start - _FAR)
    opens = max(text.rfind(c, start, group.start - 1) for c in ",。;:!?")
    clause = text[max(start, opens + 1) : group.start - 1]
    match = _ENDS_HEAD.fullmatch(clause) or _ON_BASE.fullmatch(clause)
    return cut(MODAL, match["head"]) if match else ""
