"""The hostile files that lie beside the checkout, each against what its list expects; skipped where there are none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.taking import Workers
from ingest.model import Limits
from tests.hostile.judging import BOMB_SILENCE, SILENCE, complaint, judge

FOLDER = Path(__file__).parents[3] / "shared" / "hostile"
LIST = FOLDER / "MANIFEST.jsonl"
ENTRIES: list[dict[str, Any]] = (
    [json.loads(line) for line in LIST.read_text("utf-8").splitlines() if line] if LIST.exists() else []
)

CONTENT_DECIDES = frozenset({"pdf/really_docx.pdf", "docx/really_rtf.docx"})
"""Whole documents under the name of another format: they are read as what they are."""


@pytest.fixture(scope="module")
def workers() -> Iterator[dict[bool, Workers]]:
    """For bombs, and for the rest."""
    suffixes = {".pdf", ".docx"}
    with Workers(Limits(), 1, suffixes) as rest, Workers(Limits(idle=BOMB_SILENCE), 1, suffixes) as bombs:
        yield {False: rest, True: bombs}


@pytest.mark.slow
@pytest.mark.skipif(not ENTRIES, reason="no hostile files beside this checkout")
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_hostile_file_is_read_marked_or_refused(entry: dict[str, Any], workers: dict[bool, Workers]) -> None:
    path = FOLDER / entry["file"]
    chosen = workers["bomb" in path.name]
    found = judge(lambda: chosen.submit(path, chosen.open(path)).result())
    assert complaint(found, entry["expected"], entry["sentinel"], entry["file"] in CONTENT_DECIDES) is None
    # Progress may be shown before the silence begins.
    assert found.seconds < 3 * SILENCE
