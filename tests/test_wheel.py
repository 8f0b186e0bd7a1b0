"""The compiled wheel: what it holds, and that it says what the sources say; and sources that mypyc can compile."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "extract", "corpus", "tui")
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
    "hooks"
]
COMPILED = sorted(
    path
    for room in HOOK["custom"]["rooms"]
    for path in (ROOT / room).rglob("*.py")
    if path.name != "__init__.py" and path.relative_to(ROOT).as_posix() not in HOOK["custom"]["kept"]
)


def name(path: Path) -> str:
    """`extract/bounds.py`."""
    return path.relative_to(ROOT).as_posix()


def refused(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines that mypyc does not compile, or compiles to something else, with what is wrong."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for operator, right in zip(node.ops, node.comparators, strict=True):
                items = right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else []
                if isinstance(operator, ast.In | ast.NotIn) and any(isinstance(item, ast.Starred) for item in items):
                    yield node.lineno, "a star inside `in (…)`: name the tuple first"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub | ast.BitXor):
            if ast.unparse(node.right).endswith((".keys()", ".items()")):
                yield node.lineno, "a frozenset with keys() gives a set, against its type: use isdisjoint"
        elif isinstance(node, ast.ClassDef):
            if any(ast.unparse(base) == "NamedTuple" for base in node.bases):
                fields = (one for one in node.body if isinstance(one, ast.AnnAssign))
                bare = [one for one in fields if ast.unparse(one.annotation) == "object"]
                yield from ((one.lineno, "object in a NamedTuple: write object | None") for one in bare)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if any("\ud800" <= char <= "\udfff" for char in node.value):
                yield node.lineno, "a surrogate in a literal: write it as chr(…), or raw in a pattern"
        elif isinstance(node, ast.Try) and node.finalbody:
            jumps = [one for part in (*node.body, *node.handlers, *node.orelse) for one in loose(part)]
            yield from ((jump.lineno, "break or continue out of try … finally") for jump in jumps)
        elif isinstance(node, ast.ImportFrom):
            if any(one.name == "cached_property" for one in node.names):
                yield node.lineno, "a cached_property is worked out anew each time: keep its value in a field"
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.GeneratorExp):
            yield node.lineno, "a generator expression that is returned becomes a list: write a loop with yield"
        elif isinstance(node, ast.FunctionDef):
            yield from (
                (one.lineno, "a class in a function") for one in ast.walk(node) if isinstance(one, ast.ClassDef)
            )
        elif isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            yield node.lineno, "a module that runs by `python -m` stays Python: add it to `kept`"


def loose(node: ast.AST) -> Iterator[ast.stmt]:
    """`break` and `continue` that leave a statement."""
    if isinstance(node, ast.Break | ast.Continue):
        yield node
    elif not isinstance(node, ast.For | ast.While | ast.FunctionDef | ast.AsyncFor):
        for child in ast.iter_child_nodes(node):
            yield from loose(child)


@pytest.mark.parametrize("path", COMPILED, ids=name)
def test_what_is_compiled_can_be(path: Path) -> None:
    assert not [f"{line}: {why}" for line, why in refused(ast.parse(path.read_text("utf-8")))]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("x in ('a', *B)", 1),
        ("x in B or x in ('a', 'b')", 0),
        (r"x = '\ud800'", 1),
        (r"x = r'\ud800'", 0),
        ("for x in y:\n try:\n  continue\n finally:\n  z()", 1),
        ("for x in y:\n try:\n  for a in x: break\n finally:\n  z()", 0),
        ("def f():\n return (x for x in y)", 1),
        ("def f():\n yield from (x for x in y)", 0),
        ("def f():\n class A: pass", 1),
        ("from functools import cached_property", 1),
        ("x = A & b.keys()", 1),
        ("class A(NamedTuple):\n x: object", 1),
        ("class A(NamedTuple):\n x: object | None", 0),
        ("if __name__ == '__main__': f()", 1),
    ],
)
def test_what_cannot_be_compiled_is_found(text: str, wrong: int) -> None:
    assert len(list(refused(ast.parse(text)))) == wrong


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        ("_WORDS = re.compile('a')\n", "_WORDS: Final = re.compile('a')\n"),
        ("_WORDS = 1\n_WORDS = 2\n", "_WORDS = 1\n_WORDS = 2\n"),
        ("_WORDS = None\ndef f():\n global _WORDS\n", "_WORDS = None\ndef f():\n global _WORDS\n"),
        ("Kind = int\n", "Kind = int\n"),
        ("A, B = 1, 2\n", "A, B = 1, 2\n"),
    ],
)
def test_constants_are_declared_where_they_are_compiled(line: str, declared: str) -> None:
    pytest.importorskip("hatchling")
    from hatch_build import declared as made

    future = "from __future__ import annotations"
    assert made(f"{future}\n{line}") == f"{future}; from typing import Final\n{declared}"


def test_what_stays_python_is_there() -> None:
    assert all((ROOT / kept).is_file() for kept in HOOK["custom"]["kept"])


def run(arguments: list[str], home: Path, **environment: str) -> str:
    """What a fresh interpreter prints, away from the checkout."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=home, capture_output=True, text=True, check=False, env={**os.environ, "HOME": str(home), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.mark.slow
def test_the_compiled_wheel_says_what_the_sources_say(tmp_path: Path) -> None:
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None or not Path(sysconfig.get_path("include"), "Python.h").is_file():
        pytest.skip("no C compiler, or no headers of Python")
    if missing := [module for module in ("mypyc", "setuptools", "hatchling") if find_spec(module) is None]:
        pytest.skip(f"not installed: {missing}")
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    command = [sys.executable, *build]
    # The least optimisation: the answers are the same, and the build takes a quarter of the time.
    environment = {"TAIZHANG_WHEEL_OPTIMISATION": "0", **os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"}
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert made.returncode == 0, made.stdout[-4000:] + made.stderr[-4000:]
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    run(["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel)], tmp_path)

    suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
    assert not [name(path) for path in COMPILED if not (site / name(path)).with_suffix(suffix).is_file()]
    sources = {path.relative_to(ROOT) for room in PACKAGES for path in (ROOT / room).rglob("*.*")}
    assert not [path for path in sources if "__pycache__" not in path.parts and not (site / path).is_file()]

    loaded = "import extract.assemble as a, ingest.paragraphs as p; print(a.__file__, p.__file__)"
    assert run(["-P", "-c", loaded], tmp_path, PYTHONPATH=str(site)).count(suffix) == 2
    # What classes hold themselves is lost where exceptions are compiled.
    refused = "from ingest.errors import Empty, Unreadable; print(Empty.outcome, Unreadable('', '', '').outcome)"
    assert run(["-P", "-c", refused], tmp_path, PYTHONPATH=str(site)).split() == ["empty", "refused"]
    plans = [*(ROOT / "corpus" / "samples").iterdir(), *(ROOT / "tests" / "gold").rglob("*.txt")]
    extract = ["-P", "-m", "tui.cli", "extract", "--json", *map(str, sorted(plans))]
    ours, theirs = (run(extract, tmp_path, PYTHONPATH=str(home)) for home in (ROOT, site))
    assert len(ours.splitlines()) == len(plans)
    assert theirs == ours
