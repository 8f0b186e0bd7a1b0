"""The dates that headings set for what stands under them: `第二阶段(2023年1月-2024年6月)`."""

from __future__ import annotations

import re
from datetime import date

from extract.components.deadline import When
from extract.components.deadline import scan as scan_times
from extract.view import view
from ingest.model import Document, Span

_AHEAD = re.compile("目标|任务|安排|工作|打算|规划")
_PHASE = re.compile("阶段|步骤")
_TIMED = re.compile(r"(?<![划案见点单表要])\((?P<time>[^()]{0,12}[0-9]{1,2}[年月][^()]{0,20})\)\Z")
"""A heading that closes with its time: `动员部署(3月至4月)`; behind the name of a plan it is the period of the plan."""


_YEAR = re.compile(
    r"(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9一二三四五六七八九十]{1,3}[.、])?(?P<time>20[0-9]{2}年)度?"
    r"(?P<aim>(?:主要|工作|发展|建设)?(?:目标|任务|计划|指标)(?:任务)?)?[:。]?"
)
_NEAR = 48
"""Characters behind a heading within which the time of its stage may stand."""
_DAY = "[0-9年月日底末上中下旬初起前]{1,14}"
_RANGE = rf"{_DAY}[-~至到]{{1,2}}{_DAY}"
_ALONE = re.compile(
    rf"[:,。]?(?:\((?:时间[:为]?)?(?P<bracketed>{_RANGE}|{_DAY})\)"
    rf"|(?:实施)?(?:时间|期限)?(?:为|是|从|自|:)?(?P<plain>{_RANGE})(?=[。;,:]))"
)
"""A time by itself, in brackets or up to the end of its clause."""


class Stages:
    """The stages of a document, section by section."""

    def __init__(self, document: Document, year: int | None, *, report: bool) -> None:
        self._document = document
        self._year = year
        self._report = report
        """What is to come is dated by its chapter: the document reports what was done elsewhere."""
        self._sections: dict[int | None, date | None] = {}
        self._announced: dict[int, list[When]] = {}
        """Per heading the times that it gives what stands under it."""

    def dates(self, section: int, due: date) -> None:
        """The date of a section, known from elsewhere."""
        self._sections[section] = due

    def of(self, section: int | None) -> date | None:
        """The end of the stage that a section belongs to; None outside a stage."""
        if section not in self._sections:
            self._sections[section] = self._find(section)
        return self._sections[section]

    def _find(self, section: int | None) -> date | None:
        for index in reversed(self._document.path(section)):
            if index not in self._announced:
                self._announced[index] = self._times(index)
            if self._announced[index]:
                return self._announced[index][-1].resolve(self._year)
        return None

    def _times(self, index: int) -> list[When]:
        """The times of a heading that dates what stands under it."""
        shown = view(self._document, self._document.headings[index].span).text
        ahead = self._report and _AHEAD.search(shown)
        phase = _PHASE.search(shown)
        if not ahead and not phase:
            timed = _TIMED.search(shown) if shown.endswith(")") else self._of_a_year(shown)
            shown = timed["time"] if timed else ""
        found = [m.value for m in scan_times(shown) if isinstance(m.value, When)] if shown else []
        return found if found or not phase else self._behind(index)

    def _of_a_year(self, shown: str) -> re.Match[str] | None:
        """The year that a heading is for: `(一)2024年`; in a plan of several years also `(一)2024年目标`."""
        found = _YEAR.fullmatch(shown) if "20" in shown else None
        period = self._document.header.period
        return found if found and (not found["aim"] or (period and period[0] < period[1])) else None

    def _behind(self, index: int) -> list[When]:
        """The time of a stage that stands by itself behind its heading: `(二)整治阶段:4月至10月。`."""
        at = self._document.headings[index].span.end
        shown = view(self._document, Span(at, min(len(self._document.text), at + _NEAR))).text
        alone = _ALONE.match(shown)
        return (
            [m.value for m in scan_times(alone["bracketed"] or alone["plain"]) if isinstance(m.value, When)]
            if alone
            else []
        )


_NAMED = re.compile(
    r"(?:\([0-9一二三四五六]{1,2}\)|[0-9一二三四五六]{1,2}[.、])?(?:第[0-9一二三四五六]{1,2}(?:个)?(?:阶段|步)|[^。;:()]{2,12}阶段)"
    r"[:,]?[^。;:()]{0,24}\([^()]{2,40}\)[。:;]"
)
"""The name of a stage with its time, which opens the paragraph on it: `第一阶段:摸底(3月1日至15日)。`"""


_LEADS = re.compile(
    r"(?:\([0-9一二三四五六]{1,2}\)|[0-9一二三四五六]{1,2}[.、])?(?:第[0-9一二三四五六]{1,2}(?:个)?(?:阶段|步)|[^。;:(),]{2,12}阶段)"
    r"(?:为|是)?[^。;()0-9]{0,24}[:,(](?:实施)?(?:时间|期限)?(?:为|是|从|自|:)?"
)
"""How a paragraph on a stage opens in front of its time: `第二步:整治,时间为`."""


def leads_stage(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is the name of a stage up to its time."""
    return _LEADS.fullmatch(text, start, end) is not None


def names_stage(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is the name of a stage with its time."""
    return _NAMED.fullmatch(text, start, end) is not None
