"""Quality only rises: figures are compared with pinned floors.

    python tests/gold/gate.py                       the annotated samples against tests/gold/floors.json
    python tests/gold/gate.py --update              raise these floors to what is reached (less SLACK); never lower one
    python tests/gold/gate.py --figures FILE --floors FLOORS
                                                    any figures, a JSON object of name -> number (or of
                                                    document -> figures, of which `ALL` is taken)

Exit code 0 when every figure reaches its floor, 1 when one does not, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import scoring

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLES = ROOT / "corpus" / "samples"
FLOORS = HERE / "floors.json"
SLACK = 0.02
"""A floor is set this much under what is reached, so that one sentence does not fail the build."""
TINY = 1e-9

Figures = Mapping[str, float]


def gold_files() -> dict[str, scoring.Json]:
    """The annotation files of this folder by their document's name."""
    files = sorted(path for path in HERE.glob("*.json") if path != FLOORS)
    golds = [json.loads(path.read_text("utf-8")) for path in files]
    return {gold["doc"]: gold for gold in golds}


def measure(name: str, gold: scoring.Json) -> Counter[str]:
    """Read and extract one sample and count what agrees with its annotation."""
    from corpus.interchange import interchange
    from extract.pipeline import extract
    from ingest.read import read

    document = read(SAMPLES / name)
    return scoring.score(gold, interchange(extract(document)), document.text)


def sample_figures() -> dict[str, dict[str, float]]:
    """Figures for each annotated sample, and for all of them together under `ALL`."""
    tallies = {name: measure(name, gold) for name, gold in gold_files().items()}
    total: Counter[str] = Counter()
    for tally in tallies.values():
        total.update(tally)
    return {name: scoring.figures(tally) for name, tally in {**tallies, "ALL": total}.items()}


def short(figures: Figures, floors: Figures) -> dict[str, tuple[float, float]]:
    """Name -> (figure, floor) for each floor that is not reached; a figure that is missing counts 0."""
    return {
        name: (figures.get(name, 0.0), floor) for name, floor in floors.items() if figures.get(name, 0.0) < floor - TINY
    }


def raised(figures: Figures, floors: Figures, slack: float = SLACK) -> dict[str, float]:
    """Floors lifted to what is reached less `slack`; a floor never sinks.

    Raises ValueError when a figure lies under its floor: a regression is mended, not recorded.
    """
    lost = short(figures, floors)
    if lost:
        raise ValueError("refused: " + describe(lost))
    lifted = {name: floor_to(value - slack) for name, value in figures.items()}
    return {name: max(floors.get(name, 0.0), value) for name, value in lifted.items() if name in floors or not floors}


def floor_to(value: float, digits: int = 3) -> float:
    """`value` rounded down, never under 0."""
    scale = 10.0**digits
    return float(max(0, math.floor(round(value * scale, 6)))) / scale


def describe(lost: Mapping[str, tuple[float, float]]) -> str:
    """One line for a person."""
    return ", ".join(f"{name} {value:.3f} < {floor:.3f}" for name, (value, floor) in lost.items())


def table(rows: Mapping[str, Figures]) -> str:
    """The figures as aligned text."""
    names = list(next(iter(rows.values())))
    width = max(map(len, rows))
    lines = [" " * width + "".join(f"{name[:9]:>10}" for name in names)]
    lines += [f"{row:<{width}}" + "".join(f"{figures[name]:10.3f}" for name in names) for row, figures in rows.items()]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--figures", type=Path, help="figures to compare instead of measuring the samples")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    args = parser.parse_args(arguments)
    floors: dict[str, float] = json.loads(args.floors.read_text("utf-8")) if args.floors.exists() else {}
    if args.figures:
        read = json.loads(args.figures.read_text("utf-8"))
        rows = read if "ALL" in read else {"ALL": read}
    else:
        rows = sample_figures()
    print(table(rows))
    if args.update:
        try:
            floors = raised(rows["ALL"], floors)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        args.floors.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
        return 0
    lost = short(rows["ALL"], floors)
    if lost:
        print(f"under the floor: {describe(lost)}", file=sys.stderr)
        return 1
    print(f"every floor of {args.floors.name} is reached")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
