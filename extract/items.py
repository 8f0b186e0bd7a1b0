"""Blocks to items: what belongs together under one owner or one time limit, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extract.components.organisation import Owners, members, unit_lists
from extract.markers import parted
from extract.model import Duty, Responsibility, Role
from extract.officelines import office_lines
from extract.owning import Naming
from extract.registry import Mention
from extract.running import running
from extract.sentences import states_problem
from extract.stages import Stages
from extract.statements import ORDINAL, Item, Statement, StatementReader, opens_with_actor
from extract.view import View, fold, view
from extract.years import begins, plan_year
from ingest.model import Block, BlockKind, Document, Span


def read(document: Document) -> list[Item]:
    """The items of a document in the order of its text."""
    from extract.language import read as mentions_of

    folded = parted(document, fold(document.text))
    reader = _Reader(document, folded)
    blocks = [block for block in document.blocks if block.kind not in _UNREAD and len(block.span)]
    shown = [view(document, block.span, folded) for block in blocks]
    flags = running(blocks, shown)
    told = [
        runs or (block.kind is BlockKind.HEADING and (has_figure(one.text) or bool(_DIRECTIVE.search(one.text))))
        for block, one, runs in zip(blocks, shown, flags, strict=True)
    ]
    texts = [one.text for one, tells in zip(shown, told, strict=True) if tells]
    mentions = iter(mentions_of(texts))
    reader.reader.look_ahead(texts)
    lists = [
        list(unit_lists(one.text)) if block.kind in _LISTING else [] for block, one in zip(blocks, shown, strict=True)
    ]
    lines = [
        one.text if block.kind in _LINES or (tells and block.kind is BlockKind.HEADING) else ""
        for block, one, tells in zip(blocks, shown, told, strict=True)
    ]
    heads = office_lines(lines)
    for place, (block, one, runs, tells) in enumerate(zip(blocks, shown, flags, told, strict=True)):
        line, names = heads.get(place, (place, []))
        reader.told = reader.naming.answering(shown[line], names) if names else ()
        if runs and names and line == place:
            next(mentions)
        elif runs:
            reader.paragraph(block, one, next(mentions))
        elif block.kind is BlockKind.HEADING:
            reader.heading(block, one, lists[place])
            if tells:
                reader.directive(block, one, next(mentions))
        elif block.kind is BlockKind.META:
            reader.meta(one, lists[place])
    reader.close()
    return reader.items


_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.META})
_LISTING = frozenset({BlockKind.HEADING, BlockKind.META})
"""Blocks that may be a unit list, or end with one, and are read for nothing else."""
_UNREAD = frozenset({BlockKind.NOISE, BlockKind.TITLE, BlockKind.CELL})
_HAN = re.compile("[\u4e00-\u9fff]")
_PART = re.compile(r"(?:整改|推进|工作|具体|主要)?(?:措施|举措|目标)[:]")
"""A paragraph that goes on with the item before it: `整改措施:…`."""


_PART_LONG = 5
"""Its characters."""
_POINT = re.compile(r"\([0-9]{1,2}\)|[①-⑳]")
_DIGIT = re.compile("[0-9]")
_FIGURE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?(?:余|多)?(?![0-9.、)年月日级版号届])[%‰\u4e00-\u9fff]")


_DIRECTIVE = re.compile(
    "[局委办厅部院会府组队司门位镇乡县区市街道心地所站)](?:也|都|均)?(?:要(?!求|点|素)|应当|负责|牵头|承担|会同)"
)
"""What a heading holds that tells an office to act."""


def has_figure(title: str) -> bool:
    """Whether the title of a heading holds a number that is neither its ordinal nor a date."""
    return bool(_DIGIT.search(title) and _FIGURE.search(ORDINAL.sub("", title, count=1)))


class _Reader:
    """Walks over the blocks and keeps what is open: items that may still get an owner."""

    def __init__(self, document: Document, folded: str) -> None:
        self.document = document
        self.items: list[Item] = []
        self.open: list[int] = []
        """Indices of items since the last heading or unit list."""
        self.closed: list[int] = []
        """Indices of the items that a unit list inside the last paragraph closed; a unit line may still add to it."""
        self.pending: tuple[list[Responsibility], date | None, Span | None] = ([], None, None)
        self.above = False
        """What is pending is for all that is open, whatever its numbers."""
        self.year = plan_year(document)
        self.reader = StatementReader(document, begins(document, self.year))
        self.naming = Naming(document, folded, self.reader, self.year)
        self.problem: int | None = None
        """The first item under a problem that is to be rectified: all up to the next one share its unit lines."""
        self.problem_owners: tuple[tuple[Responsibility, ...], date | None] = ((), None)
        self.headed: int | None = None
        """The section whose heading was read last, until its first paragraph."""
        self.stages = Stages(document, self.year, report=self.reader.mode.report)
        self.section_owners: dict[int, tuple[Responsibility, ...]] = {}
        self.told: tuple[Responsibility, ...] = ()
        """The offices on a line of their own above, whose duties the block says."""

    def heading(self, block: Block, shown: View, lists: Sequence[Mention]) -> None:
        """A heading closes what is open; its own unit list holds for its section."""
        self._settle()
        self.open, self.closed = [], []
        self.headed, self.problem, self.problem_owners = block.section, None, ((), None)
        if block.section is None or not shown.text:
            return
        if block.section in self.naming.offices:
            self.section_owners[block.section] = self.naming.office(shown, block.section)
        for mention in lists:
            if mention.kind == "owners" and isinstance(mention.value, Owners) and mention.value.bracket:
                named = self.naming.named(shown, mention.value)
                self.section_owners[block.section] = named
                self._add_heading(block, shown, mention, named)

    def directive(self, block: Block, shown: View, mentions: dict[str, list[Mention]]) -> None:
        """A heading that states a figure or opens with whom it tells to act promises it itself: `(一)新增学位800个`."""
        if block.section in self.naming.offices:
            return
        if not has_figure(shown.text) and not opens_with_actor(shown.text, mentions):
            return
        if not any(isinstance(m.value, Owners) for m in mentions.get("owners", ())):
            self._add(block, shown, mentions, 0, len(shown.text), None)

    def _add_heading(self, block: Block, shown: View, mention: Mention, named: tuple[Responsibility, ...]) -> None:
        """A heading with a unit list is an item itself: `(一)加快枢纽建设(牵头单位:县交通局)`."""
        marker = ORDINAL.match(shown.text)
        start = marker.end() if marker else 0
        if mention.start - start < 4 or not isinstance(mention.value, Owners):
            return
        due, place = None, None
        for a, b in mention.value.times:
            due, place = self.naming.time(shown, a, b)
        statement = Statement(
            view=shown,
            start=start,
            end=mention.start,
            role=Role.COMMITMENT,
            mentions={},
            actors=(),
            opens_block=True,
            lead=0,
            lists=False,
            listing=False,
            rules=("item.heading",),
        )
        self.items.append(
            Item(block.section, None, (statement,), named, owned=True, deadline=due, deadline_span=place, ordinal=True)
        )

    def meta(self, shown: View, lists: Sequence[Mention]) -> None:
        """A unit line gives the open item its owner."""
        for mention in lists:
            if mention.kind == "owners" and isinstance(mention.value, Owners):
                self._unit_line(shown, mention.value)

    def _unit_line(self, shown: View, owners: Owners) -> None:
        names, due, place = self.pending
        self.above = owners.above
        names += self.naming.named(shown, owners)
        for start, end in owners.times:
            got = self.naming.time(shown, start, end)
            if got[0]:
                due, place = got
        self.pending = (names, due, place)

    def _settle(self) -> None:
        """Pending unit lines go to the item they close: a numbered one alone, else all that are open."""
        names, due, place = self.pending
        if not names and due is None:
            return
        self.pending = ([], None, None)
        if self.problem is not None:
            self.problem_owners = tuple({(n.name, n.duty): n for n in names}.values()), due
            for index in range(self.problem, len(self.items)):
                self.items[index] = self._of_problem(self.items[index])
            return
        if not self.open and self.closed:
            self._go_on(names, due, place)
            return
        if not self.open:
            self._ahead(names, due)
            return
        last = max((i for i in self.open if self.items[i].ordinal), default=self.open[0])
        if self.above or all(self._point(self.items[i]) for i in self.open):
            last = self.open[0]
        unique: dict[tuple[str, Duty], Responsibility] = {}
        for one in names:
            unique.setdefault((one.name, one.duty), one)
        for index in [i for i in self.open if i >= last]:
            self.items[index] = self.items[index]._replace(
                owners=tuple(unique.values()),
                owned=bool(unique),
                deadline=due,
                deadline_span=place,
            )
        self.open = []

    def _go_on(self, names: Sequence[Responsibility], due: date | None, place: Span | None) -> None:
        """A unit line behind a paragraph that closes with a unit list itself goes on with it."""
        for index in self.closed:
            item = self.items[index]
            owners = {(n.name, n.duty): n for n in (*item.owners, *names)}
            self.items[index] = item._replace(
                owners=tuple(owners.values()), deadline=due or item.deadline, deadline_span=place or item.deadline_span
            )

    @staticmethod
    def _point(item: Item) -> bool:
        """Whether an item is one of the points `(1)`, `①` into which a numbered task is parted."""
        first = item.statements[0]
        return not item.headed and bool(_POINT.match(first.view.text, first.start))

    def _of_problem(self, item: Item) -> Item:
        """An item with what the unit lines of its problem say; a time of its own stays."""
        owners, due = self.problem_owners
        return item if item.owned else item._replace(owners=owners, owned=bool(owners), stage=due or item.stage)

    def _ahead(self, names: Sequence[Responsibility], due: date | None) -> None:
        """Unit lines directly under a heading, in front of its text, hold for its section."""
        section, self.headed = self.headed, None
        if section is None:
            return
        if names:
            self.section_owners[section] = tuple({(n.name, n.duty): n for n in names}.values())
        if due:
            self.stages.dates(section, due)

    def close(self) -> None:
        """The end of the document."""
        self._settle()

    def paragraph(self, block: Block, shown: View, mentions: dict[str, list[Mention]]) -> None:
        """A paragraph becomes an item, or the unit list of the one before."""
        beside = members(shown.text) if self.pending[0] else None
        if beside:
            self._unit_line(shown, beside)
            return
        owners = [m for m in mentions.get("owners", ()) if isinstance(m.value, Owners)]
        if (
            owners
            and owners[0].start <= 4
            and owners[-1].end >= len(shown.text) - 2
            and not _ordinal_text(shown.text, owners[0])
        ):
            for mention in owners:
                if isinstance(mention.value, Owners):
                    self._unit_line(shown, mention.value)
            return
        self._settle()
        self.headed = None
        self.closed = []
        if states_problem(shown.text):
            self.open, self.problem, self.problem_owners = [], len(self.items), ((), None)
        rules = self.naming.rules(shown)
        for part in self._parts(shown, owners):
            self.naming.take_up(rules, part[0])
            self._add(block, shown, mentions, *part)
        self.naming.take_up(rules, len(shown.text))

    def _parts(self, shown: View, owners: Sequence[Mention]) -> Iterator[tuple[int, int, Mention | None]]:
        """A paragraph in pieces, each up to and with its unit list."""
        start = 0
        for mention in owners:
            yield start, mention.end, mention
            start = mention.end
        if start < len(shown.text) and _HAN.search(shown.text, start):
            yield start, len(shown.text), None

    def _add(
        self,
        block: Block,
        shown: View,
        mentions: dict[str, list[Mention]],
        start: int,
        end: int,
        owner: Mention | None,
    ) -> None:
        text = shown.text
        title, body = None, start
        if block.heading is not None and start == 0:
            heading = self.document.headings[block.heading]
            title = heading.title
            if block.heading in self.naming.offices:
                self.section_owners[block.heading] = self.naming.office(shown, block.heading)
            body = shown.offset(heading.span.end)
            tells = opens_with_actor(text, mentions, start)
            body = start if tells or has_figure(text[start:body]) else body
            while body < end and text[body] in "。:;,.":
                body += 1
        stop = owner.start if owner else end
        statements = list(self.reader.statements(block, shown, mentions, body, stop))
        if not statements and not owner:
            return
        named: tuple[Responsibility, ...] = ()
        due: date | None = None
        place: Span | None = None
        if owner and isinstance(owner.value, Owners):
            named = self.naming.named(shown, owner.value)
            for a, b in owner.value.times:
                due, place = self.naming.time(shown, a, b)
        told = () if any(one.actors for one in statements) else self.told
        inherited = (told or self._inherited(block.section)) if not named else ()
        if (
            not named
            and text.find(":", start, start + _PART_LONG) >= 0
            and _PART.match(text, start)
            and self.items
            and self.items[-1].section == block.section
        ):
            inherited = self.items[-1].owners or inherited
        indicator = next((str(m.value) for m in mentions.get("indicator", ()) if start <= m.start < end), None)
        item = Item(
            section=block.section,
            title=title or self._heading_title(block.section),
            statements=tuple(statements),
            owners=named or inherited,
            owned=bool(named),
            deadline=due,
            deadline_span=place,
            stage=self.stages.of(block.section),
            indicator=indicator,
            ordinal=bool(ORDINAL.match(text, start, end)) or block.heading is not None,
            headed=title is not None,
        )
        if not statements and owner and named and block.heading is not None:
            if block.section is not None:
                self.section_owners[block.section] = named
            self._add_heading(block, shown, owner, named)
            self.open = []
            return
        if not statements:
            if self.open and named:
                self.pending = (list(named), due, place)
                self._settle()
            return
        self.items.append(self._of_problem(item) if self.problem is not None else item)
        if named and not item.ordinal:
            self._close_item(item)
        if named:
            self.closed = [*self.open, len(self.items) - 1]
            self.open = []
        else:
            self.open.append(len(self.items) - 1)

    def _close_item(self, last: Item) -> None:
        """The unit list behind the last paragraph of an item is that of its earlier paragraphs too."""
        for index in self.open:
            if self.items[index].section == last.section:
                self.items[index] = self.items[index]._replace(
                    owners=last.owners,
                    owned=True,
                    deadline=last.deadline,
                    deadline_span=last.deadline_span,
                )

    def _heading_title(self, section: int | None) -> str | None:
        return self.document.headings[section].title if section is not None else None

    def _inherited(self, section: int | None) -> tuple[Responsibility, ...]:
        if self.section_owners:
            for index in reversed(self.document.path(section)):
                if index in self.section_owners:
                    return self.section_owners[index]
        return ()


def _ordinal_text(text: str, mention: Mention) -> bool:
    return mention.start > 0 and bool(re.search("[\u4e00-\u9fff]{3}", text[: mention.start]))
