"""No reader is without its contract."""

from __future__ import annotations

import importlib
from pathlib import Path

import ingest.read  # noqa: F401  (registers the readers)
from ingest import registry
from tests.ingest.contracts import ReaderContract


def test_every_reader_keeps_the_contract() -> None:
    for path in (Path(__file__).parent / "formats").glob("test_*.py"):
        importlib.import_module(f"tests.ingest.formats.{path.stem}")
    held = {kind.name for kind in ReaderContract.__subclasses__()}
    own = [reader for reader in registry.readers() if reader.parse.__module__.startswith("ingest.formats.")]
    assert held == {reader.name for reader in own}
