"""`export`: the ledger as a file for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import Filters
from tui import console
from tui.commands import session
from tui.commands.asking import DocumentId, Text
from tui.language import language, t

if TYPE_CHECKING:
    from corpus.store import Corpus


class Form(StrEnum):
    """A form that an export can have."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


Format = Annotated[str | None, typer.Option("--format", "-f", metavar="csv|xlsx|json", help=t("option.format"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=t("option.output"))]


def export(
    ctx: typer.Context,
    format_: Format = None,
    output: Output = None,
    text: Text = None,
    region: session.Region = None,
    indicator: session.Indicator = None,
    org: session.Org = None,
    due_before: session.DueBefore = None,
    due_after: session.DueAfter = None,
    force: session.Force = None,
    document: DocumentId = None,
    db: session.Db = None,
) -> None:
    """Write commitments as CSV, XLSX or JSON."""
    form = _form(format_, output)
    if output is None and form is Form.XLSX and sys.stdout.isatty():
        raise typer.BadParameter(t("usage.xlsx_terminal"), param_hint="--output")
    from corpus import rows

    wanted = session.filters(
        text=text,
        region=region,
        indicator=indicator,
        org=org,
        due_before=due_before,
        due_after=due_after,
        force=force,
        document=document,
    )
    english = language() == "en"
    with session.reading(session.path(ctx, db)) as corpus:
        if output is not None:
            count = _to_file(corpus, wanted, form, output, english=english)
            console.say(t("export.done", count=count, path=output))
        elif form is Form.XLSX:
            _workbook(corpus, wanted, english=english)
        elif form is Form.JSON:
            from corpus.export import objects

            console.array(objects(corpus, rows.each(corpus, wanted)))
        else:
            from corpus.export import write_csv

            console.flush()
            write_csv(rows.each(corpus, wanted), console.Data(), english=english)


def _to_file(corpus: Corpus, wanted: Filters, form: Form, output: Path, *, english: bool) -> int:
    """Write the form into `output`, whatever its name ends with; how many commitments."""
    from corpus import rows
    from corpus.export import export as write

    if output.suffix.lower() == f".{form.value}":
        return write(corpus, rows.each(corpus, wanted), output, english=english)
    with TemporaryDirectory(dir=output.parent, prefix=".taizhang-") as folder:
        fresh = Path(folder, f"export.{form.value}")
        count = write(corpus, rows.each(corpus, wanted), fresh, english=english)
        fresh.replace(output)
    return count


def _workbook(corpus: Corpus, wanted: Filters, *, english: bool) -> None:
    """A workbook into a pipe: its format needs a file first."""
    from corpus import rows
    from corpus.export import write_xlsx

    with TemporaryDirectory(prefix="taizhang-") as folder:
        fresh = Path(folder, "export.xlsx")
        write_xlsx(rows.each(corpus, wanted), fresh, english=english)
        console.out_bytes(fresh.read_bytes())


def _form(named: str | None, output: Path | None) -> Form:
    """The form that is asked for, by name, else by the ending of the file, else CSV."""
    wanted = (named or (output.suffix.lstrip(".") if output else "") or "csv").lower()
    try:
        return Form(wanted)
    except ValueError:
        raise typer.BadParameter(t("usage.format", value=wanted), param_hint="--format") from None
