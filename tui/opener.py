"""Opening a file in whatever program the person's desktop has for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ingest.filenames import found


def command(path: Path) -> list[str] | None:
    """The command that opens a file here; None where there is no desktop to open it on (a server, ssh)."""
    if sys.platform == "darwin":
        return ["open", str(path)]
    if sys.platform == "win32":
        return ["explorer", str(path)]
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    return ["xdg-open", str(path)]


def original(name: str) -> Path | None:
    """The file that a document was read from; for a member of an archive the archive. None when it is gone."""
    path = found(name)
    for place in (path, *path.parents):
        if place.is_file():
            return place.resolve()
    return None


def opened(path: Path) -> bool:
    """Whether a program was started for the file; it runs on its own."""
    started = command(path)
    if started is None:
        return False
    try:
        subprocess.Popen(
            started,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
