"""Figures of search over the judged queries, against pinned floors.

python tests/retrieval/ranking.py                  figures of every way of looking; exit code 1 under a floor
python tests/retrieval/ranking.py --update         lifts the floors to a little under what is reached
python tests/retrieval/ranking.py --beside FOLDER  also the real plans of a folder with `seeds` and `wild`
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from judged import Judged, grades_of, load
from metrics import ndcg, recall, reciprocal

from corpus import ranking, revectoring, sidecar, vectors
from corpus.concepts import lexicon
from corpus.indexing import fill_clauses
from corpus.search import find
from corpus.slots import Concepts
from corpus.store import Corpus, select
from corpus.terms import CHARACTERS, PAIRS, Terms
from corpus.writing import put
from extract.model import Extraction
from ingest.model import Limits
from ingest.read import read

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
MARGIN = 0.02
"""What a figure may lose without failing: within it a difference is noise."""
INVENTED = [
    *sorted((HERE.parents[1] / "corpus" / "samples").iterdir()),
    *sorted((HERE.parent / "gold" / "plans").iterdir()),
]
REAL = ("real", "real_later", "real_everyday", "real_held_out")
"""Sets of queries over the real plans."""
_SUFFIXES = {".txt", ".html", ".pdf", ".docx"}

Figures = dict[str, dict[str, dict[str, float]]]
"""Way of looking -> half -> figure -> value."""
Rank = Callable[[Corpus, str], list[int]]


def ledger(path: Path, files: Iterable[Path]) -> None:
    """A ledger of the sentences of plans, without extraction."""
    with Corpus.open(path) as corpus:
        for file in files:
            put(corpus, Extraction(read(file, Limits()), (), ()), file, identity=file.name)
        revectoring.refresh_vectors(corpus)


def fused(corpus: Corpus, query: str) -> list[int]:
    """What a search gives."""
    return _rows(corpus, query, concepts=True)


def without_concepts(corpus: Corpus, query: str) -> list[int]:
    """What it gives with the lexicon switched off."""
    return _rows(corpus, query, concepts=False)


def _rows(corpus: Corpus, query: str, *, concepts: bool) -> list[int]:
    hits = find(corpus, query, limit=10, concepts=concepts, fold_copies=False).hits
    sql = "select id from clause where document = ? and start = ?"
    return [int(select(corpus.connection, sql, (hit.document, hit.start))[0][0]) for hit in hits]


def terms_alone(terms: Terms) -> Rank:
    """BM25 of the typed words alone, in an index cut by `terms`."""

    def rank(corpus: Corpus, query: str) -> list[int]:
        found = ranking.by_words(corpus, terms, query, (None, ()))
        return sorted(found, key=lambda row: (-found[row], row))

    return rank


def meaning_alone(corpus: Corpus, query: str) -> list[int]:
    """The nearest sentences to the query as typed."""
    model = vectors.own_model(corpus)
    assert model is not None and sidecar.attached(corpus)
    return [row for row, _ in vectors.nearest(corpus, model, model.encode([query])[0], 10)]


def concepts_alone(corpus: Corpus, query: str) -> list[int]:
    """The terms of the lexicon alone."""
    words = lexicon()
    concepts = Concepts(corpus, CHARACTERS, words, query, words.slots(query), (None, ()))
    found = list(ranking.read(corpus, concepts.rows).values())
    ranking.place(corpus, found)
    concepts.weigh(query, found)
    return [one.row for one in sorted(found, key=lambda one: (-one.concepts, one.row))]


def figures(path: Path, queries: Sequence[Judged]) -> Figures:
    """Every way of looking over one ledger, cut into characters first and into pairs in the end."""
    with Corpus.open(path) as corpus:
        cut(corpus, CHARACTERS)
        sentences = select(
            corpus.connection, "select cl.id, d.source, cl.body from clause cl join document d on d.id = cl.document"
        )
        grades = grades_of(queries, sentences)
        ways: dict[str, Rank] = {
            "characters": terms_alone(CHARACTERS),
            "meaning": meaning_alone,
            "concepts": concepts_alone,
            "no concepts": without_concepts,
            "fused": fused,
        }
        out = {name: _measured(corpus, rank, queries, grades) for name, rank in ways.items()}
        cut(corpus, PAIRS)
        out["words"] = _measured(corpus, terms_alone(PAIRS), queries, grades)
        out["fused, large"] = _measured(corpus, fused, queries, grades)
    return out


def cut(corpus: Corpus, terms: Terms) -> None:
    """Fill the index of sentences anew, cut this way."""
    with corpus.atomic() as connection:
        connection.execute("update meta set value = ? where name = 'terms'", (terms.name,))
        fill_clauses(connection)


def _measured(
    corpus: Corpus, rank: Rank, queries: Sequence[Judged], grades: Sequence[dict[int, int]]
) -> dict[str, dict[str, float]]:
    out = {}
    for half in sorted({q.half for q in queries}, reverse=True):  # same words before other words
        found = [(rank(corpus, q.query), g) for q, g in zip(queries, grades, strict=True) if q.half == half]
        out[half] = {
            name: round(sum(figure(r, g) for r, g in found) / len(found), 3)
            for name, figure in (("recall@5", recall), ("MRR@10", reciprocal), ("nDCG@10", ndcg))
        }
    return out


def under(found: Figures, floors: Figures) -> list[str]:
    """What is under its floor, and where one way alone does better than all together."""
    out = [
        f"{way} / {half} / {name}: {found[way][half][name]} < {floor}"
        for way, halves in floors.items()
        for half, values in halves.items()
        for name, floor in values.items()
        if found[way][half][name] < floor
    ]
    for half in found["fused"]:
        for way in ("words", "characters", "meaning", "concepts", "no concepts"):
            if found["fused"][half]["nDCG@10"] < found[way][half]["nDCG@10"]:
                out.append(f"fused / {half}: {way} alone does better")
    return out


def table(found: Figures) -> str:
    """The figures for people."""
    halves = list(found["fused"])
    lines = [f"{'':14}" + "".join(f"{half + ' words':>28}" for half in halves)]
    lines.append(f"{'':14}" + f"{'R@5':>10}{'MRR':>9}{'nDCG':>9}" * len(halves))
    for way, by_half in found.items():
        lines.append(f"{way:14}" + "".join(f"{v:>9.3f}" for half in halves for v in by_half[half].values()))
    return "\n".join(lines)


def beside(folder: Path) -> list[Path]:
    """The real plans of a folder."""
    return [p for name in ("seeds", "wild") for p in sorted((folder / name).iterdir()) if p.suffix in _SUFFIXES]


def measured(sets: dict[str, list[Path]]) -> Iterator[tuple[str, Figures]]:
    """The figures of each set of queries; plans that serve several are read once."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, files) in enumerate(sets.items()):
            first = next(at for at, other in enumerate(sets.values()) if other == files)
            path = Path(folder) / f"{first}.db"
            if first == number:
                ledger(path, files)
            yield name, figures(path, load(f"{name}.tsv"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--beside", type=Path, metavar="FOLDER")
    given = parser.parse_args(arguments)
    sets = {"invented": INVENTED} | (dict.fromkeys(REAL, beside(given.beside)) if given.beside else {})
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    wrong: list[str] = []
    for name, found in measured(sets):
        print(f"{name}\n{table(found)}")
        wrong += [f"{name}: {line}" for line in under(found, floors.get(name, {}))]
        if given.update:
            old = floors.get(name, {})
            floors[name] = {
                way: {
                    half: {
                        figure: max(old.get(way, {}).get(half, {}).get(figure, 0.0), round(value - MARGIN, 3))
                        for figure, value in values.items()
                    }
                    for half, values in halves.items()
                }
                for way, halves in found.items()
            }
    for line in wrong:
        print(line)
    if given.update and not wrong:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
