"""How fast the parts are, as ratios in one run: python benchmarks/bench.py [--rounds N] [--json]."""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import extraction  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"
TEXT_SIZE = 100_000
"""Characters that jieba.cut is measured on."""


def best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def started(rounds: int, *arguments: str) -> float:
    """Seconds from start to end of a fresh interpreter."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment, cwd=ROOT)

    return best(rounds, run)


def speeds(rounds: int) -> dict[str, float]:
    """Characters a second, jieba.cut = 1."""
    import jieba

    from corpus import intake
    from corpus.store import Corpus
    from ingest.model import Limits
    from ingest.read import read

    inside = replace(Limits(), isolate=False)
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html", ".pdf"})
    documents = [read(path, inside) for path in files]
    size = sum(len(document.text) for document in documents)
    text = "".join(document.text for document in documents)
    text *= max(1, TEXT_SIZE // len(text))
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    one = len(text) / best(rounds, lambda: list(jieba.cut(text)))

    def rate(characters: int, work: Callable[[], object]) -> float:
        return characters / best(rounds, work) / one

    figures = {
        "extract, plans": extraction.ratio(extraction.plans(), rounds),
        "extract, 1 MB of plans": extraction.ratio(extraction.large(), rounds),
    }
    for path, document in zip(files, documents, strict=True):
        key = f"read {path.suffix[1:]}"
        figures[key] = max(figures.get(key, 0.0), rate(len(document.text), partial(read, path, inside)))
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder) / "bench.db") as corpus:
        figures["ingest"] = size / best(1, lambda: list(intake.add(corpus, [SAMPLES]))) / one
        figures["ingest, unchanged"] = rate(size, lambda: list(intake.add(corpus, [SAMPLES])))
    return figures


def growths(rounds: int) -> dict[str, float]:
    """Time a character of `extract`, once the text = 1; the same of one sentence, 6,000 characters long = 1."""
    figures = {f"extract, text x {times}": v for times, v in extraction.growth(extraction.plans(), rounds).items()}
    return figures | {"extract, sentence x 16": extraction.long_sentence(rounds)}


def starts(rounds: int) -> dict[str, float]:
    """Seconds to start, bare Python = 1."""
    bare = started(rounds, "-c", "pass")
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "bench.db")
        subprocess.run(
            [sys.executable, "-m", "tui.cli", "--db", ledger, "ingest", str(SAMPLES)],
            check=True, capture_output=True, cwd=ROOT,
        )  # fmt: skip
        return {
            "taizhang --help": started(rounds, "-m", "tui.cli", "--help") / bare,
            "taizhang list": started(rounds, "-m", "tui.cli", "--db", ledger, "list") / bare,
            "taizhang overdue": started(rounds, "-m", "tui.cli", "--db", ledger, "overdue") / bare,
            "taizhang search": started(rounds, "-m", "tui.cli", "--db", ledger, "search", "老师轮换") / bare,
            "import ingest.read": started(rounds, "-c", "import ingest.read") / bare,
            "import corpus.store": started(rounds, "-c", "import corpus.store") / bare,
            "import extract.pipeline": started(rounds, "-c", "import extract.pipeline") / bare,
            "import tui.app": started(rounds, "-c", "import tui.app") / bare,
        }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = {
        "speed, jieba.cut = 1": speeds(args.rounds),
        "time a character, the text once = 1": growths(args.rounds),
        "peak memory, MiB": {"extract, 1 MB of plans": extraction.memory(extraction.large())},
        "start, bare Python = 1": starts(args.rounds),
    }
    if args.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for title, rows in figures.items():
        print(title)
        for name, value in rows.items():
            print(f"  {name:<26}{value:10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
