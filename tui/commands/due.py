"""`due` and `lights`: what comes next, what lags behind, how the board stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tui import boards, console
from tui.commands import session
from tui.commands.asking import commitment_json, entry_json, group_lines
from tui.language import LANGUAGES, t, table
from tui.tables import render

if TYPE_CHECKING:
    from corpus.lights import Light

Within = Annotated[int, typer.Option("--within", min=0, metavar="DAYS", help=t("option.within"))]
Behind = Annotated[bool, typer.Option("--behind", help=t("option.behind"))]
Colour = Annotated[str | None, typer.Option("--light", metavar="NAME", help=t("option.light"))]


def due(
    ctx: typer.Context,
    within: Within = 30,
    behind: Behind = False,
    as_of: session.AsOf = None,
    region: session.Region = None,
    org: session.Org = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """List what is due soon, by organisation; or what lags behind."""
    from corpus import lights
    from corpus import overdue as late

    on = session.today(as_of)
    wanted = session.filters(region=region, org=org)
    with session.reading(session.path(ctx, db), on) as corpus:
        if behind:
            lagging = lights.behind(corpus, on, wanted)
        else:
            groups = late.upcoming(corpus, on, within, wanted)
    if behind:
        if json:
            console.array(
                {"reached": pace.reached, "passed": pace.passed, "commitment": commitment_json(row)}
                for row, pace in lagging
            )
            return
        for line in render(boards.PACES, (boards.pace_row(row, pace, on) for row, pace in lagging), console.columns()):
            console.out(line)
        console.say(t("due.behind", on=on.isoformat(), count=len(lagging)))
        return
    if json:
        console.array({"organisation": name, "entries": [entry_json(e) for e in kept]} for name, kept in groups.items())
        return
    cells = min(console.columns(), 120)
    for name, kept in groups.items():
        for line in group_lines(name, kept, on, cells):
            console.out(line)
    count = len({one.row.key for kept in groups.values() for one in kept})
    console.say(t("due.count", on=on.isoformat(), days=within, count=count, organisations=len(groups)))


def lights(
    ctx: typer.Context,
    light: Colour = None,
    as_of: session.AsOf = None,
    region: session.Region = None,
    org: session.Org = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Show the board: lights by organisation, or the commitments of one light."""
    from corpus import lights as lamps
    from corpus import rows

    on = session.today(as_of)
    wanted = session.filters(region=region, org=org)
    colour = _colour(light) if light else None
    with session.reading(session.path(ctx, db), on) as corpus:
        if colour is None:
            found = lamps.boards(corpus, on, wanted)
        else:
            why = {row: one for row, one in lamps.reasons(corpus, on, wanted).items() if lamps.COLOUR[one] is colour}
            ids = sorted(why)
            kept = [row for at in range(0, len(ids), 1000) for row in rows.by_ids(corpus, ids[at : at + 1000]).values()]
    if colour is None:
        if json:
            console.array(
                {"organisation": one.organisation} | {name.value: n for name, n in one.counts.items()} for one in found
            )
            return
        lines = render(boards.BOARDS, map(boards.board_row, found), console.columns())
    elif json:
        console.array(
            {"light": colour.value, "reason": why[row.id].value, "commitment": commitment_json(row)} for row in kept
        )
        return
    else:
        lines = render(boards.LIT, (boards.lit_row(row, why[row.id], on) for row in kept), console.columns())
    for line in lines:
        console.out(line)
    if colour is not None:
        console.say(t("lights.count", on=on.isoformat(), count=len(kept)))


def _colour(text: str) -> Light:
    """The light that a person names, in either language; wrong use for another word."""
    from corpus.lights import Light

    for member in Light:
        if text.strip().lower() in {
            member.value,
            *(table(name)[f"light.{member.value}"].lower() for name in LANGUAGES),
        }:
            return member
    raise typer.BadParameter(t("usage.light", value=text), param_hint="--light")
