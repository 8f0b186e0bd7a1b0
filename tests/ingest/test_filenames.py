"""Names of files that are no UTF-8: as text, and back to the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import CannotOpen
from ingest.filenames import found, spelled
from ingest.read import read

GBK = os.fsdecode("青禾县方案.txt".encode("gb18030"))
"""As a stick from another system names it."""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("青禾县方案.txt", "青禾县方案.txt"),
        (GBK, "青禾县方案.txt"),
        (f"规划/{GBK}", "规划/青禾县方案.txt"),
        ("a\udcff.txt", "a�.txt"),
        ("a\ud812b.txt", "a?b.txt"),
    ],
)
def test_a_name_is_text_that_can_be_written(name: str, text: str) -> None:
    assert spelled(Path(name)) == str(Path(text))
    assert spelled(name).encode()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode("规划".encode("gb18030")) / GBK
    try:
        path.parent.mkdir()
        path.write_text("青禾县方案\n一、任务\n到2027年，建成三所学校。\n", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    return path


def test_the_way_back(plan: Path) -> None:
    assert found(spelled(plan)) == plan
    assert found(str(plan.parent.parent)) == plan.parent.parent
    assert found("/nowhere/青禾\ud812.txt") == Path("/nowhere/青禾\ud812.txt")


def test_a_document_and_an_error_name_it_so(plan: Path) -> None:
    assert read(plan).source == "青禾县方案.txt"
    plan.unlink()
    with pytest.raises(CannotOpen) as caught:
        read(plan)
    assert str(caught.value).startswith("青禾县方案.txt：")
