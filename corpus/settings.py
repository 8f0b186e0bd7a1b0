"""What an office sets for itself, in a TOML file: when a light changes, which names mean one organisation.

The file is the one that TAIZHANG_OFFICE names, else the one beside the ledger (`台账.toml` beside `台账.db`). Without
it the defaults hold. docs/staff.md shows every key; one that is not known is an error, never ignored.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import BadSettings
from corpus.store import Corpus, beside

VARIABLE = "TAIZHANG_OFFICE"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a light changes."""

    yellow_days: int = 3
    """Days before the deadline from which the light is yellow."""
    blue_days: int = 30
    """Days before the deadline from which it is blue."""
    behind: float = 0.9
    """Yellow when the share of the target that is reached is under this part of the share of time that has passed."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Names that mean one organisation."""

    name: str
    """What it is called in lists."""
    aliases: tuple[str, ...]
    place: str | None = None
    """Only in documents of this place; None everywhere."""


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """From a day on other organisations answer for what these had promised."""

    before: tuple[str, ...]
    after: str
    since: date
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    lights: Thresholds = Thresholds()
    aliases: tuple[Alias, ...] = ()
    reorganisations: tuple[Reorganisation, ...] = ()
    path: Path | None = None
    """The file that was read."""

    def organisation(self, name: str, place: str | None, on: date | None = None) -> str:
        """What the organisation `name` of a document of `place` is called on a day; as written where nothing is set."""
        for alias in self.aliases:
            if name in alias.aliases and alias.place in (None, place):
                name = alias.name
                break
        # Each reorganisation at most once: a list that runs in a circle ends.
        for step in sorted(self.reorganisations, key=lambda one: one.since):
            if on is not None and on >= step.since and name in step.before and step.place in (None, place):
                name = step.after
        return name


def path_of(ledger: Path) -> Path:
    """Where the settings of a ledger lie, whether or not the file is there."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser() if named else beside(ledger, ".toml")


def of(corpus: Corpus) -> Settings:
    """The settings of a ledger; raises BadSettings."""
    path = path_of(corpus.path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(str(path), "读不了这个设置文件") from error
    try:
        return parse(tomllib.loads(data.decode("utf-8")), path)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(str(path), f"不是 TOML({str(error)[:80]})") from error


def parse(found: dict[str, Any], path: Path) -> Settings:
    """What a settings file says; raises BadSettings for a key that is not known or a value of another kind."""
    read = _Reader(path)
    read.only(found, {"lights", "organisation", "reorganisation"}, "")
    lights = found.get("lights", {})
    read.only(lights, {field.name for field in fields(Thresholds)}, "lights")
    for name, value in lights.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise read.wrong(f"lights.{name}")
        if name != "behind" and not isinstance(value, int):
            raise read.wrong(f"lights.{name}")
    aliases = []
    for one in read.tables(found, "organisation"):
        read.only(one, {"name", "aliases", "place"}, "organisation")
        aliases.append(Alias(read.text(one, "name"), read.texts(one, "aliases"), read.place(one)))
    steps = []
    for one in read.tables(found, "reorganisation"):
        read.only(one, {"from", "to", "since", "place"}, "reorganisation")
        since = one.get("since")
        if not isinstance(since, date):
            raise read.wrong("reorganisation.since")
        steps.append(Reorganisation(read.texts(one, "from"), read.text(one, "to"), since, read.place(one)))
    return Settings(Thresholds(**lights), tuple(aliases), tuple(steps), path)


class _Reader:
    """Values of a file, each of the kind that it must be."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wrong(self, key: str) -> BadSettings:
        return BadSettings(str(self._path), f"{key} 的值不合要求")

    def only(self, table: Any, known: set[str], under: str) -> None:
        if not isinstance(table, dict):
            raise self.wrong(under)
        for key in table:
            if key not in known:
                raise BadSettings(str(self._path), f"没有 {under + '.' if under else ''}{key} 这一项设置")

    def tables(self, found: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = found.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong(key)
        return value

    def text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key)
        return value.strip()

    def texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self.wrong(key)
        return tuple(one.strip() for one in value)

    def place(self, table: dict[str, Any]) -> str | None:
        return self.text(table, "place") if "place" in table else None
