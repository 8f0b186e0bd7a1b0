"""`documents`, `list`, `show`, `overdue`: questions to the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.model import CommitmentRow, DocumentRow, Entry, Filters
from tui import console, listing, phrases, present
from tui.commands import session
from tui.commands.filters import EVERYTHING, filtered
from tui.commands.keys import Key, single
from tui.language import t
from tui.tables import Row, render

if TYPE_CHECKING:
    from corpus.store import Corpus

PAGE = 500
"""Rows asked from the ledger at a time."""

ByFile = Annotated[bool, typer.Option("--files", help=t("option.files"))]
All = Annotated[bool, typer.Option("--all", help=t("option.all"))]
Days = Annotated[int, typer.Option("--days", min=0, metavar="N", help=t("option.days"))]


def documents(ctx: typer.Context, by_file: ByFile = False, db: session.Db = None, json: session.Json = False) -> None:
    """List the documents of the ledger."""
    from corpus import files, rows

    with session.reading(session.path(ctx, db)) as corpus:
        found = rows.documents(corpus)
        read = files.files(corpus) if by_file else []
        unread = files.unread(corpus)
    if by_file:
        if json:
            console.array(map(asdict, read))
            return
        _table(present.FILES, map(present.file_row, read))
        console.say(t("files.count", count=len(read), unread=unread))
        return
    if json:
        console.array(map(document_json, found))
        return
    _table(present.DOCUMENTS, map(present.document_row, found))
    console.say(t("documents.count", count=len(found)))
    if unread:
        console.say(t("documents.unread", count=unread))


@filtered
def list_(
    ctx: typer.Context,
    wanted: Filters = EVERYTHING,
    limit: session.Limit = 50,
    all_: All = False,
    as_of: session.AsOf = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """List commitments."""
    on = session.today(as_of)
    from corpus import rows

    with session.reading(session.path(ctx, db), on) as corpus:
        session.known_document(corpus, wanted.document)
        total = rows.count(corpus, wanted)
        shown = total if all_ else min(limit, total)
        if not total:
            session.tell_unknown(corpus, wanted)
        found = commitments(corpus, wanted, shown)
        if json:
            console.array(map(commitment_json, found))
            return
        _table(present.KEYED, (present.keyed_row(row, on) for row in found))
    console.say(t("commitments.count", shown=shown, total=total))
    if shown < total:
        console.say(t("commitments.more"))


def commitments(corpus: Corpus, wanted: Filters, most: int) -> Iterator[CommitmentRow]:
    """The first `most` commitments, a page at a time."""
    from corpus import rows

    offset = 0
    while offset < most:
        page = rows.commitments(corpus, wanted, min(PAGE, most - offset), offset)
        if not page:
            return
        yield from page
        offset += len(page)


def show(
    ctx: typer.Context, key: Key, as_of: session.AsOf = None, db: session.Db = None, json: session.Json = False
) -> None:
    """Show one commitment: its sentence, fields, history."""
    from corpus import ledger, rows

    on = session.today(as_of)
    with session.reading(session.path(ctx, db), on) as corpus:
        row = single(corpus, key)
        text = rows.text(corpus, row.document) or ""
        history = ledger.history(corpus, row.key)
        earlier = _earlier(corpus, row)
    if json:
        span = row.commitment.span
        around = listing.context(text, span)
        more = {
            "context": around,
            "history": [asdict(e) for e in history],
            "earlier": [{"version": version} | commitment_json(one) for version, one in earlier],
        }
        console.out(console.dumps(commitment_json(row) | more))
        return
    cells = min(console.columns(), 100)
    for line in listing.record(row, text, history, on, cells):
        console.out(line)
    for version, one in earlier:
        for line in listing.earlier(version, one, cells):
            console.out(line)


def _earlier(corpus: Corpus, row: CommitmentRow) -> list[tuple[int, CommitmentRow]]:
    """Versions of a commitment before it that say something else, each against the one after it, newest first."""
    from corpus import rows

    out: list[tuple[int, CommitmentRow]] = []
    of = rows.document_row(corpus, row.document)
    now, after = of.version if of else 0, listing.values(row)
    for one in rows.earlier(corpus, row):
        older = rows.document_row(corpus, one.document)
        if older is None or older.version > now or listing.values(one) == after:
            continue
        after = listing.values(one)
        out.append((older.version, one))
    return out


def overdue(
    ctx: typer.Context,
    as_of: session.AsOf = None,
    days: Days = 0,
    region: session.Region = None,
    org: session.Org = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """List what is late, by organisation."""
    from corpus import overdue as late

    on = session.today(as_of)
    wanted = session.filters(region=region, org=org)
    with session.reading(session.path(ctx, db), on) as corpus:
        groups = late.overdue(corpus, on, wanted)
        coming = late.upcoming(corpus, on, days, wanted) if days else {}
        if not groups and not coming:
            session.tell_unknown(corpus, wanted)
    groups = _merged(groups, coming)
    if json:
        console.array({"organisation": name, "entries": [entry_json(e) for e in kept]} for name, kept in groups.items())
        return
    cells = min(console.columns(), 120)
    for name, kept in groups.items():
        for line in group_lines(name, kept, on, cells):
            console.out(line)
    entries = [one for kept in groups.values() for one in kept if one.days_late > 0]
    console.say(
        t(
            "overdue.count",
            on=on.isoformat(),
            count=len({one.row.key for one in entries}),
            organisations=len(groups.keys() - {""}),
        )
    )
    if len(entries) > len({one.row.key for one in entries}):
        console.say(t("overdue.shared"))


def _merged(late: dict[str, list[Entry]], coming: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """Both together by organisation, most late first and nobody's last; in each, what it leads comes first."""
    from corpus.owing import RANK

    groups = {
        name: sorted(
            [*late.get(name, ()), *coming.get(name, ())], key=lambda entry: (RANK[entry.duty], -entry.days_late)
        )
        for name in {**late, **coming}
    }

    def rank(pair: tuple[str, list[Entry]]) -> tuple[bool, int, str]:
        return pair[0] == "", -sum(entry.days_late > 0 for entry in pair[1]), pair[0]

    return dict(sorted(groups.items(), key=rank))


def group_lines(name: str, kept: list[Entry], on: date, cells: int) -> Iterator[str]:
    """An organisation's entries as a table."""
    yield console.one_line(t("overdue.group", organisation=phrases.organisation(name), count=len(kept)))
    yield from render(present.KEYED_ENTRIES, (present.keyed_entry_row(one, on) for one in kept), cells)
    yield ""


def _table(columns: tuple[Any, ...], rows: Iterable[Row]) -> None:
    for line in render(columns, rows, console.columns()):
        console.out(line)


def document_json(row: DocumentRow) -> dict[str, Any]:
    """A document of the ledger as data; dates in ISO form."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def commitment_json(row: CommitmentRow) -> dict[str, Any]:
    """A commitment of the ledger as data: the interchange form, and the document that it is of."""
    from corpus.export import row_object

    around = {"document": row.document, "source": row.source, "title": row.title, "region": row.region}
    around |= {"copies": row.copies}
    return around | row_object(row)


def entry_json(entry: Entry) -> dict[str, Any]:
    """A commitment that is due, as data."""
    return {
        "due": entry.due.isoformat(),
        "days_late": entry.days_late,
        "duty": entry.duty.value if entry.duty else None,
        "commitment": commitment_json(entry.row),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Path) else value
