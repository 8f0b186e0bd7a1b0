"""Sentences of a block as statements: what each is, who is told to act in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import NamedTuple

from extract import modes, sentences
from extract.acting import Actor
from extract.aliases import canonical
from extract.baselines import ends_reporting
from extract.labelled import goes_on, lists_duties, with_labels
from extract.model import Duty, Responsibility, Role
from extract.organisations import Name
from extract.registry import Mention, within
from extract.sentences import Label
from extract.view import View, fold
from ingest.model import Block, Document, Span

_ROLES = {Label.COMMITMENT: Role.COMMITMENT, Label.STATUS: Role.STATUS, Label.FRAME: Role.STATUS}
_start = attrgetter("start")
_RULES = {label: (f"role.{label}",) for label in Label}
ORDINAL = re.compile(
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.、)](?![0-9])|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}(?:、|是))"
)

_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}条")
"""An article of a regulation, which is no introduction wherever it stands."""
_GENERAL = re.compile("总[ \u3000]{0,4}则")
"""The chapter of a regulation that says what it is for, and who does what."""
_LISTING = re.compile(r"(?:\A|其中[,:])(?:其中[,:])?[^,。:]{2,16}(?:项目|工程)[0-9]{1,4}(?:个|项)[。;]\Z")
"""`义务教育项目4个。`: what follows in the paragraph is for that level."""
_LISTED = ("个。", "项。", "个;", "项;")
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_DIGIT = re.compile("[0-9]")


_DUTY = re.compile(
    rf"{ORDINAL.pattern}|[^,。;:]{{2,60}}(?:负责|牵头)(?!人(?![口才事民大工居身防力社群畜饮行文影道体流]))"
)
"""How the duty of an office opens a paragraph, wherever it stands."""
_TOLD = re.compile(
    "[位门室局委办厅府校乡镇道部关队心)](?:将(?!其|此|本)|(?:必)?须|要(?!求|点)|应(?!急|用)|于[^,。;]{2,16}前|负责|牵头)"
)
"""What tells an office to act in a notice, in front of what the notice sends out."""
_YEAR_IS = re.compile("20[0-9]{2}年(?:是|的)")
"""How a year is spoken of, also one that a report looks back to."""
_BY_A_DAY = re.compile("于[^,。;]{2,16}前[^,。;]{2,40}(?:报|交)")
_CITED = 40
"""Characters within which a line names the document that an office issued (印发《…》)."""


def opens_with_actor(text: str, mentions: dict[str, list[Mention]], start: int = 0) -> bool:
    """Whether whom it tells to act opens a text from `start` on, at most behind a number; who issued a document that it
    cites does not act."""
    told = mentions.get("actor")
    if not told or "发《" in text[start : start + _CITED]:
        return False
    ordinal = ORDINAL.match(text, start)
    opening = ordinal.end() if ordinal else start
    return any(start <= m.start <= opening for m in told)


_CLOSES = re.compile(r"由?[^,。;由]{2,40}(?:负责|牵头|配合|协助|参与)(?:落实|实施|组织实施|推进)?(?=[,。;]|\Z)")
"""A clause that says no more than who answers for what stands in front of it."""
_APART = re.compile("[,。;:]")


def _closers(text: str, actors: Sequence[tuple[int, tuple[Responsibility, ...]]]) -> tuple[Responsibility, ...]:
    """The organisations of the clause that closes what stands in front, and of those that go on with it (`…配合`)."""
    out: tuple[Responsibility, ...] = ()
    end = None
    for at, group in actors:
        match = _CLOSES.match(text, at) if text[at - 1 : at] == "," and end in (None, at - 1) else None
        if match is None:
            break
        out, end = out + group, match.end()
    return out


class Statement(NamedTuple):
    """One sentence with its mentions."""

    view: View
    start: int
    end: int
    role: Role
    mentions: dict[str, list[Mention]]
    """Those of the sentence by kind."""
    actors: tuple[tuple[int, tuple[Responsibility, ...]], ...]
    """Organisations that the sentence itself tells to act, with the offset of their clause."""
    opens_block: bool
    lead: int
    """Characters of an ordinal in front."""
    lists: bool
    """It continues an enumeration that named its scope before."""
    listing: bool
    """It opens one (义务教育项目4个。)."""
    rules: tuple[str, ...] = ()
    carried: bool = False
    """Its organisations are those of the sentence in front, whose duties it goes on with."""

    @property
    def owners(self) -> tuple[Responsibility, ...]:
        """All of them, each once."""
        out = {one.name: one for _, group in reversed(self.actors) for one in reversed(group)}
        return tuple(reversed(out.values()))

    def owners_at(self, place: int) -> tuple[Responsibility, ...]:
        """Those that answer for a number: whom a clause behind it names for what stands in front (`…, 由县教育局负责`),
        else those of the last clause before it that has any, else none.
        """
        at = bisect_right(self.actors, place, key=itemgetter(0))
        behind = _closers(self.view.text, self.actors[at:])
        front = self.actors[at - 1] if at else None
        closed = front is not None and _CLOSES.match(self.view.text, front[0]) is not None
        if behind and (front is None or closed or not _APART.search(self.view.text, place, self.actors[at][0] - 1)):
            return behind
        return front[1] if front else ()

    def inside(self, kind: str) -> Sequence[Mention]:
        """The mentions of a kind in this sentence."""
        return self.mentions.get(kind, ())


class Item(NamedTuple):
    """A block with the owners and the time limit that belong to it."""

    section: int | None
    title: str | None
    """Title of a run-in heading, or of the heading whose only content this is."""
    statements: tuple[Statement, ...]
    owners: tuple[Responsibility, ...] = ()
    owned: bool = False
    """It has a unit list of its own."""
    deadline: date | None = None
    deadline_span: Span | None = None
    stage: date | None = None
    """End of the stage whose section this stands in."""
    indicator: str | None = None
    ordinal: bool = False
    """It opens with a number or a run-in heading."""
    headed: bool = False
    """A run-in heading opens it: `title` is its own."""


def _inside(mentions: dict[str, list[Mention]], start: int, end: int) -> dict[str, list[Mention]]:
    """Those, by kind and in the order of the text, that lie in a stretch of it; no kind without any."""
    out: dict[str, list[Mention]] = {}
    for kind, found in mentions.items():
        if len(found) > 1:
            found = within(found, start, end)
        elif not (start <= found[0].start and found[0].end <= end):
            continue
        if found:
            out[kind] = found
    return out


def _figures(inside: dict[str, list[Mention]]) -> bool:
    """Whether a sentence with these mentions states a figure in digits with its unit."""
    return any(m.rule in _IN_DIGITS for m in inside.get("quantity", ()))


_IN_DIGITS = ("quantity.number", "quantity.range", "quantity.scaled")


class StatementReader:
    """Reads the sentences of one document's blocks, in order: a report may turn from what was done to what will be."""

    def __init__(self, document: Document, begins: int | None = None) -> None:
        self.document = document
        self.begins = begins
        """The first year that the plan can promise for."""
        self.mode = modes.mode(document)
        self.turned = False
        self.promising = False
        """A report for the public has said what is to come, and not gone back to what was done."""
        self.starts = [h.span.start for h in document.headings]
        self.looked_ahead = False
        """A section has turned to what is to come; those behind it do not turn back by themselves."""
        self.sections: dict[int | None, tuple[Label | None, bool]] = {}
        """Per section what its headings say, and whether they look ahead."""
        self.cut: dict[str, list[tuple[int, int]]] = {}
        """The sentences of texts that were looked ahead at."""
        self.may: dict[str, sentences.Opened] = {}
        """What may be said of them."""

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Cuts texts that will be read and gates their sentences, all at once: the words of the gate, which are many,
        then stay in the processor's cache."""
        self.cut = {text: sentences.split(text) for text in texts}
        self.may = {text[a:b]: () for text, found in self.cut.items() for a, b in found}
        for text in self.may:
            self.may[text] = sentences.opened(text)

    def statements(
        self, block: Block, shown: View, mentions: dict[str, list[Mention]], start: int, stop: int
    ) -> Iterator[Statement]:
        section, ahead = self.section(block.section)
        article = _ARTICLE.match(shown.text)
        untitled = bool(self.starts) and block.section is None and block.heading is None
        duty = untitled and opens_with_actor(shown.text, mentions) and bool(_DUTY.match(shown.text))
        owned = "owners" in mentions and any(start <= m.start <= stop for m in mentions["owners"])
        preamble = untitled and not (article or duty or owned) and block.span.start < self.starts[0]
        general = block.section is not None and _GENERAL.fullmatch(self.document.headings[block.section].title)
        seen = False
        lists = False
        promised = problem = False
        before: Label | None = None
        opening = ""
        telling = False
        held: tuple[tuple[Responsibility, ...], bool] = ((), False)
        whole = shown.text[start:stop]
        found = [(a + start, b + start) for a, b in self.cut.get(whole) or sentences.split(whole)]
        for a, b in with_labels(found, mentions):
            text = shown.text[a:b]
            if not _WORD.search(text):
                continue
            inside = _inside(mentions, a, b) if b - a < len(shown.text) else mentions
            if self._is_heading(shown, a, b) and not _figures(inside) and not opens_with_actor(shown.text, mentions, a):
                continue
            if self.mode.report and modes.turns(text) and not (section is Label.STATUS and _YEAR_IS.match(text)):
                self.turned = True
            report = self.mode.report and not self.turned and not ahead
            preamble = preamble and not (promised or sentences.sets_goals(text))
            problem = problem or (not seen and sentences.states_problem(text))
            may = self.may.get(text)
            label = sentences.label(text, section, report=report, preamble=preamble, begins=self.begins, may=may)
            if section is Label.FRAME and general and self._told(mentions, a, b):
                label = sentences.label(text, None, report=report, preamble=preamble, begins=self.begins, may=may)
            if preamble and label is Label.FRAME and self._is_asked(shown.text, mentions, a, text):
                label = sentences.label(text, section, report=report, preamble=False, begins=self.begins, may=may)
            if self.mode.news and report and label is not Label.FRAME:
                label = self._in_news(text, label)
            if problem and label is Label.COMMITMENT:
                label = Label.STATUS
            if label is Label.COMMITMENT and opening and _figures(inside):
                label = Label.STATUS if sentences.goes_on_telling(opening, text) else label
            if before is not None and text.startswith("其中") and _figures(inside):
                label = sentences.as_before(before, label, text)
            if telling and label is Label.COMMITMENT and _figures(inside) and sentences.told_on(text):
                label = Label.STATUS
            telling = label is Label.STATUS and not report and (telling or sentences.tells(text))
            before = label
            reports = label is Label.STATUS or ends_reporting(text)
            opening = (opening or text) if reports and text.endswith(";") else ""
            promised = promised or (label is Label.COMMITMENT and text.endswith(";"))
            ordinal = ORDINAL.match(text)
            listing = text.endswith(_LISTED) and bool(_LISTING.search(text))
            actors = self._actors(shown, mentions, a, b) if "actor" in mentions else ()
            carried = False
            if actors:
                held = actors[-1][1], lists_duties(mentions, a, b)
            elif held[0] and (held[1] or goes_on(shown.text, a, ordinal.end() if ordinal else 0)):
                actors, carried = ((a, held[0]),), True
            else:
                held = ((), False)
            yield Statement(
                view=shown,
                start=a,
                end=b,
                role=_ROLES[label],
                mentions=inside,
                actors=actors,
                carried=carried,
                opens_block=not seen,
                lead=ordinal.end() if ordinal else 0,
                lists=lists,
                listing=listing,
                rules=_RULES[label],
            )
            lists = listing or (lists and bool(_DIGIT.search(text)))
            seen = True

    def _in_news(self, text: str, label: Label) -> Label:
        """What a sentence of a report for the public is: what goes on behind a promise promises, unless it is done."""
        going_on = self.promising and label is Label.STATUS and not sentences.is_done(text)
        self.promising = going_on or label is Label.COMMITMENT or sentences.foresees(text)
        return Label.COMMITMENT if self.promising else Label.STATUS

    @staticmethod
    def _is_asked(whole: str, mentions: dict[str, list[Mention]], start: int, text: str) -> bool:
        """Whether a sentence of a notice tells an office to act: it opens with it, or asks it to report by a day."""
        if opens_with_actor(whole, mentions, start):
            return bool(_TOLD.search(text))
        asked = any(
            m.rule == "organisation.asked" for m in mentions.get("actor", ()) if start <= m.start < start + len(text)
        )
        return asked and bool(_BY_A_DAY.search(text))

    @staticmethod
    def _told(mentions: dict[str, list[Mention]], start: int, end: int) -> bool:
        """Whether a stretch tells an organisation to act."""
        return any(start <= m.start < end for m in mentions.get("actor", ()))

    def section(self, section: int | None) -> tuple[Label | None, bool]:
        """What the headings of a section say, and whether they look ahead."""
        if section not in self.sections:
            titles = [self.document.headings[i].title for i in self.document.path(section)]
            label = sentences.section_label(titles)
            ahead = sentences.plans_ahead(titles)
            self.looked_ahead = self.looked_ahead or ahead
            self.sections[section] = (label, ahead or (self.looked_ahead and label is not Label.STATUS))
        return self.sections[section]

    def _is_heading(self, shown: View, start: int, end: int) -> bool:
        """Whether a sentence is the title of a run-in heading inside the paragraph."""
        first, last = shown.places[start], shown.places[end - 1]
        at = bisect_right(self.starts, first) - 1
        return at >= 0 and last <= self.document.headings[at].span.end + 1

    def responsibility(self, shown: View, name: Name, duty: Duty) -> Responsibility:
        """The name as the text writes it, with the organisation that it stands for."""
        span = shown.span(name.start, name.end) if 0 <= name.start < name.end <= len(shown.places) else None
        written = name.name
        if span is not None:
            quote = "".join(self.document.quote(span).split())
            if quote != written and fold(quote) == written:
                written = quote
        full = canonical(name.full)
        return Responsibility(written, duty, span, full if full != name.name else None)

    def _actors(
        self, shown: View, mentions: dict[str, list[Mention]], start: int, end: int
    ) -> tuple[tuple[int, tuple[Responsibility, ...]], ...]:
        out: list[tuple[int, tuple[Responsibility, ...]]] = []
        seen: set[str] = set()
        found, lists = mentions.get("actor", []), mentions.get("owners", [])
        first = bisect_left(found, start, key=_start)
        for mention in found[first : bisect_left(found, end, first, key=_start)]:
            if not isinstance(mention.value, Actor):
                continue
            # Unit lists do not overlap: the last one that begins before a name is the only one that can hold it.
            before = bisect_right(lists, mention.start, key=_start) - 1
            if before >= 0 and mention.start < lists[before].end:
                continue
            group = tuple(self.responsibility(shown, n, duty) for n, duty in mention.value.names)
            fresh = tuple(one for one in group if one.name not in seen)
            seen |= {one.name for one in group}
            if fresh:
                out.append((mention.start, fresh))
        return tuple(out)
