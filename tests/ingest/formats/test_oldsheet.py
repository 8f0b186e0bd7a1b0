"""XLS, ET and ODS through a converter; a small program stands for LibreOffice."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ingest.errors import UnknownFormat
from ingest.read import read_bytes
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.converting import UNPACK, install
from tests.ingest.formats.test_xlsx import CODED, saved, sheet_of

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook".encode("utf-16-le")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line")


class TestContract(ReaderContract):
    """An XLS file that holds an XLSX, and a converter that finds it there."""

    name = "oldsheet"
    suffix = ".xls"

    @pytest.fixture(autouse=True)
    def converter(self, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
        install(monkeypatch, tmp_path_factory.mktemp("converter"), UNPACK.replace("in.docx", "in.xlsx"))

    def write(self, lines: tuple[str, ...]) -> bytes:
        rows: list[list[object]] = [[line.translate(CODED)[:30_000]] for line in lines]
        return HEAD + b" " + base64.b64encode(saved(sheet_of(rows)))


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownFormat, match=r"XLS 表格.*没有找到.*安装 LibreOffice.*另存为 XLSX"):
        read_bytes(HEAD, "任务.xls", IN_PROCESS)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("form", "suffix"), [("xls", ".xls"), ("xls", ".et"), ("ods", ".ods")])
def test_the_real_converter(tmp_path: Path, form: str, suffix: str) -> None:
    book = sheet_of(
        [["青禾县重点任务分解表"], ["序号", "任务", "责任单位"], [1, "达标率", "县教育局"], [2, 0.925, "县财政局"]]
    )
    sheet = book.active
    sheet.merge_cells("A1:C1")
    sheet["B4"].number_format = "0.0%"
    hidden = book.create_sheet("草稿")
    hidden.append(["不给人看"])
    hidden.sheet_state = "hidden"
    made = saved(book)
    (tmp_path / "任务.xlsx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "任务.xlsx")], check=True, capture_output=True, timeout=120)
    document = read_bytes((tmp_path / f"任务.{form}").read_bytes(), f"任务{suffix}")
    plain = read_bytes(made, "任务.xlsx")
    assert document.format == "oldsheet"
    assert document.text == plain.text and "92.5%" in plain.text and "不给人看" not in plain.text
    assert document.tables == plain.tables
    assert [problem.code for problem in document.problems] == ["hidden_sheet"]
