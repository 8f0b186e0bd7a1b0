"""`declare`, `verify`, `undo`, `history`: what was reported on a commitment."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from corpus.model import CommitmentRow, LedgerEvent, Progress, Standing
from tui import console, histories
from tui.author import author
from tui.commands import session
from tui.commands.keys import Key, single
from tui.language import LANGUAGES, t, table
from tui.tables import render

Status = Annotated[str | None, typer.Option("--status", "-s", metavar="STATUS", help=t("option.status"))]
Value = Annotated[str | None, typer.Option("--value", metavar="NUMBER", help=t("option.value"))]
Unit = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=t("option.unit"))]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=t("option.note"))]
Evidence = Annotated[str | None, typer.Option("--evidence", metavar="TEXT", help=t("option.evidence"))]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help=t("option.by"))]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help=t("option.at"))]
Period = Annotated[str, typer.Option("--period", metavar="PERIOD", help=t("option.period"))]
Event = Annotated[str | None, typer.Option("--event", metavar="UID", help=t("option.event"))]


def declare(
    ctx: typer.Context,
    key: Key,
    status: Status = None,
    value: Value = None,
    unit: Unit = None,
    note: Note = None,
    evidence: Evidence = None,
    by: By = None,
    at: At = None,
    period: Period = "",
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Write down what the organisation says."""
    given = _event(Standing.DECLARED, status, value, unit, note, evidence, by, at, period)
    _record(ctx, key, given, db, json)


def verify(
    ctx: typer.Context,
    key: Key,
    status: Status = None,
    value: Value = None,
    unit: Unit = None,
    note: Note = None,
    evidence: Evidence = None,
    by: By = None,
    at: At = None,
    period: Period = "",
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Write down what an inspector found."""
    given = _event(Standing.VERIFIED, status, value, unit, note, evidence, by, at, period)
    _record(ctx, key, given, db, json)


def undo(
    ctx: typer.Context,
    key: Key,
    event: Event = None,
    note: Note = None,
    by: By = None,
    at: At = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Take back the last entry of a commitment."""
    from corpus import ledger

    with session.writing(session.path(ctx, db), create=False) as corpus:
        row = single(corpus, key)
        written = ledger.undo(corpus, row.key, author(by), note, uid=event, at=_moment(at))
        _tell(written, single(corpus, row.key), as_json=json)


def history(ctx: typer.Context, key: Key, db: session.Db = None, json: session.Json = False) -> None:
    """List all that was reported on a commitment."""
    from dataclasses import asdict

    from corpus import ledger

    with session.reading(session.path(ctx, db)) as corpus:
        row = single(corpus, key)
        events = ledger.history(corpus, row.key)
    if json:
        console.array(asdict(event) for event in events)
        return
    for line in render(histories.EVENTS, histories.event_rows(events), console.columns()):
        console.out(line)
    console.say(t("history.count", subject=console.one_line(row.commitment.subject), count=len(events)))


def progress(text: str) -> Progress | None:
    """The status that a person names: its id or its word in either language."""
    wanted = text.strip().lower()
    for member in Progress:
        if wanted == member.value or wanted in {table(name)[f"progress.{member.value}"].lower() for name in LANGUAGES}:
            return member
    return None


def event_json(event: LedgerEvent, row: CommitmentRow) -> dict[str, Any]:
    """What was written, and where the commitment stands now."""
    from dataclasses import asdict

    return {
        "event": asdict(event),
        "progress": row.progress.value,
        "declared": row.declared.progress.value if row.declared else None,
        "verified": row.verified.progress.value if row.verified else None,
        "due": row.next_due.isoformat() if row.next_due else None,
    }


def _event(
    standing: Standing,
    status: str | None,
    value: str | None,
    unit: str | None,
    note: str | None,
    evidence: str | None,
    by: str | None,
    at: str | None,
    period: str,
) -> LedgerEvent:
    """Options as an event; wrong use when one cannot be read."""
    from corpus.ledger import reached

    found = progress(status) if status else Progress.IN_PROGRESS
    if found is None:
        raise typer.BadParameter(t("usage.status", value=status), param_hint="--status")
    if not (status or value or note or evidence):
        raise typer.BadParameter(t("usage.empty_event"), param_hint="--status")
    event = LedgerEvent("", standing, found, author(by), _moment(at), value, note, evidence, unit=unit, period=period)
    if value is not None and reached(event) is None:
        raise typer.BadParameter(t("usage.value_number", value=value), param_hint="--value")
    return event


def _moment(at: str | None) -> str:
    """ISO 8601 of a day or moment that a person typed; empty for now, wrong use for a day that is still to come."""
    if at is None:
        return ""
    typed = at.partition("T")[0]
    first, last = session.day(typed, "--at", last=False), session.day(typed, "--at", last=True)
    today = session.today(None)
    if first is None or last is None or first > today:
        raise typer.BadParameter(t("usage.future", value=at, today=today.isoformat()), param_hint="--at")
    # A month or year that is not over yet means what is known of it today.
    return at if "T" in at else min(last, today).isoformat()


def _record(ctx: typer.Context, key: str, event: LedgerEvent, db: Any, json: bool) -> None:
    from corpus import ledger

    with session.writing(session.path(ctx, db), create=False) as corpus:
        row = single(corpus, key)
        written = ledger.record(corpus, row.key, event)
        _tell(written, single(corpus, row.key), as_json=json)


def _tell(written: LedgerEvent, row: CommitmentRow, *, as_json: bool) -> None:
    if as_json:
        console.out(console.dumps(event_json(written, row)))
        return
    line = histories.event_line(written)
    said = t("event.undone", line=line) if written.undoes else t("event.written", line=line)
    console.say(console.one_line(said))
    if row.next_due is not None:
        console.say(t("event.next", due=row.next_due.isoformat()))
