"""What every reader owes its callers, whatever the bytes are. A test class inherits `ReaderContract`."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pytest

from ingest.errors import CannotOpen, IngestError
from ingest.model import Document, Limits
from ingest.raw import Structured
from ingest.read import check, read, read_bytes
from tests.ingest.samples import PLAN, SENTENCE

IN_PROCESS = Limits(isolate=False)
FORBIDDEN = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u200b", "\ufeff"} - {"\n"}


class ReaderContract:
    """Inherit, set `name` and `suffix`, and say how the format writes lines of text."""

    name: str
    suffix: str

    def write(self, lines: tuple[str, ...]) -> bytes:
        """A file of this format that shows the lines."""
        raise NotImplementedError

    def nested(self, depth: int) -> bytes | None:
        """A file of this format whose marks stand `depth` deep around `SENTENCE`; None where nothing nests."""
        return None

    def read(self, data: bytes, limits: Limits = IN_PROCESS) -> Document:
        return read_bytes(data, "样本" + self.suffix, limits)

    def test_reads_its_own_format(self) -> None:
        document = self.read(self.write(PLAN))
        assert document.format == self.name
        assert SENTENCE in document.text.split("\n")
        assert document.status == "ok"

    def test_the_content_chooses_not_the_suffix(self) -> None:
        assert read_bytes(self.write(PLAN), "样本.dat", IN_PROCESS).format == self.name

    def test_keeps_its_promises(self) -> None:
        document = self.read(self.write(PLAN))
        check(Structured(document.text, document.blocks, document.headings, document.tables))
        covered = "".join(document.quote(block.span) for block in document.blocks)
        assert "".join(covered.split()) == "".join(document.text.split())

    def test_same_bytes_same_document(self) -> None:
        data = self.write(PLAN)
        assert self.read(data) == self.read(data)

    def test_an_empty_file_is_refused(self) -> None:
        with pytest.raises(IngestError, match="空"):
            self.read(b"")

    def test_rubbish_is_refused(self) -> None:
        with pytest.raises(IngestError):
            self.read(bytes((i * 197 + i // 251) % 256 for i in range(20_000)))

    def test_nul_bytes_are_refused(self) -> None:
        with pytest.raises(IngestError):
            self.read(b"\0" * 5_000)

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.97])
    def test_a_cut_file_is_refused_or_marked(self, share: float) -> None:
        data = self.write(PLAN * 20)
        try:
            document = self.read(data[: int(len(data) * share)])
        except IngestError as error:
            assert "样本" in str(error)
        else:
            assert document.text.strip()
            check(Structured(document.text, document.blocks, document.headings, document.tables))

    @pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".docx", ".xlsx", ".ofd", ".md", ".png", ".exe", ""])
    def test_a_wrong_suffix_loses_no_text(self, suffix: str) -> None:
        document = read_bytes(self.write(PLAN), "样本" + suffix, IN_PROCESS)
        assert SENTENCE in document.text.split("\n")

    @pytest.mark.parametrize("kept", [8, 64, 512])
    def test_rubbish_behind_a_good_head_is_refused_or_bounded(self, kept: int) -> None:
        rubbish = bytes((i * 73 + i // 199) % 256 for i in range(20_000))
        self.refused_or_sound(self.write(PLAN)[:kept] + rubbish)

    @pytest.mark.parametrize("place", [0.05, 0.3, 0.55, 0.8, 0.99])
    def test_a_changed_byte_raises_nothing_else(self, place: float) -> None:
        data = bytearray(self.write(PLAN * 3))
        data[int(len(data) * place)] ^= 0x5A
        self.refused_or_sound(bytes(data))

    def test_deep_nesting_is_bounded(self) -> None:
        data = self.nested(5_000)
        if data is not None:
            self.refused_or_sound(data)

    def refused_or_sound(self, data: bytes) -> None:
        """Reads `data`: an `IngestError` that names the file, or a document that keeps all promises."""
        try:
            document = self.read(data)
        except IngestError as error:
            assert str(error).startswith("样本")
            assert "\n" not in str(error)
        else:
            check(Structured(document.text, document.blocks, document.headings, document.tables))
            assert not FORBIDDEN & set(document.text)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_what_is_no_regular_file_is_refused_at_once(self, tmp_path: Path) -> None:
        pipe, folder, loop = (tmp_path / f"{name}{self.suffix}" for name in ("管道", "文件夹", "环"))
        os.mkfifo(pipe)
        folder.mkdir()
        loop.symlink_to(loop)
        for path in (pipe, folder, loop, tmp_path / f"没有{self.suffix}", folder / f"没有{self.suffix}"):
            with pytest.raises(CannotOpen, match=path.name):
                read(path, IN_PROCESS)

    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        data = self.write(PLAN)
        self.read(data)
        with contextlib.suppress(IngestError):
            self.read(data[: len(data) // 2])
        assert list(tmp_path.iterdir()) == []

    def test_no_control_characters_survive(self) -> None:
        document = self.read(self.write((*PLAN, "县教育局\x1b[31m\u202e\u200b牵头\x07负责落实。")))
        assert not FORBIDDEN & set(document.text)
        assert "牵头" in document.text

    def test_markup_stays_text(self) -> None:
        document = self.read(self.write((*PLAN, "[@click=app.quit]县财政局[/]配合落实。")))
        assert "[@click=app.quit]县财政局[/]配合落实。" in document.text

    def test_a_very_long_line(self) -> None:
        document = self.read(self.write(("一、总体目标", "落实责任，" * 4_000 + SENTENCE)))
        assert "".join(SENTENCE.split()) in "".join(document.text.split())

    def test_a_file_over_the_limit_is_refused(self) -> None:
        with pytest.raises(IngestError, match="上限"):
            self.read(self.write(PLAN), Limits(bytes=50, isolate=False))
        with pytest.raises(IngestError, match="上限"):
            self.read(self.write(PLAN), Limits(characters=10, isolate=False))

    def test_the_path_and_the_bytes_give_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / ("方案" + self.suffix)
        path.write_bytes(self.write(PLAN))
        assert read(path, IN_PROCESS).text == self.read(self.write(PLAN)).text
