"""Settings of a person or a machine: a TOML file, the environment, options of a command, the last one wins.

The file is `settings.toml` in the user's configuration folder, or what TAIZHANG_SETTINGS names; docs/settings.md has
all of it. A name or a value that is none is an error, not a surprise.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from ingest.model import Limits
from tui.language import t

FILE = "TAIZHANG_SETTINGS"
_MEGABYTE = 1024 * 1024
_KEYS = "keys"
"""Table of the file that belongs to the screens."""


class BadSetting(CorpusError):
    """A setting that is none; `str()` is one line: where, which, why."""

    def __init__(self, line: str) -> None:
        super().__init__(line, "", "")

    def __str__(self) -> str:
        return self.subject


@dataclass(frozen=True, slots=True)
class Known:
    """A setting that there is."""

    name: str
    """In the file; TAIZHANG_NAME in the environment."""
    field: str | None
    """The field of `Limits` that it sets; None for the number of jobs."""
    factor: int
    """Units of the field in one unit of the setting."""
    least: float

    @property
    def variable(self) -> str:
        """Name in the environment."""
        return f"TAIZHANG_{self.name.upper()}"


KNOWN = (
    Known("jobs", None, 1, 0),
    Known("memory_mb", "memory", _MEGABYTE, 256),
    Known("idle_seconds", "idle", 1, 1),
    Known("file_mb", "bytes", _MEGABYTE, 1),
    Known("pages", "pages", 1, 1),
    Known("characters", "characters", 1, 1),
    Known("unpacked_mb", "unpacked", _MEGABYTE, 1),
    Known("ratio", "ratio", 1, 1),
    Known("members", "members", 1, 1),
)
"""All settings, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What applies now."""

    limits: Limits
    jobs: int | None
    """Worker processes; None for one for each processor."""
    origin: Mapping[str, str]
    """Name of a setting -> `default`, `file`, `environment` or `option`."""

    def value(self, known: Known) -> float | None:
        """A setting in its own unit."""
        if known.field is None:
            return self.jobs
        found: float = getattr(self.limits, known.field) / known.factor
        return found


def place() -> Path:
    """The settings file, whether it is there or not."""
    named = os.environ.get(FILE, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_dir

    return Path(user_config_dir("taizhang", appauthor=False)) / "settings.toml"


def load(given: Sequence[str] = (), jobs: int | None = None) -> Settings:
    """What applies now; `given` are `name=value` of a command's --set, `jobs` is its --jobs.

    Raises:
        BadSetting: a name or a value that is none, or a file that cannot be read.
    """
    values: dict[str, float] = {}
    origin = {known.name: "default" for known in KNOWN}
    options: dict[str, Any] = dict(map(_pair, given)) | ({} if jobs is None else {"jobs": jobs})
    layers = (("file", _file()), ("environment", _environment()), ("option", options))
    for source, layer in layers:
        for known in KNOWN:
            value = layer.get(known.name)
            if value is not None:
                values[known.name] = _checked(known, value, source)
                origin[known.name] = source
    limits = Limits()
    for known in KNOWN:
        if known.field is not None and known.name in values:
            kind = type(getattr(limits, known.field))
            limits = replace(limits, **{known.field: kind(values[known.name] * known.factor)})
    return Settings(limits, int(values.get("jobs", 0)) or None, origin)


def _pair(given: str) -> tuple[str, str]:
    name, _, value = given.partition("=")
    if name.strip() not in {known.name for known in KNOWN}:
        raise BadSetting(t("settings.unknown", path="--set", name=name.strip()))
    return name.strip(), value.strip()


def keys() -> dict[str, Any]:
    """The table `[keys]` of the file, unread: action -> key or keys. Raises BadSetting."""
    found = _whole().get(_KEYS, {})
    if not isinstance(found, dict):
        raise BadSetting(t("settings.unknown", path=place(), name=_KEYS))
    return found


def _file() -> dict[str, Any]:
    """What the file says of `KNOWN`."""
    found = {name: value for name, value in _whole().items() if name != _KEYS}
    unknown = sorted(set(found) - {known.name for known in KNOWN})
    if unknown:
        raise BadSetting(t("settings.unknown", path=place(), name=unknown[0]))
    return found


def _whole() -> dict[str, Any]:
    path = place()
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if os.environ.get(FILE, "").strip():
            raise BadSetting(t("settings.missing", path=path)) from None
        return {}
    except (OSError, ValueError) as error:
        raise BadSetting(t("settings.unreadable", path=path, error=error)) from error


def _environment() -> dict[str, str]:
    found = {known.name: os.environ.get(known.variable, "").strip() for known in KNOWN}
    return {name: value for name, value in found.items() if value}


def _checked(known: Known, given: Any, source: str) -> float:
    """The number that is meant; raises BadSetting."""
    name = {"file": known.name, "environment": known.variable, "option": f"--set {known.name}"}[source]
    where = f"{place()} {name}" if source == "file" else name
    try:
        number = float(given) if isinstance(given, str | int | float) and not isinstance(given, bool) else None
    except ValueError:
        number = None
    if number is None or not known.least <= number < 1e15:
        raise BadSetting(t("settings.value", where=where, value=given, least=f"{known.least:g}"))
    return number
