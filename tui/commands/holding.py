"""`remove` and `merge`: what a ledger holds, less or more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Outcome
from tui import console, reviewing
from tui.commands import session
from tui.commands.reading import counts_line
from tui.language import named, t

Documents = Annotated[list[int], typer.Argument(metavar="DOC", help=t("argument.documents"))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=t("option.sure"))]
Other = Annotated[Path, typer.Argument(metavar="OTHER.db", help=t("argument.other"))]


def remove(ctx: typer.Context, documents: Documents, yes: Yes = False, db: session.Db = None) -> None:
    """Take plans out of the ledger, with all their versions and everything that search keeps of them."""
    from corpus import removing, rows
    from corpus.revectoring import refresh_vectors

    with session.writing(session.path(ctx, db), create=False) as corpus:
        ids = list(dict.fromkeys(row for document in documents for row in removing.versions(corpus, document)))
        named = [row for row in (rows.document_row(corpus, one) for one in ids) if row is not None]
        for row in named:
            console.say(
                console.one_line(t("remove.names", id=row.id, source=row.source, title=row.title or row.identity))
            )
        if not yes:
            console.say(t("remove.ask"))
            raise typer.Exit(1)
        count = removing.remove(corpus, documents)
        console.say(t("remove.done", count=count))
        refresh_vectors(corpus)


def merge(ctx: typer.Context, other: Other, db: session.Db = None) -> None:
    """Take over the documents and the progress of another ledger."""
    from corpus.ledger_merge import merge_events
    from corpus.merging import merge_documents
    from corpus.revectoring import refresh_vectors

    counts: Counter[Outcome] = Counter()
    with session.reading(other) as theirs, session.writing(session.path(ctx, db)) as corpus:
        if theirs.meta("ledger") == corpus.meta("ledger") and theirs.path.samefile(corpus.path):
            raise typer.BadParameter(t("merge.itself"), param_hint="OTHER.db")
        for one in merge_documents(corpus, theirs):
            counts[one.outcome] += 1
        events = merge_events(corpus, theirs)
        for conflict in events.conflicts:
            console.say(
                console.one_line(
                    t(
                        "merge.conflict",
                        key=conflict.key,
                        mine=named("progress", conflict.mine.progress.value),
                        theirs=named("progress", conflict.theirs.progress.value),
                        counts=named("progress", conflict.counts.progress.value),
                    )
                )
            )
        for dispute in events.disputes:
            sides = {"mine": dispute.mine, "theirs": dispute.theirs, "counts": dispute.counts}
            said = {side: reviewing.line(one) for side, one in sides.items()}
            console.say(console.one_line(t("merge.dispute", key=dispute.key, **said)))
        for clash in events.clashes:
            mine, counted = (t("merge.confirmed") if one else t("merge.rejected") for one in (clash.mine, clash.counts))
            ends = {"parent": clash.parent, "local": clash.local}
            console.say(console.one_line(t("merge.clash", mine=mine, counts=counted, **ends)))
        refresh_vectors(corpus)
    console.say(counts_line(counts))
    console.say(t("merge.events", added=events.added, known=events.known, conflicts=len(events.conflicts)))
    if events.corrections or events.decisions:
        line = {"corrections": events.corrections, "disputes": len(events.disputes), "decisions": events.decisions}
        console.say(t("merge.corrections", **line))
    if events.judged:
        console.say(t("merge.matches", matches=events.judged, clashes=len(events.clashes)))
