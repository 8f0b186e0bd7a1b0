"""Pages that are pictures: recognised, laid out, named where they cannot be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.pipeline import extract
from ingest import ocr, recognition
from ingest.errors import Empty
from ingest.model import BlockKind, Document, Limits, Status
from ingest.ocr import Engine, Recognised
from ingest.read import read_bytes
from ingest.registry import Job
from ingest.rules import Rule
from tests.ingest.pictures import LEADING, LINE, TALL, TOP, WIDE, Told, recognised, scan_of, scanned_pdf
from tests.ingest.samples import PLAN, SENTENCE, flowing_pdf

LONG = "各乡镇要加强组织领导，落实工作责任，健全推进机制，确保各项任务按期完成，并于每年年底前将进展情况报送县政府。"
PIXEL = 72 / 200


def read_with(monkeypatch: pytest.MonkeyPatch, engine: Engine | None, data: bytes) -> Document:
    monkeypatch.setattr(ocr, "engine", lambda: engine)
    return read_bytes(data, "扫描.pdf", Limits(isolate=False))


def lines_of(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.kind is not BlockKind.NOISE]


def test_a_scan_is_read_page_by_page_with_places_and_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Told(recognised(PLAN), recognised(["（二）" + LONG], confidence=0.91))
    document = read_with(monkeypatch, engine, scanned_pdf([], []))
    assert lines_of(document) == [*PLAN, "（二）" + LONG]
    assert engine.shapes == [(TALL, WIDE)] * 2
    assert (document.pages, document.status) == (2, Status.OK)
    first, last = document.blocks[0], document.blocks[-1]
    assert (first.page, last.page) == (1, 2)
    assert first.box is not None
    assert first.box == pytest.approx((318 * PIXEL, TOP * PIXEL, (318 + LINE * 17) * PIXEL, 334 * PIXEL), abs=0.6)
    assert (first.confidence, last.confidence) == (0.99, 0.91)
    assert [(p.code, p.page) for p in document.problems] == [("recognised", 1)]
    assert "第 1—2 页" in document.problems[0].message


def test_lines_are_joined_over_pages_and_furniture_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    head = [Recognised("青禾县养老服务规划", 0.98, 600, 100, 900, 130)]
    number = [Recognised("—1—", 0.98, 780, 2200, 860, 2230)]
    opening, rest = LONG * 2, "加快补齐短板，" + SENTENCE
    first = [*head, *recognised(["一、任务", opening[:60]]), *number]
    second = [*head, Recognised(rest, 0.97, 250, TOP, 250 + LINE * 30, TOP + LINE), *number]
    document = read_with(monkeypatch, Told(first, second), scanned_pdf([], []))
    noise = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.NOISE]
    assert noise.count("青禾县养老服务规划") == 2
    assert "—1—" in noise
    assert opening[:60] + rest in lines_of(document)


def test_a_short_rest_joins_its_paragraph_among_smaller_print(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (LONG * 3)[:130] + "达标。"
    lines = recognised([text])
    rest = lines[-1]
    assert 1 < len(rest.text) < 12
    lines[-1] = Recognised(rest.text, 0.99, rest.x0, rest.top - 7, rest.x1, rest.bottom + 7)
    notes = [
        Recognised(f"{n}．指标口径说明见统计制度。", 0.99, 250, 1200 + 40 * n, 566, 1222 + 40 * n) for n in range(20)
    ]
    document = read_with(monkeypatch, Told([*lines, *notes]), scanned_pdf([]))
    assert lines_of(document)[0] == text


def test_a_text_page_and_a_scanned_page_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    own = ["一、总体目标", SENTENCE[:28], SENTENCE[28:]]
    engine = Told(recognised(["二、重点任务", LONG]))
    data = scanned_pdf([*own, *["健全推进机制，落实工作责任。"] * 3], [])
    document = read_with(monkeypatch, engine, data)
    assert [block.page for block in document.blocks] == sorted(block.page or 0 for block in document.blocks)
    assert len(engine.shapes) == 1
    assert {block.confidence for block in document.blocks if block.page == 1} == {None}
    assert LONG in document.text
    assert SENTENCE in document.text


def test_a_large_picture_of_text_on_a_text_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = recognised([LONG, "加快推进。"], top=40)
    data = scanned_pdf(["一、总体目标", SENTENCE[:30]], box=(60, 100, 480, 400))
    engine = Told(shown)
    document = read_with(monkeypatch, engine, data)
    assert lines_of(document)[0] == "一、总体目标"
    assert LONG in "".join(lines_of(document)[2:])
    rows, columns = engine.shapes[0]
    assert (rows * PIXEL, columns * PIXEL) == pytest.approx((400, 480), abs=1)
    read = next(block for block in document.blocks if block.confidence is not None)
    assert read.box is not None
    assert read.box[1] == pytest.approx(841.9 - 500 + 40 * PIXEL, abs=1.5)


def test_labels_of_a_map_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = [Recognised(f"望溪镇{n}", 0.99, 100, 60 * n, 220, 60 * n + 30) for n in range(20)]
    data = scanned_pdf(["一、总体目标", SENTENCE[:30]], box=(60, 100, 480, 400))
    document = read_with(monkeypatch, Told(labels), data)
    assert "望溪" not in document.text
    assert document.problems == ()


def test_rules_of_a_picture_make_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("指标", "目标值"), ("村卫生室达标率", "92.5%"), ("家庭医生签约率", "75%")]
    lines = [
        Recognised(
            text, 0.98, 320 + 500 * column, 320 + 100 * row, 320 + 500 * column + 30 * len(text), 350 + 100 * row
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    across = [Rule(300, 300 + 100 * n, 1300, 300 + 100 * n) for n in range(4)]
    down = [Rule(300 + 500 * n, 300, 300 + 500 * n, 600) for n in range(3)]
    document = read_with(monkeypatch, Told(lines, rules=[*across, *down]), scanned_pdf([]))
    table = document.tables[0]
    assert (table.rows, table.columns) == (3, 2)
    assert [document.quote(cell.span) for cell in table.cells] == [text for row in rows for text in row]
    assert {block.confidence for block in document.blocks} == {0.98}


def test_without_the_engine_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Empty, match=r"扫描件，需要 OCR.*pip install \"taizhang\[ocr\]\""):
        read_with(monkeypatch, None, scanned_pdf([], []))


def test_without_the_engine_a_mixed_file_is_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    own = ["一、总体目标", SENTENCE[:30], *["健全推进机制，落实工作责任。"] * 3]
    document = read_with(monkeypatch, None, scanned_pdf(own, [], []))
    assert document.status is Status.PARTIAL
    assert [(p.code, p.page) for p in document.problems] == [("needs_ocr", 2)]
    assert "第 2—3 页" in document.problems[0].message


def test_blank_pages_are_not_shown_to_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Told(recognised(PLAN))
    document = read_with(monkeypatch, engine, scanned_pdf(None, [], None))
    assert len(engine.shapes) == 1
    assert {block.page for block in document.blocks} == {2}


def test_doubtful_lines_are_named_and_reach_the_commitment(monkeypatch: pytest.MonkeyPatch) -> None:
    sure, doubtful = recognised(PLAN), recognised(["（二）" + SENTENCE], confidence=0.6, top=TOP + 10 * LEADING)
    document = read_with(monkeypatch, Told([*sure, *doubtful]), scanned_pdf([]))
    assert [p.code for p in document.problems] == ["recognised", "uncertain_text"]
    assert "第 1 页有 2 行" in document.problems[1].message
    first, *_, last = extract(document).commitments
    assert "uncertain_text" not in first.doubts
    assert "uncertain_text" in last.doubts
    assert last.confidence <= 0.6


def test_the_caller_hears_of_a_slow_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_TICK", 0.01)
    heard: list[int] = []

    class Slow(Told):
        def lines(self, picture: object) -> Sequence[Recognised]:
            while len(heard) < 3:
                pass
            return []

    ocr.recognise(Slow(), None, 7, Job("扫描.pdf", progress=heard.append))  # type: ignore[arg-type]
    assert set(heard) == {7}
    heard_then = len(heard)
    assert heard_then >= 3


def test_the_engine_is_none_where_a_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda name: None if name == "onnxruntime" else object())
    ocr.engine.cache_clear()
    assert ocr.engine() is None
    ocr.engine.cache_clear()


@pytest.mark.slow
@pytest.mark.skipif(ocr.engine() is None, reason="the extra `ocr` is not installed")
def test_the_real_engine_reads_a_rendered_page_in_the_child() -> None:
    document = read_bytes(scan_of(flowing_pdf([*PLAN, LONG])), "扫描.pdf")
    assert SENTENCE in lines_of(document)
    assert all(block.confidence and block.confidence > 0.9 for block in document.blocks)


@pytest.mark.parametrize(("numbers", "text"), [([3], "3"), ([1, 2, 3], "1—3"), ([1, 3, 4, 9], "1、3—4、9"), ([], "")])
def test_ranges(numbers: list[int], text: str) -> None:
    assert recognition.ranges(numbers) == text
