"""Sentences of a view and what each is: commitment, status or frame. Pure text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extract.lexicon import Gated, alternatives, load
from ingest.model import BlockKind, Document

_STOP = "。;!?"
_PAIRS = {"(": ")", "[": "]", "〔": "〕", "《": "》"}


class Label(StrEnum):
    """What a sentence is."""

    COMMITMENT = "commitment"
    STATUS = "status"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Mode:
    """How a document speaks."""

    report: bool
    """It reports what was done; what it promises comes after a turn (下一步)."""


def split(text: str) -> list[tuple[int, int]]:
    """Sentences of a folded text: cut after 。;!? outside brackets; an unclosed bracket closes nothing."""
    closed = _closed(text)
    out: list[tuple[int, int]] = []
    begin = 0
    depth_end = 0
    for i, char in enumerate(text):
        if i in closed:
            depth_end = max(depth_end, closed[i])
        if char in _STOP and i >= depth_end:
            end = i + 1
            while end < len(text) and text[end] in "”’」』)":
                end += 1
            if end > begin:
                out.append((begin, end))
            begin = end
    if begin < len(text):
        out.append((begin, len(text)))
    return [(a, b) for a, b in out if b > a]


def _closed(text: str) -> dict[int, int]:
    """Opening bracket -> its closing one, for brackets that close within 600 characters."""
    stack: list[tuple[int, str]] = []
    out: dict[int, int] = {}
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append((i, _PAIRS[char]))
        elif stack and char == stack[-1][1]:
            start, _ = stack.pop()
            if i - start <= 600:
                out[start] = i
    return out


@cache
def _pattern(means: str, group: str) -> re.Pattern[str]:
    return re.compile(alternatives("roles", means=means, group=group))


def mode(document: Document) -> Mode:
    """Whether a document reports or plans: from its title, else from how its text speaks."""
    title = document.header.title or ""
    if re.search(r"工作报告|总结", title):
        return Mode(True)
    if _pattern("plan", "report").search(title):
        return Mode(False)
    text = document.text[:200_000]
    if _pattern("news", "report").search(text):
        return Mode(False)
    if _pattern("report", "report").search(title):
        return Mode(True)
    return Mode("近年来" in text[:1500] and bool(re.search("下一步|今后|接下来", text)))


def section_label(document: Document, section: int | None) -> Label | None:
    """What the headings above a block say, the innermost that says something; None where none does.

    Under a heading that looks back (工作回顾) everything states, whatever its sub-headings are called.
    """
    titles = [document.headings[i].title for i in document.path(section)]
    past, directive = _pattern("past", "section"), _pattern("directive", "section")
    if any(past.search(t) and not directive.search(t) for t in titles):
        return Label.STATUS
    for index in reversed(document.path(section)):
        title = document.headings[index].title
        for label in (Label.FRAME, Label.STATUS, Label.COMMITMENT):
            if label is Label.STATUS and _pattern("directive", "section").search(title):
                continue
            if _pattern(str(label), "section").search(title):
                return label
        if _pattern("neutral", "section").search(title):
            break
    achieved = _pattern("achievement", "section")
    if any(achieved.search(t) and not directive.search(t) for t in titles):
        return Label.STATUS
    return None


def plans_ahead(document: Document, section: int | None) -> bool:
    """Whether a heading above says that a report speaks of what is to come."""
    return any(_pattern("ahead", "report").search(document.headings[i].title) for i in document.path(section))


def turns(sentence: str) -> bool:
    """Whether a report turns to what will be done (下一步 …)."""
    return bool(_pattern("turn", "report").search(sentence))


@cache
def _rules() -> Gated:
    return Gated(r for r in load("roles") if r.group == "sentence")


def label(sentence: str, section: Label | None, *, report: bool, preamble: bool) -> Label:
    """What one sentence (folded, without white space) is.

    `section` is what its headings say, `report` whether the document reports at this place, `preamble` whether the
    sentence stands before the first heading of a plan.
    """
    if section is Label.FRAME:
        return Label.FRAME
    rules = _rules().open(sentence)

    def says(means: str) -> bool:
        return any(rule.means == means and pattern.search(sentence) for rule, pattern in rules)

    if says("frame"):
        return Label.FRAME
    promises = says("cue")
    done = says("certain" if section is Label.COMMITMENT else "status")
    if section is Label.STATUS:
        return (
            Label.COMMITMENT
            if re.search(r"确保|力争|下一步|到20[0-9]{2}年[^。]{0,40}(?:达到|实现)", sentence) and not done
            else Label.STATUS
        )
    if report:
        return Label.COMMITMENT if re.search(r"下一步|确保|力争到|到20[0-9]{2}年", sentence) else Label.STATUS
    if preamble:
        if done and not promises:
            return Label.STATUS
        return Label.COMMITMENT if promises and not done else Label.FRAME
    if done and not promises:
        return Label.STATUS
    return Label.COMMITMENT


def readable(kinds: Sequence[BlockKind] = (BlockKind.PARAGRAPH, BlockKind.CELL)) -> frozenset[BlockKind]:
    """Kinds of blocks that statements are read from."""
    return frozenset(kinds)
