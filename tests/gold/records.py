"""What appeared and what vanished between two states of the program.

    python tests/gold/records.py FILE…      what the packages on PYTHONPATH find in these files, as JSON

`gate.py --against REV` runs this once for the commit and once for the working tree, with the same interpreter and the
same documents, and prints the difference.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
Key = tuple[str, ...]
Found = dict[str, dict[Key, dict[str, str]]]
"""Document -> key of a record -> its other fields, written out."""

MEASURE = ("role", "comparator", "scope", "per", "deadline", "recurrence", "indicator", "responsible")
COMMITMENT = ("deadline", "recurrence", "force", "responsible")
HEADING = ("level", "marker")


@dataclass(slots=True)
class Difference:
    """What changed in one document; each entry is a line for a person."""

    appeared: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.appeared or self.vanished or self.changed)


def written(value: Any) -> str:
    """A field as a person reads it: organisations by name and part, `-` for nothing."""
    if isinstance(value, list):
        return "、".join(f"{unit['name']}({unit.get('role', 'responsible')})" for unit in value) or "-"
    if isinstance(value, Mapping):
        return f"{value.get('low')}—{value.get('high')}"
    return "-" if value is None else str(value)


def records(found: Json) -> Iterator[tuple[Key, dict[str, str]]]:
    """The records of one interchange object: a key by which a record is the same, and its other fields."""
    for heading in found.get("outline", []):
        yield ("heading", heading["title"]), {name: written(heading.get(name)) for name in HEADING}
    for commitment in found.get("commitments", []):
        yield ("commitment", commitment["quote"]), {name: written(commitment.get(name)) for name in COMMITMENT}
    measures = [
        {"deadline": c.get("deadline"), "responsible": c.get("responsible"), **m, "role": "commitment"}
        for c in found.get("commitments", [])
        for m in c.get("measures", [])
    ]
    for measure in [*measures, *({"role": "status", **fact} for fact in found.get("facts", []))]:
        amount = written(measure.get("value")) + (measure.get("unit") or "")
        yield ("measure", measure["quote"], amount), {name: written(measure.get(name)) for name in MEASURE}


def keyed(found: Json) -> dict[Key, dict[str, str]]:
    """`records` as a table; the second record of the same key is counted on (`#2`)."""
    table: dict[Key, dict[str, str]] = {}
    for key, fields in records(found):
        number, own = 1, key
        while own in table:
            number += 1
            own = (*key, f"#{number}")
        table[own] = fields
    return table


def difference(old: Mapping[Key, Mapping[str, str]], new: Mapping[Key, Mapping[str, str]]) -> Difference:
    """What one document has lost and won, in the order of the text."""
    out = Difference()
    for key, fields in old.items():
        if key not in new:
            out.vanished.append(" ".join(key))
            continue
        moved = [f"{name} {value} -> {new[key][name]}" for name, value in fields.items() if new[key][name] != value]
        if moved:
            out.changed.append(f"{' '.join(key)}: {'; '.join(moved)}")
    out.appeared += [" ".join(key) for key in new if key not in old]
    return out


def report(old: Found, new: Found) -> str:
    """The differences of all documents as text: `+` appeared, `-` vanished, `~` changed."""
    lines: list[str] = []
    total = Difference()
    for name in sorted({*old, *new}):
        differs = difference(old.get(name, {}), new.get(name, {}))
        if differs:
            lines.append(name)
            lines += [f"  - {line}" for line in differs.vanished]
            lines += [f"  + {line}" for line in differs.appeared]
            lines += [f"  ~ {line}" for line in differs.changed]
        total.appeared += differs.appeared
        total.vanished += differs.vanished
        total.changed += differs.changed
    lines.append(f"{len(total.appeared)} appeared, {len(total.vanished)} vanished, {len(total.changed)} changed")
    return "\n".join(lines)


def found_by(root: Path, files: Sequence[Path]) -> Found:
    """What the program in the folder `root` finds in `files`.

    Raises CalledProcessError when that program can not be run; its own message is on stderr.
    """
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(Path(__file__).resolve()), *map(str, files)]
    done = subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.PIPE)
    return {name: keyed(found) for name, found in json.loads(done.stdout.decode("utf-8")).items()}


def unpack(root: Path, revision: str, folder: Path) -> None:
    """The files of a commit of the repository `root` into `folder`; the repository itself stays as it is.

    Raises CalledProcessError for an unknown commit.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", revision]
    packed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def against(root: Path, revision: str, files: Sequence[Path]) -> str:
    """The report of the working tree `root` against one of its commits."""
    with tempfile.TemporaryDirectory() as folder:
        unpack(root, revision, Path(folder))
        return report(found_by(Path(folder), files), found_by(root, files))


def main(arguments: Sequence[str]) -> int:
    """Print what the packages on the path find, by file name."""
    from corpus.interchange import interchange
    from extract.pipeline import extract
    from ingest.read import read

    found = {Path(name).name: interchange(extract(read(Path(name)))) for name in arguments}
    json.dump(found, sys.stdout, ensure_ascii=False, default=str)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
