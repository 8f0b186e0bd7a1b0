"""Reading PDFs against pdfplumber over the same pages: python benchmarks/pdf_speed.py [FILE …] [--wheel PATH] [--json].

Each file is split into its pages with tables and its pages without, and each part is measured as a PDF of its own.
1 is pdfplumber's `extract_text` and `extract_tables` of every page with `page.close()`; a figure of 8 is eight times as
fast. Without files: two made on the spot, and the PDFs of real plans where a folder of them lies beside the project.
With `--wheel` the sources are measured, then that wheel (`make wheel`), and both are printed side by side.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import wheels

ROOT = Path(__file__).parents[1]
WILD = ROOT.parent / "shared" / "wild"
SENTENCE = "到2027年，全县村卫生室标准化建设达标率不低于92.5%，由县卫生健康局牵头，各乡镇人民政府配合，每年报送进展。"


def best(rounds: int, work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def made() -> dict[str, bytes]:
    """A plan of running text and a plan of tables, twenty pages each."""
    from reportlab.platypus import SimpleDocTemplate, Table

    from tests.ingest.samples import FONT, flowing_pdf

    text = flowing_pdf([f"{n}．{SENTENCE * 3}" for n in range(1, 96)], header="青禾县实施方案", numbers=True)
    rows = [["序号", "指标", "2024年", "2027年", "责任单位"]]
    rows += [[str(n), f"标准化村卫生室占比{n}", f"{n}.5%", f"{n + 20}%", "县卫生健康局"] for n in range(1, 740)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), FONT)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Table(rows, style=style)])
    return {"made, text": text, "made, tables": buffer.getvalue()}


def split(data: bytes) -> dict[str, bytes]:
    """The pages without tables and the pages with tables as two PDFs; a part without pages is left out."""
    import pypdfium2

    from ingest.model import Limits
    from ingest.read import read_bytes

    document = read_bytes(data, "split.pdf", Limits(isolate=False))
    tabled = {block.page for block in document.blocks if block.table is not None}
    out = {}
    with closing(pypdfium2.PdfDocument(data)) as whole:
        for name, wanted in (("text", False), ("tables", True)):
            numbers = [n for n in range(len(whole)) if (n + 1 in tabled) is wanted]
            if numbers:
                with closing(pypdfium2.PdfDocument.new()) as part:
                    part.import_pages(whole, numbers)
                    buffer = io.BytesIO()
                    part.save(buffer)
                out[name] = buffer.getvalue()
    return out


def plumber(data: bytes) -> None:
    """pdfplumber's own pass."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def pdfium(data: bytes) -> None:
    """pdfium's text and nothing else."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                text.get_text_range()


def measure(data: bytes, rounds: int) -> dict[str, float]:
    """Speeds over one PDF, pdfplumber = 1; its pages and pdfplumber's milliseconds a page."""
    from extract.pipeline import extract
    from ingest.model import Limits
    from ingest.read import read_bytes

    inside = Limits(isolate=False)

    def read() -> Any:
        return read_bytes(data, "bench.pdf", inside)

    document = read()
    extract(document)
    # Twice, for the first pass of a process loads the maps of the fonts.
    one = best(min(rounds, 2), lambda: plumber(data))
    return {
        "pages": document.pages or 0,
        "ms a page": 1000 * one / max(1, document.pages or 1),
        "pdfium": one / best(rounds, lambda: pdfium(data)),
        "read": one / best(rounds, read),
        "read and extract": one / best(rounds, lambda: extract(read())),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.wheel:
        given = [*map(str, args.files), "--rounds", str(args.rounds)]
        both = wheels.side_by_side(__file__, given, args.wheel)
        _show({f"{key}, {name}": row for name, rows in both.items() for key, row in rows.items()}, args.json)
        return 0
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    given = args.files or sorted(WILD.glob("*.pdf"))
    files = ({} if args.files else made()) | {path.stem: path.read_bytes() for path in given}
    rows = {
        f"{part}: {name}": measure(data, args.rounds)
        for name, whole in files.items()
        for part, data in split(whole).items()
    }
    _show(rows, args.json)
    return 0


def _show(rows: dict[str, dict[str, float]], as_json: bool) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    names = list(next(iter(rows.values())))
    print(" " * 32 + "".join(f"{name:>18}" for name in names))
    for key in sorted(rows, key=lambda key: (key.startswith("tables"), key)):
        print(f"{key:<32}" + "".join(f"{rows[key][name]:18.1f}" for name in names))


if __name__ == "__main__":
    sys.path.append(str(ROOT))
    sys.exit(main())
