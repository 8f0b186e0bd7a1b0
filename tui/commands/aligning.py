"""`align` and `cites`: a plan against the one above it, a plan against its older version, what cites what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui import console
from tui.commands import plans, session
from tui.commands.inspecting import Overwrite, Xlsx, free, save
from tui.language import t

if TYPE_CHECKING:
    from extract.model import Extraction

Parent = Annotated[str, typer.Argument(metavar="PARENT", help=t("argument.parent"))]
Local = Annotated[str, typer.Argument(metavar="LOCAL", help=t("argument.local"))]
Versions = Annotated[bool, typer.Option("--versions", help=t("option.versions"))]
Gaps = Annotated[bool, typer.Option("--gaps", help=t("option.gaps"))]
Start = Annotated[str | None, typer.Argument(metavar="PLAN", help=t("argument.cites"))]


def align(
    ctx: typer.Context,
    parent: Parent,
    local: Local,
    versions: Versions = False,
    gaps: Gaps = False,
    xlsx: Xlsx = None,
    overwrite: Overwrite = False,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """What became of a parent's commitments in a local plan, or of an older version's in a newer one."""
    free(xlsx, ".xlsx", "--xlsx", overwrite=overwrite)
    above, below = plans.plan(ctx, parent, db), plans.plan(ctx, local, db)
    names = (plans.title(above), plans.title(below))
    cells = min(console.columns(), 160)
    if versions:
        _versions(above, below, names, cells, as_json=json)
        return
    from corpus.align import align as aligned
    from tui.aligntext import alignment_json, alignment_lines, alignment_sheets

    found = aligned(above, below, {} if _is_file(parent) and _is_file(local) else _said(ctx, db))
    if json:
        console.out(console.dumps(alignment_json(found, names)))
    elif xlsx is None:
        for line in alignment_lines(found, names, cells, gaps=gaps):
            console.out(line)
    if xlsx is not None:
        from corpus.book import workbook

        save(xlsx, workbook(alignment_sheets(found)))


def _is_file(name: str) -> bool:
    return Path(name).expanduser().is_file()


def _said(ctx: typer.Context, db: session.Db) -> dict[tuple[str, str], bool]:
    """What people said of matches in the ledger that a plan came from."""
    from corpus.matches import said

    place = session.path(ctx, db)
    if not place.is_file():
        return {}
    with session.reading(place) as corpus:
        return said(corpus)


def _versions(old: Extraction, new: Extraction, names: tuple[str, str], cells: int, *, as_json: bool) -> None:
    from corpus.versions import versions
    from tui.aligntext import step_json, version_lines

    steps = versions(old, new)
    if as_json:
        console.array(map(step_json, steps))
        return
    for line in version_lines(steps, old, new, names, cells):
        console.out(line)


def cites(ctx: typer.Context, plan: Start = None, db: session.Db = None, json: session.Json = False) -> None:
    """Which document cites which, and which of them the ledger holds; with a plan its chain."""
    from corpus import rows
    from corpus.cites import chain, citing
    from corpus.cites import cites as found_in
    from tui.aligntext import chain_lines, cite_json, cite_lines

    with session.reading(session.path(ctx, db)) as corpus:
        found = found_in(corpus)
        start = plans.document(rows.documents(corpus), plan) if plan else None
    cells = min(console.columns(), 140)
    if json:
        console.array(cite_json(one) for one in found if start is None or one.by.id == start.id)
        return
    if start is None:
        for line in cite_lines(found, cells):
            console.out(line)
        console.say(t("cites.count", count=len(found), held=sum(one.target is not None for one in found)))
        return
    for line in chain_lines(chain(found, start), cells):
        console.out(line)
    for one in citing(found, start):
        console.out(console.one_line(t("cites.by", id=one.id, title=one.title or one.source)))
