"""The outlines of real documents, as a person reads them: level, number, hash of the heading's text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.golden.wild import needs_wild, wild

OUTLINES: dict[str, list[str]] = json.loads(Path(__file__).with_name("outlines.json").read_text("utf-8"))

pytestmark = needs_wild


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTLINES)
def test_the_outline_is_what_a_person_reads(name: str) -> None:
    found = [f"{heading.level} {heading.marker or '-'} {short(heading.title)}" for heading in wild(name).headings]
    assert found == OUTLINES[name]


def short(title: str) -> str:
    return hashlib.sha256("".join(title.split()).encode()).hexdigest()[:8]
