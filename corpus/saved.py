"""Searches kept under a name, in the ledger that they are asked of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from corpus.errors import UnknownSearch
from corpus.filing import now
from corpus.store import Corpus, select


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One of them."""

    name: str
    query: str
    options: dict[str, Any]
    """Options of the command that differ from their defaults; plain values."""
    saved: str
    """UTC, ISO 8601."""


def save(corpus: Corpus, name: str, query: str, options: dict[str, Any]) -> None:
    """Keep a search; one of that name is replaced."""
    with corpus.atomic() as connection:
        connection.execute(
            "insert or replace into saved_search(name, query, options, saved) values (?, ?, ?, ?)",
            (name, query, json.dumps(options, ensure_ascii=False), now()),
        )


def saved(corpus: Corpus) -> list[SavedSearch]:
    """All of them, by name."""
    found = select(corpus.connection, "select name, query, options, saved from saved_search order by name")
    return [SavedSearch(name, query, json.loads(options), at) for name, query, options, at in found]


def named(corpus: Corpus, name: str) -> SavedSearch:
    """The search of that name; raises UnknownSearch."""
    for one in saved(corpus):
        if one.name == name:
            return one
    raise UnknownSearch(name)


def drop(corpus: Corpus, name: str) -> None:
    """Forget a search; raises UnknownSearch."""
    with corpus.atomic() as connection:
        if not connection.execute("delete from saved_search where name = ? returning 1", (name,)).fetchall():
            raise UnknownSearch(name)
