"""What the ledger says of what it was asked has its English: every sentence in its sources, found there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_said import HAN, ROOT, texts

from corpus.errors import BadCorrection, BadSheet, BadStandard, BadWorkbook, NoLedger
from tui import said
from tui.strings.en_errors import SAID

ERRORS = re.compile(r"(?:Bad|Unknown|No|Export|Backup|Ledger|Model|Damaged|Newer)[A-Z]\w+\Z")
RAISED = {"Refused", "ValueError"}
SOURCES = [path for path in sorted((ROOT / "corpus").glob("*.py")) if path.name not in ("intake.py", "taking.py")]
EXAMPLES = {"corrections.py", "headerfields.py"}
OTHER = {"days.py", "question.py", "chart.py"}
"""Files whose ValueErrors no person reads."""
Run = Callable[..., tuple[int, str, str]]


def sentences(path: Path) -> Iterator[str]:
    """Reasons and remedies of errors; places as `{}`. What an error is about comes first and is no sentence."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            known = name in RAISED and path.name not in OTHER
            own = name == "__init__" and path.name == "errors.py"
            if ERRORS.match(name) or own:
                yield from (text for one in node.args[1:] for text in texts(one))
            elif known:
                yield from (text for one in node.args for text in texts(one))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and path.name in EXAMPLES:
            yield from texts(node.value) if node.targets[0].id == "_EXAMPLES" else ()


FOUND = sorted({text for path in SOURCES for text in sentences(path) if HAN.search(text) and len(text) > 2})


def test_the_sources_are_understood() -> None:
    assert len(FOUND) > 120 and "期限请写成 2026-12-31" in FOUND and "没有“{}”这个字段" in FOUND


@pytest.mark.parametrize("text", FOUND)
def test_every_sentence_has_its_english(text: str, english: None) -> None:
    shown = said.told(text.replace("{}", "7"))
    left = HAN.sub("", shown) if "县教育局" in text else shown
    assert not HAN.search(left), shown


def test_both_sides_have_the_same_places() -> None:
    assert [key for key, value in SAID.items() if key.count("{}") != value.count("{}")] == []
    assert not HAN.search("".join(SAID.values()).replace("县教育局", "").replace("县财政局、县残联", ""))


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (BadWorkbook("a.xlsx", "少了这些列：状态"), "a.xlsx: these columns are missing: 状态; save it as XLSX"),
        (BadStandard("a.toml", "甲：value 要写数字"), "a.toml: 甲: value must be a number; mend the file"),
        (BadSheet("a.xlsx", "第 3 行“人数”不是数：很多"), "a.xlsx: line 3 “人数” is no number: 很多; fill in"),
        (BadCorrection("k", "看不懂“x”", "期限请写成 2026-12-31"), "k: “x” is not understood; write a deadline as"),
        (NoLedger("a.db"), "a.db: there is no such ledger; check the path"),
    ],
)
def test_an_error_is_one_line(error: Exception, line: str, english: None) -> None:
    assert said.line(error).startswith(line)


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("导出以后台账里已有新的进展：甲(2026-01-01)，没有覆盖", "the ledger has newer progress since: 甲(2026-01-01)"),
        ("导出以后台账里的完成时限已改过，没有覆盖", "完成时限 was corrected in the ledger since"),
        ("重点!第4行", "重点!row 4"),
    ],
)
def test_conflicts_of_a_sheet(reason: str, shown: str, english: None) -> None:
    assert said.told(reason).startswith(shown)
