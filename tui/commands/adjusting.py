"""`settings`: what applies and where it was set."""

from __future__ import annotations

from tui import console
from tui.commands import session
from tui.language import t
from tui.tables import Cell, Column, Tone, render

_COLUMNS = (
    Column("setting", 14, whole=True),
    Column("amount", 8, share=1, most=16, right=True),
    Column("origin", 8),
    Column("meaning", 20, share=4),
)


def settings(set_: session.Set = None, json: session.Json = False) -> None:
    """List the settings, their values and where each was set."""
    from corpus.taking import cores
    from tui.settings import KNOWN, place

    found = session.settings(set_)
    path = place()
    if json:
        values = {known.name: {"value": found.value(known), "origin": found.origin[known.name]} for known in KNOWN}
        console.out(console.dumps({"file": str(path), "settings": values}))
        return
    rows = []
    for known in KNOWN:
        value, origin = found.value(known), found.origin[known.name]
        rows.append(
            (
                Cell(known.name),
                Cell(t("settings.cores", count=cores()) if value is None else f"{value:.10g}"),
                Cell(t(f"settings.origin.{origin}"), Tone.DIM if origin == "default" else Tone.STRONG),
                Cell(t(f"setting.{known.name}")),
            )
        )
    for line in render(_COLUMNS, rows, console.columns()):
        console.out(line)
    console.say(console.one_line(t("settings.file", path=path) if path.exists() else t("settings.absent", path=path)))
