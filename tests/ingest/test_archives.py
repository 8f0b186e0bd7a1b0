"""ZIP archives: members as files, names in any encoding, limits, one bad member beside good ones."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.folders import SUFFIXES, survey
from ingest import archives
from ingest.errors import CannotOpen, IngestError, LimitExceeded, UnknownFormat, Unreadable
from ingest.model import Limits
from ingest.read import read, read_bytes
from tests.ingest.officefiles import p, word
from tests.ingest.samples import PLAN, SENTENCE

TEXT = "\n".join(PLAN).encode()
LIMITS = Limits(isolate=False)


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def in_gbk(data: bytes, name: str) -> bytes:
    """The archive as old Windows programs write it: the member `x…x` named in GBK, nothing marked as UTF-8."""
    raw = name.encode("gbk")
    return data.replace(b"x" * len(raw), raw)


def held(path: Path, limits: Limits = LIMITS) -> list[str]:
    found = archives.contents(path, SUFFIXES, limits)
    return [one.relative_to(path).as_posix() for one in found.documents] if found else []


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    members = {
        "方案.txt": TEXT,
        "县/局/意见.docx": word("".join(map(p, PLAN))),
        "照片.jpg": b"\xff\xd8\xff",
        "__MACOSX/._方案.txt": b"x",
        "~$意见.docx": b"x",
        "空/": b"",
    }
    path = tmp_path / "文件.zip"
    path.write_bytes(packed(members))
    return path


def test_members_are_files_below_the_archive(archive: Path) -> None:
    found = archives.contents(archive, SUFFIXES, LIMITS)
    assert found is not None
    assert [str(path.relative_to(archive)) for path in found.documents] == ["方案.txt", "县/局/意见.docx"]
    assert found.skipped == {".jpg": 1}
    for path, kind in zip(found.documents, ("txt", "docx"), strict=True):
        document = read(path, LIMITS)
        assert (document.source, document.format) == (path.name, kind)
        assert SENTENCE in document.text.split("\n")
        assert document.sha256 == hashlib.sha256(archives.bytes_of(path, LIMITS)).hexdigest()


def test_a_survey_unpacks_archives_in_folders_and_by_name(archive: Path) -> None:
    there = survey([archive.parent, archive])
    assert [path.name for path in there.files] == ["方案.txt", "意见.docx"]
    assert there.skipped[".jpg"] >= 1


@pytest.mark.parametrize("name", ["重点任务分工表.txt", "方案.md"])
def test_names_in_gbk(tmp_path: Path, name: str) -> None:
    path = tmp_path / "旧.zip"
    path.write_bytes(in_gbk(packed({"x" * len(name.encode("gbk")): TEXT}), name))
    assert held(path) == [name]
    assert SENTENCE in read(path / name, LIMITS).text


def test_names_in_unmarked_utf8_and_in_the_extra_field(tmp_path: Path) -> None:
    path = tmp_path / "苹果.zip"
    raw = "方案.txt".encode()
    path.write_bytes(packed({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw))
    assert held(path) == ["方案.txt"]
    entry = zipfile.ZipInfo("old.txt")
    entry.extra = struct.pack("<HHBL", 0x7075, 5 + len("意见.txt".encode()), 1, 0) + "意见.txt".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, TEXT)
    path.write_bytes(out.getvalue())
    assert held(path) == ["意见.txt"]


@pytest.mark.parametrize(
    ("written", "inside"),
    [
        ("../../etc/方案.txt", "etc/方案.txt"),
        ("/etc/方案.txt", "etc/方案.txt"),
        ("C:\\计划\\方案.txt", "C_/计划/方案.txt"),
        ("a/./b//方案.txt", "a/b/方案.txt"),
    ],
)
def test_no_name_leaves_the_archive(tmp_path: Path, written: str, inside: str) -> None:
    path = tmp_path / "出.zip"
    path.write_bytes(packed({written: TEXT}))
    assert held(path) == [inside]
    assert SENTENCE in read(path / inside, LIMITS).text
    assert [one.name for one in tmp_path.iterdir()] == ["出.zip"]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "同名.zip"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("方案.txt", TEXT)
        archive.writestr("方案.txt", TEXT.replace(b"92.5", b"95.5"))
    assert held(path) == ["方案.txt", "方案~2.txt"]
    assert "95.5%" in read(path / "方案~2.txt", LIMITS).text


def test_one_bad_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    data = packed({"甲.txt": TEXT, "乙.docx": b"PK\x03\x04 not whole", "丙.txt": b"", "丁.txt": TEXT + b"."})
    locked = bytearray(data)
    at = locked.rfind("丁.txt".encode()) - 46 + 8  # flags in the list of members
    locked[at] |= 1
    path = tmp_path / "杂.zip"
    path.write_bytes(bytes(locked))
    said = []
    for name in held(path):
        try:
            said.append(read(path / name, LIMITS).format)
        except IngestError as error:
            said.append(error.reason)
    assert said[0] == "txt"
    assert "不完整" in said[1]
    assert "空" in said[2]
    assert "加密" in said[3]


def test_a_damaged_member_and_a_strange_method_are_named(tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    data = bytearray(packed({"甲.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.find(TEXT)] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable, match=r"^甲\.txt：.*损坏"):
        read(path / "甲.txt", LIMITS)
    path.write_bytes(packed({"甲.txt": TEXT}, zipfile.ZIP_LZMA))
    with pytest.raises(Unreadable, match="压缩方法"):
        read(path / "甲.txt", LIMITS)
    with pytest.raises(CannotOpen, match="没有这个文件"):
        read(path / "乙.txt", LIMITS)


@pytest.mark.parametrize(
    ("members", "limits", "words"),
    [
        ({f"{n}.txt": TEXT for n in range(5)}, Limits(members=4), "5 个文件，超过 4 个"),
        ({"甲.txt": b" " * 9_000_000}, Limits(unpacked=8_000_000), "解压后超过"),
    ],
)
def test_an_archive_beyond_the_limits_is_refused_as_a_whole(
    tmp_path: Path, members: dict[str, bytes], limits: Limits, words: str
) -> None:
    path = tmp_path / "大.zip"
    path.write_bytes(packed(members))
    assert held(path, limits) == []
    with pytest.raises(LimitExceeded, match=words):
        read(path, limits)


def test_a_member_that_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.zip"
    path.write_bytes(packed({"甲.txt": b" " * 9_000_000, "乙.txt": TEXT}))
    assert held(path) == ["甲.txt", "乙.txt"]
    with pytest.raises(LimitExceeded, match="压缩比"):
        read(path / "甲.txt", LIMITS)
    assert SENTENCE in read(path / "乙.txt", LIMITS).text


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "重叠.zip"
    data = bytearray(packed({"甲.txt": TEXT, "乙.txt": TEXT}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = b"\0\0\0\0"
    path.write_bytes(bytes(data))
    assert held(path) == []
    with pytest.raises(Unreadable, match="重叠"):
        read(path, LIMITS)


def test_an_archive_inside_an_archive_is_named_and_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "外.zip"
    path.write_bytes(packed({"内.zip": packed({"方案.txt": TEXT})}))
    assert held(path) == ["内.zip"]
    with pytest.raises(UnknownFormat, match=r"ZIP 压缩包（里面有 \.txt 1）.*解压"):
        read(path / "内.zip", LIMITS)


@pytest.mark.parametrize(
    ("data", "source", "words"),
    [
        (packed({"甲.txt": TEXT}), "方案.docx", "后缀却是 .docx"),
        (packed({"照片.jpg": b"x"}), "附件.zip", r"\.jpg 1"),
        (packed({}), "附件.zip", "没有文件"),
        (packed({"甲.txt": TEXT})[:60], "附件.zip", "损坏"),
    ],
)
def test_an_archive_that_is_no_document_says_what_it_is(data: bytes, source: str, words: str) -> None:
    with pytest.raises(IngestError, match=words):
        read_bytes(data, source, LIMITS)


def test_what_a_file_holds_decides(tmp_path: Path) -> None:
    document = tmp_path / "方案.zip"
    document.write_bytes(word("".join(map(p, PLAN))))
    assert held(document) == []
    assert read(document, LIMITS).format == "docx"
    nameless = tmp_path / "下载"
    nameless.write_bytes(packed({"甲.txt": TEXT}))
    assert held(nameless) == ["甲.txt"]
    fifo = tmp_path / "甲.txt"
    fifo.write_bytes(TEXT)
    with pytest.raises(IngestError):
        read(fifo / "乙.txt", LIMITS)
