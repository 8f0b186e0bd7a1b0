"""Every sentence exists in both languages, with the same places to fill, and every key that code names exists."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import corpus
import tui
from corpus import schools
from corpus.aligned import Answer, Change
from corpus.corrections import Action
from corpus.finding import Kind
from corpus.lights import Light, Reason
from corpus.model import Outcome, Progress, Standing
from corpus.standard import SchoolLevel, Sure
from corpus.verdicts import State as Verdict
from extract.model import Duty, Force, Role
from ingest.model import Level, Status
from tui import alignview, boards, checkview, histories, hitrows, matrixview, panorama, present, reviewing
from tui.actions import ACTIONS, Scope
from tui.language import LANGUAGES, PARTS, language, named, t, table
from tui.present import State
from tui.screens import choosing
from tui.verdicts import INDICATORS, STANDARDS, VERDICTS

CODE = "\n".join(path.read_text("utf-8") for path in Path(tui.__path__[0]).rglob("*.py") if "strings" not in path.parts)
REASONS = "\n".join(path.read_text("utf-8") for path in Path(corpus.__path__[0]).glob("*.py"))
NAMED = sorted(set(re.findall(r"""\bt\(\s*["']([a-z_.]+)["']""", CODE)))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_languages_have_the_same_sentences() -> None:
    first, *others = (table(name) for name in LANGUAGES)
    for other in others:
        assert set(first) == set(other)
        assert not {key for key in first if places(first[key]) != places(other[key])}
        assert all(text for text in other.values())


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_sentence_is_said_in_two_tables(name: str) -> None:
    keys = [key for part in PARTS for key in import_module(f"tui.strings.{name}{part}").TEXT]
    assert sorted(keys) == sorted(table(name))


def test_code_names_many_sentences() -> None:
    assert len(NAMED) > 80


@pytest.mark.parametrize("key", NAMED)
def test_named_sentences_exist(key: str) -> None:
    assert key in table("zh")


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("force", Force),
        ("duty", Duty),
        ("role", Role),
        ("progress", Progress),
        ("level", Level),
        ("status", Status),
        ("standing", Standing),
        ("scope", Scope),
        ("light", Light),
        ("reason", Reason),
        ("action_review", Action),
        ("verdict", Verdict),
        ("sure", Sure),
        ("schoollevel", SchoolLevel),
        ("finding", Kind),
        ("answer", Answer),
        ("change", Change),
        ("schoolstanding", schools.Standing),
    ],
)
def test_every_value_has_a_word(group: str, values: type[StrEnum]) -> None:
    assert {f"{group}.{value.value}" for value in values} <= set(table("zh"))


def test_built_keys_exist() -> None:
    keys = {f"action.{action.id}{end}" for action in ACTIONS for end in ("", ".help")}
    keys |= {f"outcome.{value.value}.count" for value in Outcome}
    keys |= {f"state.{value.value}" + ("" if value in present.TIMELESS else ".days") for value in State}
    tables = (
        present.KEYED,
        present.DOCUMENTS,
        hitrows.HITS,
        present.TALLIES,
        present.ENTRIES,
        histories.EVENTS,
        boards.BOARDS,
        boards.LIT,
        boards.PACES,
        reviewing.QUEUE,
        reviewing.STATUS,
        reviewing.FIELDS,
        panorama.BOARDS,
        panorama.NEWEST,
        panorama.DOUBTS,
        checkview.CHECKED,
        matrixview.BARS,
        alignview.ALIGNED,
        choosing.COLUMNS,
    )
    keys |= {f"column.{column.id}" for columns in tables for column in columns}
    keys |= {f"command.{name}" for name in re.findall(r'^    \("([a-z]+)", [a-z]+\.', CODE, re.M)}
    keys |= {f"note.{code}" for code in re.findall(r"""\bnote\(\s*["']([a-z_]+)["']""", REASONS)}
    keys |= {f"column.{column.id}" for columns in (VERDICTS, STANDARDS, INDICATORS) for column in columns}
    assert not keys - set(table("en"))


def test_no_sentence_is_unused() -> None:
    prefixes = ("action.", "column.", "command.", "force.", "duty.", "role.", "progress.", "level.", "status.", "why.")
    prefixes += ("standing.", "scope.", "outcome.", "state.", "usage.", "system.", "setting.", "settings.origin.")
    prefixes += ("light.", "reason.", "action_review.", "doubt.", "task.", "reading.")
    prefixes += ("verdict.", "sure.", "schoollevel.", "note.", "finding.", "schoolstanding.", "answer.", "change.")
    prefixes += (
        "facet.",
        "csv.",
        "said.",
        "narrow.",
        "timed.",
        "copy.",
        "tour.",
        "sort.",
        "reviewfield.",
        "measurefield.",
        "headerfield.",
        "reviewkind.",
        "evidenceplace.",
        "unknown.",
    )
    prefixes += ("overview.", "month.")
    modes = ("documents", "commitments", "search", "compare", "check", "align", "tracking", "review")
    filters = {f"{mode}.filter" for mode in modes}
    unused = {key for key in table("zh") if not key.startswith(prefixes)} - set(NAMED) - filters
    assert not unused


def test_a_brace_in_a_value_is_never_a_place() -> None:
    assert "{path}" in t("export.done", count=1, path="{path}")


def test_unknown_words_are_shown_as_they_are() -> None:
    assert named("why", "交流轮岗") == "交流轮岗"


@pytest.mark.parametrize(("value", "expected"), [("en", "en"), ("EN_US.UTF-8", "en"), ("", "zh"), ("fr", "zh")])
def test_language(monkeypatch: pytest.MonkeyPatch, value: str, expected: str) -> None:
    monkeypatch.setenv("TAIZHANG_LANG", value)
    language.cache_clear()
    try:
        assert language() == expected
    finally:
        monkeypatch.undo()
        language.cache_clear()
