"""DOC, WPS and RTF through a converter; a small program stands for LibreOffice."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from ingest.errors import IngestError, LimitExceeded, UnknownFormat, Unreadable
from ingest.formats import office
from ingest.model import Limits
from ingest.read import read_bytes
from ingest.registry import suffixes
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.converting import UNPACK, install
from tests.ingest.officefiles import p, tbl, tc, word
from tests.ingest.samples import PLAN, SENTENCE

CODED = dict.fromkeys(range(32))
RTF = b"{\\rtf1\\ansi plan}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")

CONVERT = """\
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir()
(out / "in.docx").write_bytes(pathlib.Path({made!r}).read_bytes())
pathlib.Path({log!r}).write_text("\\n".join([*sys.argv[1:], os.getcwd(), os.environ["HOME"]]))
"""
SLEEP = """\
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({log!r}).write_text(str(child.pid))
time.sleep(60)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line")


class TestContract(ReaderContract):
    """An RTF file that holds a DOCX, and a converter that finds it there."""

    name = "office"
    suffix = ".rtf"

    @pytest.fixture(autouse=True)
    def converter(self, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
        install(monkeypatch, tmp_path_factory.mktemp("converter"), UNPACK)

    def write(self, lines: tuple[str, ...]) -> bytes:
        body = "".join(p(line.translate(CODED)) for line in lines)
        return b"{\\rtf1\\ansi " + base64.b64encode(word(body)) + b"}"


@pytest.mark.parametrize(("data", "suffix"), [(RTF, ".rtf"), (DOC, ".doc"), (DOC, ".wps")])
@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_converted_and_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, suffix: str, name: str
) -> None:
    log = install(monkeypatch, tmp_path, CONVERT, name)
    document = read_bytes(data, "方案" + suffix, IN_PROCESS)
    assert document.format == "office"
    assert SENTENCE in document.text.split("\n")
    *arguments, folder, home = log.read_text().split("\n")
    assert "--headless" in arguments
    assert f"-env:UserInstallation={Path(folder, 'profile').as_uri()}" in arguments
    assert Path(arguments[-1]).parent == Path(folder) == Path(home)
    assert not Path(folder).exists()


@pytest.mark.parametrize(("data", "what"), [(RTF, "RTF 文档"), (DOC, "DOC 文档")])
def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, what: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownFormat, match=f"{what}.*没有找到.*安装 LibreOffice.*soffice"):
        read_bytes(data, "方案.doc", IN_PROCESS)


@pytest.mark.parametrize(
    ("body", "limits", "error", "words"),
    [
        ("sys.exit(1)", IN_PROCESS, Unreadable, "转换不了"),
        (CONVERT, Limits(isolate=False, bytes=600), LimitExceeded, "转换后大于"),
        (CONVERT.replace("{made!r}).read", "__file__).read"), IN_PROCESS, Unreadable, "Word 文档不完整"),
    ],
)
def test_what_a_converter_does_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, limits: Limits, error: type[IngestError], words: str
) -> None:
    install(monkeypatch, tmp_path, body)
    with pytest.raises(error, match=words):
        read_bytes(RTF, "方案.rtf", limits)


def test_a_program_that_cannot_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, "")
    (tmp_path / "bin" / "soffice").write_bytes(b"\0\1\2")
    with pytest.raises(Unreadable, match="启动不了"):
        read_bytes(RTF, "方案.rtf", IN_PROCESS)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc").exists(), reason="asks /proc whether a process runs")
def test_a_slow_converter_ends_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = install(monkeypatch, tmp_path, SLEEP)
    start = time.monotonic()
    with pytest.raises(LimitExceeded, match="转换超过 1 秒"):
        read_bytes(RTF, "方案.rtf", Limits(isolate=False, idle=1.0))
    assert time.monotonic() - start < 10
    child = int(log.read_text())
    until = time.monotonic() + 5
    while alive(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(child)


def test_old_suffixes_are_looked_for_in_folders() -> None:
    assert {".doc", ".wps", ".rtf"} <= set(suffixes())


@pytest.mark.parametrize(
    ("data", "broken"),
    [
        (rb"{\rtf1\ansi{\fonttbl{\f0 SimSun;}}\f0 \'b5\'bd2027\'c4\'ea}", False),
        (b"{\\rtf1 \xb5\xbd}\r\n\0", False),  # bytes of GBK, and what Word leaves at the end
        (rb"{\rtf1 \{ \} \\ }", False),
        (rb"{\rtf1\bin3 {{{}", False),
        (rb"{\rtf1{\fonttbl{\f0 SimSun;}\f0 text}", True),
        (rb"{\rtf1 text}} more}", True),
        (rb"{\rtf1 text", True),
        (b"{\\rtf1 te\0\0\0xt}", True),
        (b"{\\rtf1 te\x07xt}", True),
    ],
)
def test_an_rtf_that_is_not_whole_is_known(data: bytes, broken: bool) -> None:
    assert office.is_broken(data) is broken


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("form", "suffix"), [("doc:MS Word 97", ".doc"), ("doc:MS Word 97", ".wps"), ("rtf", ".rtf"), ("odt", ".odt")]
)
def test_the_real_converter(tmp_path: Path, form: str, suffix: str) -> None:
    grid = tbl([tc("指标"), tc("目标值")], [tc("村卫生室达标率"), tc("92.5%")])
    made = word("".join(map(p, PLAN)) + grid + p("附注。"))
    source = tmp_path / "方案.docx"
    source.write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    old = (tmp_path / f"方案.{form[:3]}").read_bytes()
    document, plain = read_bytes(old, f"方案{suffix}"), read_bytes(made, "方案.docx")
    assert document.format == "office"
    assert document.text == plain.text
    assert [one.span for one in document.headings] == [one.span for one in plain.headings]
    assert [(cell.row, cell.column) for cell in document.tables[0].cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
