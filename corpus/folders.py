"""What paths stand for: the files of folders that a reader takes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest import archives
from ingest.model import Limits

_TEXT = (".txt", ".html", ".htm", ".md", ".markdown", ".pdf", ".ofd", ".rtf", ".zip")
_OFFICE = (".doc", ".docx", ".docm", ".dotx", ".wps", ".wpt", ".xlsx", ".xlsm")
SUFFIXES = frozenset((*_TEXT, *_OFFICE))
"""Files that are taken from a folder; a file that is named is always tried."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What paths stand for, before anything is read."""

    files: tuple[Path, ...]
    """Folders deep and sorted, each file once, what is named as it is."""
    skipped: dict[str, int]
    """Files of the folders that no reader takes: suffix -> how many, most first."""
    empty: tuple[Path, ...]
    """Folders that hold no file to read."""


def survey(paths: Iterable[str | os.PathLike[str]], limits: Limits | None = None) -> Survey:
    """Look what is there; archives within `limits` are looked into."""
    limits = limits or Limits()
    files: dict[Path, Path] = {}
    skipped: Counter[str] = Counter()
    empty: list[Path] = []
    passed: set[Path] = set()
    for given in map(Path, paths):
        if not given.is_dir():
            for path in unpacked(given, skipped, limits):
                files.setdefault(path.resolve(), path)
            continue
        found = False
        for path in _below(given):
            real = path.resolve()
            if path.suffix.lower() in SUFFIXES:
                found = True
                for one in unpacked(path, skipped, limits):
                    files.setdefault(one.resolve(), one)
            elif real not in passed:
                passed.add(real)
                skipped[path.suffix.lower()] += 1
        if not found:
            empty.append(given)
    order = sorted(skipped, key=lambda suffix: (-skipped[suffix], suffix))
    return Survey(tuple(files.values()), {suffix: skipped[suffix] for suffix in order}, tuple(empty))


def unpacked(path: Path, skipped: Counter[str], limits: Limits) -> tuple[Path, ...]:
    """The documents in an archive, those of its files that no reader takes counted; any other file is itself."""
    inside = archives.contents(path, SUFFIXES, limits)
    if inside is None:
        return (path,)
    skipped.update(inside.skipped)
    return inside.documents


def listing(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files that `paths` stand for: folders deep and sorted, each file once, what is named as it is."""
    return iter(survey(paths).files)


def _below(folder: Path) -> Iterator[Path]:
    """Files of a folder and those below it that a person put there."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(at, name)
            # `~$name.docx` is what an office program leaves beside an open file.
            if not name.startswith((".", "~$")) and path.is_file():
                yield path
