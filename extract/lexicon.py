"""Rules as data: TOML files beside this module, each rule with its own examples.

A file holds `[[rule]]` entries. The keys a rule may have are the fields of the dataclass it is loaded into: an
unknown key raises, so a typing error in data fails loudly. Every rule carries `positive` and `negative` examples;
`failures` runs them through the rule itself and is what the test suite calls.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path

from extract.edges import arms, compiled, look
from extract.gates import Gates
from extract.view import fold


class LexiconError(ValueError):
    """A rule file that says something the program does not understand."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file."""

    name: str
    """Unique over all files, `file.rule`."""
    pattern: str = ""
    """Regular expression over folded text without white space; bounded quantifiers only."""
    words: tuple[str, ...] = ()
    """Literal alternatives, longest first; where `pattern` is given, words that every match of it holds."""
    means: str = ""
    """What a match says, in the terms of the component that uses it."""
    group: str = ""
    """A second label: duty of a unit line, level of a school …"""
    label: str = ""
    """What people read instead of `means`."""
    positive: tuple[str, ...] = ()
    """Texts in which the rule must match."""
    negative: tuple[str, ...] = ()
    """Texts in which it must not."""

    def source(self) -> str:
        """The regular expression of the rule."""
        if self.pattern:
            return self.pattern
        return "|".join(re.escape(fold(w)) for w in sorted(self.words, key=len, reverse=True))

    def compile(self) -> re.Pattern[str]:
        """The compiled expression."""
        return compiled(self.source())


def _rule(entry: dict[str, object], file: str) -> Rule:
    allowed = {f.name: f for f in fields(Rule)}
    unknown = set(entry) - set(allowed)
    if unknown:
        raise LexiconError(f"{file}: unknown key {sorted(unknown)} in rule {entry.get('name')!r}")
    missing = [n for n, f in allowed.items() if f.default is MISSING and n not in entry]
    if missing:
        raise LexiconError(f"{file}: a rule lacks {missing}")
    if not entry.get("pattern") and not entry.get("words"):
        raise LexiconError(f"{file}: rule {entry['name']!r} has neither pattern nor words")
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Rule(**values)  # type: ignore[arg-type]


def parse(text: str, file: str) -> tuple[Rule, ...]:
    """The rules of one TOML text; `file` names it in errors."""
    data = tomllib.loads(text)
    if set(data) - {"rule"}:
        raise LexiconError(f"{file}: unknown table {sorted(set(data) - {'rule'})}")
    rules = tuple(_rule(entry, file) for entry in data.get("rule", []))
    names = [r.name for r in rules]
    doubled = {n for n in names if names.count(n) > 1}
    if doubled:
        raise LexiconError(f"{file}: rule named twice: {sorted(doubled)}")
    return rules


@cache
def load(name: str) -> tuple[Rule, ...]:
    """The rules of `data/<name>.toml`, in the order of the file, those of the user's own file of that name first.

    A user's file stands in the folder that `TAIZHANG_RULES` names and has the same form; it can add rules, not
    replace the program's.
    """
    own = _own(name)
    rules = own + parse((files("extract") / "data" / f"{name}.toml").read_text("utf-8"), f"{name}.toml")
    names = {r.name for r in own}
    doubled = sorted(r.name for r in rules[len(own) :] if r.name in names)
    if doubled:
        raise LexiconError(f"{name}.toml: the program has rules of that name already: {doubled}")
    return rules


def _own(name: str) -> tuple[Rule, ...]:
    folder = os.environ.get("TAIZHANG_RULES")
    if not folder:
        return ()
    path = Path(folder) / f"{name}.toml"
    if not path.is_file():
        return ()
    try:
        return parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, re.error) as error:
        raise LexiconError(f"{path}: {error}") from error


@cache
def alternatives(name: str, means: str = "", group: str = "") -> str:
    """One expression that matches any rule of a file (with that meaning or group), unanchored, in one group."""
    chosen = [r for r in load(name) if (not means or r.means == means) and (not group or r.group == group)]
    if not chosen:
        raise LexiconError(f"{name}.toml: no rule means {means or group!r}")
    return "(?:" + "|".join(r.source() for r in chosen) + ")"


class Gated:
    """Rules behind one gate: a text is read only by the rules that may match in it."""

    __slots__ = ("_gates", "_rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, rule.compile()) for rule in rules]
        self._gates = Gates([rule.source() for rule, _ in self._rules])

    def open(self, text: str) -> list[tuple[Rule, re.Pattern[str]]]:
        """The rules that may match, in their order."""
        found = self._gates.open(text)
        return [self._rules[i] for i in found] if found else []


Look = Callable[[str], re.Match[str] | None]


class Meanings:
    """What rules can say of a text, alternative by alternative: those are tried whose words the text holds."""

    __slots__ = ("_arms", "_gates")

    def __init__(self, rules: Iterable[Rule]) -> None:
        sources = [(rule.means, arm) for rule in rules for arm in arms(rule.source())]
        self._arms = [(means, look(arm)) for means, arm in sources]
        self._gates = Gates([arm for _, arm in sources])

    def open(self, text: str) -> list[tuple[str, Look]]:
        """The alternatives that may match: what each means, and its search."""
        found = self._gates.open(text)
        return [self._arms[i] for i in found] if found else []


def rule_files() -> list[str]:
    """Names of all rule files."""
    return sorted(
        f.name.removesuffix(".toml") for f in (files("extract") / "data").iterdir() if f.name.endswith(".toml")
    )


def failures(name: str) -> Iterator[str]:
    """A line for each example of a file that its own rule gets wrong, and for each rule without examples."""
    for rule in load(name):
        pattern = rule.compile()
        if not rule.positive:
            yield f"{name}: {rule.name} has no example"
        for text in rule.positive:
            if not pattern.search(fold(text).replace(" ", "")):
                yield f"{name}: {rule.name} does not match {text!r}"
        for text in rule.negative:
            if pattern.search(fold(text).replace(" ", "")):
                yield f"{name}: {rule.name} matches {text!r}"
