"""Real documents beside the checkout, where they are there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.model import Document
from ingest.read import read

WILD = Path(__file__).parents[3] / "shared" / "wild"

needs_wild = pytest.mark.skipif(not WILD.is_dir(), reason="no real documents beside this checkout")


@cache
def wild(name: str) -> Document:
    """One of the real documents, read once."""
    return read(WILD / name)
