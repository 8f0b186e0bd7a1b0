"""`import` and `import-tasks`: spreadsheets that staff filled in, and task lists that offices already have."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui import console, said
from tui.author import author
from tui.commands import session
from tui.commands.progress import By
from tui.language import language, t
from tui.tables import NONE, Cell, Column, render

if TYPE_CHECKING:
    from corpus.reading_back import ReadBack
    from corpus.taskcolumns import Guess

CHANGES = (
    Column("line", 4, right=True),
    Column("field", 10, whole=True),
    Column("before", 20, share=2),
    Column("after", 20, share=2),
)
MAPPING = (
    Column("field", 12, whole=True),
    Column("letter", 4),
    Column("heading", 16, share=1),
    Column("example", 24, share=3),
)
SHOWN = 3
"""Rows of a task list that are shown as examples."""

File = Annotated[Path, typer.Argument(metavar="FILE", help=t("argument.workbook"))]
Dry = Annotated[bool, typer.Option("--dry-run", help=t("option.dry"))]
Verified = Annotated[bool, typer.Option("--verified", help=t("option.sheet_verified"))]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help=t("option.map"))]
SheetName = Annotated[list[str] | None, typer.Option("--sheet", metavar="NAME", help=t("option.sheet_name"))]
Head = Annotated[int | None, typer.Option("--head", min=1, metavar="ROW", help=t("option.head"))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=t("option.yes"))]


def import_(
    ctx: typer.Context, file: File, dry_run: Dry = False, verified: Verified = False, by: By = None,
    db: session.Db = None, json: session.Json = False,
) -> None:  # fmt: skip
    """Read back a sheet that was exported with `export --office` and filled in."""
    from corpus.model import Standing
    from corpus.reading_back import read_back

    standing = Standing.VERIFIED if verified else Standing.DECLARED
    place = session.path(ctx, db)
    with session.reading(place) if dry_run else session.writing(place, create=False) as corpus:
        found = read_back(corpus, file, author(by), dry=dry_run, standing=standing)
    if json:
        console.out(console.dumps(asdict(found) | {"dry_run": dry_run}))
    else:
        _tell(found)
        line = {"events": found.events, "corrections": found.corrections, "unchanged": found.unchanged}
        console.say(t("import.dry", **line) if dry_run else t("import.done", **line))
    if found.conflicts or found.problems:
        raise typer.Exit(1)


def _tell(found: ReadBack) -> None:
    from corpus.office_sheet import COLUMNS
    from corpus.tongue import tongue

    words = tongue(english=language() == "en")
    headings = {column.name: column.headed(words) for column in COLUMNS}
    if found.changes:
        rows = (
            (Cell(str(one.line)), Cell(headings[one.field]), Cell(one.before or NONE), Cell(one.after or NONE))
            for one in found.changes
        )
        for line in render(CHANGES, rows, console.columns()):
            console.out(line)
    for one in found.conflicts:
        console.say(console.one_line(t("import.conflict", line=one.line, key=one.key, reason=said.told(one.reason))))
    for one in found.problems:
        console.say(
            console.one_line(t("import.problem", line=one.line, key=one.key or NONE, reason=said.told(one.reason)))
        )


def import_tasks(
    ctx: typer.Context, file: File, map_: Map = None, sheet: SheetName = None, head: Head = None,
    dry_run: Dry = False, yes: Yes = False, by: By = None, db: session.Db = None, json: session.Json = False,
) -> None:  # fmt: skip
    """Take a task list of an office as commitments."""
    from corpus.taskcolumns import guess
    from corpus.tasklists import take, tried

    mapping = {}
    for one in map_ or ():
        name, sign, column = one.partition("=")
        if not sign:
            raise typer.BadParameter(t("usage.map", value=one), param_hint="--map")
        mapping[name.strip()] = column.strip()
    found = guess(file, mapping, sheet or (), head)
    if not (yes or dry_run):
        _show(found, as_json=json)
        if not found.complete:
            raise typer.Exit(1)
        return
    place = session.path(ctx, db)
    if dry_run:
        # Before the first list there is no ledger to compare with, and a trial makes none.
        with session.reading(place) if place.exists() else nullcontext() as known:
            taken = tried(known, file, found)
    else:
        with session.writing(place) as corpus:
            taken = take(corpus, file, found, author(by))
    for where, reason in taken.conflicts:
        console.say(console.one_line(t("tasks.conflict", where=said.told(where), reason=said.told(reason))))
    for where, reason in taken.problems:
        console.say(console.one_line(t("tasks.problem", where=said.told(where), reason=said.told(reason))))
    if json:
        written = taken.written
        console.out(
            console.dumps(
                {
                    "document": written.document if written else None,
                    "outcome": written.outcome.value if written else None,
                    "commitments": taken.commitments,
                    "events": taken.events,
                    "problems": taken.problems,
                    "conflicts": taken.conflicts,
                    "dry_run": dry_run,
                }
            )
        )
    line = {"count": taken.commitments, "events": taken.events}
    console.say(t("tasks.dry", **line) if dry_run else t("tasks.done", **line))
    if taken.conflicts:
        raise typer.Exit(1)


def _show(found: Guess, *, as_json: bool) -> None:
    """Which column of which sheet is taken for what, to be confirmed."""
    if as_json:
        first, *others = (
            {"sheet": one.sheet, "head": one.head, "columns": _mapped(one), "unused": list(one.unused)}
            for one in found.sheets
        )
        console.out(console.dumps(first | {"others": others, "skipped": list(found.skipped)}))
        return
    for one in found.sheets:
        if found.others:
            console.out(console.one_line(t("tasks.sheet", name=one.sheet, head=one.head, rows=len(one.rows))))
        rows = (
            (
                Cell(t(f"task.{line['field']}")),
                Cell(line["column"] or NONE),
                Cell(line["heading"] or NONE),
                Cell(" / ".join(line["examples"]) or NONE),
            )
            for line in _mapped(one)
        )
        for text in render(MAPPING, rows, console.columns()):
            console.out(text)
        if one.unused:
            console.say(console.one_line(t("tasks.unused", names=t("list.mark").join(one.unused))))
    for name in found.skipped:
        console.say(console.one_line(t("tasks.skipped", name=name)))
    console.say(t("tasks.confirm") if found.complete else t("tasks.incomplete"))


def _mapped(found: Guess) -> list[dict[str, Any]]:
    """The columns of a sheet: what each is taken for, with a few of its cells."""
    from corpus.taskcolumns import FIELDS
    from corpus.workbooks import letters, text

    lines: list[dict[str, Any]] = []
    for name in FIELDS:
        at = found.columns.get(name)
        known = at is not None and at < len(found.headings)
        examples = [text(row[at]) for row in found.rows[:SHOWN] if at is not None and at < len(row)]
        lines.append(
            {
                "field": name,
                "column": None if at is None else letters(at),
                "heading": found.headings[at] if at is not None and known else None,
                "examples": [one for one in examples if one],
            }
        )
    return lines
