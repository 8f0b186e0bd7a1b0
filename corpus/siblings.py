"""Items without an owner or a date where the items beside them have one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.finding import Finding, Kind, place
from corpus.promises import Plan
from corpus.verdicts import note
from extract.model import Commitment
from ingest.model import Span

_SHARE = 0.8
"""Share of the items beside it that must have what one lacks."""
_LEAST = 3
"""Items that must have it."""


_NUMBERED = re.compile(r"\s?[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）.、．]?")


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading with all that stands under it, or one commitment of a list."""

    commitments: tuple[Commitment, ...]
    span: Span

    @property
    def owned(self) -> bool:
        return any(one.responsible or any(m.responsible for m in one.measures) for one in self.commitments)

    @property
    def dated(self) -> bool:
        return any(
            one.deadline or one.recurrence or any(m.deadline or m.recurrence for m in one.measures)
            for one in self.commitments
        )


def unlike_siblings(plan: Plan) -> Iterator[Finding]:
    """Findings about single items that lack what the others of their list have."""
    for items in _lists(plan):
        for kind, has in ((Kind.NO_OWNER, [one.owned for one in items]), (Kind.NO_DATE, [one.dated for one in items])):
            if sum(has) >= _LEAST and sum(has) >= _SHARE * len(items):
                for item, there in zip(items, has, strict=True):
                    if not there:
                        code = "no_owner" if kind is Kind.NO_OWNER else "no_date"
                        remark = note(code, have=sum(has), of=len(items))
                        yield Finding(kind, remark, (place(plan, item.span, item.commitments[0]),))


def _lists(plan: Plan) -> Iterator[Sequence[_Item]]:
    """Items under one heading: headings with what is under them, or commitments that share their heading."""
    headings = plan.document.headings
    under: dict[int | None, dict[int, list[Commitment]]] = {}
    alone: dict[int | None, list[Commitment]] = {}
    for one in plan.extraction.commitments:
        alone.setdefault(one.section, []).append(one)
        for at in plan.document.path(one.section):
            under.setdefault(headings[at].parent, {}).setdefault(at, []).append(one)
    for parent, children in under.items():
        if parent is None and len(children) > 1 and headings[min(children)].level == 1:
            # The chapters of a document are no list.
            continue
        if any(at in under for at in children):
            # Parts with parts of their own are no items.
            continue
        yield [_Item(tuple(held), headings[at].span) for at, held in sorted(children.items())]
    for section, held in alone.items():
        if len(held) >= _LEAST and section not in under and all(_NUMBERED.match(one.quote) for one in held):
            yield [_Item((one,), one.span) for one in held]
