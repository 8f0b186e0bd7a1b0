"""What readers said of files, and the ledger of what it was asked, in the language of the person: both say it in
Chinese, and the ledger keeps that."""

from __future__ import annotations

import re
from functools import cache

from corpus.errors import CorpusError
from ingest.errors import IngestError
from tui.language import language, t

_DEEPEST = 3
"""A sentence may hold a part that is a sentence of the table itself."""
_SENTENCES = re.compile(r"(?<=。)\s+")


def told(text: str) -> str:
    """Sentences of a reader in the language of the person; what has no translation stays as it was said."""
    if language() == "zh":
        return text
    return " ".join(_translated(one, _DEEPEST) for one in _SENTENCES.split(text))


def line(error: Exception) -> str:
    """One line of an error: what it is about, why, what to do."""
    if language() == "zh" or not isinstance(error, IngestError | CorpusError):
        return str(error)
    about = error.source if isinstance(error, IngestError) else error.subject
    return t("error.line", source=about, reason=told(error.reason), remedy=told(error.remedy))


@cache
def _said() -> dict[str, str]:
    """All sentences with what they are in English."""
    from tui.strings import en_errors, en_reading

    return {**en_errors.SAID, **en_reading.SAID}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Sentences with places, the one that says most first."""
    known = _said()
    varying = sorted((said for said in known if "{}" in said), key=lambda said: -len(said.replace("{}", "")))
    return [(re.compile("(.*?)".join(map(re.escape, said.split("{}"))), re.DOTALL), known[said]) for said in varying]


def _translated(text: str, depth: int) -> str:
    if text in _said():
        return _said()[text]
    if depth and not text.isascii():
        for pattern, english in _patterns():
            found = pattern.fullmatch(text)
            if found:
                return english.format(*(_translated(part, depth - 1) for part in found.groups()))
    return text
