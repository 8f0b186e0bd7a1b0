"""How alike two libraries read the same PDFs: python benchmarks/fidelity.py [FILE …] [--json].

For each file the share of characters that pdfium and pdfplumber give in the same order on the same page, white space
aside: twice the characters in common over all characters of both. A page counts as sane where neither reading shows
a sign of rubbish (`ingest.textgate`). `kept` is the share of pdfium's own raw text, as a bag of characters, that
stands in the document in the end. Without files: the sample plans, and real plans where a folder of them lies
beside the project.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections import Counter
from contextlib import ExitStack, closing
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = (ROOT / "corpus" / "samples", ROOT.parent / "shared" / "wild")
SANE = 0.99
"""Share that pages reach on which both readings are sane."""


def pages(data: bytes) -> list[tuple[float, bool, int]]:
    """For each page: share of equal characters, whether both readings are sane, characters."""
    from ingest import grid, textgate
    from ingest.pdfium import PdfiumFile
    from ingest.plumber import PlumberFile
    from ingest.sheets import Sheet

    def text(sheet: Sheet) -> str:
        page, _ = grid.lay_out(sheet.frames, sheet.glyphs, 1, sheet.width, sheet.height)
        return "".join("".join(line.text.split()) for line in page.lines)

    out = []
    with ExitStack() as stack:
        first, second = PdfiumFile(data, stack), PlumberFile(data, stack)
        for at in range(min(len(first), len(second))):
            sheets = first.page(at), second.page(at)
            one, other = map(text, sheets)
            blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
            equal = 2 * sum(block.size for block in blocks)
            total = len(one) + len(other)
            sane = not any(textgate.signs(sheet).doubtful for sheet in sheets)
            out.append((equal / total if total else 1.0, sane, total))
    return out


def kept(data: bytes) -> float:
    """Share of pdfium's raw characters that the document holds."""
    import pypdfium2

    from ingest.model import Limits
    from ingest.read import read_bytes

    raw: Counter[str] = Counter()
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                raw.update(char for char in text.get_text_range() if char.isalnum())
    have = Counter(char for char in read_bytes(data, "fidelity.pdf", Limits(isolate=False)).text if char.isalnum())
    total = raw.total()
    return (raw & have).total() / total if total else 1.0


def measure(data: bytes) -> dict[str, float]:
    """The figures of one file."""
    found = pages(data)
    sane = [page for page in found if page[1]]

    def share(of: list[tuple[float, bool, int]]) -> float:
        weight = sum(page[2] for page in of)
        return sum(page[0] * page[2] for page in of) / weight if weight else 1.0

    return {
        "pages": len(found),
        "sane pages": len(sane),
        "equal": share(found),
        "equal, sane": share(sane),
        "worst sane page": min((page[0] for page in sane), default=1.0),
        "kept": kept(data),
    }


def main() -> int:
    """Measure and print; 1 where a file is under `SANE` on its sane pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    files = args.files or [path for place in PLACES for path in sorted(place.glob("*.pdf"))]
    rows = {path.name: measure(path.read_bytes()) for path in files}
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        names = list(next(iter(rows.values())))
        print(" " * 32 + "".join(f"{name:>17}" for name in names))
        for key, row in rows.items():
            print(f"{key:<32}" + "".join(f"{row[name]:17.4g}" for name in names))
    return int(any(row["equal, sane"] < SANE for row in rows.values()))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
