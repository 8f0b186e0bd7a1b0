"""How long checks, alignments and comparisons take: python benchmarks/inspection.py [--plans N] [--rounds N] [--json].

Times are milliseconds on this machine, and as a ratio to extracting the same plan. The comparison runs over a ledger of
copies of the sample plans with other places and values, written by the program itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"


def best(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def on_one_plan(rounds: int) -> dict[str, float]:
    """Check, findings and alignment of the longest sample."""
    from corpus.align import align
    from corpus.check import check
    from corpus.findings import findings
    from corpus.standards import shelf
    from extract.pipeline import extract
    from ingest.model import Limits
    from ingest.read import read

    documents = [read(path, replace(Limits(), isolate=False)) for path in sorted(SAMPLES.glob("*.txt"))]
    document = max(documents, key=lambda one: len(one.text))
    standard = shelf().find("jd2017_6")
    extraction = extract(document)
    whole = best(rounds, lambda: extract(document))
    figures = {
        "characters": float(len(document.text)),
        "check, ms": best(rounds, lambda: check(extraction, standard)),
        "findings, ms": best(rounds, lambda: findings(extraction, standard)),
        "align with itself, ms": best(rounds, lambda: align(extraction, extraction)),
        "extract, ms": whole,
    }
    return figures | {"check / extract": figures["check, ms"] / whole}


def over_many(plans: int, rounds: int) -> dict[str, float]:
    """A comparison of three indicators over many plans."""
    from corpus.compare import compare
    from corpus.standards import shelf
    from corpus.store import Corpus
    from corpus.writing import put
    from extract.pipeline import extract
    from ingest.model import Limits
    from ingest.read import read

    samples = [extract(read(path, replace(Limits(), isolate=False))) for path in sorted(SAMPLES.glob("*.txt"))]
    extraction = max(samples, key=lambda one: sum(m.indicator is not None for c in one.commitments for m in c.measures))
    standard = shelf().find("jd2017_6")
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder) / "bench.db") as corpus:
        for number in range(plans):
            header = extraction.document.header
            place = replace(header.region, name=f"第{number}县", code=f"{100000 + number}") if header.region else None
            document = replace(
                extraction.document,
                sha256=f"{number:064d}",
                source=f"{number}.txt",
                header=replace(header, region=place),
            )
            put(corpus, replace(extraction, document=document), Path(f"{number}.txt"), identity=f"文号:{number}")
        return {
            "plans": float(plans),
            "compare 3 indicators, ms": best(rounds, lambda: compare(corpus, ["G5", "Q1", "Q2"], (), standard)),
            "compare words, ms": best(rounds, lambda: compare(corpus, ["入学率"])),
        }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = {"one plan": on_one_plan(args.rounds), "many plans": over_many(args.plans, args.rounds)}
    if args.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for title, rows in figures.items():
        print(title)
        for name, value in rows.items():
            print(f"  {name:<28}{value:10.1f}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
