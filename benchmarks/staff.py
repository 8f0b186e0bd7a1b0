"""How fast the ledger answers at size: python benchmarks/staff.py [--commitments N] [--rows N] [--json].

Times are CPU seconds of this process, the best of some rounds; the ledger is made of invented sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]
ON = date(2026, 6, 30)
ROUNDS = 5
EACH = 1000
"""Commitments of a document."""


def fill(path: Path, count: int, texts: Sequence[str] = ()) -> None:
    """A ledger of `count` commitments: half with a deadline, a fifth recurring, one in ten with reports.

    The sentences are `texts`, as many, or else as good as one sentence with other numbers.
    """
    from corpus.ledger import record
    from corpus.model import LedgerEvent, Progress, Standing
    from corpus.store import Corpus
    from corpus.writing import put
    from extract.model import Commitment, Comparator, Duty, Extraction, Measure, Responsibility, Role
    from ingest.model import Block, BlockKind, Document, Header, Level, Region, Span

    chance = random.Random(7)
    offices = [
        f"县{name}局" for name in ("教育", "财政", "发改", "卫健", "住建", "民政", "农业", "水利", "交通", "文旅")
    ]
    with Corpus.open(path) as corpus:
        for number in range(count // EACH):
            lines = [f"第{number}号方案第{n}项，改造学校{n % 97 + 1}所。" for n in range(EACH)]
            if texts:
                lines = list(texts[number * EACH : (number + 1) * EACH])
            text = "\n".join(lines)
            blocks, commitments, start = [], [], 0
            for n, line in enumerate(lines):
                span = Span(start, start + len(line))
                start += len(line) + 1
                blocks.append(Block(span, BlockKind.PARAGRAPH, None))
                day = ON + timedelta(days=chance.randint(-300, 900)) if n % 2 else None
                who = chance.sample(offices, 2)
                measure = Measure(
                    Role.COMMITMENT, span, line, "改造学校", None, Comparator.AT_LEAST, Decimal(n % 97 + 1), "所",
                    deadline=day,
                )  # fmt: skip
                commitments.append(
                    Commitment(
                        hashlib.sha256(f"{number}.{n}".encode()).hexdigest()[:16], span, line, None, line[:12], day,
                        (Responsibility(who[0], Duty.LEAD), Responsibility(who[1], Duty.SUPPORT)), (measure,),
                        recurrence="每年" if n % 5 == 0 else None,
                    )
                )  # fmt: skip
            region = Region(f"第{number}县", f"{number:06d}", Level.COUNTY, ("甲省",))
            header = Header(title=f"第{number}号方案", region=region, issued=date(2024, 1, 1))
            document = Document(
                f"{number}.txt", hashlib.sha256(text.encode()).hexdigest(), "txt", text, tuple(blocks), header=header
            )
            put(corpus, Extraction(document, tuple(commitments), ()), Path(f"/{number}.txt"), identity=str(number))
        keys = [key for (key,) in corpus.connection.execute("select key from commitment where n % 10 = 3").fetchall()]
        # Reports as another office would send them: merged in one transaction.
        with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder) / "other.db") as other:
            from corpus.ledger_merge import merge_events
            from corpus.settling import append, new_uid, settle

            with other.atomic() as connection:
                for key in keys:
                    event = LedgerEvent(
                        key, Standing.DECLARED, chance.choice(list(Progress)), "县教育局", "2026-05-01T00:00:00Z",
                        str(chance.randint(1, 90)), unit="所", uid=new_uid(connection), origin="bench",
                    )  # fmt: skip
                    append(connection, event)
                settle(connection, keys)
            merge_events(corpus, other)
        record(corpus, keys[0], LedgerEvent("", Standing.VERIFIED, Progress.DONE, "督查室", "2026-06-01"))


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def figures(commitments: int, rows: int) -> dict[str, float]:
    """Seconds of each question over a ledger of that size, and of `rows` of it as spreadsheets."""
    from corpus import export, lights, overdue
    from corpus.model import Filters
    from corpus.report import html
    from corpus.store import Corpus

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        fill(path, commitments)
        with Corpus.open(path, readonly=True) as corpus:
            found = overdue.late(corpus, ON)
            out = {
                "commitments": float(commitments),
                "entries late": float(sum(map(len, found.values()))),
                "overdue": best(lambda: overdue.late(corpus, ON)),
                "summary": best(lambda: overdue.summary(corpus, ON)),
                "lights": best(lambda: lights.boards(corpus, ON)),
            }
        small = Path(folder) / "rows.db"
        fill(small, rows)
        with Corpus.open(small, readonly=True) as corpus:
            out |= {
                "rows": float(rows),
                "office sheet": best(lambda: export.office(corpus, Filters(), Path(folder) / "a.xlsx", ON), 1),
                "weekly report": best(lambda: html(corpus, ON), 1),
            }
    return out


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commitments", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = figures(args.commitments, args.rows)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for name, value in found.items():
        print(f"{name:<24}{value:12.3f}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
