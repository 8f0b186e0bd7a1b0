"""What a command writes: data on stdout, talk on stderr. A reader that leaves ends us quietly."""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterable
from typing import Any, TextIO

from tui.cells import clean, cut, width
from tui.language import named, t

LEAST = 40
"""Narrowest terminal that a table is laid out for."""
UNBOUND = 160
"""Width of a table that goes to a file or a pipe."""


class ReaderGone(Exception):
    """Whoever read our stdout has closed it (`| head`)."""


def prepare() -> None:
    """Make both streams carry every character: UTF-8 into pipes and files, `?` for what a terminal lacks.

    What the rooms log is for developers: people get the same news as a notice, so it is printed only on TAIZHANG_DEBUG.
    """
    if not os.environ.get("TAIZHANG_DEBUG") and not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def out(line: str = "") -> None:
    """One line of data; raises ReaderGone when nobody reads any more."""
    _write(sys.stdout, line + "\n")


def say(line: str = "") -> None:
    """One line of talk."""
    _write(sys.stderr, line + "\n")


def out_bytes(data: bytes) -> None:
    """Binary data."""
    flush()
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise ReaderGone from None


class Data:
    """Stdout as a stream to write data to, for code that wants a file."""

    def write(self, text: str) -> int:
        """Write text; raises ReaderGone."""
        _write(sys.stdout, text)
        return len(text)


def flush() -> None:
    """Hand over what is still in the buffer of stdout."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except BrokenPipeError:
        raise ReaderGone from None


def abandon() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)
    except (OSError, ValueError):
        # A stream without a descriptor has nothing to flush into.
        return


def give_up() -> None:
    """Hand over what stdout still holds; where even that fails (a full disk), let nobody try again."""
    try:
        sys.stdout.flush()
    except OSError:
        abandon()


def reason(error: OSError) -> str:
    """What the system refused, in the reader's language; its own words where they have no translation."""
    code = errno.errorcode.get(error.errno or 0, "").lower()
    text = named("system", code)
    return text if text != code else t("system.other", text=error.strerror or str(error))


def one_line(text: object) -> str:
    """An error as one safe line."""
    return " ".join(clean(str(text)).split())


def dumps(value: Any) -> str:
    """JSON on one line, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)


def array(items: Iterable[Any]) -> None:
    """A JSON array, one element a line, written as the elements come."""
    before = "[\n"
    for item in items:
        _write(sys.stdout, before + dumps(item))
        before = ",\n"
    out("[]" if before.startswith("[") else "\n]")


def columns() -> int:
    """Cells of a line of output: the terminal's, or a fixed width where there is none."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return UNBOUND
    return max(LEAST, shutil.get_terminal_size((UNBOUND, 24)).columns)


class ProgressLine:
    """How far a batch is: a bar on stderr that is drawn over itself; where that is no terminal, a line now and then."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()

    def show(self, done: int, total: int, name: str) -> None:
        """`done` of `total` are behind us, `name` is what is at work."""
        now = time.monotonic()
        pace = _pace(done, total, now - self._begun)
        if not self._on:
            if now > self._told + _PLAIN:
                self._told = now
                say(t("pace.line", done=done, total=total, pace=pace))
            return
        part = done * 20 // max(total, 1)
        head = f"[{'█' * part}{'░' * (20 - part)}] {done + 1}/{total} {pace}{' ' if pace else ''}"
        room = max(0, shutil.get_terminal_size((80, 24)).columns - 1 - width(head))
        sys.stderr.write("\r\x1b[K" + head + cut(name, room))
        sys.stderr.flush()

    def clear(self) -> None:
        """Remove the bar, so that a line can be written in its place."""
        if self._on:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


_PLAIN = 10.0
"""Seconds between two lines of progress."""
_SOON = 1.0
"""Seconds before which no rate is known."""


def _pace(done: int, total: int, seconds: float) -> str:
    """Files a second and the time that is left; empty where nobody knows yet."""
    if not done or seconds < _SOON:
        return ""
    left = round(seconds / done * (total - done))
    clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}" if left >= 3600 else f"{left // 60}:{left % 60:02}"
    return t("pace.rate", rate=f"{done / seconds:.1f}", left=clock)
