"""A small program that stands for LibreOffice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.ingest.officefiles import p, word
from tests.ingest.samples import PLAN

UNPACK = """\
data = pathlib.Path(sys.argv[-1]).read_bytes()
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir()
(out / "in.docx").write_bytes(base64.b64decode(data.split(b" ", 1)[1].rstrip(b"}}")))
"""


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str, name: str = "soffice") -> Path:
    """Put a program on an otherwise empty PATH; returns the file it writes to."""
    made, log = folder / "made.docx", folder / "log"
    made.write_bytes(word("".join(map(p, PLAN))))
    program = folder / "bin" / name
    program.parent.mkdir()
    head = f"#!{sys.executable}\nimport base64, os, pathlib, subprocess, sys, time\n"
    program.write_text(head + body.format(made=str(made), log=str(log)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return log
