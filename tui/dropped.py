"""Files that were dragged or pasted onto a terminal: what terminals and file managers make of their names. Pure."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LONGEST = 100_000
"""Characters; more is no list of names."""


def paths(pasted: str) -> list[Path]:
    """The files and folders that are named and there: one a line, or behind each other with quotes or backslashes."""
    if len(pasted) > _LONGEST:
        return []
    found: list[Path] = []
    for line in pasted.splitlines():
        whole = _path(line.strip())
        found += [whole] if whole else [path for word in _words(line) if (path := _path(word)) is not None]
    return list(dict.fromkeys(found))


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def _path(text: str) -> Path | None:
    """The file that `text` names, if it is there; a name alone is none, it may be any word."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if not re.match(r"[/~.]|[A-Za-z]:[\\/]", text) or "\0" in text:
        return None
    try:
        path = Path(text).expanduser()
        return path if path.exists() else None
    except (OSError, RuntimeError):
        return None
