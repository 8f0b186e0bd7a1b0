"""What readers say has its English: every sentence in their sources, found there, not listed here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import containers, sniff
from ingest.errors import CannotOpen, Unreadable
from tui import said
from tui.strings.en_reading import SAID

ROOT = Path(__file__).parents[2]
SOURCES = [*sorted((ROOT / "ingest").rglob("*.py")), ROOT / "corpus" / "intake.py", ROOT / "corpus" / "taking.py"]
SPEAKING = {"CannotOpen", "UnknownFormat", "Unreadable", "Empty", "LimitExceeded", "NotStored", "_Crashed", "Problem"}
HELD = {"reason", "message", "remedy", "lost", "pages", "more", "what"}
HELD_AS = ("_REMED", "_FRESH", "_AGAIN")
HAN = re.compile("[一-鿿]")


def sentences(tree: ast.AST) -> Iterator[str]:
    """What is said in errors and problems, and in the names that are put into them; places as `{}`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in SPEAKING | {"broken"}:
                yield from (text for one in node.args for text in texts(one))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and (target.id in HELD or target.id.startswith(HELD_AS)):
                yield from texts(node.value)


def texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from texts(value)
    else:
        for child in ast.iter_child_nodes(node):
            yield from texts(child)


FOUND = sorted({
    text
    for path in SOURCES
    for text in sentences(ast.parse(path.read_text("utf-8")))
    if HAN.search(text)
})  # fmt: skip


def test_the_sources_are_understood() -> None:
    assert len(FOUND) > 130
    assert "文件不存在" in FOUND and "{}已损坏（{}）" in FOUND


@pytest.mark.parametrize("text", FOUND)
def test_every_sentence_of_a_reader_has_its_english(text: str, english: None) -> None:
    shown = said.told(text.replace("{}", "7"))
    assert not HAN.search(shown), shown
    assert shown.count("7") == text.count("{}")


def test_no_english_is_left_over() -> None:
    named = {value for module in (containers, sniff) for value in vars(module).values() if isinstance(value, str)}
    held = {text for path in SOURCES for text in re.findall(r'"([^"\n]*)"', path.read_text("utf-8"))} | named
    kinds = {key for key in SAID if key.startswith("{} ") and len(key) < 10}
    plain = {re.sub(r"\{[^}]*\}", "{}", text) for text in held}
    assert sorted(key for key in SAID if key not in plain | kinds and key not in FOUND) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("是7Z 压缩包，这个版本还不能读", "it is: 7Z archive; this version cannot read it"),
        ("DOCX 文档已损坏（word/document.xml 读不出）", "DOCX document: damaged (word/document.xml cannot be read)"),
        (
            "PDF 不完整（缺少结尾，原有 5 页），打不开",
            "the PDF is incomplete (its end is missing, of 5 pages) and cannot be opened",
        ),
        (
            "文件末尾缺失（下载或复制不完整），原有 5 页，只剩 1 页。 第 1 页读不出。",
            "The end of the file is missing (an incomplete download or copy), of 5 pages 1 are left."
            " Page 1 cannot be read.",
        ),
        ("别的程序说的话", "别的程序说的话"),
    ],
)
def test_parts_are_told_as_well(text: str, expected: str, english: None) -> None:
    assert said.told(text) == expected


def test_an_error_is_one_line(english: None) -> None:
    error = CannotOpen("方案.txt", "文件不存在", "请检查路径")
    assert said.line(error) == "方案.txt: there is no such file; check the path"
    assert said.line(ValueError("其他")) == "其他"


def test_chinese_stays_as_it_was_said() -> None:
    error = Unreadable("方案.pdf", "PDF 已损坏，打不开", "请重新下载")
    assert said.line(error) == str(error)
    assert said.told(error.reason) == error.reason
