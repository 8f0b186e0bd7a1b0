"""The dates that goals set: for their paragraph, for what stands behind it, for the parts of what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extract.bundling import Made
from extract.components.deadline import When
from extract.model import Role
from extract.registry import Mention
from extract.statements import Item, Statement
from ingest.model import Document

LAST_MONTH = 12
YEAR_END = (12, 31)
_GOALS_OF = re.compile("[^,。;:]{0,30}(?:目标|指标)(?:是|为)?:")
"""What stands behind the year of a list of goals: `2024年全县主要预期目标是:`."""
_STAGE = re.compile("(?:年)?(?:为|是)[^,。;]{0,16}(?:阶段|时期|年)")
_AIMED = re.compile(
    r"(?:总体|主要|具体|阶段)?(?:发展|工作|建设|行动)?(?:目标|指标)(?:是|为)?[,:](?:到|至)?"
    r"|《?[^,。;:《》]{1,16}》?(?:指出|提出|明确|要求|介绍|表示|透露|获悉|强调),(?:到|至)?"
    r"|(?:根据|按照)《[^《》]{2,60}》(?:要求)?,(?:到|至)?"
    r"|(?:据(?:了解|悉|介绍)|与此同时|同时|此外|接下来|下一步|按照计划|根据安排),(?:到|至)?"
    r"|(?:以|按照|围绕|坚持)[^。;]{2,60}(?:目标|主线|核心|重点|引领|导向|抓手),(?:到|至)?"
)
"""What may stand in front of the time that opens a paragraph of goals."""


def opens(statement: Statement, mention: Mention, text: str) -> bool:
    """Whether a time opens its paragraph, if need be behind the aim that it is for."""
    near = mention.start - statement.start <= 4 + statement.lead
    return near or _AIMED.fullmatch(text, statement.start, mention.start) is not None


def sets_stage(mention: object, text: str) -> bool:
    """A period, or 到X年, that opens a paragraph holds for the paragraph; a month does not."""
    value = getattr(mention, "value", None)
    if not isinstance(value, When):
        return False
    start = getattr(mention, "start", 0)
    behind = text[getattr(mention, "end", start) :]
    if (value.whole_year or (value.end is None and value.month == LAST_MONTH)) and _GOALS_OF.match(behind):
        return True
    named = bool(_STAGE.match(behind))
    return value.period or (value.whole_year and (named or text[max(0, start - 1) : start] in ("到", "至")))


def of_year(value: object) -> bool:
    """Whether a time is a year as such (2024年, 今年, 明年), which holds behind the semicolons of its sentence too."""
    return isinstance(value, When) and (
        value.whole_year or (value.end is None and (value.month, value.day) == YEAR_END)
    )


_DASHES = ("——", "--", "—")


def dashed(item: Item) -> bool:
    """Whether an item is one of the points that dashes open (`——产业体系更优。…`)."""
    first = item.statements[0] if item.statements else None
    return first is not None and first.view.text.startswith(_DASHES)


def leads(made: Sequence[Made]) -> date | None:
    """The date that a paragraph sets for points behind it that dashes open: the only period or year it is to reach."""
    dates = {day for one in made for at, day in one.dated if day and sets_stage(at, one.statement.view.text)}
    return dates.pop() if len(dates) == 1 else None


_ANNOUNCED = re.compile(r"(?:如下|以下[^,。;]{0,8}(?:目标|任务))[。:]?\Z")


_OF_GOALS = re.compile("(?:总体|主要|发展|工作|建设|行动|规划)目标\\Z")
"""A chapter of goals and of nothing else, also above headings of its own."""


def speaks_of_goals(document: Document, item: Item) -> bool:
    """Whether an item stands under a heading that names goals."""
    if item.section is None:
        return False
    above = document.path(item.section)[:-1]
    return bool(
        "目标" in document.headings[item.section].title
        or any("目标" in document.headings[i].title and _OF_GOALS.search(document.headings[i].title) for i in above)
    )


_TOLD_TO_DO = re.compile(r"(?:指出|强调|要求|提出|部署)[,:]要?(?:全力|认真|扎实|切实|全面)?做好\Z")
_WORK = re.compile("(?:的|全年|各项|[^,。;]{2,8}){0,2}工作,(?:要|必须|应)")


def leads_on(made: Sequence[Made]) -> date | None:
    """The end of the year whose aims a paragraph announces (`2024年,努力实现以下目标:`), or on whose work it is quoted:
    it holds for what follows, also where no heading parts the text.
    """
    if made and made[0].passes and made[0].opening and _AIMS_FOLLOW.search(_end_of(made[-1])):
        return made[0].opening
    return next((day for one in made for at, day in one.dated if day and _of_work(one.statement.view.text, at)), None)


def _end_of(last: Made) -> str:
    return last.statement.view.text[last.statement.start : last.statement.end][-_CLOSE:]


_CLOSE = 16
"""Characters that close an announcement, amply."""
_AIMS_FOLLOW = re.compile(r"(?:目标|任务|工作|实事)(?:是|如下)?:\Z")


def _of_work(text: str, mention: Mention) -> bool:
    """Whether a time is the year of the work that a report is quoted on: `会议指出,做好2024年工作,要…`."""
    return bool(
        of_year(mention.value)
        and _WORK.match(text, mention.end)
        and _TOLD_TO_DO.search(text, max(0, mention.start - 12), mention.start)
    )


def stage_of(document: Document, item: Item, made: Sequence[Made]) -> date | None:
    """The date that a paragraph sets for what follows it in its section: it announces it, or opens the goals."""
    if not made or item.owned:
        return None
    if led := leads_on(made):
        return led
    first = made[0]
    goals = speaks_of_goals(document, item)
    if first.opening and first.sets_stage and (goals or _announces(made[-1])):
        return first.opening
    if goals and len(made) > 1 and made[-1].opening and made[-1].sets_stage and not any(m.dated for m in made[:-1]):
        return made[-1].opening
    text = first.statement.view.text[first.statement.start : first.statement.end]
    dated = {d for _, d in first.dated if d}
    return dated.pop() if len(dated) == 1 and len(made) == 1 and "目标" in text and text.endswith(":") else None


def _announces(last: Made) -> bool:
    """Whether a paragraph announces what follows it: `到2025年,实现以下目标:`."""
    text = last.statement.view.text[last.statement.start : last.statement.end]
    return text.endswith(":") or bool(_ANNOUNCED.search(text))


OF_WHICH = re.compile("其中[,:]?")
"""Opens a sentence on parts of what the one in front counts, which are due when the whole is."""


def only_date(made: Made) -> date | None:
    """The date of a statement whose measures are all due on one day."""
    dates = {m.deadline for m in made.measures if m.role is Role.COMMITMENT}
    return dates.pop() if len(dates) == 1 else None
