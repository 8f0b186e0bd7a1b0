"""Sentences of a view and what each is: commitment, status or frame. Pure text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache

from extract.baselines import ends_reporting
from extract.components.deadline import PLANS
from extract.force import directs
from extract.gates import Gate
from extract.lexicon import Gated, Look, Meanings, load

_PAIRS = {"(": ")", "[": "]", "〔": "〕", "《": "》"}
_OPENS = re.compile(r"[(\[〔《]")
_BRACKET = re.compile(r"[()\[\]〔〕《》]")
_SENTENCE_END = re.compile("[。;!?][”’」』)]*")


class Label(StrEnum):
    """What a sentence is."""

    COMMITMENT = "commitment"
    STATUS = "status"
    FRAME = "frame"


def split(text: str) -> list[tuple[int, int]]:
    """Sentences of a folded text: cut after 。;!? outside brackets; an unclosed bracket closes nothing."""
    brackets = _closed(text) if _OPENS.search(text) else []
    out: list[tuple[int, int]] = []
    begin = passed = held = 0
    for match in _SENTENCE_END.finditer(text):
        while passed < len(brackets) and brackets[passed][0] < match.start():
            held = max(held, brackets[passed][1])
            passed += 1
        if match.start() >= held:
            out.append((begin, match.end()))
            begin = match.end()
    if begin < len(text):
        out.append((begin, len(text)))
    return out


def _closed(text: str) -> list[tuple[int, int]]:
    """Where brackets open that close within 600 characters, in the order of the text, each with where it closes."""
    stack: list[tuple[int, str]] = []
    out: list[tuple[int, int]] = []
    for mark in _BRACKET.finditer(text):
        i, char = mark.start(), mark.group()
        if char in _PAIRS:
            stack.append((i, _PAIRS[char]))
        elif stack and char == stack[-1][1]:
            start, _ = stack.pop()
            if i - start <= 600:
                out.append((start, i))
    return sorted(out)


@lru_cache(maxsize=4096)
def _says(title: str, group: str) -> frozenset[str]:
    """What the rules of a group say of a title; many sections stand under one title."""
    return frozenset(rule.means for rule, pattern in _rules(group).open(title) if pattern.search(title))


def section_label(path: Sequence[str]) -> Label | None:
    """What the headings above a block say (their titles from the root down): the innermost that says something, None
    where none does.

    Under a heading that looks back (工作回顾) everything states, whatever its sub-headings are called.
    """
    titles = [_says(title, "section") for title in path]
    if any("past" in said and "directive" not in said for said in titles):
        return Label.STATUS
    for said in reversed(titles):
        for label in (Label.FRAME, Label.STATUS, Label.COMMITMENT):
            if label is Label.STATUS and "directive" in said:
                continue
            if label in said:
                return label
        if "neutral" in said:
            break
    if any("achievement" in said and "directive" not in said for said in titles):
        return Label.STATUS
    return None


def plans_ahead(path: Sequence[str]) -> bool:
    """Whether a heading above says that a report speaks of what is to come."""
    return any("ahead" in _says(title, "report") for title in path)


@cache
def _rules(group: str) -> Gated:
    return Gated(r for r in load("roles") if r.group == group)


_AHEAD_IN_REPORT = re.compile(r"下一步|(?<![把为])确保|力争到|到20[0-9]{2}年")
_TOLD = re.compile(
    r"(?:\A|[,:])(?:[^,。;:]{0,10}的|各[^,。;:]{0,10}|[主承会协][^,。;:]{0,4}|以上|有关|相关|牵头|责任)(?:单位|部门|各地|乡镇|街道)"
    r",?[^,。;:]{0,10}(?:必须|务必|应(?!急|用|届|对)|要(?![求素点件闻道害]))"
)
"""Whom a report or a notice on progress tells to act: `各承办单位要抓紧办理`."""
_PLANNED = re.compile(
    r"(?:今年|全年|本年度|明年|20[0-9]{2}年)[^,。;0-9]{0,16}(?:计划|拟)(?![任目的数内外中书表指,。;])"
)
_CARRIED_OUT = re.compile("实际|[实现]已|已(?!批)|完成率|占(?:年|全年|计划)|完成(?:年度|全年|计划)|超额|提前")


def _asks(sentence: str) -> bool:
    """Whether a report tells to act, or says what is planned for a year and not what came of it."""
    planned = "计划" in sentence or "拟" in sentence
    if planned and _PLANNED.search(sentence) and not _CARRIED_OUT.search(sentence):
        return True
    return bool(_TOLD.search(sentence))


@cache
def _meanings() -> Meanings:
    return Meanings(r for r in load("roles") if r.group == "sentence")


Opened = Sequence[tuple[str, Look]]
"""What may be said of a sentence: meanings, each with its search."""


def opened(sentence: str) -> Opened:
    """What may be said of a sentence, for `label`."""
    return _meanings().open(sentence)


def _holds(may: Opened, means: str, sentence: str) -> bool:
    for meant, look in may:  # noqa: SIM110, a loop of its own costs half of what a generator does
        if meant == means and look(sentence):
            return True
    return False


_PROMISED = re.compile(
    r"(?:\A|[;:])[^,。;:]{0,6}确保|确保[^,。;]{0,24}(?:20[0-9]{2}年|年底|[0-9]月|前[,。;完实]|[0-9]%)|力争|下一步|到20[0-9]{2}年[^。]{0,40}(?:达到|实现)"
    r"|(?:\A|[,:])(?:全[省市县区])?各(?:地|级|部门|单位|[省市县区镇])[^,。;]{0,12}(?:必须|务必|要(?!求))(?!深刻认识|看到|认识)"
)
"""What a chapter on the situation promises all the same."""
_PLAN = re.compile(
    r"“?(?P<plan>十[一二三四五六七])五”?(?P<since>以来|(?:期间|时期|末)以来)?(?P<time>期间|时期|末|期末)?"
)


_SPAN = re.compile(r"\A(?:[^,。;]{0,8}?)20[0-9]{2}年?(?:[-~]|至|到)(?P<end>20[0-9]{2})年(?:底|末)?(?:期间|间)?,")
"""A run of years that opens a sentence: `2015年至2020年,寿命由76岁提高到77岁`."""


def _years(sentence: str, begins: int) -> bool:
    """Whether the years that open a sentence are over when the plan begins."""
    match = _SPAN.match(sentence) if "20" in sentence else None
    return match is not None and int(match["end"]) < begins


def _periods(sentence: str, begins: int | None) -> tuple[bool, bool]:
    """Whether the sentence speaks of a five-year period that is over when the plan begins, and of one that is not."""
    if begins is None:
        return False, False
    over, ahead = _years(sentence, begins), False
    for match in _PLAN.finditer(sentence) if "五" in sentence else ():
        end = PLANS[match["plan"]]
        over = over or bool(end < begins and (match["time"] or match["since"]))
        ahead = ahead or bool(end >= begins and match["time"] and not match["since"])
    return over, ahead


def label(
    sentence: str,
    section: Label | None,
    *,
    report: bool,
    preamble: bool,
    begins: int | None = None,
    may: Opened | None = None,
) -> Label:
    """What one sentence (folded, without white space) is.

    `section` is what its headings say, `report` whether the document reports at this place, `preamble` whether the
    sentence stands before the first heading of a plan, `begins` the first year that the plan can promise for,
    `may` what `opened` says of it.
    """
    if section is Label.FRAME:
        return Label.FRAME
    may = opened(sentence) if may is None else may
    if _holds(may, "frame", sentence) and not _AIMS.search(sentence):
        return Label.FRAME
    over, ahead = _periods(sentence, begins)
    told, said = sentence, may
    summed = "累计" in sentence or "同比" in sentence
    asks = (summed or report) and _asks(sentence)
    if (ahead and "累计" in sentence) or (asks and summed):
        told = sentence.replace("累计", "").replace("同比", "")
        said = opened(told)
    done = over or _holds(said, "certain" if section is Label.COMMITMENT else "status", told)
    if section is Label.STATUS:
        return Label.COMMITMENT if _PROMISED.search(sentence) and not done else Label.STATUS
    if report:
        ahead = bool(_AHEAD_IN_REPORT.search(sentence)) or (not done and asks)
        return Label.COMMITMENT if ahead else Label.STATUS
    if not done and not preamble:
        return Label.COMMITMENT
    promises = ahead or _holds(may, "cue", sentence)
    if done and not promises:
        return Label.STATUS
    return Label.FRAME if preamble and (done or not promises) else Label.COMMITMENT


_FORESEEN = re.compile(
    r"(?<![即行])将(?![军近其此])|(?:计划|拟)(?![任目的数内外中书表指生单,。;、”》])|力争|(?<![把为])确保"
)
"""What a report for the public says of what is to come."""


def foresees(text: str) -> bool:
    """Whether a sentence of a report for the public says what is to come, and not what was done."""
    return bool(_FORESEEN.search(text)) and not is_done(text)


def is_done(text: str) -> bool:
    """Whether a sentence tells what was done, or opens with the time that it looks back to."""
    told = text.replace("累计", "") if text.startswith(("预计", "计划")) else text
    if tells(told) and (_ACCOUNTS.match(told) or not _AHEAD_OF_TOLD.search(told)):
        return True
    return _holds(opened(told), "status", told)


_ACCOUNTS = re.compile("[^,。;]{2,14}(?:显示|表明|统计),")
"""Who tells how things stand, in front of the time that is told of."""


_AIMS = re.compile(
    r"[,;](?:到|至)?20[0-9]{2}年(?:底|末)?(?:前)?,[^。;]{2,60}?(?:达到?|提高到|不低于|控制在|降至|降到|超过)[0-9]"
)
"""A value to be reached by a year, which a sentence may set behind its guiding words."""
_LOOKS_BACK = re.compile(
    r"\A[^,。;]{0,4}(?:截至|截止|“?十[一二三四五]五”?(?:期间|时期|以来)|20[0-9]{2}年以来|近年来|过去|目前|当前|到目前"
    r"|预计(?:20[0-9]{2}年)?(?:全年|全[省市县区镇乡])|全年(?:共|累计|预计|实现|完成)|今年以来)"
)


def goes_on_telling(before: str, text: str) -> bool:
    """Whether a clause behind `;` is told as the one in front, whose opening looks back or whose end reports, unless it
    promises itself.
    """
    return (bool(_LOOKS_BACK.match(before)) or ends_reporting(before)) and not _holds(opened(text), "cue", text)


_TELLS = re.compile(
    r"\A(?:[^,。;]{2,14}(?:数据显示|显示|表明|统计),)?[^,。;]{0,6}(?:20[0-9]{2}年(?:度|全年)?(?![底末前起内]|[0-9]{1,2}月)|截至|截止|近年来|去年|[^,。;]{1,16}已)"
)


def tells(text: str) -> bool:
    """Whether a fact opens with the time that is told of, so that what its paragraph goes on to say is told too."""
    return bool(_TELLS.match(text))


def told_on(text: str) -> bool:
    """Whether a sentence behind such a fact goes on telling: it says how something stands, and tells nobody to act."""
    return not (directs(text) or _AHEAD_OF_TOLD.search(text) or _holds(opened(text), "cue", text))


_AHEAD_OF_TOLD = re.compile("将(?!军)|计划|拟|预计|到20|20[0-9]{2}年[^,。;]{0,12}(?:达|前)|继续|进一步")


def as_before(before: Label, label_: Label, text: str) -> Label:
    """What a sentence on the parts of what the one in front counts is: the same, unless its own words say otherwise."""
    may = opened(text)
    if before is Label.COMMITMENT and label_ is not Label.COMMITMENT:
        return label_ if _holds(may, "certain", text) else before
    if before is Label.STATUS and label_ is Label.COMMITMENT:
        return label_ if _holds(may, "cue", text) else before
    return label_


_GOALS = re.compile(
    r"(?:总体|主要|具体|工作|发展|基本|阶段)?(?:目标|指标|任务)(?:是|为)?[:。]|(?:总体|主要|具体|工作|发展)目标"
    r"|[^,。;:]{2,30}(?:目标|指标)(?:是|为)?[:]"
)


@cache
def _problem() -> tuple[Gate, list[re.Pattern[str]]]:
    rules = [r for r in load("roles") if (r.group, r.means) == ("sentence", "problem")]
    return Gate("|".join(r.source() for r in rules)), [r.compile() for r in rules]


def states_problem(sentence: str) -> bool:
    """Whether a sentence opens the description of a problem that is to be rectified (`问题一:…`)."""
    gate, patterns = _problem()
    return gate.admits(sentence) and any(pattern.search(sentence) for pattern in patterns)


def sets_goals(sentence: str) -> bool:
    """Whether a sentence opens the goals of a plan, so that what follows it is no introduction any more."""
    return bool(_GOALS.match(sentence))
