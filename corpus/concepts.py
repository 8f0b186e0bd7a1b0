"""Where the entries of the lexicon stand.

Files of the program (data/concepts.toml: questions; data/everyday.toml and data/everyday/*.toml: single words), the
short forms of organisations that extraction knows, and `concepts.toml` in the user's own configuration folder, which
may hold both.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.errors import BadLexicon
from corpus.lexicon import Concept, Lexicon, build

_LABELS = ("unless", "never")


def lexicon() -> Lexicon:
    """All entries, with those of the user. Raises BadLexicon for a file of the user that cannot be read as one."""
    own = own_file()
    try:
        state = own.stat()
    except OSError:
        return _lexicon(None, 0, 0)
    return _lexicon(own, state.st_mtime_ns, state.st_size)


def own_file() -> Path:
    """Where a user's own entries lie."""
    from platformdirs import user_config_path

    return user_config_path("taizhang") / "concepts.toml"


@lru_cache(maxsize=2)
def _lexicon(own: Path | None, _changed: int, _size: int) -> Lexicon:
    entries = [*shipped(), *words_of_the_program(), *spellings()]
    never = labels(_data("everyday.toml"), "never")
    if own is not None:
        try:
            text = own.read_text(encoding="utf-8-sig")
            entries += [*parse(text), *everyday(text)]
            never |= labels(text, "never")
        except (OSError, ValueError) as error:
            raise BadLexicon(str(own), str(error)) from error
    return build(entries, never, everyday(_data("morphemes.toml")))


@cache
def shipped() -> tuple[Concept, ...]:
    """The questions of the program; an unknown or a missing key raises ValueError."""
    return parse(_data("concepts.toml"), examples=True)


@cache
def words_of_the_program() -> tuple[Concept, ...]:
    """The everyday words of the program, file by file in the order of their names. Raises ValueError."""
    return _everyday_but("")


@cache
def _everyday_but(left_out: str) -> tuple[Concept, ...]:
    fields_of_plans = sorted(files("corpus").joinpath("data/everyday").iterdir(), key=lambda one: one.name)
    kept = (one.read_text(encoding="utf-8") for one in fields_of_plans if one.name != left_out)
    return tuple(entry for text in (_data("everyday.toml"), *kept) for entry in everyday(text))


def taught() -> tuple[str, ...]:
    """What the ledger's own model learns from the lexicon: for each entry of the program its words and its terms.

    Not the lists of kinds of things: their members have no more in common than the kind, and blur the model.
    """
    entries = (*shipped(), *_everyday_but("things.toml"))
    return tuple(dict.fromkeys(" ".join((*entry.says, *entry.terms)) for entry in entries))


def fingerprint(texts: Iterable[str]) -> str:
    """A hash that tells one state of `taught` from another."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def parse(text: str, *, examples: bool = False) -> tuple[Concept, ...]:
    """The `[[concept]]` entries of a file; with `examples` each must bring its own. Raises ValueError."""
    allowed = {f.name for f in fields(Concept)} - {"equal"}
    needed = {"says", "terms"} | ({"query", "finds"} if examples else set())
    out = []
    for number, entry in enumerate(tomllib.loads(text).get("concept", []), start=1):
        if not needed <= set(entry) <= allowed:
            raise ValueError(f"concept {number}: keys {sorted(entry)}, expected {sorted(needed)}")
        says, terms, unless = (
            _strings(entry.get(name, []), f"concept {number}") for name in ("says", "terms", "unless")
        )
        out.append(Concept(says, terms, entry.get("query", ""), entry.get("finds", ""), unless))
    return tuple(out)


def everyday(text: str) -> tuple[Concept, ...]:
    """The lines `"everyday words" = "terms"` of all tables of a file but the negative labels. Raises ValueError."""
    unless = labels(text, "unless")
    out = []
    for name, table in _tables(text):
        for typed, terms in table.items():
            if not isinstance(terms, str) or not terms.split() or not typed.split():
                raise ValueError(f"[{name}] {typed}: expected words = words")
            for word in typed.split():
                out.append(Concept((word,), tuple(terms.split()), unless=unless.get(word, ())))
    return tuple(out)


def labels(text: str, kind: str) -> dict[str, tuple[str, ...]]:
    """The table of negative labels `unless` (of everyday words) or `never` (of terms)."""
    table = tomllib.loads(text).get(kind, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ValueError(f"[{kind}]: expected word = words")
    return {word: tuple(value.split()) for word, value in table.items()}


def spellings() -> Iterator[Concept]:
    """The short forms inside names of organisations: each form says what all others say."""
    from extract.lexicon import load

    for rule in load("aliases"):
        forms = (rule.means, *rule.words)
        for form in forms:
            others = tuple(other for other in forms if other != form and form not in other and other not in form)
            if others:
                yield Concept((form,), others, equal=True)


def _tables(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, table in tomllib.loads(text).items():
        if name == "concept" or name in _LABELS:
            continue
        if not isinstance(table, dict):
            raise ValueError(f"{name}: expected a table")
        yield name, table


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(f"{where}: expected a list of words")
    return tuple(value)


def _data(name: str) -> str:
    return files("corpus").joinpath(f"data/{name}").read_text(encoding="utf-8")
