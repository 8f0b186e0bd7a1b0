"""Pictures of pages as documents."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ingest import ocr
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.model import Limits
from ingest.read import read_bytes
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.pictures import TALL, WIDE, Decoding, Told, picture_of, recognised
from tests.ingest.samples import PLAN


@pytest.fixture(autouse=True)
def decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", Decoding)


class TestContract(ReaderContract):
    name = "image"
    suffix = ".png"

    def write(self, lines: tuple[str, ...]) -> bytes:
        return picture_of(lines)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_every_kind_of_picture(kind: str) -> None:
    document = read_bytes(picture_of(PLAN, kind), "方案.bin", IN_PROCESS)
    assert (document.format, document.pages) == ("image", 1)
    assert document.text == "\n".join(PLAN)
    assert document.blocks[0].confidence == 0.99


def test_frames_of_a_tiff_are_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Told(recognised(PLAN[:3]), recognised(PLAN[3:]))
    monkeypatch.setattr(ocr, "engine", lambda: engine)
    frames = [Image.new("L", (WIDE, TALL), 200) for _ in range(2)]
    out = io.BytesIO()
    frames[0].save(out, format="TIFF", save_all=True, append_images=frames[1:])
    document = read_bytes(out.getvalue(), "方案.tif", IN_PROCESS)
    assert [block.page for block in document.blocks] == [1, 1, 1, 2, 2]
    with pytest.raises(LimitExceeded, match="页数 2"):
        read_bytes(out.getvalue(), "方案.tif", Limits(isolate=False, pages=1))


def test_transparent_and_turned_pictures_are_shown_upright_on_white(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []

    class Looking(Told):
        def lines(self, picture):  # type: ignore[no-untyped-def]
            shown.append((picture.shape[:2], int(picture.min())))
            return recognised(PLAN)

    monkeypatch.setattr(ocr, "engine", Looking)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGBA", (900, 600), (0, 0, 0, 0)).save(out, format="PNG", exif=exif)
    read_bytes(out.getvalue(), "方案.png", IN_PROCESS)
    assert shown == [((900, 600), 255)]


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    with pytest.raises(Empty, match=r"PNG 图片.*需要 OCR.*pip install"):
        read_bytes(picture_of(PLAN), "方案.png", IN_PROCESS)


def test_a_picture_without_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: Told([]))
    with pytest.raises(Empty, match="没有认出文字"):
        read_bytes(picture_of(PLAN), "照片.png", IN_PROCESS)


def test_broken_and_oversized_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "方案.png", IN_PROCESS)
    monkeypatch.setattr("ingest.pictures._MOST_PIXELS", 1_000_000)
    with pytest.raises(LimitExceeded, match="像素"):
        read_bytes(picture_of(PLAN), "方案.png", IN_PROCESS)
