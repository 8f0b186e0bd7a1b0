"""Ctrl-C while the program loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_LOADING = """
import os, signal, sys
from tui import cli

class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

{before}
sys.meta_path.insert(0, Finder())
code = cli.main(["--version"])
assert signal.getsignal(signal.SIGINT) is {after}
sys.exit(code)
"""


def _run(module: str, before: str = "", after: str = "signal.default_int_handler") -> tuple[int, str, str]:
    code = _LOADING.format(module=module, before=before, after=after)
    environment = {key: value for key, value in os.environ.items() if key != "TAIZHANG_LANG"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", env=environment
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("module", ["tui.program", "tui.commands", "typer"])
def test_a_stop_while_loading_is_one_line(module: str) -> None:
    assert _run(module) == (130, "", "已停下\n")


def test_a_stop_before_there_are_words_is_no_traceback() -> None:
    assert _run("tui.language") == (130, "", "\n")


def test_an_ignored_interrupt_stays_ignored() -> None:
    code, out, err = _run("tui.program", "signal.signal(signal.SIGINT, signal.SIG_IGN)", "signal.SIG_IGN")
    assert code == 0 and out.startswith("taizhang ") and not err


def test_the_program_gets_its_interrupts_back() -> None:
    assert _run("nothing")[0] == 0
