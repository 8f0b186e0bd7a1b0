"""What the signs of `ingest.textgate` say of sound text and of text that was spoilt: python benchmarks/text_gate.py.

Pieces of 600 characters of the sample plans (and of real plans, where a folder of them lies beside the project) are
spoilt in the ways that PDF libraries spoil text. For each way: the 5th, 50th and 95th percentile of the score of
`ingest.quality`, of the share of common pairs and of the share of characters in dictionary words, and the shares of
pieces that are found doubtful and found bad.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PLACES = (ROOT / "corpus" / "samples", ROOT / "tests" / "gold" / "plans", ROOT.parent / "shared" / "wild")
SIZE, STEP = 600, 3_000
LINE = 25
WIDE = "Latin letters for characters"


def texts() -> list[str]:
    """Pieces of plans, without white space."""
    from ingest.model import Limits
    from ingest.read import read

    out = []
    for path in sorted(path for place in PLACES for path in place.glob("*.txt")):
        text = "".join(read(path, Limits(isolate=False)).text.split())
        out += [text[at : at + SIZE] for at in range(0, len(text) - SIZE, STEP)]
    return out


def spoilers(han: str) -> dict[str, Callable[[str], str]]:
    """Ways in which text goes wrong; `han` are characters to put for others."""
    from ingest.quality import is_han

    dice = random.Random(7)

    def shuffled(text: str) -> str:
        chars = list(text)
        dice.shuffle(chars)
        return "".join(chars)

    def noise(share: float) -> Callable[[str], str]:
        return lambda text: "".join(dice.choice(han) if is_han(c) and dice.random() < share else c for c in text)

    def across(text: str) -> str:
        rows = [text[at : at + LINE] for at in range(0, len(text), LINE)]
        return "".join(row[at] for at in range(LINE) for row in rows if at < len(row))

    return {
        "as it stands": lambda text: text,
        "one character in ten wrong": noise(0.1),
        "three in ten wrong": noise(0.3),
        "each character twice": lambda text: "".join(2 * char for char in text),
        "backwards": lambda text: text[::-1],
        "columns read across": across,
        "shuffled": shuffled,
        "code points off by one": lambda text: "".join(chr(ord(c) + 1) if is_han(c) else c for c in text),
        "UTF-8 read as GB18030": lambda text: text.encode().decode("gb18030", "replace"),
        "GB18030 read as Latin-1": lambda text: text.encode("gb18030", "replace").decode("latin-1"),
        WIDE: lambda text: "".join(chr(65 + ord(c) % 26) if is_han(c) else c for c in text),
    }


def main() -> int:
    """Measure and print."""
    from ingest import textgate, wordshare
    from ingest.quality import is_han

    pieces = texts()
    han = "".join(char for text in pieces for char in text if is_han(char))
    print(f"{len(pieces)} pieces{'score':>31}{'pairs':>18}{'words':>18}{'doubtful':>10}{'bad':>7}")
    for name, spoil in spoilers(han).items():
        pages = [page(spoil(text), wide=name == WIDE) for text in pieces]
        signs = [textgate.signs(page) for page in pages]
        columns = (
            [page.quality.score for page in pages],
            [textgate.pairs(page.text) for page in pages],
            [wordshare.share(page.text) for page in pages],
        )
        shown = "".join(f"{spread(values):>18}" for values in columns)
        doubtful = sum(sign.doubtful for sign in signs) / len(pages)
        bad = sum(map(textgate.is_bad, pages)) / len(pages)
        print(f"{name:<30}{shown}{doubtful:10.2f}{bad:7.2f}")
    return 0


def page(text: str, wide: bool) -> Any:
    """A line of print; letters take half an em, or a whole one as where they stand for Chinese characters."""
    from ingest.glyphs import Glyph
    from ingest.sheets import Sheet

    glyphs, x = [], 0.0
    for char in text:
        step = 6.0 if char.isascii() and not wide else 12.0
        glyphs.append(Glyph(char, x, 0, x + step, 12, 12))
        x += step
    return Sheet(595, 842, glyphs)


def spread(values: list[float]) -> str:
    """5th, 50th and 95th percentile."""
    ordered = sorted(values)
    return " ".join(f"{ordered[min(len(ordered) - 1, int(len(ordered) * at))]:.2f}" for at in (0.05, 0.5, 0.95))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
