"""A review as words and cells. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui import present
from tui.language import named, t
from tui.tables import NONE, Cell, Column, Row, Tone

if TYPE_CHECKING:
    from corpus.corrections import Correction
    from corpus.review import Doubt, Reviewed
    from extract.model import Commitment

QUEUE = (
    Column("key", present.SHORT),
    Column("doubt", 4, right=True, rank=2),
    Column("sentence", 30, share=6),
    Column("value", 11, share=1, most=18, rank=1),
    Column("deadline", 10),
    Column("owner", 12, share=2, most=26, rank=1),
    Column("why", 12, share=1, most=24, rank=3),
)
STATUS = (
    Column("source", 20, share=3, most=60),
    Column("looked", 6, right=True),
    Column("commitments", 6, right=True),
    Column("done", 6, right=True),
)
FIELDS = (
    Column("field", 20, whole=True),
    Column("was", 20, share=2),
    Column("now", 20, share=2),
)


def queue_row(doubt: Doubt) -> Row:
    """Cells of `QUEUE`."""
    kept = doubt.row.commitment
    why = t("review.stale") if doubt.stale else "、".join(named("doubt", one) for one in kept.doubts)
    return (
        Cell(doubt.row.key[: present.SHORT]),
        Cell(f"{doubt.score:.1f}", Tone.WARN if doubt.stale else Tone.DIM),
        Cell(kept.quote),
        Cell(present.amounts(kept.measures)),
        Cell(present.iso(kept.deadline)),
        Cell(present.owners(kept.responsible)),
        Cell(why or NONE, Tone.WARN if why else Tone.DIM),
    )


def status_row(one: Reviewed) -> Row:
    """Cells of `STATUS`."""
    share = f"{one.done / one.of:.0%}" if one.of else NONE
    return (Cell(one.source), Cell(str(one.done)), Cell(str(one.of)), Cell(share))


def fields(reading: Commitment, held: Sequence[Correction]) -> list[tuple[str, str, Any]]:
    """(name that `correct` takes, what was read, what it is now) for every field."""
    from corpus.corrections import corrected, read_value
    from corpus.fieldnames import MEASURED, OWN, anchors, joined

    now = corrected(reading, held)
    names = [(name, name) for name in OWN]
    for number, anchor in enumerate(anchors(reading), 1):
        names += [(f"measures.{number}.{field}", joined(anchor, field)) for field in MEASURED]
    said = {one.field: one for one in _standing(held)}
    out = []
    for shown, field in names:
        was = worded(read_value(reading, field), field)
        value = was
        if now is None or _gone(field, said):
            value = t("review.rejected")
        elif field in said:
            one = said[field]
            value = worded(one.value, field) if one.action == "correct" else t("review.confirmed")
            value = NONE if one.action == "reject" else value
        out.append((shown, was, value))
    return out


def _gone(field: str, said: dict[str, Correction]) -> bool:
    whole = said.get(field.partition("/")[0]) if "/" in field else None
    return whole is not None and whole.action == "reject"


def _standing(held: Sequence[Correction]) -> list[Correction]:
    from corpus.corrections import standing

    return list(standing(held).values())


def worded(value: str | None, field: str = "") -> str:
    """JSON of a field as a person reads it; a name that is typed has its word beside it."""
    found = json.loads(value or "null")
    if found is None or found == []:
        return NONE
    if isinstance(found, list):
        return "；".join(f"{named('duty', one['role'])}:{one['name']}" for one in found if isinstance(one, dict))
    if isinstance(found, dict):
        return f"{found['low']}–{found['high']}"
    if field == "force":
        return _beside(str(found), named("force", str(found)))
    if field.endswith("/indicator"):
        return _beside(str(found), present.indicator(str(found)))
    return str(found)


def _beside(typed: str, word: str) -> str:
    """`strive 力争`; the name alone where there is no other word for it."""
    return typed if typed == word else f"{typed} {word}"


def _field_word(name: str) -> str:
    """What people call a field: `measures.1.value` is 指标1 数值."""
    measure, dot, own = name.rpartition(".")
    if not dot:
        return named("reviewfield", own)
    return t("reviewfield.measure", number=measure.rpartition(".")[2], field=named("measurefield", own))


def field_row(field: tuple[str, str, Any]) -> Row:
    """Cells of `FIELDS`."""
    name, was, now = field
    return (Cell(_beside(name, _field_word(name))), Cell(was), Cell(str(now), Tone.STRONG if was != now else Tone.DIM))


def line(one: Correction) -> str:
    """One line of the record."""
    value = worded(one.value, one.field) if one.action == "correct" else None
    parts = [one.at[:10], named("action_review", one.action.value), one.field, value, one.author, one.reason]
    return " · ".join(part for part in parts if part)
