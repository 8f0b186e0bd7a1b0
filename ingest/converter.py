"""LibreOffice as a converter: bytes of an old office file in, bytes of a DOCX or XLSX out, nothing left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LimitExceeded, UnknownFormat, Unreadable
from ingest.registry import Job

_PROGRAMS = ("soffice", "libreoffice")
_ROOM = 2
"""LibreOffice may take this many times the memory that a parser may: it maps its own libraries too."""
_TICK = 0.2
"""Seconds between two looks at the program."""


@dataclass(frozen=True, slots=True)
class _Target:
    """What a file becomes."""

    suffix: str
    filter: str
    name: str
    """What people call it."""


_DOCX = _Target(".docx", "MS Word 2007 XML", "DOCX")
_XLSX = _Target(".xlsx", "Calc MS Excel 2007 XML", "XLSX")


def to_docx(data: bytes, suffix: str, job: Job, what: str) -> bytes:
    """`data` converted to DOCX. `suffix` tells LibreOffice what it is, `what` tells people.

    The program runs without a window, with a profile of its own that is deleted afterwards, for at most
    `job.limits.idle` seconds.

    Raises:
        UnknownFormat: LibreOffice is not installed.
        Unreadable: it cannot convert the file.
        LimitExceeded: it takes too long, or its result is larger than the limits allow.
    """
    return _convert(data, suffix, job, what, _DOCX)


def to_xlsx(data: bytes, suffix: str, job: Job, what: str) -> bytes:
    """`data`, an `.xls` or `.ods`, converted to XLSX, as `to_docx` does it."""
    return _convert(data, suffix, job, what, _XLSX, _SHEETS[suffix])


_SHEETS = {".xls": "MS Excel 97", ".ods": "calc8"}
"""What LibreOffice is to read a file as; by itself it takes a damaged spreadsheet for a text of its bytes."""


def _convert(data: bytes, suffix: str, job: Job, what: str, target: _Target, read_as: str | None = None) -> bytes:
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        reason = f"是{what}，读取它需要 LibreOffice，这台电脑上没有找到"
        raise UnknownFormat(
            job.source, reason, f"请安装 LibreOffice（命令 soffice 要在 PATH 里），或先另存为 {target.name} 或 PDF"
        )
    with tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"in{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            *([f"--infilter={read_as}"] if read_as else []),
            "--convert-to",
            f"{target.suffix[1:]}:{target.filter}",
            "--outdir",
            str(room / "out"),
            str(source),
        ]
        _run(command, room, job, target)
        made = room / "out" / f"in{target.suffix}"
        if not made.is_file():
            raise Unreadable(
                job.source, f"{what}已损坏或已加密，LibreOffice 转换不了", f"请用原软件打开后另存为 {target.name}"
            )
        if made.stat().st_size > job.limits.bytes:
            limit = f"{job.limits.bytes / 1024**2:g}"
            raise LimitExceeded(job.source, f"转换后大于 {limit} MB 的上限", "请拆分文件后再读")
        return made.read_bytes()


def _run(command: list[str], room: Path, job: Job, target: _Target) -> None:
    """Run the program to its end; whatever it started ends with it."""
    environment = {**os.environ, "HOME": str(room), "TMPDIR": str(room), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            cwd=room,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        reason = f"LibreOffice 启动不了（{error.strerror}）"
        raise Unreadable(job.source, reason, f"请检查 LibreOffice 的安装，或先另存为 {target.name}") from error
    try:
        _bound(process.pid, job)
        _wait(process, job, target)
    finally:
        _end(process)


def _wait(process: subprocess.Popen[bytes], job: Job, target: _Target) -> None:
    """Wait with signs of life, so that the time is the converter's own."""
    until = time.monotonic() + job.limits.idle
    while process.poll() is None:
        if time.monotonic() > until:
            reason = f"LibreOffice 转换超过 {job.limits.idle:g} 秒，已中止"
            raise LimitExceeded(job.source, reason, f"请用原软件另存为 {target.name} 后再读")
        job.progress(0)
        time.sleep(_TICK)


def _bound(pid: int, job: Job) -> None:
    """Memory and processor time of the program, where the system can bound another process."""
    try:
        import resource
    except ImportError:  # Windows
        return
    prlimit = getattr(resource, "prlimit", None)
    if prlimit is None:  # macOS
        return
    bounds = ((resource.RLIMIT_AS, _ROOM * job.limits.memory), (resource.RLIMIT_CPU, int(2 * job.limits.idle) + 1))
    for kind, bound in bounds:
        # A process that ended meanwhile, or a hard limit from outside, is no fault of the file.
        with contextlib.suppress(OSError, ValueError):
            _, hard = prlimit(pid, kind)
            prlimit(pid, kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the program and what it started; it leads a process group of its own."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
