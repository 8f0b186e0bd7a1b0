"""`standards`, `check` and `findings`: plans against what a standard demands, and against themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui import console, location, said
from tui.commands import plans, session
from tui.help import Command, Group
from tui.language import t
from tui.views import STANDARD

if TYPE_CHECKING:
    from corpus.standard import Standard
    from extract.model import Extraction

SHORT = 3
"""Exit code of a check that found something short of the standard."""

DEFAULT = STANDARD

PlanName = Annotated[str, typer.Argument(metavar="PLAN", help=t("argument.plan"))]
Name = Annotated[str, typer.Argument(metavar="NAME", help=t("argument.standard"))]
StandardFiles = Annotated[list[Path], typer.Argument(metavar="FILE", help=t("argument.standard_files"))]
StandardName = Annotated[str, typer.Option("--standard", "-s", metavar="NAME", help=t("option.standard"))]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help=t("option.report_html"))]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help=t("option.xlsx"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=t("option.overwrite"))]
AllFindings = Annotated[bool, typer.Option("--all", help=t("option.all_findings"))]
ProblemsOnly = Annotated[bool, typer.Option("--problems", help=t("option.problems_only"))]

standards = typer.Typer(cls=Group, help=t("command.standards"), rich_markup_mode=None, add_completion=False)


@standards.callback(invoke_without_command=True)
def _standards(ctx: typer.Context) -> None:
    """Help when there is no command."""
    if ctx.invoked_subcommand is None:
        console.out(ctx.get_help())


@standards.command("list", cls=Command, help=t("command.standards.list"))
def list_(json: session.Json = False) -> None:
    """List the standards at hand."""
    from corpus.standards import shelf
    from tui.tables import render
    from tui.verdictdata import standard_json
    from tui.verdicts import STANDARDS, standard_row

    found = shelf(location.standards())
    for error in found.broken:
        console.say(console.one_line(error))
    if json:
        console.array(map(standard_json, found.standards))
    else:
        for line in render(STANDARDS, map(standard_row, found.standards), console.columns()):
            console.out(line)
        console.say(console.one_line(t("standards.count", count=len(found.standards), folder=location.standards())))
    if found.broken:
        raise typer.Exit(1)


@standards.command("show", cls=Command, help=t("command.standards.show"))
def show(name: Name, json: session.Json = False) -> None:
    """Show what a standard demands."""
    from tui.verdictdata import standard_json
    from tui.verdicts import standard_lines

    found = standard(name)
    if json:
        console.out(console.dumps(standard_json(found)))
        return
    for line in standard_lines(found, min(console.columns(), 120)):
        console.out(line)


@standards.command("validate", cls=Command, help=t("command.standards.validate"))
def validate(files: StandardFiles) -> None:
    """Say of each file whether it can be used."""
    from corpus.errors import BadStandard
    from corpus.standards import read

    failed = False
    for path in files:
        try:
            found = read(path)
        except BadStandard as error:
            failed = True
            console.say(console.one_line(said.line(error)))
            continue
        line = t("standards.valid", file=path.name, title=found.title, count=len(found.counted))
        console.out(console.one_line(line))
    if failed:
        raise typer.Exit(1)


def standard(name: str, extraction: Extraction | None = None) -> Standard:
    """The standard that is named, or read from a file, with what the plan's own region changes in it."""
    from corpus.errors import NoStandard
    from corpus.standards import read, shelf

    path = Path(name).expanduser()
    if path.suffix == ".toml" and path.is_file():
        return read(path)
    found = shelf(location.standards())
    for error in found.broken:
        console.say(console.one_line(error))
    region = extraction.document.header.region if extraction else None
    try:
        return found.find(name, (*region.parents, region.name) if region else ())
    except NoStandard as error:
        console.say(console.one_line(t("error.no_standard", name=name, names="、".join(error.names))))
        raise typer.Exit(1) from error


def check(
    ctx: typer.Context,
    plan: PlanName,
    standard_: StandardName = DEFAULT,
    html: Html = None,
    xlsx: Xlsx = None,
    problems: ProblemsOnly = False,
    overwrite: Overwrite = False,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Check a plan against a standard; exit code 3 when something falls short."""
    from corpus.check import report
    from corpus.findings import found_in
    from corpus.promises import Plan
    from corpus.verdicts import GOOD
    from tui.findingtext import finding_html, finding_json, finding_lines, finding_sheet
    from tui.verdictdata import check_json
    from tui.verdicts import check_lines

    for option, path, ending in (("--html", html, ".html"), ("--xlsx", xlsx, ".xlsx")):
        free(path, ending, option, overwrite=overwrite)
    extraction = plans.plan(ctx, plan, db)
    laid_out = Plan(extraction)
    found = report(laid_out, standard(standard_, extraction))
    inside = found_in(laid_out, found)
    name = plans.title(extraction)
    cells = min(console.columns(), 140)
    if json:
        inner = {"findings": [finding_json(one) for one in inside]}
        console.out(console.dumps(check_json(found, name) | inner))
    elif html is None and xlsx is None:
        for line in (*check_lines(found, name, cells, problems_only=problems), *finding_lines(inside, cells)):
            console.out(line)
    if html is not None:
        from tui.reportpage import Anchors, page

        anchors = Anchors()
        more = list(finding_html(inside, anchors))
        save(html, page(found, extraction, name, more, anchors).encode("utf-8", "replace"))
    if xlsx is not None:
        from corpus.book import workbook
        from tui.reportbook import sheets

        save(xlsx, workbook([*sheets(found, name), finding_sheet(inside)]))
    if found.count(*GOOD) < len(found.standard.counted):
        raise typer.Exit(SHORT)


def findings(
    ctx: typer.Context,
    plan: PlanName,
    standard_: StandardName = DEFAULT,
    all_: AllFindings = False,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Look for what is wrong inside a plan; exit code 3 when something is."""
    from corpus.findings import findings as look
    from tui.findingtext import finding_json, finding_lines

    extraction = plans.plan(ctx, plan, db)
    found = look(extraction, standard(standard_, extraction))
    if json:
        console.array(map(finding_json, found))
    else:
        for line in finding_lines(found, min(console.columns(), 140), whole=all_):
            console.out(line)
        console.say(t("findings.count", count=len(found)) if found else t("findings.none"))
    if found:
        raise typer.Exit(SHORT)


def free(path: Path | None, ending: str, option: str, *, overwrite: bool) -> None:
    """Wrong use when the file's name does not end so; ends when it is there and may not be replaced."""
    if path is None:
        return
    if path.suffix.lower() != ending:
        raise typer.BadParameter(t("usage.ending", ending=ending), param_hint=option)
    if path.exists() and not overwrite:
        console.say(console.one_line(t("error.exists", path=path)))
        raise typer.Exit(1)


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and say so. Raises ExportFailed."""
    from corpus.output import put_whole

    put_whole(path, data)
    console.say(console.one_line(t("check.saved", path=path)))
