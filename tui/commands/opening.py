"""`ui` and `demo`: the screen, and a first look at what it is for."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Outcome
from tui import console, listing, location
from tui.commands import session
from tui.commands.reading import counts_line, read_all
from tui.language import t

_YOUNG = 20_000
"""Objects that are made before the youngest are looked through while the screen is shown."""
_SHARE = 0.0003
"""Seconds that a thread which searches, writes or counts keeps the interpreter while the screen waits for it: a key
passes the interpreter to and fro many times, and each time waits as long."""

New = Annotated[bool, typer.Option("--new", help=t("option.new"))]
NoUi = Annotated[bool, typer.Option("--no-ui", help=t("option.no_ui"))]


def ui(ctx: typer.Context, new: New = False, as_of: session.AsOf = None, db: session.Db = None) -> None:
    """Open the ledger on the screen."""
    if not _in_terminal():
        console.say(t("error.no_terminal"))
        raise typer.Exit(1)
    place = session.path(ctx, db)
    on = session.today(as_of)
    # A name that somebody gave may be mistyped; the ledger that is meant without a name is made when it is not there.
    with session.opening(place, create=new or place == location.default()):
        # Brings an old ledger up to date before screens open it to read.
        pass
    _open(place, on)


def demo(ctx: typer.Context, as_of: session.AsOf = None, db: session.Db = None, no_ui: NoUi = False) -> None:
    """Read the sample plans and show what they promise."""
    from corpus import overdue as late

    place = location.demo(db, ctx.obj)
    on = session.today(as_of)
    counts: Counter[Outcome] = Counter()
    with session.writing(place) as corpus:
        for _ in read_all(corpus, [location.samples()], counts, session.settings()):
            pass
        console.say(counts_line(counts))
        for line in listing.summary(late.summary(corpus, on), min(console.columns(), 100)):
            console.out(line)
    console.flush()
    console.say(t("demo.ledger", path=place))
    if counts[Outcome.FAILED]:
        raise typer.Exit(1)
    if not no_ui and _in_terminal():
        _open(place, on, tour=True)


def _in_terminal() -> bool:
    """Whether there is something to draw on: a terminal, or the browser that `serve` runs this for.

    The screens are drawn on stderr: one that leads to a file would leave the terminal empty.
    """
    if "TEXTUAL_DRIVER" in os.environ:
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.__stderr__))


def _open(place: Path, on: date, *, tour: bool = False) -> None:
    # Classes and tables that stay until the end are no garbage: looking through them while they are made costs part of
    # the start, and looking through them later makes a key wait.
    gc.disable()
    from tui.app import run

    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
    gc.enable()
    sys.setswitchinterval(_SHARE)
    run(place, on, tour=tour)
