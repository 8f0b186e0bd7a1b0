"""How fast `extract` is beside one pass of `jieba.cut`, how its time grows with the text, and what memory it takes.

    python benchmarks/extraction.py [--wheel PATH] [--rounds N] [--json]

prints the first and the last; with `--wheel` for the sources and for that wheel (`make wheel`), side by side.

Texts are the sample plans; where real plans lie beside the checkout (`../shared/seeds`, `../shared/wild`) they are
measured instead. Reading the files is no part of the time.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import wheels

from ingest.errors import IngestError
from ingest.model import Document, Limits
from ingest.read import read

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
BESIDE = ROOT.parent / "shared"
MEGABYTE = 1_000_000
"""Bytes of the large text in UTF-8."""
TIMES = (1, 4, 16)
_INSIDE = replace(Limits(), isolate=False)


def documents(folder: Path) -> list[Document]:
    """The documents of a folder that can be read; the samples where there is no such folder."""
    out: list[Document] = []
    for path in sorted((folder if folder.is_dir() else SAMPLES).iterdir()):
        try:
            out.append(read(path, _INSIDE))
        except IngestError:
            continue
    return out


def plans() -> list[Document]:
    """A few plans."""
    return documents(BESIDE / "seeds")


def large() -> list[Document]:
    """Plans of many kinds, one megabyte together; the same again where there are fewer."""
    found = documents(BESIDE / "wild")
    out: list[Document] = []
    size = 0
    while size < MEGABYTE:
        for document in found:
            if size < MEGABYTE:
                out.append(document)
                size += len(document.text.encode())
    return out


def ratio(texts: Sequence[Document], rounds: int) -> float:
    """Characters a second of `extract`, one pass of `jieba.cut` over the same texts = 1.

    Each document is cut and extracted in turn, so that a busy machine slows both; the best of the rounds counts.
    """
    import jieba

    from extract.pipeline import extract

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    extract(texts[0])
    cut = took = 0.0
    for document in texts:
        pairs = [
            (_seconds(lambda: list(jieba.cut(document.text))), _seconds(lambda: extract(document)))  # noqa: B023
            for _ in range(rounds)
        ]
        cut += min(a for a, _ in pairs)
        took += min(b for _, b in pairs)
    return cut / took


def growth(texts: Iterable[Document], rounds: int) -> dict[int, float]:
    """Time a character of `extract` on one document of 1, 4 and 16 times the text, once the text = 1."""
    from extract.pipeline import extract

    text = "\n".join(document.text for document in texts)
    out: dict[int, float] = {}
    for times in TIMES:
        document = _document("\n".join([text] * times))
        extract(document)
        out[times] = min(_seconds(lambda: extract(document)) for _ in range(rounds)) / times  # noqa: B023
    return {times: seconds / out[1] for times, seconds in out.items()}


def long_sentence(rounds: int) -> float:
    """Time a character of `extract` on one sentence of 96,000 characters, one of 6,000 = 1: the worst kind."""
    from extract.pipeline import extract

    worst = 0.0
    for clause in _CLAUSES:
        short, long = (
            _document(f"青禾县规划（2024年）\n\n一、主要任务\n\n{clause * (size // len(clause))}完成任务。\n")
            for size in _SENTENCES
        )
        extract(long)
        times = [min(_seconds(lambda: extract(one)) for _ in range(rounds)) for one in (short, long)]  # noqa: B023
        worst = max(worst, times[1] / times[0] * _SENTENCES[0] / _SENTENCES[1])
    return worst


_SENTENCES = (6_000, 96_000)
_CLAUSES = (
    "新建学校3所，培训教师20人，入学率达到95%以上，",
    "小学、初中分别达到4.5、5.8平方米以上，高中每百名学生拥有教师8人以上，",
    "到2025年6月底前完成改造3所，2026年底前达到90%，",
    "县教育局要组织培训20次，由县财政局负责落实资金3万元，",
    "甲、乙、丙四项指标达到三个百分点，每年培训教师3次，",
)


def memory(texts: Iterable[Document]) -> float:
    """Peak memory of a fresh process that reads one text of all these and extracts it, MiB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text("\n".join(document.text for document in texts), "utf-8")
        done = subprocess.run(
            [sys.executable, __file__, "--peak", str(path)],
            check=True, capture_output=True, text=True, env={"PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT))},
        )  # fmt: skip
    return float(done.stdout)


def _document(text: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, "utf-8")
        return read(path, _INSIDE)


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor, which other programs do not lengthen as they do seconds of the wall."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak(path: Path) -> float:
    from extract.pipeline import extract

    extract(read(path, _INSIDE))
    status = Path("/proc/self/status")
    if status.is_file():
        # ru_maxrss of a child starts at what its parent had.
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peak:
        print(_peak(args.peak))
        return 0
    if args.wheel:
        figures = wheels.side_by_side(__file__, ["--rounds", str(args.rounds)], args.wheel)
    else:
        figures = {
            "wheel" if wheels.is_compiled() else "source": {
                "plans, jieba.cut = 1": ratio(plans(), args.rounds),
                "1 MB of plans, jieba.cut = 1": ratio(large(), args.rounds),
                "peak memory, MiB": memory(large()),
            }
        }
        if args.json:
            figures = next(iter(figures.values()))
    if args.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    print(" " * 30 + "".join(f"{name:>10}" for name in figures))
    for line in next(iter(figures.values())):
        print(f"{line:<30}" + "".join(f"{column[line]:10.2f}" for column in figures.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
