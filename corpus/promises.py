"""A plan laid out for checking: its text folded, each promised value with the sentence around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.interchange import page_at
from corpus.model import StoredDocument
from corpus.schoollevels import levels_of
from corpus.standard import SchoolLevel
from extract.model import Commitment, Extraction, Measure
from extract.view import fold
from ingest.model import Document, Span

_STOP = re.compile(r"[。;!?\n]")
_COMMA = re.compile(r"[,。;!?\n]")
_BLANK = re.compile(r"[ \t\u3000]")
_BEHIND = re.compile("现状|基本情况|成效|成绩|问题|分析|形势|基础|原则|指导思想|意义|背景|经验|回顾")
_BARE = re.compile(r"(?:小学|初中|高中|中学|中小学|学段|阶段|学校|均|各|分别|全[市县区省州旗]|[\s、和与及])*")
"""A subject that names schools and nothing else: what is measured stands before it in the sentence."""
_OPENING = 120
"""Characters of a plan without a title that are taken for one."""
_LEAD = re.compile(r"[\s0-9.、()①-⑳一二三四五六七八九十]{0,6}")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promised value."""

    commitment: Commitment
    measure: Measure
    head: str
    """Its sentence up to the value, folded, without blanks."""
    near: str
    """Its own clause up to the value."""
    clause: str
    """Subject, scope and the clause with what follows the value up to the next comma."""
    levels: frozenset[SchoolLevel]


class Plan:
    """An extraction with what checks ask of it again and again."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.document = extraction.document
        self.text = fold(self.document.text)
        """Half width, the same places."""
        self._stops = [found.start() for found in _STOP.finditer(self.text)]
        self._starts = [one.span.start for one in extraction.commitments]

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Values that the plan promises, in the order of the text."""
        return tuple(
            self._promise(commitment, measure)
            for commitment in self.extraction.commitments
            for measure in commitment.measures
        )

    @cached_property
    def ends(self) -> date | None:
        """The last day that the plan speaks of: the end of its period, else its latest deadline."""
        period = self.document.header.period
        if period:
            return date(period[1], 12, 31)
        return max((one.deadline for one in self.extraction.commitments if one.deadline), default=None)

    @property
    def issued(self) -> date | None:
        """The plan's own date."""
        return self.document.header.issued or self.document.header.released

    @cached_property
    def title(self) -> str:
        """Its title, else its first lines, folded."""
        return fold(self.document.header.title or "") or self.text[:_OPENING]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the plan's place and of those above it, the widest first."""
        region = self.document.header.region
        return (*region.parents, region.name) if region else ()

    def sentence(self, place: int) -> Span:
        """The sentence that holds a place."""
        at = bisect_left(self._stops, place)
        start = self._stops[at - 1] + 1 if at else 0
        end = self._stops[at] + 1 if at < len(self._stops) else len(self.text)
        while start < place and self.text[start].isspace():
            start += 1
        while end > place + 1 and self.text[end - 1].isspace():
            end -= 1
        return Span(start, max(end, start))

    def quote(self, span: Span) -> str:
        """The characters of a span as they are written."""
        return self.document.text[span.start : span.end]

    def section(self, commitment: Commitment) -> str:
        """Heading path of a commitment."""
        return self.document.section_title(commitment.section)

    def page(self, place: int) -> int | None:
        """The page of a place."""
        return page_at(self.document, place)

    def holder(self, place: int) -> Commitment | None:
        """The commitment that a place stands in."""
        at = bisect_right(self._starts, place) - 1
        for commitment in reversed(self.extraction.commitments[max(0, at - 3) : at + 1]):
            if commitment.span.start <= place < commitment.span.end:
                return commitment
        return None

    def mentions(self, pattern: str) -> Iterator[tuple[Commitment | None, Span]]:
        """Places inside commitments, or in headings over them, at which a pattern is found.

        A heading of a part about what is done so far promises nothing.
        """
        for found in _compiled(pattern).finditer(self.text):
            holder = self.holder(found.start())
            if holder is not None:
                yield holder, Span(found.start(), found.end())
            elif (at := self._heading(found.start())) is not None:
                under = next((one for one in self.extraction.commitments if one.section == at), None)
                yield under, Span(found.start(), found.end())

    def _heading(self, place: int) -> int | None:
        """The numbered heading, of a part that looks ahead, that a place stands in."""
        for at, heading in enumerate(self.document.headings):
            if heading.span.start <= place < heading.span.end:
                forward = heading.level > 1 and not _BEHIND.search(self.document.section_title(at))
                return at if forward else None
        return None

    def heading_of(self, commitment: Commitment) -> str:
        """What a commitment opens with: its short name and its first words, folded."""
        opening = self.text[commitment.span.start : min(commitment.span.end, commitment.span.start + 60)]
        return fold(commitment.subject) + "\n" + _LEAD.sub("", opening, count=1)

    def _promise(self, commitment: Commitment, measure: Measure) -> Promise:
        value = measure.value_span or Span(measure.span.end, measure.span.end)
        sentence = self.sentence(value.start)
        clause = max(sentence.start, min(measure.span.start, value.start))
        after = _COMMA.search(self.text, value.end)
        end = min(after.start() if after else len(self.text), value.end + 40)
        near = _BLANK.sub("", self.text[clause : value.start])
        bare = _BARE.fullmatch(fold(measure.subject)) is not None
        around = _BLANK.sub("", self.text[sentence.start if bare else clause : max(end, measure.span.end)])
        return Promise(
            commitment=commitment,
            measure=measure,
            head=_BLANK.sub("", self.text[sentence.start : value.start]),
            near=near,
            clause="\n".join((measure.subject, measure.scope or "", around)),
            levels=levels_of(measure.scope, fold(measure.subject)),
        )


def recalled(stored: StoredDocument) -> Extraction:
    """An extraction as the ledger keeps it; the bytes' hash and the tables are left out."""
    row = stored.row
    document = Document(
        source=row.source,
        sha256="",
        format=row.format,
        text=stored.text,
        blocks=stored.blocks,
        headings=stored.headings,
        header=stored.header,
        problems=stored.problems,
        repairs=stored.repairs,
    )
    return Extraction(document, tuple(one.commitment for one in stored.commitments), stored.facts)


_COMPILED: dict[str, re.Pattern[str]] = {}


def _compiled(pattern: str) -> re.Pattern[str]:
    found = _COMPILED.get(pattern)
    if found is None:
        found = _COMPILED[pattern] = re.compile(pattern)
    return found


def matches(pattern: str | None, text: str) -> bool:
    """Whether a pattern is found; none is found nowhere."""
    return pattern is not None and _compiled(pattern).search(text) is not None


def written(names: Sequence[str]) -> tuple[str, ...]:
    """Names, each once."""
    return tuple(dict.fromkeys(names))
