"""Pictures of the screens over the sample plans, as SVG: `make pictures` writes them into docs/pictures.

They need no font of their own and load nothing from elsewhere. Every run of characters of one width is placed by
itself, so that columns stand below each other in whatever monospace font a viewer has.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import intake
from corpus.model import DocumentRow
from corpus.store import Corpus
from tui.app import TaizhangApp
from tui.cells import width
from tui.desk import LedgerDesk
from tui.location import samples

FOLDER = Path(__file__).parent / "pictures"
ON = date(2026, 3, 1)
"""A day on which some of what the samples promise is late, some is near and some has time."""
SIZE = (120, 34)
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "documents": (("2",),),
    "commitments": (("/", *"入学率"), ("escape",), ("down",)),
    "reader": (("/", *"骨干教师"), ("escape",), ("enter",)),
    "search": (("4", *"老师轮换", "enter"),),
    "overview": (("1",), ("tab",)),
    "compare": (("5",), ("right",)),
    "check": (("6", "d"), tuple("qhx"), ("enter",)),
    "align": (("7", "d"), tuple("lcs"), ("enter",), ("w",), tuple("qhx"), ("enter",)),
    "tracking": (("8",), ("enter",), ("down", "down")),
    "review": (("9", "a"), ("down",)),
    "help": (("?",),),
    "columns": (("c",),),
    "tour": (("f2",), ("enter",), ("enter",)),
}
"""Picture -> keys that lead to it; after each group the screen comes to rest."""

_CELL = 12.2
"""Width of a cell in the units of the picture."""
_BLANK = "\u00a0"
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[0-9.]+)" y="(?P<y>[0-9.]+)" textLength="[0-9.]+"'
    r' clip-path="(?P<clip>[^"]+)">(?P<text>[^<]*)</text>'
)


class SampleDesk(LedgerDesk):
    """The sample ledger; where its files lie on this machine is nobody's business."""

    def documents(self) -> list[DocumentRow]:
        """All documents, without their folders."""
        return [replace(row, path=row.source) for row in super().documents()]


def placed(found: re.Match[str]) -> str:
    """One text of the picture as several, each of characters of one width."""
    out, x = [], float(found["x"])
    for cells, characters in groupby(unescape(found["text"]).replace(" ", _BLANK), width):
        run = "".join(characters)
        words = run.strip()
        if words:
            # Some viewers drop blanks at the beginning of a text.
            at = x + (len(run) - len(run.lstrip())) * cells * _CELL
            out.append(
                f'<text class="{found["style"]}" x="{at:.1f}" y="{found["y"]}"'
                f' textLength="{len(words) * cells * _CELL:.1f}" clip-path="{found["clip"]}">'
                f"{escape(words).replace(_BLANK, '&#160;')}</text>"
            )
        x += len(run) * cells * _CELL
    return "".join(out)


def portable(svg: str) -> str:
    """A screenshot that loads no font and looks alike everywhere; times that were measured are left out."""
    svg = re.sub(r"\bterminal-[0-9]+", "terminal", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face \{[^}]*\}\s*", "", svg)
    svg = re.sub(r"\s*font-variant-east-asian: full-width;", "", svg)
    svg = re.sub(r"font-family: *Fira Code[^;]*;", "font-family: monospace;", svg)
    svg = re.sub(r"(?:\u00a0|&#160;| )·(?:\u00a0|&#160;| )[0-9.]+(?:\u00a0|&#160;| )秒", "", svg)
    svg = _TEXT.sub(placed, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def picture(desk: LedgerDesk, groups: tuple[tuple[str, ...], ...]) -> str:
    """The screen that some keys lead to."""
    app = TaizhangApp(desk, ON)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        for keys in ((), *groups):
            await pilot.press(*keys)
            quiet = 0
            while quiet < 3:
                await app.workers.wait_for_complete()
                await pilot.pause(0.02)
                quiet = quiet + 1 if getattr(app.screen, "settled", True) else 0
        return app.export_screenshot()


def main() -> None:
    """Read the samples into a ledger that is thrown away and write a picture of each screen."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.db"
        with Corpus.open(ledger) as corpus:
            for _ in intake.add(corpus, [samples()]):
                pass
        for name, keys in KEYS.items():
            desk = SampleDesk(ledger)
            try:
                svg = asyncio.run(picture(desk, keys))
            finally:
                desk.close()
            (FOLDER / f"{name}.svg").write_text(portable(svg), "utf-8")


if __name__ == "__main__":
    main()
