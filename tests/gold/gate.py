"""Quality only rises: figures are compared with pinned floors.

    python tests/gold/gate.py                       the annotated plans against tests/gold/floors.json
    python tests/gold/gate.py --update              raise these floors to what is reached (less SLACK); never lower one
    python tests/gold/gate.py --against REV         what was found in these plans at another commit and is not now,
                                                    and the other way round
    python tests/gold/gate.py --figures FILE --floors FLOORS
                                                    any figures, a JSON object of name -> number (or of
                                                    document -> figures)

Exit code 0 when every figure reaches its floor, 1 when one does not, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import records
import scoring

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDERS = (ROOT / "corpus" / "samples", HERE / "plans")
"""Where the annotated plans lie: those that the program shows, and those that only the gate reads."""
FLOORS = HERE / "floors.json"
SLACK = 0.02
"""A floor is set this much under what is reached, so that one sentence does not fail the build."""
SLACK_OF_A_PLAN = 0.04
"""The same for one plan, in which one record weighs more."""
WITHOUT_SLACK = {"grounded"}
"""Figures that must stay what they are: a quote that is not in the document is never right."""
FIGURES_OF_A_PLAN = (
    "F1", "exact_F1", "status_R", "task_R", "task_orgs_F1", "task_deadline", "outline_F1", "sentence_F1", "meta",
    "grounded",
)  # fmt: skip
"""Figures that are pinned for each plan; all of them are pinned for the plans together."""
ALL = "ALL"
TINY = 1e-9

Figures = Mapping[str, float]
Rows = Mapping[str, Figures]
"""Figures by document, and of all documents together under `ALL`."""


def gold_files() -> dict[str, scoring.Json]:
    """The annotation files of this folder by their document's name."""
    files = sorted(path for path in HERE.glob("*.json") if path != FLOORS)
    golds = [json.loads(path.read_text("utf-8")) for path in files]
    return {gold["doc"]: gold for gold in golds}


def plan_file(name: str) -> Path:
    """Where the annotated plan `name` lies. Raises FileNotFoundError when it is in none of the folders."""
    for folder in FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name} is annotated, but lies in none of {', '.join(map(str, FOLDERS))}")


def measure(name: str, gold: scoring.Json) -> Counter[str]:
    """Read and extract one plan and count what agrees with its annotation."""
    from corpus.interchange import interchange
    from extract.pipeline import extract
    from ingest.read import read

    document = read(plan_file(name))
    return scoring.score(gold, interchange(extract(document)), document.text)


def rows_of(tallies: Mapping[str, Counter[str]]) -> dict[str, dict[str, float]]:
    """Figures for each plan, and for all of them together under `ALL`."""
    total: Counter[str] = Counter()
    for tally in tallies.values():
        total.update(tally)
    return {name: scoring.figures(tally) for name, tally in {**tallies, ALL: total}.items()}


def plan_figures() -> dict[str, dict[str, float]]:
    """Figures of all annotated plans."""
    return rows_of({name: measure(name, gold) for name, gold in gold_files().items()})


def by_document(figures: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Figures by document; a flat table of figures is one of `ALL`."""
    if all(isinstance(value, Mapping) for value in figures.values()):
        return {name: dict(values) for name, values in figures.items()}
    return {ALL: dict(figures)}


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
    lifted = {name: floor_to(value - slack * (name not in WITHOUT_SLACK)) for name, value in figures.items()}
    return {name: max(floors.get(name, 0.0), value) for name, value in lifted.items() if name in floors or not floors}


def pinned(name: str, figures: Figures) -> Figures:
    """The figures of a document that have a floor."""
    return figures if name == ALL else {figure: figures[figure] for figure in FIGURES_OF_A_PLAN if figure in figures}


def rows_short(rows: Rows, floors: Rows) -> dict[str, dict[str, tuple[float, float]]]:
    """Document -> figures under their floor; a document that was not measured counts 0 everywhere."""
    lost = {name: short(rows.get(name, {}), values) for name, values in floors.items()}
    return {name: values for name, values in lost.items() if values}


def rows_raised(rows: Rows, floors: Rows) -> dict[str, dict[str, float]]:
    """Floors of all documents lifted to what is reached; a new document and a new figure get one.

    Raises ValueError when a figure lies under its floor.
    """
    lost = rows_short(rows, floors)
    if lost:
        raise ValueError("refused: " + describe_rows(lost))
    out: dict[str, dict[str, float]] = {}
    for name, figures in rows.items():
        slack = SLACK if name == ALL else SLACK_OF_A_PLAN
        known, mine = floors.get(name, {}), pinned(name, figures)
        fresh = {figure: value for figure, value in mine.items() if figure not in known}
        out[name] = {**raised(mine, known, slack), **(raised(fresh, {}, slack) if fresh else {})}
    return out


def floor_to(value: float, digits: int = 3) -> float:
    """`value` rounded down, never under 0."""
    scale = 10.0**digits
    return float(max(0, math.floor(round(value * scale, 6)))) / scale


def describe(lost: Mapping[str, tuple[float, float]]) -> str:
    """One line for a person."""
    return ", ".join(f"{name} {value:.3f} < {floor:.3f}" for name, (value, floor) in lost.items())


def describe_rows(lost: Mapping[str, Mapping[str, tuple[float, float]]]) -> str:
    """One line for a person, document by document."""
    return "; ".join(f"{name}: {describe(values)}" for name, values in lost.items())


def table(rows: Rows) -> str:
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
    parser.add_argument("--against", metavar="REV", help="print what appeared and vanished against a commit")
    args = parser.parse_args(arguments)
    if args.against:
        return compare(args.against)
    floors = by_document(json.loads(args.floors.read_text("utf-8"))) if args.floors.exists() else {}
    rows = by_document(json.loads(args.figures.read_text("utf-8"))) if args.figures else plan_figures()
    print(table(rows))
    if args.update:
        try:
            lifted = rows_raised(rows, floors)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        args.floors.write_text(json.dumps(lifted, indent=1) + "\n", "utf-8")
        return 0
    lost = rows_short(rows, floors)
    if lost:
        print(f"under the floor: {describe_rows(lost)}", file=sys.stderr)
        return 1
    print(f"every floor of {args.floors.name} is reached")
    return 0


def compare(revision: str) -> int:
    """Print the difference between a commit and the working tree over the annotated plans; 2 for no such commit."""
    try:
        print(records.against(ROOT, revision, [plan_file(name) for name in gold_files()]))
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[0]} failed for {revision}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
