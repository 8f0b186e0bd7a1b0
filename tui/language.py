"""The language of everything a person reads: Chinese first, English with TAIZHANG_LANG=en.

The tables are `tui/strings/zh*.py` and `tui/strings/en*.py`; only those of the language that is used are imported.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module

LANGUAGES = ("zh", "en")
PARTS = ("", "_search", "_staff", "_inspection", "_desk", "_screens")
"""Files of a language: what all share, and what belongs to one room."""


@cache
def language() -> str:
    """Name of the language, read once from the environment; anything unknown is Chinese."""
    wanted = os.environ.get("TAIZHANG_LANG", "").strip().lower()
    return "en" if wanted.startswith("en") else "zh"


@cache
def table(name: str) -> Mapping[str, str]:
    """All sentences of one language by key."""
    texts: dict[str, str] = {}
    for part in PARTS:
        texts |= import_module(f"tui.strings.{name}{part}").TEXT
    return texts


def t(key: str, /, **values: object) -> str:
    """The sentence `key` with its `{places}` filled; an unknown key raises KeyError.

    The values are put in as they are, so a brace in a document's text is never a place.
    """
    text = table(language())[key]
    return text.format_map(values) if values else text


def words(prefix: str) -> list[str]:
    """All sentences whose key begins with `prefix`, such as the words of an enumeration (`force.`)."""
    return [text for key, text in table(language()).items() if key.startswith(prefix)]


def named(group: str, name: str) -> str:
    """The word for one value of an enumeration (`force`, `must`); the value itself when the table has no word."""
    return table(language()).get(f"{group}.{name}", name)
