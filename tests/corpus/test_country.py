"""Documents of the whole country are found by its name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, store

from corpus.model import Filters
from corpus.rows import count
from corpus.store import Corpus
from ingest.model import Level


@pytest.mark.parametrize(("region", "expected"), [("全国", 1), ("国家", 1), ("青禾", 1), ("别处", 0)])
def test_the_whole_country_is_a_region(ledger: Corpus, region: str, expected: int) -> None:
    for level, place, text in ((Level.NATIONAL, None, "改造学校100所。"), (Level.COUNTY, QINGHE, "培训教师90名。")):
        read = document(text, region=place, title=text, source=f"{level}.txt")
        read = replace(read, header=replace(read.header, level=level))
        store(ledger, Extraction(read, (commitment(text, text),), ()), identity=f"文号:{level}")
    assert count(ledger, Filters(region=region)) == expected
