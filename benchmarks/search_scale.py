"""Search in a large ledger: speed of indexing, time of a query, bytes a sentence, beside other engines in one run.

    python benchmarks/search_scale.py                     10,000 and 100,000 sentences
    python benchmarks/search_scale.py 1000000 --keep D    a million, in a folder with four gigabytes to spare
    python benchmarks/search_scale.py --plot growth.svg   also draws the growth

With `--keep` the ledger and the index of usearch stay in the folder with what making them cost, and a further run with
the same folder only asks: a million takes some minutes then, and four gigabytes of memory; the first time the index of
usearch alone takes a quarter of an hour.

Sentences are put together, with a fixed seed, from clauses of the annotated plans, with other digits. Times are CPU
milliseconds of this process, so that other work on the machine counts little. tantivy and usearch take part where they
are installed; neither is needed by the program.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import search_engines as engines

from corpus import indexing, revectoring, sidecar, vectors
from corpus.model import Filters
from corpus.search import find
from corpus.store import Corpus, select
from corpus.terms import PAIRS
from ingest.model import Limits
from ingest.read import read

ROOT = Path(__file__).parents[1]
PER_DOCUMENT, REGIONS, QUERIES, TOP = 100, 31, 60, 10
PLANS = [*sorted((ROOT / "corpus" / "samples").iterdir()), *sorted((ROOT / "tests" / "gold" / "plans").iterdir())]


class Figures(dict[str, float]):
    """Figures of one size, told on stderr as they come: a million takes a while."""

    def __setitem__(self, name: str, value: float) -> None:
        print(f"{name:36}{value:>12,.2f}", file=sys.stderr, flush=True)
        super().__setitem__(name, value)


def sentences(count: int) -> list[str]:
    """Sentences made of the plans' own, each with another clause and other digits."""
    rng = random.Random(1)
    lines = [line for path in PLANS for line in re.split("(?<=[。；;])|\n", read(path, Limits()).text) if len(line) > 8]
    pieces = [piece for line in lines for piece in re.split("(?<=[，,])", line) if len(piece) > 4]
    out = []
    for _ in range(count):
        parts = re.split("(?<=[，,])", rng.choice(lines))
        parts[rng.randrange(len(parts))] = rng.choice(pieces)
        out.append(re.sub("[0-9]", lambda m: str(rng.randrange(10)) if rng.random() < 0.3 else m[0], "".join(parts)))
    return out


