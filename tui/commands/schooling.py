"""`schools`: figures of single schools beside what a standard demands and a plan promises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui import console
from tui.commands import plans, session
from tui.commands.inspecting import DEFAULT, SHORT, Overwrite, StandardName, Xlsx, free, save, standard
from tui.help import Command, Group
from tui.language import t

Figures = Annotated[Path, typer.Argument(metavar="FILE", help=t("argument.schools"))]
Target = Annotated[Path, typer.Argument(metavar="FILE", help=t("argument.template"))]
PlanOption = Annotated[str | None, typer.Option("--plan", metavar="PLAN", help=t("argument.plan"))]

schools = typer.Typer(cls=Group, help=t("command.schools"), rich_markup_mode=None, add_completion=False)


@schools.callback(invoke_without_command=True)
def _schools(ctx: typer.Context) -> None:
    """Help when there is no command."""
    if ctx.invoked_subcommand is None:
        console.out(ctx.get_help())


@schools.command("template", cls=Command, help=t("command.schools.template"))
def template(file: Target, overwrite: Overwrite = False) -> None:
    """Write the empty workbook."""
    from corpus.schoolsheet import template as made

    free(file, ".xlsx", "FILE", overwrite=overwrite)
    save(file, made())


@schools.command("check", cls=Command, help=t("command.schools.check"))
def check(
    ctx: typer.Context,
    file: Figures,
    plan: PlanOption = None,
    standard_: StandardName = DEFAULT,
    xlsx: Xlsx = None,
    overwrite: Overwrite = False,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Judge every school and the differences between them; exit code 3 when something falls short."""
    from corpus.check import report
    from corpus.promises import Plan
    from corpus.schools import Standing, assess
    from corpus.schoolsheet import read_schools
    from tui.schooltext import school_lines, school_sheets, schools_json

    free(xlsx, ".xlsx", "--xlsx", overwrite=overwrite)
    figures = read_schools(file, session.settings().limits)
    extraction = plans.plan(ctx, plan, db) if plan else None
    chosen = standard(standard_, extraction)
    if chosen.schools is None:
        console.say(console.one_line(t("schools.no_rule", standard=chosen.name)))
        raise typer.Exit(1)
    found = assess(figures, chosen)
    promises = report(Plan(extraction), chosen) if extraction else None
    if json:
        console.out(console.dumps(schools_json(found, chosen, promises)))
    elif xlsx is None:
        for line in school_lines(found, chosen, promises, min(console.columns(), 140)):
            console.out(line)
    if xlsx is not None:
        from corpus.book import workbook

        save(xlsx, workbook(school_sheets(found, chosen, promises)))
    if found.count(Standing.MET) < len(found.entries) or any(one.within is False for one in found.spreads):
        raise typer.Exit(SHORT)
