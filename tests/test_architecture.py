"""The plan of the house: who may import whom, and what stands where."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "extract", "corpus", "tui")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 400
"""Lines; a file that passes it holds two rooms."""
SCREEN_ROOMS = ("app", "screens", "widgets", "messages", "actions")
"""Parts of `tui` that know Textual."""
HEAVY = ("torch", "sentence_transformers", "transformers", "spacy", "thinc", "jieba", "pdfplumber", "pdfminer", "scipy")


def name(path: Path) -> str:
    """`tui/screens/reader.py` -> `tui.screens.reader`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, deferred: bool = True) -> Iterator[str]:
    """Names of the modules that a file imports, those inside functions too unless `deferred` is false."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes: list[ast.AST] = list(ast.walk(tree)) if deferred else list(top_level(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: a relative import hides who is called"
            yield node.module or ""


def top_level(tree: ast.Module) -> Iterator[ast.AST]:
    """Statements that run when a module is imported; a TYPE_CHECKING block does not."""
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                todo += node.body
            todo += node.orelse
        elif isinstance(node, ast.Try):
            todo += [*node.body, *node.orelse, *node.finalbody, *(s for h in node.handlers for s in h.body)]
        elif isinstance(node, ast.With):
            todo += node.body


def loaded(code: str, *, home: Path) -> list[str]:
    """Top-level names in `sys.modules` of a fresh interpreter that ran `code`."""
    report = "\nimport json as _json, sys as _sys\n_sys.stderr.write('\\n' + _json.dumps(sorted(_sys.modules)))"
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return [module.partition(".")[0] for module in json.loads(done.stderr.splitlines()[-1])]


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_formats_and_components_are_under_contract() -> None:
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    for folder in ("ingest.formats", "extract.components"):
        assert f'"{folder}.*"' in contracts


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_screens_know_textual(path: Path) -> None:
    module = name(path)
    if module.split(".")[:1] == ["tui"] and module.split(".")[1:2] and module.split(".")[1] in SCREEN_ROOMS:
        return
    assert not [other for other in imports(path) if other.partition(".")[0] == "textual"]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_second_sqlite_touches_a_ledger(path: Path) -> None:
    assert not {"sqlite3", "sqlite_utils", "pandas", "sqlalchemy"} & {m.partition(".")[0] for m in imports(path)}


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=name)
def test_packages_hold_a_docstring_alone(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body
    assert all(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in body)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_hold_one_room(path: Path) -> None:
    assert not re.search(r"util|helper|misc|common", path.stem), "a name says what a file is for"
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("module", ["ingest.model", "extract.model", "corpus.model"])
def test_the_types_that_flow_need_nothing_outside(module: str) -> None:
    path = ROOT / (module.replace(".", "/") + ".py")
    outside = {
        other.partition(".")[0]
        for other in imports(path)
        if other.partition(".")[0] not in sys.stdlib_module_names and other.partition(".")[0] not in PACKAGES
    }
    assert not outside


def test_reading_a_ledger_loads_nothing_heavy(tmp_path: Path) -> None:
    ledger = tmp_path / "empty.db"
    code = (
        "from pathlib import Path\n"
        "from corpus.store import Corpus\n"
        f"Corpus.open(Path({str(ledger)!r})).close()\n"
        "from tui.cli import main\n"
        f"assert main(['--db', {str(ledger)!r}, 'list', '--json']) == 0\n"
        f"assert main(['--db', {str(ledger)!r}, 'overdue', '--json']) == 0\n"
    )
    modules = loaded(code, home=tmp_path)
    assert "apsw" in modules
    assert not set(HEAVY) & set(modules)


def test_help_loads_neither_the_ledger_nor_the_screens(tmp_path: Path) -> None:
    modules = loaded("from tui.cli import main\nassert main(['--help']) == 0\n", home=tmp_path)
    assert "typer" in modules
    assert not {"textual", "apsw", "numpy", *HEAVY} & set(modules)


def test_the_screens_load_nothing_heavy(tmp_path: Path) -> None:
    code = "import tui.app\nfrom tui.screens.numbered import places\nassert len(list(places())) == 10\n"
    modules = loaded(code, home=tmp_path)
    assert "textual" in modules
    assert not set(HEAVY) & set(modules)


def test_a_screen_is_loaded_when_it_is_shown(tmp_path: Path) -> None:
    code = (
        "import sys, tui.app\n"
        "from tui.screens.numbered import of\n"
        "lists = ['tui.screens.commitments', 'tui.screens.compare']\n"
        "assert [name in sys.modules for name in lists] == [False, False]\n"
        "of('compare')\n"
        "assert [name in sys.modules for name in lists] == [False, True]\n"
    )
    assert "textual" in loaded(code, home=tmp_path)
