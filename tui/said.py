"""What readers said of files, in the language of the person: they say it in Chinese, and the ledger keeps that."""

from __future__ import annotations

import re
from functools import cache

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
    if language() == "zh" or not isinstance(error, IngestError):
        return str(error)
    return t("error.line", source=error.source, reason=told(error.reason), remedy=told(error.remedy))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Sentences with places, the one that says most first."""
    from tui.strings.en_reading import SAID

    varying = sorted((said for said in SAID if "{}" in said), key=lambda said: -len(said.replace("{}", "")))
    return [(re.compile("(.*?)".join(map(re.escape, said.split("{}"))), re.DOTALL), SAID[said]) for said in varying]


def _translated(text: str, depth: int) -> str:
    from tui.strings.en_reading import SAID

    if text in SAID:
        return SAID[text]
    if depth and not text.isascii():
        for pattern, english in _patterns():
            found = pattern.fullmatch(text)
            if found:
                return english.format(*(_translated(part, depth - 1) for part in found.groups()))
    return text
