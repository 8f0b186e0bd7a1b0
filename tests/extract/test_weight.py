"""Extraction needs no torch, in whatever order its modules are imported."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("first", ["extract.pipeline", "extract.components.scope", "extract.assemble"])
def test_torch_stays_out(first: str) -> None:
    read = "extract.language.read(['小学在校生3人'])"
    source = f"import sys, {first}, extract.language; {read}; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
