"""Whom unit lists, headings and standing rules of a document name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from extract.components.deadline import When
from extract.components.deadline import scan as scan_times
from extract.components.organisation import Owners, standing
from extract.lexicon import Gated, load
from extract.model import Duty, Responsibility
from extract.offices import office_sections
from extract.organisations import Name
from extract.statements import StatementReader
from extract.view import View
from ingest.model import Document, Span


@cache
def _standing() -> Gated:
    return Gated(r for r in load("organisations") if r.means == "first_leads")


def first_leads(folded: str) -> bool:
    """Whether the folded text of a document says that of several organisations the first one leads."""
    text = "".join(folded.split())
    return any(pattern.search(text) for _, pattern in _standing().open(text))


_OTHERS_ANSWER = re.compile("牵头[^,;。]{0,10}[,;。](?:其他|其余)[^,;。]{0,12}(?:按|依)[^,;。]{0,8}负责")
"""What a rule on the order of a list may say of the others: `其他单位按职责分工负责`."""


class Naming:
    """Reads the names of one document, whose standing rules add to later lists."""

    def __init__(self, document: Document, folded: str, reader: StatementReader, year: int | None) -> None:
        self.reader = reader
        self.year = year
        self.folded = folded
        self.offices = office_sections(document)
        """Sections whose heading is an office, which has to do what stands under it."""
        self.standing: list[Responsibility] = []
        """Organisations that a standing rule of the text adds to every later unit list."""
        self._beside_the_first: Duty | None = None
        self._first_leads: bool | None = None

    @property
    def beside_the_first(self) -> Duty:
        """The part of those behind the first one: support, unless the rule says that each answers."""
        if self._beside_the_first is None:
            answers = _OTHERS_ANSWER.search("".join(self.folded.split()))
            self._beside_the_first = Duty.RESPONSIBLE if answers else Duty.SUPPORT
        return self._beside_the_first

    @property
    def first_leads(self) -> bool:
        """Of several organisations the first one leads; asked for where a list leaves it open."""
        if self._first_leads is None:
            self._first_leads = first_leads(self.folded)
        return self._first_leads

    def office(self, shown: View, section: int) -> tuple[Responsibility, ...]:
        """The offices that a heading consists of, which `shown` opens with behind its marker."""
        first = self.offices[section][0]
        at = shown.text.find(first.name[: first.end - first.start])
        start = at - first.start if at > 0 else 0
        names = [n._replace(start=n.start + start, end=n.end + start) for n in self.offices[section]]
        duty = Duty.LEAD if re.match("牵头|主办", shown.text[names[-1].end :]) else Duty.RESPONSIBLE
        return tuple(self.reader.responsibility(shown, name, duty) for name in names)

    def answering(self, shown: View, names: Sequence[Name]) -> tuple[Responsibility, ...]:
        """The offices of a line that names nobody else, which answer for what stands under it."""
        return tuple(self.reader.responsibility(shown, name, Duty.RESPONSIBLE) for name in names)

    def time(self, shown: View, start: int, end: int) -> tuple[date | None, Span | None]:
        """The last time that a stretch gives, with its place."""
        best: tuple[date | None, Span | None] = (None, None)
        for mention in scan_times(shown.text[start:end]):
            if isinstance(mention.value, When):
                due = mention.value.resolve(self.year)
                if due and (best[0] is None or due > best[0]):
                    best = (due, shown.span(start + mention.start, start + mention.end))
        return best

    def named(self, shown: View, owners: Owners) -> tuple[Responsibility, ...]:
        """The organisations of a unit list, each once, with those that a standing rule adds."""
        out: dict[tuple[str, Duty], Responsibility] = {}
        duties = {d for _, d in owners.names}
        for place, (name, duty) in enumerate(owners.names):
            if duties == {Duty.RESPONSIBLE} and self.first_leads:
                duty = Duty.LEAD if place == 0 else self.beside_the_first
            one = self.reader.responsibility(shown, name, duty)
            out.setdefault((one.name, duty), one)
        for one in self.standing:
            out.setdefault((one.name, one.duty), one)
        return tuple(out.values())

    def rules(self, shown: View) -> list[tuple[int, list[Responsibility]]]:
        """The standing rules of a paragraph: from which place on, and whom they add."""
        return [
            (place, [self.reader.responsibility(shown, name, Duty.RESPONSIBLE) for name in names])
            for place, names in standing(shown.text)
        ]

    def take_up(self, rules: list[tuple[int, list[Responsibility]]], place: int) -> None:
        """Standing rules that hold at a place of their paragraph add to every list from now on."""
        while rules and rules[0][0] <= place:
            self.standing += rules.pop(0)[1]
