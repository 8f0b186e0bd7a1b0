"""How strongly a sentence binds."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import Gated, load
from extract.model import Force


@cache
def _rules() -> Gated:
    return Gated(load("force"))


_CLAUSE = re.compile("[,。;]")
_TOLD = re.compile(r"(?:(?<![需只主重首])要(?![求素点件闻道害])|应当|必须)[^,。;]{2,60}[,;]")
"""A clause that tells somebody to act; what it goes on to encourage is part of what has to be done."""


def force_of(text: str) -> Force:
    """The force of a folded text: the first rule that matches, else a plain directive.

    A prohibition counts where the text opens with it: `确保…, 不得…` binds by its first clause. What is encouraged
    behind a clause that tells to act (`各县要组织…, 鼓励…`) leaves the sentence as binding as that clause.
    """
    for rule, pattern in _rules().open(text):
        force = Force(rule.means)
        match = pattern.search(_CLAUSE.split(text, maxsplit=1)[0] if force is Force.PROHIBIT else text)
        if match and not (force is Force.ENCOURAGE and _TOLD.search(text, 0, match.start() + 1)):
            return force
    return Force.SHALL
