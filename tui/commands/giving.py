"""`export`: the ledger as a file for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tui import console
from tui.commands import session
from tui.commands.asking import DocumentId, Text
from tui.language import t


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
    raise NotImplementedError(form, wanted, console)


def _form(named: str | None, output: Path | None) -> Form:
    """The form that is asked for, by name, else by the ending of the file, else CSV."""
    wanted = (named or (output.suffix.lstrip(".") if output else "") or "csv").lower()
    try:
        return Form(wanted)
    except ValueError:
        raise typer.BadParameter(t("usage.format", value=wanted), param_hint="--format") from None
