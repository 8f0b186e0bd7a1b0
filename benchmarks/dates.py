"""Every year that documents write out, and what it is read as: a deadline, a date that promises nothing, or no date.

    python benchmarks/dates.py FILE…

One line for each four digits that look like a year, for a person to read: what is found is to be all dates, and no
document number, sum of money or number of people. The last line counts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.components.deadline import dates, scan
from extract.view import view
from ingest.model import Document
from ingest.read import read

YEAR = re.compile("(?:19|20)[0-9]{2}")
WRITTEN = re.compile(r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}")


def years(document: Document) -> Iterator[tuple[str, str, str]]:
    """What each year-like number is (deadline, date, number), the stretch it is read in, and its surroundings."""
    for block in document.blocks:
        if not len(block.span):
            continue
        text = view(document, block.span).text
        told = {(m.start, m.end) for m in scan(text) if m.kind == "deadline"}
        found = [*dates(text), *(m.span() for m in WRITTEN.finditer(text))]
        for match in YEAR.finditer(text):
            place = next(((a, b) for a, b in found if a <= match.start() < b), None)
            kind = "number" if place is None else "deadline" if place in told else "date"
            a, b = place or match.span()
            yield kind, text[a:b], text[max(0, a - 8) : b + 8]


def main(names: list[str]) -> int:
    """Print the years of the files `names`."""
    counts: Counter[str] = Counter()
    for name in names:
        for kind, stretch, around in years(read(Path(name))):
            counts[kind] += 1
            print(f"{kind}\t{stretch}\t{around}")
    print("\t".join(f"{kind} {counts[kind]}" for kind in ("deadline", "date", "number")))
    return 0 if names else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
