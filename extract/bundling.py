"""What single statements give, and which of them make one commitment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.force import PLAIN, Strength
from extract.model import Measure
from extract.registry import Mention
from extract.statements import Item, Statement
from ingest.model import Span


@dataclass(slots=True)
class Made:
    """What one statement gives."""

    statement: Statement
    measures: list[Measure] = field(default_factory=list)
    deadline: date | None = None
    deadline_span: Span | None = None
    opening: date | None = None
    """A deadline that opens the statement."""
    sets_stage: bool = False
    """It holds for what follows in the paragraph."""
    passes: bool = False
    """It holds for what follows in the sentence, behind a semicolon."""
    doubts: list[str] = field(default_factory=list)
    dated: Sequence[tuple[Mention, date | None]] = ()
    """The times of the statement."""
    strength: Strength = PLAIN
    """How it binds, where it promises."""


def bundles(item: Item, made: Sequence[Made]) -> Iterable[list[Made]]:
    """One commitment for an item; in running text a new one where another organisation or another date takes over."""
    if not made:
        return
    if item.owned:
        yield list(made)
        return
    bundle: list[Made] = []
    for one in made:
        if bundle and not _goes_on(bundle, one):
            yield bundle
            bundle = []
        bundle.append(one)
    yield bundle


def _goes_on(bundle: Sequence[Made], one: Made) -> bool:
    """Whether a sentence belongs to what stands before it in its paragraph."""
    last = bundle[-1].statement
    carried = one.statement.carried
    if last.view is not one.statement.view or last.end != one.statement.start or (one.statement.actors and not carried):
        return False
    if any(m.statement.actors for m in bundle) and last.view.text[last.end - 1] != ";" and not carried:
        return False
    dated = any(m.deadline for m in bundle)
    return not (dated and one.opening) or _only_later(one.statement)


_LATER = re.compile(
    r"[到至]?20[0-9]{2}年(?:底|末)?(?:前|之前)?,?(?:城市|农村|城镇|乡村|城区|县城|市区)?(?:也|再|再次|进一步|分别|均|都|要|应|将|须|力争|争取|确保)*"
    r"(?:达到?|降[至到为]|提高[到至]|增[加至]到?|控制在|不低于|不超过|不少于|保持在|上升[到至]|下降[到至]|扩大[到至])[0-9]"
)
"""A clause that only says what the value in front of it comes to later: `…降至8%;到2030年要降至6%`."""


def _only_later(statement: Statement) -> bool:
    """Whether a statement has no subject of its own but a later year for that of the statement before."""
    return bool(_LATER.match(statement.view.text, statement.start, statement.end))
