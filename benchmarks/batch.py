"""A folder of files into a ledger, two cores against one, and memory over many: python benchmarks/batch.py [--json].

The files are made on the spot: plans of their own as text, web page, DOCX and PDF, one after the other. Each run is a
process of its own on a new ledger. `two cores` is the time of one run on one core divided by the time of one on two;
on a busy machine the second line says more, which is made of the processor time that each part of the work takes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "corpus")]
KINDS = (".txt", ".html", ".docx", ".pdf")


def make(folder: Path, number: int, lines: int) -> Path:
    """So many plans of so many lines, in all forms."""
    import plans

    from tests.ingest.officefiles import p, word
    from tests.ingest.samples import flowing_pdf, html_of

    folder.mkdir(parents=True)
    for at in range(number):
        text = plans.plan(at, lines)
        said = [line for line in text.split("\n") if line]
        kind = KINDS[at % len(KINDS)]
        data = {
            ".txt": text.encode,
            ".html": lambda said=said: html_of("".join(f"<p>{line}</p>" for line in said)),
            ".docx": lambda said=said: word("".join(map(p, said))),
            ".pdf": lambda said=said: flowing_pdf(said),
        }[kind]()
        (folder / f"plan{at:04}{kind}").write_bytes(data)
    return folder


def run(folder: Path, jobs: int, cores: int) -> dict[str, float]:
    """One run in a process of its own; see `measured`."""
    command = [sys.executable, __file__, "--run", str(folder), "--jobs", str(jobs), "--cores", str(cores)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(folder: Path, jobs: int, cores: int) -> dict[str, float]:
    """Seconds, processor seconds of the writer and of the workers, and memory early and late, MB."""
    from corpus.intake import add
    from corpus.store import Corpus
    from ingest import nursery
    from tests.processes import descendants, peak

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    early = late = here = now = 0.0
    with tempfile.TemporaryDirectory() as place, Corpus.open(Path(place) / "bench.db") as corpus:
        begun = time.perf_counter()
        total = sum(1 for _ in folder.iterdir())
        for done, _ in enumerate(add(corpus, [folder], jobs=jobs, vectors=False), 1):
            if done % 10:
                continue
            most = max(map(peak, descendants(os.getpid())), default=0) / 1024**2
            now = resident()
            if done <= total / 5:
                early, here = max(early, most), now
            if done > total * 4 / 5:
                late = max(late, most)
        seconds = time.perf_counter() - begun
    nursery.shutdown()
    spent = os.times()
    return {
        "seconds": seconds,
        "writer": spent.user + spent.system,
        "workers": spent.children_user + spent.children_system,
        "worker early": early,
        "worker late": late,
        "writer early": here,
        "writer late": now,
    }


def resident() -> float:
    """Memory of this process, MB; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except OSError:
        return 0.0


def figures(files: int, many: int) -> dict[str, float]:
    """Ratios."""
    with tempfile.TemporaryDirectory() as place:
        folder = make(Path(place) / "some", files, 60)
        start = run(make(Path(place) / "one", 1, 3), 1, 1)
        one, two = run(folder, 1, 1), run(folder, 2, 2)
        flat = run(make(Path(place) / "many", many, 12), 2, 2)
    # Loading the libraries and opening the ledger come first and once, then writer and workers share the cores.
    first = start["writer"] + start["workers"]
    writer, workers = one["writer"] - start["writer"], one["workers"] - start["workers"]
    return {
        "two cores, one core = 1": one["seconds"] / two["seconds"],
        "two cores by processor time": (first + writer + workers) / (first + max(writer, (writer + workers) / 2)),
        "share of the writer": writer / (writer + workers),
        f"worker's memory, last of {many} to first": flat["worker late"] / max(flat["worker early"], 1),
        f"writer's memory, last of {many} to first": flat["writer late"] / max(flat["writer early"], 1),
        "worker's memory, MB": flat["worker late"],
        "writer's memory, MB": flat["writer late"],
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        print(json.dumps(measured(args.run, args.jobs, args.cores)))
        return 0
    found = figures(args.files, args.many)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    print("a folder into a ledger")
    for name, value in found.items():
        print(f"  {name:<44}{value:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
