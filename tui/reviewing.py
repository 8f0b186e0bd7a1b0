"""A review as words and cells. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.model import CommitmentRow, FactRow, HeaderRow
from tui import phrases, present
from tui.language import named, t
from tui.tables import NONE, Cell, Column, Row, Tone

if TYPE_CHECKING:
    from corpus.corrections import Correction
    from corpus.readings import Reading
    from corpus.waiting import Doubt, Reviewed
    from ingest.model import Header, Span

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
    Column("facts_looked", 6, right=True, rank=2),
    Column("facts", 6, right=True, rank=2),
    Column("header_looked", 4, rank=2),
    Column("done", 6, right=True),
)
FIELDS = (
    Column("field", 20, whole=True),
    Column("was", 20, share=2),
    Column("now", 20, share=2),
)


_NAMED = ("force", "role", "level", "indicator")
"""Fields whose values have names."""


def queue_row(doubt: Doubt) -> Row:
    """Cells of `QUEUE`."""
    value, deadline, owner = values(doubt.row)
    why = t("review.stale") if doubt.stale else "、".join(doubts(doubt))
    return (
        Cell(shown_key(doubt.row)),
        Cell(f"{doubt.score:.1f}", Tone.WARN if doubt.stale else Tone.DIM),
        Cell(quote(doubt.row)),
        Cell(value),
        Cell(deadline),
        Cell(owner),
        Cell(why or NONE, Tone.WARN if why else Tone.DIM),
    )


def shown_key(row: CommitmentRow | FactRow | HeaderRow) -> str:
    """What a person types to name it: the beginning of its key, for a header the number of the document."""
    return f"doc{row.document}" if isinstance(row, HeaderRow) else row.key[: present.SHORT]


def quote(row: CommitmentRow | FactRow | HeaderRow) -> str:
    """What stands in the text; of a header what the document says of itself."""
    if isinstance(row, CommitmentRow):
        return row.commitment.quote
    if isinstance(row, FactRow):
        return row.fact.quote
    head = row.header
    said = (head.title or row.source, head.doc_number, head.issuer)
    return " · ".join(part for part in said if part)


def span(row: CommitmentRow | FactRow | HeaderRow) -> Span | None:
    """Where it stands; None for a header whose title was read nowhere."""
    if isinstance(row, CommitmentRow):
        return row.commitment.span
    if isinstance(row, FactRow):
        return row.fact.span
    return row.header.places.get("title")


def doubts(doubt: Doubt) -> list[str]:
    """Why a person should look, in words."""
    row = doubt.row
    if isinstance(row, CommitmentRow):
        return [named("doubt", one) for one in row.commitment.doubts]
    if isinstance(row, FactRow):
        return [named("role", row.fact.role.value)]
    head = row.header
    missing = [name for name in ("title", "issuer") if getattr(head, name) is None]
    if head.region is None and head.level != "national":
        missing.append("region")
    if head.issued is None and head.released is None:
        missing.append("issued")
    words = t("list.mark").join(named("headerfield", name) for name in missing)
    return [t("review.missing", names=words)] if missing else [t("review.header")]


def values(row: CommitmentRow | FactRow | HeaderRow) -> tuple[str, str, str]:
    """Value, deadline, owner."""
    if isinstance(row, CommitmentRow):
        kept = row.commitment
        return phrases.amounts(kept.measures), phrases.iso(kept.deadline), phrases.owners(kept.responsible)
    if isinstance(row, FactRow):
        return phrases.amounts([row.fact]), phrases.iso(row.fact.deadline), NONE
    return NONE, NONE, NONE


def status_row(one: Reviewed) -> Row:
    """Cells of `STATUS`."""
    whole = one.of + one.facts + 1
    return (
        Cell(one.source),
        Cell(str(one.done)),
        Cell(str(one.of)),
        Cell(str(one.facts_done)),
        Cell(str(one.facts)),
        Cell("✓" if one.header else NONE),
        Cell(f"{(whole - one.left) / whole:.0%}"),
    )


def header_fields(header: Header) -> list[tuple[str, str]]:
    """(word, what the document says) of the header's fields, each citation for itself."""
    from corpus.readings import HeaderReading

    reading = HeaderReading(header, "")
    out = []
    for shown, field in reading.fields():
        value = reading.value(field)
        level = json.loads(value or "null") if field == "level" else None
        out.append((field_word(shown), named("level", str(level)) if level else worded(value, field)))
    return out


def fields(reading: Reading, held: Sequence[Correction]) -> list[tuple[str, str, str]]:
    """(name that `correct` takes, what was read, what it is now) for every field."""
    said = {one.field: one for one in _standing(held)}
    gone = "" in said and said[""].action == "reject"
    out = []
    for shown, field in reading.fields():
        was = worded(reading.value(field), field)
        value = was
        if gone or _gone(field, said):
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
    if field == "period":
        return "–".join(map(str, found))
    if field == "cites":
        return "；".join(found)
    if isinstance(found, list):
        return "；".join(f"{named('duty', one['role'])}:{one['name']}" for one in found if isinstance(one, dict))
    if isinstance(found, dict):
        return f"{found['low']}–{found['high']}"
    if field in ("force", "role", "level"):
        return _beside(str(found), named(field, str(found)))
    if field == "indicator" or field.endswith("/indicator"):
        return _beside(str(found), phrases.indicator(str(found)))
    return str(found)


def _beside(typed: str, word: str) -> str:
    """`strive 力争`; the name alone where there is no other word for it."""
    return typed if typed == word else f"{typed} {word}"


def field_word(name: str) -> str:
    """What people call a field: `measures.1.value` is 指标1 数值."""
    measure, dot, own = name.rpartition(".")
    if not dot:
        return named("reviewfield", own)
    if measure == "cites":
        return t("reviewfield.cite", number=own)
    return t("reviewfield.measure", number=measure.rpartition(".")[2], field=named("measurefield", own))


def typed(name: str, was: str, now: str) -> str:
    """What a field says as a person would type it; empty for nothing. `was` and `now` are as `fields` gives them."""
    if now in (NONE, t("review.rejected")):
        return ""
    value = was if now == t("review.confirmed") else now
    if value == NONE:
        return ""
    # A name that is typed has its word beside it, for the eye alone.
    return value.partition(" ")[0] if name.rpartition(".")[2] in _NAMED else value


def field_row(field: tuple[str, str, Any]) -> Row:
    """Cells of `FIELDS`."""
    name, was, now = field
    return (Cell(_beside(name, field_word(name))), Cell(was), Cell(str(now), Tone.STRONG if was != now else Tone.DIM))


def line(one: Correction) -> str:
    """One line of the record."""
    value = worded(one.value, one.field) if one.action == "correct" else None
    parts = [one.at[:10], named("action_review", one.action.value), one.field, value, one.author, one.reason]
    return " · ".join(part for part in parts if part)
