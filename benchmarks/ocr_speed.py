"""How fast scans are read: python benchmarks/ocr_speed.py [FILE] [--pages N] [--json].

The pages of a PDF are rendered at 200 dpi as a scanner would, and read by the real engine. Printed are pages a second,
CPU seconds a page, how many times as long the same pages take with their text layer, the share of characters that are
the same in the same order, and the peak of memory. Without FILE: a plan made on the spot. Needs the extra `ocr`.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import sys
import time
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[1]
SENTENCE = "到2027年，全县村卫生室标准化建设达标率不低于92.5%，由县卫生健康局牵头，各乡镇人民政府配合，每年报送进展。"


def first_pages(data: bytes, count: int) -> bytes:
    """The first pages of a PDF as one of their own."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as whole, closing(pypdfium2.PdfDocument.new()) as part:
        part.import_pages(whole, list(range(min(count, len(whole)))))
        out = io.BytesIO()
        part.save(out)
    return out.getvalue()


def measure(data: bytes) -> dict[str, float]:
    """Figures of one PDF with a text layer."""
    from ingest.model import Limits
    from ingest.read import read_bytes
    from tests.ingest.pictures import scan_of

    limits = Limits(isolate=False)
    scan = scan_of(data)
    read_bytes(scan_of(first_pages(data, 1)), "warm.pdf", limits)  # loads the models
    wall, used = time.perf_counter(), time.process_time()
    seen = read_bytes(scan, "scan.pdf", limits)
    wall, used = time.perf_counter() - wall, time.process_time() - used
    start = time.process_time()
    written = read_bytes(data, "text.pdf", limits)
    plain = time.process_time() - start
    pages = seen.pages or 1
    first, second = ("".join(document.text.split()) for document in (written, seen))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return {
        "pages": pages,
        "pages a second": round(pages / wall, 3),
        "CPU s a page": round(used / pages, 2),
        "times the text layer": round(used / max(plain, 1e-3), 1),
        "same characters": round(sum(block.size for block in blocks) / max(1, len(first)), 4),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> int:
    """Measure and print."""
    sys.path.insert(0, str(ROOT))
    from ingest import ocr
    from tests.ingest.samples import flowing_pdf

    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if ocr.engine() is None:
        print(f"needs the extra: {ocr.INSTALL}", file=sys.stderr)
        return 1
    data = given.file.read_bytes() if given.file else flowing_pdf([f"{n}．{SENTENCE * 3}" for n in range(1, 20)])
    figures = measure(first_pages(data, given.pages))
    print(json.dumps(figures) if given.json else "\n".join(f"{name:22}{value}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
