"""`backup` and `restore`: whole copies of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui import console
from tui.commands import session
from tui.language import t

Copy = Annotated[Path, typer.Argument(metavar="FILE", help=t("argument.copy"))]


def backup(ctx: typer.Context, file: Copy, db: session.Db = None) -> None:
    """Write a copy of the ledger."""
    from corpus.backup import backup as write

    with session.reading(session.path(ctx, db)) as corpus:
        size = write(corpus, file)
    console.say(console.one_line(t("backup.done", path=file, size=size)))


def restore(ctx: typer.Context, file: Copy, db: session.Db = None) -> None:
    """Make the ledger say again what a copy says; what it said before is kept beside it."""
    from corpus.backup import restore as take

    place = session.path(ctx, db)
    kept = take(file, place)
    console.say(console.one_line(t("restore.done", path=place, copy=file)))
    if kept is not None:
        console.say(console.one_line(t("restore.kept", path=kept)))
