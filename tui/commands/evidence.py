"""`evidence`: sentences of a report offered for commitments; a person accepts or rejects each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from tui import console
from tui.author import author
from tui.commands import session
from tui.commands.progress import By, Note, Status, progress
from tui.language import named, t
from tui.tables import NONE, Cell, Column, Row, render

if TYPE_CHECKING:
    from corpus.evidence import Suggestion

SUGGESTIONS = (
    Column("suggestion", 24, most=40),
    Column("score", 4, right=True, rank=1),
    Column("place", 4, words="evidenceplace.", rank=2),
    Column("subject", 20, share=2),
    Column("sentence", 30, share=4),
    Column("reached", 8, most=14),
    Column("progress", 6, words="progress."),
)

What = Annotated[str, typer.Argument(metavar="suggest|accept|reject", help=t("argument.evidence"))]
Which = Annotated[str, typer.Argument(metavar="DOCUMENT|ID", help=t("argument.evidence_id"))]


def evidence(
    ctx: typer.Context,
    what: What,
    which: Which,
    status: Status = None,
    note: Note = None,
    by: By = None,
    limit: session.Limit = 50,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Offer sentences of a report as evidence; accept or reject one."""
    if what not in ("suggest", "accept", "reject"):
        raise typer.BadParameter(t("usage.evidence", value=what), param_hint="ACTION")
    place = session.path(ctx, db)
    if what == "suggest":
        _suggest(ctx, which, limit, db, as_json=json)
        return
    from corpus import evidence as offered

    said = progress(status) if status else None
    if status and said is None:
        raise typer.BadParameter(t("usage.status", value=status), param_hint="--status")
    with session.writing(place, create=False) as corpus:
        if what == "reject":
            offered.reject(corpus, which, author(by), note)
            console.say(t("evidence.rejected"))
            return
        written = offered.accept(corpus, which, author(by), said, note)
    if json:
        console.out(console.dumps(asdict(written)))
    from tui import histories

    console.say(console.one_line(t("event.written", line=histories.event_line(written))))


def _suggest(ctx: typer.Context, which: str, limit: int, db: session.Db, *, as_json: bool) -> None:
    from corpus.evidence import suggest

    if not (which.isascii() and which.isdigit()):
        raise typer.BadParameter(t("usage.value", name=which), param_hint="DOCUMENT")
    with session.reading(session.path(ctx, db)) as corpus:
        session.known_document(corpus, int(which))
        found = suggest(corpus, int(which))
    if as_json:
        console.array(
            {
                "id": one.id, "key": one.row.key, "subject": one.row.commitment.subject, "sentence": one.sentence,
                "source": one.source, "page": one.page, "score": one.score, "value": one.value, "unit": one.unit,
                "progress": one.progress.value, "place": one.place.value,
            }
            for one in found
        )  # fmt: skip
        return
    for line in render(SUGGESTIONS, map(_row, found[:limit]), console.columns()):
        console.out(line)
    unknown = sum(one.place == "unknown" for one in found)
    if unknown:
        console.say(t("evidence.unknown", count=unknown, number=which))
    console.say(t("evidence.count", shown=min(limit, len(found)), total=len(found)))


def _row(one: Suggestion) -> Row:
    return (
        Cell(one.id),
        Cell(f"{one.score * 100:.0f}"),
        Cell(named("evidenceplace", one.place.value)),
        Cell(one.row.commitment.subject),
        Cell(one.sentence),
        Cell(f"{one.value}{one.unit or ''}" if one.value else NONE),
        Cell(named("progress", one.progress.value)),
    )
