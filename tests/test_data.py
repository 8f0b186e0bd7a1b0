"""Data that ships with the program: every file parses, every rule has examples that hold, no rule names a place."""

from __future__ import annotations

import csv
import re
import time
import tomllib
from pathlib import Path

import pytest

from extract import lexicon

ROOT = Path(__file__).parents[1]
TOML = sorted(path for package in ("ingest", "extract", "corpus", "tui") for path in (ROOT / package).rglob("*.toml"))
RULES = lexicon.rule_files()
SAMPLES = sorted((ROOT / "corpus" / "samples").iterdir())
INVENTED = "本文件及其中地名、单位、数据均为虚构，仅供台账软件示例"
SAMPLE_PLACES = ("澜川", "云汀", "青禾", "望溪", "柳泉")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TOML, ids=short)
def test_a_data_file_parses(path: Path) -> None:
    assert tomllib.loads(path.read_text("utf-8"))


def test_there_are_rules() -> None:
    assert {"units", "organisations", "indicators", "deadlines"} <= set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_rules_hold_for_their_own_examples(name: str) -> None:
    assert lexicon.load(name)
    assert list(lexicon.failures(name)) == []


def test_rule_names_are_unique_over_all_files() -> None:
    names = [rule.name for file in RULES for rule in lexicon.load(file)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", RULES)
def test_patterns_match_digits_of_this_script_only(name: str) -> None:
    for rule in lexicon.load(name):
        assert "\\d" not in rule.source(), f"{rule.name}: \\d matches digits of every script, write [0-9]"


STRESS = (
    "1", "1.", "一", "1、", "1-", "a1", "小学、", "县", "县教育局、", "各", "每",
    "“", "(", "2024年", "不", "的", "1,000",
)  # fmt: skip
"""Pieces that, repeated without end, make a careless pattern try every split."""


@pytest.mark.parametrize("name", RULES)
def test_patterns_take_time_in_proportion_to_the_text(name: str) -> None:
    for rule in lexicon.load(name):
        pattern = rule.compile()
        for piece in STRESS:
            text = piece * (4_000 // len(piece))
            start = time.process_time()
            for _ in pattern.finditer(text):
                pass
            assert time.process_time() - start < 1.0, f"{rule.name} on {piece!r} repeated"


def places() -> set[str]:
    """Names of regions below the province, without what they end in."""
    with (ROOT / "ingest" / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    found = {cell for row in rows for cell in row if re.fullmatch(r"[\u4e00-\u9fff]{3,12}(?:市|县|区|旗|自治州)", cell)}
    return {name for name in found if len(name) >= 3}


@pytest.mark.parametrize("name", RULES)
def test_no_rule_names_a_place(name: str) -> None:
    text = (ROOT / "extract" / "data" / f"{name}.toml").read_text("utf-8")
    assert not [place for place in SAMPLE_PLACES if place in text]
    assert not [place for place in places() if place in text]


@pytest.mark.parametrize("path", sorted(p for p in (ROOT / "extract").rglob("*.py")), ids=short)
def test_no_code_names_a_sample(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not [place for place in SAMPLE_PLACES if place in text]


def test_the_samples_come_in_several_formats() -> None:
    assert {path.suffix for path in SAMPLES} >= {".txt", ".html", ".pdf"}
    assert len(SAMPLES) >= 5


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_says_that_it_is_invented(path: Path) -> None:
    from ingest.read import read

    text = re.sub(r"\s", "", read(path).text).replace(",", "，")
    assert INVENTED in text
    assert 2_000 <= len(text) <= 6_500


def test_the_pdf_sample_is_made_from_its_source(tmp_path: Path, samples: Path) -> None:
    import make_pdf

    source = Path(make_pdf.__file__).with_name("city_plan.txt").read_text("utf-8")
    make_pdf.make(source, tmp_path / "plan.pdf")
    assert pages(tmp_path / "plan.pdf") == pages(samples / "yunting-city-plan-2024.pdf")


def pages(path: Path) -> list[str]:
    """The text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
