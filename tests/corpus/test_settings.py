"""The settings file of an office: what it may say, what it changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, owners, store

from corpus import overdue, settings
from corpus.errors import BadSettings
from corpus.lights import boards
from corpus.settings import Settings, Thresholds
from corpus.store import Corpus

TEXT = "甲项。\n乙项。"
LATE = date(2025, 1, 1)


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    """Two late commitments of 县教育局 and 县旅游局."""
    found = (
        commitment(TEXT, "甲项。", deadline=LATE, responsible=owners("县教育局")),
        commitment(TEXT, "乙项。", deadline=LATE, responsible=owners("县旅游局")),
    )
    store(ledger, Extraction(document(TEXT, region=QINGHE), found, ()))
    return ledger


def write(corpus: Corpus, text: str) -> Path:
    path = settings.path_of(corpus.path)
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold(ledger: Corpus) -> None:
    assert settings.of(ledger) == Settings(Thresholds(3, 30, 0.9))


def test_the_file_lies_beside_the_ledger_or_where_the_environment_says(
    ledger: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.path_of(ledger.path) == ledger.path.with_name("ledger.toml")
    monkeypatch.setenv("TAIZHANG_OFFICE", "/etc/other.toml")
    assert settings.path_of(ledger.path) == Path("/etc/other.toml")


def names(corpus: Corpus, on: date) -> set[str]:
    found = set(overdue.overdue(corpus, on))
    assert found == {one.organisation for one in boards(corpus, on)}
    assert found == {one.organisation for one in overdue.summary(corpus, on).organisations}
    return found


def test_names_of_one_organisation_are_one(office: Corpus) -> None:
    write(office, '[[organisation]]\nname = "青禾县教育体育局"\naliases = ["县教育局"]\nplace = "青禾县"\n')
    assert names(office, date(2025, 6, 1)) == {"青禾县教育体育局", "青禾县 · 县旅游局"}
    write(office, '[[organisation]]\nname = "县教体局"\naliases = ["县教育局"]\nplace = "别处"\n')
    assert names(office, date(2025, 6, 1)) == {"青禾县 · 县教育局", "青禾县 · 县旅游局"}


def test_after_a_reorganisation_another_office_answers(office: Corpus) -> None:
    write(office, '[[reorganisation]]\nfrom = ["县旅游局", "县文化局"]\nto = "县文旅局"\nsince = 2025-03-01\n')
    assert names(office, date(2025, 2, 28)) == {"青禾县 · 县教育局", "青禾县 · 县旅游局"}
    assert names(office, date(2025, 3, 1)) == {"青禾县 · 县教育局", "青禾县 · 县文旅局"}


def test_a_circle_of_reorganisations_ends() -> None:
    found = settings.parse(
        {"reorganisation": [{"from": "甲", "to": "乙", "since": LATE}, {"from": "乙", "to": "甲", "since": LATE}]},
        Path(),
    )
    assert found.organisation("甲", None, LATE) == "甲"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[light]\nyellow_days = 1", "没有 light 这一项设置"),
        ("[lights]\nyellow = 1", "没有 lights.yellow 这一项设置"),
        ("[lights]\nyellow_days = '三'", "lights.yellow_days 的值不合要求"),
        ("[lights]\nyellow_days = 1.5", "lights.yellow_days 的值不合要求"),
        ("[lights]\nbehind = -1", "lights.behind 的值不合要求"),
        ("[lights]\nbehind = true", "lights.behind 的值不合要求"),
        ("lights = 3", "lights 的值不合要求"),
        ("organisation = 3", "organisation 的值不合要求"),
        ("[[organisation]]\nname = '甲'", "aliases 的值不合要求"),
        ("[[organisation]]\nname = ''\naliases = ['乙']", "name 的值不合要求"),
        ("[[organisation]]\nname = '甲'\naliases = [1]", "aliases 的值不合要求"),
        ("[[reorganisation]]\nfrom = '甲'\nto = '乙'", "reorganisation.since 的值不合要求"),
        ("[[reorganisation]]\nold = '甲'", "没有 reorganisation.old 这一项设置"),
        ("[lights", "不是 TOML"),
    ],
)
def test_what_is_not_understood_is_refused(ledger: Corpus, text: str, reason: str) -> None:
    path = write(ledger, text)
    with pytest.raises(BadSettings) as caught:
        settings.of(ledger)
    assert reason in caught.value.reason and str(path) in str(caught.value)


def test_a_file_that_is_no_text(ledger: Corpus) -> None:
    settings.path_of(ledger.path).write_bytes(b"\xff\xfe")
    with pytest.raises(BadSettings):
        settings.of(ledger)
    settings.path_of(ledger.path).unlink()
    settings.path_of(ledger.path).mkdir()
    with pytest.raises(BadSettings, match="读不了"):
        settings.of(ledger)


@pytest.mark.parametrize(
    ("place", "written", "expected"),
    [
        (QINGHE, ("财政局", "县财政局"), {"青禾县 · 县财政局"}),
        (QINGHE, ("财政局",), {"青禾县 · 财政局"}),
        (QINGHE, ("财政局", "市财政局"), {"青禾县 · 财政局", "青禾县 · 市财政局"}),
        (None, ("财政局", "县财政局"), {"某方案 · 财政局", "某方案 · 县财政局"}),
    ],
)
def test_an_office_with_and_without_the_word_for_its_place_is_one(
    ledger: Corpus, place: Any, written: tuple[str, ...], expected: set[str]
) -> None:
    found = tuple(
        commitment(TEXT, words, deadline=LATE, responsible=owners(name))
        for words, name in zip(("甲项。", "乙项。"), written, strict=False)
    )
    store(ledger, Extraction(document(TEXT, region=place, title="某方案"), found, ()))
    assert names(ledger, date(2025, 6, 1)) == expected


def test_what_is_set_goes_before_what_is_taken_for_granted(ledger: Corpus) -> None:
    found = (
        commitment(TEXT, "甲项。", deadline=LATE, responsible=owners("财政局")),
        commitment(TEXT, "乙项。", deadline=LATE, responsible=owners("县财政局")),
    )
    store(ledger, Extraction(document(TEXT, region=QINGHE), found, ()))
    write(ledger, '[[organisation]]\nname = "县财政金融局"\naliases = ["县财政局"]\n')
    assert names(ledger, date(2025, 6, 1)) == {"青禾县 · 县财政金融局"}
    write(ledger, '[[organisation]]\nname = "省财政厅"\naliases = ["财政局"]\n')
    assert names(ledger, date(2025, 6, 1)) == {"青禾县 · 省财政厅", "青禾县 · 县财政局"}
