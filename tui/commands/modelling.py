"""`model`: what search by meaning goes by, and switching to another one."""

from __future__ import annotations

from typing import Annotated

import typer

from tui import console
from tui.commands import session
from tui.commands.searching import Download
from tui.language import t

OWN = "own"
Name = Annotated[str | None, typer.Argument(metavar="NAME", help=t("argument.model"))]


def model(
    ctx: typer.Context, name: Name = None, download: Download = False, db: session.Db = None, json: session.Json = False
) -> None:
    """Say which model the ledger is searched by, or switch to another one."""
    place = session.path(ctx, db)
    if name is not None:
        from corpus.revectoring import switch

        bar = console.ProgressLine()
        try:
            with session.writing(place, create=False) as corpus:
                switch(
                    corpus,
                    None if name == OWN else name,
                    download=download,
                    progress=lambda done, all_: bar.show(done, all_, name),
                )
        finally:
            bar.clear()
    from corpus.vectors import chosen

    with session.reading(place) as corpus:
        now = chosen(corpus)
    if json:
        console.out(console.dumps({"model": now}))
    else:
        console.out(console.one_line(t("model.now", name=now or t("model.own"))))
