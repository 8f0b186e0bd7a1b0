"""What the commands share: their common options, the ledger they open, the filters they understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus import days
from corpus.model import Filters
from tui import console, location, query
from tui.language import t
from tui.said import told

if TYPE_CHECKING:
    from corpus.store import Corpus
    from tui.settings import Settings

Db = Annotated[Path | None, typer.Option("--db", metavar="PATH", readable=False, help=t("option.db"))]
Json = Annotated[bool, typer.Option("--json", help=t("option.json"))]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help=t("option.limit"))]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME", help=t("option.region"))]
Indicator = Annotated[str | None, typer.Option("--indicator", metavar="ID", help=t("option.indicator"))]
Org = Annotated[str | None, typer.Option("--org", metavar="NAME", help=t("option.org"))]
DueBefore = Annotated[str | None, typer.Option("--due-before", metavar="DATE", help=t("option.due_before"))]
DueAfter = Annotated[str | None, typer.Option("--due-after", metavar="DATE", help=t("option.due_after"))]
Force = Annotated[str | None, typer.Option("--force", metavar="NAME", help=t("option.force"))]
Overdue = Annotated[bool, typer.Option("--overdue", help=t("option.overdue"))]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help=t("option.jobs"))]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help=t("option.set"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=t("option.as_of"))]


def path(ctx: typer.Context, db: Path | None) -> Path:
    """The ledger that the command, the program's own option or the environment names."""
    return location.ledger(db, ctx.obj)


def settings(given: list[str] | None = None, jobs: int | None = None) -> Settings:
    """The limits and the number of jobs that apply; wrong use when one of them is none."""
    from tui.settings import BadSetting, load

    try:
        return load(given or (), jobs)
    except BadSetting as error:
        raise typer.BadParameter(console.one_line(error)) from None


@contextmanager
def reading(place: Path, on: date | None = None) -> Iterator[Corpus]:
    """An existing ledger, opened to be asked; one of an older form is brought up to date first. Raises NoLedger,
    and OlderLedger where that cannot be written.

    With a day that has passed it says what it said then.
    """
    from corpus.errors import LedgerReadOnly, OlderLedger, ReadOnlyMode
    from corpus.lookback import look_back
    from corpus.store import Corpus

    try:
        corpus = Corpus.open(place, readonly=True)
    except OlderLedger as older:
        try:
            Corpus.open(place, create=False).close()
        except (LedgerReadOnly, ReadOnlyMode):
            raise older from None
        corpus = Corpus.open(place, readonly=True)
    try:
        if on is not None and on < date.today():
            look_back(corpus, on)
        yield corpus
    finally:
        corpus.close()


@contextmanager
def writing(place: Path, *, create: bool = True) -> Iterator[Corpus]:
    """A ledger to write in, made when it is not there and `create` is set."""
    from corpus.store import Corpus

    corpus = Corpus.open(place, create=create)
    try:
        yield corpus
        pass_on(corpus)
    finally:
        corpus.close()


@contextmanager
def opening(place: Path, *, create: bool) -> Iterator[Corpus]:
    """A ledger for the screens: brought up to date, in read-only mode only read."""
    from corpus.store import read_only_mode

    with reading(place) if read_only_mode() else writing(place, create=create) as corpus:
        yield corpus


def pass_on(corpus: Corpus) -> None:
    """Say what the ledger noticed by itself (vectors that were lost or are not there)."""
    for notice in corpus.notices:
        console.say(console.one_line(told(notice)))
    corpus.notices.clear()


def day(text: str | None, option: str, *, last: bool) -> date | None:
    """The day that an option names; wrong use when it names none."""
    if text is None:
        return None
    found = days.day(text.strip(), last=last)
    if found is None:
        raise typer.BadParameter(t("usage.date", value=text), param_hint=option)
    return found


def today(as_of: str | None) -> date:
    """The day a question is asked for: `--as-of`, else today. Nothing below the command line looks at the clock."""
    return day(as_of, "--as-of", last=True) or date.today()


def filters(
    *,
    text: str | None = None,
    region: str | None = None,
    indicator: str | None = None,
    org: str | None = None,
    due_before: str | None = None,
    due_after: str | None = None,
    force: str | None = None,
    document: int | None = None,
    late_on: date | None = None,
) -> Filters:
    """Options as `Filters`; wrong use when one cannot be read."""
    strength = query.force(force) if force else None
    if force and strength is None:
        raise typer.BadParameter(t("usage.force", value=force), param_hint="--force")
    return Filters(
        text=text,
        region=region,
        indicator=indicator,
        organisation=org,
        due_after=day(due_after, "--due-after", last=False),
        due_before=day(due_before, "--due-before", last=True),
        force=strength.value if strength else None,
        document=document,
        late_on=late_on,
    )


def tell_unknown(corpus: Corpus, wanted: Filters) -> None:
    """Say which names of a filter nothing in the ledger carries, and which are near."""
    from corpus import naming

    for one in naming.unknown(corpus, wanted):
        tell_unknown_name(one.kind, one.name, one.near)


def tell_unknown_name(kind: str, name: str, near: Iterable[str]) -> None:
    """One line: nothing carries this name, and which are near."""
    said = t("unknown.name", kind=t(f"unknown.{kind}"), name=name)
    names = t("list.mark").join(near)
    console.say(console.one_line(said + t("unknown.near", names=names) if names else said))


def known_document(corpus: Corpus, number: int | None) -> None:
    """Say so and end when a document is asked for that the ledger does not list."""
    from corpus import rows

    if number is not None and number not in {row.id for row in rows.documents(corpus)}:
        console.say(t("error.no_document", number=number))
        raise typer.Exit(1)
