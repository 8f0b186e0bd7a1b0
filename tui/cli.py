"""What `taizhang` starts: loads the program, and ends in one line where somebody stops it before it is loaded."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import ModuleType

STOPPED = 130
"""Exit code of a command that Ctrl-C stopped."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, see `tui.program.main`; a Ctrl-C while it loads ends the process with `STOPPED`."""
    return int(_loaded().main(arguments))


def _loaded() -> ModuleType:
    """The program. Loading takes a fraction of a second, in which an exception could come out of any library."""
    text = ""

    def stop(*_: object) -> None:
        # No exception: some libraries turn one into their own while they are imported, or print and forget it.
        os.write(2, f"{text}\n".encode())
        os._exit(STOPPED)

    before = signal.getsignal(signal.SIGINT)
    # Where interrupts are ignored they stay so, and only the main thread gets any.
    guarded = before is signal.default_int_handler and threading.current_thread() is threading.main_thread()
    if guarded:
        signal.signal(signal.SIGINT, stop)
    from tui.language import t

    text = t("program.stopped")
    from tui import program

    if guarded:
        signal.signal(signal.SIGINT, before)
    return program


def _run() -> None:
    try:
        code = main()
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)


if __name__ == "__main__":
    _run()
