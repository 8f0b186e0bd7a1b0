"""A ledger in a temporary folder, empty or with one plan in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ledger_factories import plan, store

from corpus.store import Corpus


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Corpus]:
    """An empty ledger."""
    with Corpus.open(tmp_path / "ledger.db") as corpus:
        yield corpus


@pytest.fixture
def filled(ledger: Corpus) -> Corpus:
    """A ledger with one plan."""
    store(ledger, plan())
    return ledger
