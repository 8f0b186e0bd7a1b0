"""`export`: the ledger as a file for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import CommitmentRow, Filters
from tui import console
from tui.commands import session
from tui.commands.filters import EVERYTHING, filtered
from tui.language import language, t

if TYPE_CHECKING:
    from corpus.sheet import Lines
    from corpus.store import Corpus


class Form(StrEnum):
    """A form that an export can have."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


Format = Annotated[str | None, typer.Option("--format", "-f", metavar="csv|xlsx|json", help=t("option.format"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=t("option.output"))]
Rows = Annotated[str, typer.Option("--rows", metavar="commitments|measures", help=t("option.rows"))]
Office = Annotated[bool, typer.Option("--office", help=t("option.office"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=t("option.overwrite"))]


@filtered
def export(
    ctx: typer.Context,
    format_: Format = None,
    output: Output = None,
    rows: Rows = "commitments",
    overwrite: Overwrite = False,
    office: Office = False,
    wanted: Filters = EVERYTHING,
    as_of: session.AsOf = None,
    db: session.Db = None,
) -> None:
    """Write commitments as CSV, XLSX or JSON."""
    form = _form(format_, output)
    if rows not in ("commitments", "measures"):
        raise typer.BadParameter(t("usage.rows", value=rows), param_hint="--rows")
    if output is None and form is Form.XLSX and sys.stdout.isatty():
        raise typer.BadParameter(t("usage.xlsx_terminal"), param_hint="--output")
    if output is not None and output.is_file() and not overwrite:
        console.say(console.one_line(t("error.exists", path=output)))
        raise typer.Exit(1)
    on = session.today(as_of)
    if office and (output is None or form is not Form.XLSX):
        raise typer.BadParameter(t("usage.office"), param_hint="--office")
    with session.reading(session.path(ctx, db), None if office else on) as corpus:
        session.known_document(corpus, wanted.document)
        if office and output is not None:
            from corpus.export import office as write_office

            count = write_office(corpus, wanted, output, on, english=language() == "en")
            console.say(t("export.done", count=count, path=output))
            return
        count = _write(corpus, wanted, form, output, kind=rows, on=on)
    if output is not None:
        if rows == "measures" and form is not Form.JSON:
            console.say(t("export.rows", count=count, path=output))
        else:
            console.say(t("export.done", count=count, path=output))


def _write(corpus: Corpus, wanted: Filters, form: Form, output: Path | None, *, kind: str, on: date) -> int:
    """Write into the file or to stdout; how many lines, or commitments of JSON."""
    from corpus import rows
    from corpus.export import objects
    from corpus.sheet import Lines, Sheet, write_csv, write_xlsx

    found = rows.each(corpus, wanted)
    if output is not None:
        return _to_file(corpus, found, form, output, kind=Lines(kind), on=on)
    if form is Form.JSON:
        console.array(objects(corpus, found))
        return 0
    sheet = Sheet(found, kind=Lines(kind), english=language() == "en", on=on)
    if form is Form.CSV:
        console.flush()
        return write_csv(sheet, console.Data())
    # A workbook into a pipe: its format needs a file first.
    with TemporaryDirectory(prefix="taizhang-") as folder:
        fresh = Path(folder, "export.xlsx")
        count = write_xlsx(sheet, fresh)
        console.out_bytes(fresh.read_bytes())
    return count


def _to_file(corpus: Corpus, found: Iterable[CommitmentRow], form: Form, output: Path, *, kind: Lines, on: date) -> int:
    """Write the form into `output`, whatever its name ends with; how many lines."""
    from corpus.errors import ExportFailed
    from corpus.export import export as write

    english = language() == "en"
    if output.suffix.lower() == f".{form.value}":
        return write(corpus, found, output, english=english, kind=kind, on=on)
    try:
        with TemporaryDirectory(dir=output.parent, prefix=".taizhang-") as folder:
            fresh = Path(folder, f"export.{form.value}")
            count = write(corpus, found, fresh, english=english, kind=kind, on=on)
            fresh.replace(output)
    except OSError as error:
        reason = t("error.is_folder") if output.is_dir() else t("error.not_written")
        raise ExportFailed(str(output), reason) from error
    return count


def _form(named: str | None, output: Path | None) -> Form:
    """The form that is asked for, by name, else by the ending of the file, else CSV."""
    wanted = (named or (output.suffix.lstrip(".") if output else "") or "csv").lower()
    try:
        return Form(wanted)
    except ValueError:
        raise typer.BadParameter(t("usage.format", value=wanted), param_hint="--format") from None
