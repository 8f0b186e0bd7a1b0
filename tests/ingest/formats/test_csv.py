"""Tables of plain text with a row on each line."""

from __future__ import annotations

import pytest

from ingest.errors import LimitExceeded, Unreadable
from ingest.formats import csv
from ingest.model import BlockKind, Limits
from ingest.read import read_bytes
from ingest.registry import Job
from tests.ingest.contracts import IN_PROCESS, ReaderContract

HEAD = ("序号", "任务", "责任单位")


class TestContract(ReaderContract):
    name = "csv"
    suffix = ".csv"

    def write(self, lines: tuple[str, ...]) -> bytes:
        return "\n".join(lines).encode("gb18030")

    # No content tells a table of commas from running text.
    def test_the_content_chooses_not_the_suffix(self) -> None:
        assert read_bytes(self.write(("一,二", "三,四")), "样本.dat", IN_PROCESS).format == "txt"


def cells(text: str | bytes) -> list[tuple[int, int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    lines = csv.parse(data, Job("任务.csv", ".csv")).lines
    return [(line.row or 0, line.column or 0, line.text) for line in lines if line.kind is BlockKind.CELL]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_cells_in_any_encoding_with_any_sign(sign: str, encoding: str) -> None:
    rows = [HEAD, ("1", "新建充电桩200个", "县发展改革局"), ("2", "", "县财政局")]
    found = cells("\r\n".join(sign.join(row) for row in rows).encode(encoding))
    assert found == [
        *((0, at, text) for at, text in enumerate(HEAD)),
        *((1, at, text) for at, text in enumerate(rows[1])),
        (2, 0, "2"),
        (2, 2, "县财政局"),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('1,"县教育局,县财政局",2026年', ["1", "县教育局,县财政局", "2026年"]),
        ('1,"县教育局\n县财政局",2026年', ["1", "县教育局 县财政局", "2026年"]),
        ('1,所称""优质""学校,2026年', ["1", '所称""优质""学校', "2026年"]),
        ('1,宽 5" 以上,2026年', ["1", '宽 5" 以上', "2026年"]),
    ],
)
def test_quotes(row: str, expected: list[str]) -> None:
    assert [text for at, _, text in cells(",".join(HEAD) + "\n" + row) if at == 1] == expected


def test_a_title_above_and_a_note_below_are_text() -> None:
    text = "青禾县重点任务清单,,\n序号,任务,责任单位\n1,建成养老服务站,县民政局\n备注：每季度更新,,\n"
    lines = csv.parse(text.encode(), Job("任务.csv", ".csv")).lines
    assert [line.text for line in lines if line.kind is None] == ["青禾县重点任务清单", "备注：每季度更新"]
    assert cells(text)[0] == (0, 0, "序号")


def test_lines_without_signs_are_text() -> None:
    lines = csv.parse("到2027年达标率达到95%。\n由县教育局负责。".encode(), Job("计划.csv", ".csv")).lines
    assert [line.text for line in lines] == ["到2027年达标率达到95%。", "由县教育局负责。"]


def test_a_quote_that_never_closes_swallows_no_rows() -> None:
    text = ",".join(HEAD) + '\n1,"建成养老服务站,县民政局\n2,新建充电桩,县发展改革局\n'
    assert [row for row, column, _ in cells(text) if column == 0] == [0, 1, 2]


def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="不是文字"):
        csv.parse(bytes(range(256)) * 40, Job("任务.csv", ".csv"))
    with pytest.raises(LimitExceeded, match="字"):
        csv.parse(b"1,2\n" * 100, Job("任务.csv", ".csv", Limits(characters=100)))
    monkeypatch.setattr(csv, "_MOST_CELLS", 3)
    with pytest.raises(LimitExceeded, match="单元格"):
        csv.parse(b"1,2\n3,4\n", Job("任务.csv", ".csv"))