def fill(path: Path, texts: Sequence[str]) -> float:
    """A ledger of the sentences; sentences a CPU second for the index."""
    with Corpus.open(path) as corpus, corpus.atomic() as connection:
        if len(texts) > indexing.LARGE:
            connection.execute("update meta set value = ? where name = 'terms'", (PAIRS.name,))
        for number in range(-(-len(texts) // PER_DOCUMENT)):
            connection.execute(
                "insert into document(id, identity, version, current, sha256, content, source, path, format, status,"
                " region, header, tables, problems, repairs, text, commitments, measures, facts, problem_count, added)"
                " values (?1, ?1, 1, 1, ?1, '', ?1, '', 'txt', 'ok', ?2, '{}', '[]', '[]', '[]', '', 0, 0, 0, 0, '')",
                (number + 1, f"省{number % REGIONS}"),
            )
        connection.executemany(
            "insert into clause(id, document, start, end, body) values (?, ?, 0, ?, ?)",
            ((i + 1, i // PER_DOCUMENT + 1, len(text), text) for i, text in enumerate(texts)),
        )
        began = time.process_time()
        indexing.insert_clauses(connection, enumerate(texts, start=1))
        return len(texts) / (time.process_time() - began)


def p95(ask: Callable[[str], object], queries: Sequence[str]) -> float:
    """95 of 100 queries take less; CPU milliseconds."""
    ask(queries[0])
    times = []
    for query in queries:
        began = time.process_time()
        ask(query)
        times.append(1000 * (time.process_time() - began))
    return float(np.percentile(times, 95))


def made(folder: Path, count: int) -> Figures:
    """The ledger of so many sentences in a folder, made where it is not there yet; what making it cost."""
    path, told = folder / "ledger.db", folder / "figures.json"
    out = Figures()
    if path.is_file() and told.is_file():
        with Corpus.open(path):  # brings a ledger of an earlier version up to date
            pass
        out.update(json.loads(told.read_text(encoding="utf-8")))
        return out
    out["index, sentences a CPU second"] = fill(path, sentences(count))
    out["bytes a sentence, text and index"] = path.stat().st_size / count
    with Corpus.open(path) as corpus:
        began = time.process_time()
        revectoring.refresh_vectors(corpus)
        out["vectors, sentences a CPU second"] = vectors.sentences(corpus) / (time.process_time() - began)
    out["bytes a sentence, vectors"] = sidecar.sidecar_path(path).stat().st_size / count
    told.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return out


def asked(path: Path, queries: Sequence[str], out: Figures) -> None:
    """Times of a search, by words and by all three ways."""
    with Corpus.open(path, readonly=True) as corpus:
        narrow = Filters(region="省3")
        out["words, ms"] = p95(lambda q: find(corpus, q, words_only=True, concepts=False), queries)
        out["words and concepts, ms"] = p95(lambda q: find(corpus, q, words_only=True), queries)
        out["words and concepts, filtered, ms"] = p95(lambda q: find(corpus, q, narrow, words_only=True), queries)
        out["words, concepts and meaning, ms"] = p95(lambda q: find(corpus, q), queries)
        out["all three, filtered, ms"] = p95(lambda q: find(corpus, q, narrow), queries)


def compared(path: Path, queries: Sequence[str], out: Figures, *, alone: bool) -> None:
    """Vectors as the ledger lays them out, and those of usearch, against all of them compared exactly.

    A sentence found counts when it is as near as the tenth by exact comparison: copies of a sentence are equally near.
    """
    with Corpus.open(path, readonly=True) as corpus:
        model = vectors.own_model(corpus)
        assert model is not None and sidecar.attached(corpus)
        ids, matrix = engines.matrix_of(corpus, model)
        known = {query: one for query in queries if np.any(one := model.encode_queries([query])[0])}
        exact = {query: engines.nearest_rows(matrix, one, TOP) for query, one in known.items()}
        least = {query: matrix[exact[query][-1]] @ one - 1e-6 for query, one in known.items()}
        laid_out, shown = [], []
        for query, one in known.items():
            near = [row for row, cosine in vectors.nearest(corpus, model, one, TOP) if cosine >= least[query]]
            laid_out.append(len(near) / TOP)
            found = {(hit.document, hit.quote) for hit in find(corpus, query, limit=10**6, fold_copies=False).hits}
            shown.append(sum(one in found for one in _sentences(corpus, ids[exact[query]].tolist())) / TOP)
        out["recall@10 of the layout"] = float(np.mean(laid_out))
        out["share of the ten nearest shown"] = float(np.mean(shown))
    if alone:
        return
    out["vectors: numpy brute force, ms"] = p95(lambda q: engines.nearest_rows(matrix, known[q], TOP), list(known))
    if importlib.util.find_spec("usearch"):
        ask, rate = engines.usearch_index(matrix, path.with_name("ledger.usearch"))
        if rate is not None:
            out["usearch, vectors a CPU second"] = rate
        out["vectors: usearch, ms"] = p95(lambda q: ask(known[q], TOP), list(known))
        there = [sum(matrix[at] @ known[q] >= least[q] for at in ask(known[q], TOP)) / TOP for q in known]
        out["recall@10 of usearch"] = float(np.mean(there))


def _sentences(corpus: Corpus, rows: Sequence[int]) -> list[tuple[int, str]]:
    sql = f"select document, body from clause where id in ({', '.join('?' * len(rows))})"
    return list(corpus.connection.execute(sql, tuple(rows)))


_ASK = """
import pathlib, resource, sys
from corpus.search import find
from corpus.store import Corpus
with Corpus.open(pathlib.Path(sys.argv[1]), readonly=True) as corpus:
    for query in sys.argv[3:]:
        find(corpus, query, words_only=sys.argv[2] == "words")
state = pathlib.Path("/proc/self/status")
lines = state.read_text().splitlines() if state.exists() else []
peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
print((peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / 1024)
"""


_FRESH = """
import pathlib, sys, time
began = time.process_time()
from corpus.search import find
from corpus.store import Corpus
with Corpus.open(pathlib.Path(sys.argv[1]), readonly=True) as corpus:
    for query in sys.argv[2:]:
        find(corpus, query)
        print(1000 * (time.process_time() - began))
        began = time.process_time()
"""


def fresh(path: Path, queries: Sequence[str], out: Figures) -> None:
    """Times of a process that does nothing else: its first search, all that is loaded for it included, and the rest."""
    asked = [sys.executable, "-c", _FRESH, str(path), *queries]
    answered = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    times = [float(line) for line in answered.split()]
    out["first search of a process, ms"] = times[0]
    out["all three, fresh process, ms"] = float(np.percentile(times[1:], 95))


def memory(path: Path, queries: Sequence[str], how: str) -> float:
    """MB that a fresh process takes at most while it answers queries by `words`, or by all ways."""
    asked = [sys.executable, "-c", _ASK, str(path), how, *queries[:20]]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def measure(count: int, folder: Path, queries: Sequence[str], *, alone: bool) -> Figures:
    """All figures for a number of sentences; without the other engines when `alone`."""
    out = made(folder, count)
    path = folder / "ledger.db"
    fresh(path, queries, out)
    asked(path, queries, out)
    compared(path, queries, out, alone=alone)
    out["memory, words, MB"] = memory(path, queries, "words")
    out["memory, all three, MB"] = memory(path, queries, "all")
    if alone:
        return out
    with Corpus.open(path, readonly=True) as corpus:
        texts = [body for (body,) in select(corpus.connection, "select body from clause order by id")]
    out["plain FTS5 by characters, ms"] = p95(engines.plain_fts(texts), queries)
    if importlib.util.find_spec("tantivy"):
        out["tantivy, ms"] = p95(engines.tantivy_index(texts), queries)
    return out


def plot(path: Path, found: dict[int, Figures]) -> None:
    """Time of a query against the number of sentences, both by powers of ten, as SVG."""
    names = [name for name in next(iter(found.values())) if name.endswith("ms")]
    counts = sorted(found)
    colours = ("#1f4e79", "#c0504d", "#4f7a28", "#7f6084", "#b8860b", "#555555", "#0f8b8d", "#d2691e", "#2e4057")

    def at(count: int, value: float) -> tuple[float, float]:
        return 60 + 130 * (np.log10(count) - 4), 300 - 70 * np.log10(max(value, 0.1) * 10)

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="760" height="340" font-family="monospace" font-size="11">']
    for value in (0.1, 1, 10, 100, 1000):
        y = at(10_000, value)[1]
        parts.append(f'<text x="8" y="{y:.0f}">{value:g} ms</text><path d="M60 {y:.0f}H340" stroke="#ddd"/>')
    for count in counts:
        parts.append(f'<text x="{at(count, 1)[0] - 20:.0f}" y="330">{count:,}</text>')
    for number, name in enumerate(names):
        points = " ".join("{:.0f},{:.0f}".format(*at(c, found[c][name])) for c in counts if name in found[c])
        colour = colours[number % len(colours)]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="380" y="{40 + 18 * number}" fill="{colour}">{name.removesuffix(", ms")}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where the ledgers are made (and deleted again)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the ledger of one size here, or use it again")
    parser.add_argument("--alone", action="store_true", help="without the other engines")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    given = parser.parse_args()
    if given.keep and len(given.counts) != 1:
        parser.error("--keep holds the ledger of one number of sentences")
    judged = (ROOT / "tests" / "retrieval" / "invented.tsv").read_text(encoding="utf-8")
    queries = [line.split("\t")[1] for line in judged.splitlines()]
    random.Random(2).shuffle(queries)
    found = {}
    for count in given.counts:
        print(f"{count:,} sentences", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            kept = given.keep or Path(folder)
            kept.mkdir(parents=True, exist_ok=True)
            found[count] = measure(count, kept, queries[:QUERIES], alone=given.alone)
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    print(f"{'':36}" + "".join(f"{count:>12,}" for count in found))
    for name in names:
        print(f"{name:36}" + "".join(f"{figures.get(name, float('nan')):>12,.2f}" for figures in found.values()))
    if given.plot:
        plot(given.plot, found)


if __name__ == "__main__":
    main()
