"""`compare`: what regions promise for the same indicators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Filters
from tui import console
from tui.commands import session
from tui.commands.inspecting import DEFAULT, Overwrite, StandardName, Xlsx, free, save, standard
from tui.language import t
from tui.views import CHARTED

Indicators = Annotated[list[str], typer.Option("--indicator", "-i", metavar="NAME", help=t("option.compare_indicator"))]
Regions = Annotated[list[str] | None, typer.Option("--region", "-r", metavar="NAME", help=t("option.compare_region"))]
ChartFile = Annotated[Path | None, typer.Option("--chart", metavar="FILE", help=t("option.chart"))]


def compare(
    ctx: typer.Context,
    indicator: Indicators,
    region: Regions = None,
    standard_: StandardName = DEFAULT,
    limit: session.Limit = 30,
    xlsx: Xlsx = None,
    chart: ChartFile = None,
    overwrite: Overwrite = False,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Regions side by side, with the national line."""
    from corpus import naming
    from corpus.compare import compare as compared
    from tui.matrixtext import charts, matrix_json, matrix_lines, matrix_sheets

    free(xlsx, ".xlsx", "--xlsx", overwrite=overwrite)
    if chart is not None:
        free(chart, ".png" if chart.suffix.lower() == ".png" else ".svg", "--chart", overwrite=overwrite)
    with session.reading(session.path(ctx, db)) as corpus:
        found = compared(corpus, indicator, region or (), standard(standard_))
        silent = not any(one.value for row in found.rows for one in row.cells)
        if silent:
            known = [*naming.indicators(corpus), *(one.name for one in standard(standard_).indicators)]
            for name in indicator:
                session.tell_unknown_name("indicator", name, naming.nearest(name, known))
            for name in region or ():
                session.tell_unknown(corpus, Filters(region=name))
            console.say(t("compare.nothing"))
    if json:
        console.out(console.dumps(matrix_json(found)))
    elif xlsx is None and chart is None and not silent:
        for line in matrix_lines(found, min(console.columns(), 140), limit):
            console.out(line)
    if xlsx is not None:
        from corpus.book import workbook

        save(xlsx, workbook(matrix_sheets(found)))
    if chart is not None:
        from corpus.chart import png, svg

        drawn = charts(found, CHARTED)
        save(chart, png(drawn) if chart.suffix.lower() == ".png" else svg(drawn).encode("utf-8", "replace"))
