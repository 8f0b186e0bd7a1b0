"""Commands start light: what a command does not need is not imported."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "spacy",
    "jieba",
    "torch",
    "pdfplumber",
    "apsw",
    "numpy",
    "sentence_transformers",
    "scipy",
}
ANSWERING = HEAVY - {"apsw"}


def loaded(code: str) -> set[str]:
    """Top-level packages in memory after some code has run."""
    script = f"import sys\n{code}\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split("\n")[-2].split())


@pytest.mark.parametrize("module", ["tui.cli", "tui.desk", "tui.present", "tui.listing", "tui.query", "tui.leaves"])
def test_modules_are_light(module: str) -> None:
    assert not loaded(f"import {module}") & HEAVY


@pytest.mark.parametrize("arguments", [["--help"], ["list", "--help"], ["--version"]])
def test_help_is_light(arguments: list[str]) -> None:
    assert not loaded(f"from tui.cli import main\nassert main({arguments!r}) == 0") & HEAVY


@pytest.mark.parametrize("arguments", [["list"], ["documents"], ["overdue"], ["list", "--json"]])
def test_answers_from_the_ledger_are_light(ledger: Path, arguments: list[str]) -> None:
    code = f"from tui.cli import main\nassert main(['--db', {str(ledger)!r}, *{arguments!r}]) == 0"
    assert not loaded(code) & ANSWERING


def test_only_the_screens_know_textual() -> None:
    import tui

    allowed = {"app.py", "messages.py", "actions.py", "palette.py"}
    for path in Path(tui.__path__[0]).rglob("*.py"):
        if path.parent.name in ("screens", "widgets") or path.name in allowed:
            continue
        text = path.read_text("utf-8")
        assert not re.search(r"^\s*(?:import|from) textual\b", text, re.M), path
