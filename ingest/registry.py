"""Readers by name: each format registers itself, and the file's content chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.model import Limits
from ingest.raw import RawDocument


def _silent(_pages: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Job:
    """What a reader is told beside the bytes."""

    source: str
    """File name, for error messages."""
    suffix: str = ""
    """Lower case with its dot."""
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[int], None] = _silent
    """To be called with the number of pages done: a reader that stays silent for `limits.idle` seconds is stopped."""
    careful: bool = False
    """The file has ended a process already: no library that can take the process with it."""


Parse = Callable[[bytes, Job], RawDocument]
"""Untrusted bytes in, lines out; raises `IngestError`."""
Magic = Callable[[bytes, str], bool]
"""Untrusted bytes and suffix: whether the format knows them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format."""

    name: str
    suffixes: tuple[str, ...]
    magic: Magic
    parse: Parse
    rank: int
    """Readers are asked in this order; the plainest format, which takes anything, comes last."""
    isolate: bool
    """Parse in a child process, whatever the size."""


_readers: dict[str, Reader] = {}


def reader(
    name: str, *, suffixes: tuple[str, ...], magic: Magic, rank: int = 50, isolate: bool = False
) -> Callable[[Parse], Parse]:
    """Register a function as the reader of `name`.

    Raises:
        ValueError: the name is taken.
    """

    def register(parse: Parse) -> Parse:
        if name in _readers:
            raise ValueError(f"reader {name!r} is registered twice")
        _readers[name] = Reader(name, suffixes, magic, parse, rank, isolate)
        return parse

    return register


def readers() -> tuple[Reader, ...]:
    """All readers in the order in which they are asked."""
    return tuple(sorted(_readers.values(), key=lambda entry: entry.rank))


def by_name(name: str) -> Reader:
    """The reader called `name`; KeyError for none."""
    return _readers[name]


def choose(data: bytes, suffix: str) -> Reader | None:
    """The first reader whose magic knows `data`; None for none."""
    return next((entry for entry in readers() if entry.magic(data, suffix)), None)


def suffixes() -> tuple[str, ...]:
    """Suffixes of files that a folder is searched for."""
    return tuple(sorted({suffix for entry in readers() for suffix in entry.suffixes}))
