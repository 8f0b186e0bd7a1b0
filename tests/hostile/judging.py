"""What became of a hostile file, and whether that is what a careful reader makes of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from corpus.taking import Taken
from extract.model import Extraction
from ingest.errors import Empty, IngestError
from tests.processes import KNOWN, Watch

SENTENCE = "到2027年，全县义务教育学校优质均衡比例不低于85.5%，由县教育局牵头负责。"
"""Stands in most of the files; a reader that loses it without a word has lost a commitment."""

MEMORY = 2 * 1024**3
"""Bytes that a process may use at most."""
SILENCE = 60.0
"""Seconds without progress after which a file is given up."""
BOMB_SILENCE = 15.0
"""The same for bombs, which are given up however long one waits."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of a file."""

    outcome: str
    """ok, partial, low_quality, empty or refused."""
    text: str
    """Without white space."""
    reason: str
    """Of a refusal, or the problems that are marked."""
    memory: int
    """Peak of the process that read it, bytes; 0 where the system does not tell."""
    seconds: float


def judge(take: Callable[[], Taken]) -> Found:
    """Read a file, and watch what it costs."""
    begun = time.monotonic()
    with Watch(os.getpid()) if KNOWN else _Blind() as watch:
        taken = take()
    seconds = time.monotonic() - begun
    try:
        made: Extraction = taken.extraction()
    except IngestError as error:
        outcome = "empty" if isinstance(error, Empty) else "refused"
        assert error.reason and error.remedy and "\n" not in str(error)
        return Found(outcome, "", error.reason, watch.most, seconds)
    document = made.document
    problems = "；".join(problem.message for problem in document.problems)
    text = "".join(document.text.split())
    return Found(document.status.value, text, problems, watch.most, seconds)


class _Blind:
    """A watch where nothing can be seen."""

    most = 0

    def __enter__(self) -> _Blind:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def complaint(found: Found, expected: str, holds_sentence: bool, content_decides: bool = False) -> str | None:
    """What is wrong with it; None when it is as expected.

    `holds_sentence`: the file holds `SENTENCE` where it can be read whole. `content_decides`: a file that is something
    else than its name says, and is read as what it is.
    """
    if found.memory > MEMORY:
        return f"{found.memory // 1024**2} MB of memory"
    whole = found.outcome in ("ok", "low_quality")
    if whole and not found.text:
        return "an empty success"
    if whole and holds_sentence and SENTENCE not in found.text:
        return "the sentence is lost without a word"
    if found.outcome == "partial" and not found.reason:
        return "damaged, and nothing says what is missing"
    right = {
        "text": found.outcome == "ok",
        "partial": found.outcome in ("partial", "refused"),
        "reject": found.outcome == "refused" or (content_decides and whole),
        "empty": found.outcome == "empty",
        "bounded": True,
    }
    return None if right[expected] else f"{found.outcome} ({found.reason}) instead of {expected}"
