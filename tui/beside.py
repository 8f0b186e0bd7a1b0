"""Reading files into a ledger in a process beside the screen, so that no key waits for what is read and written.

`add` is the asking side; what it starts is this module as a program. Both speak in pickled messages over the pipes of
the process: it goes on to the next file when it is told to, and ends when its input ends.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from corpus.errors import CorpusError
from corpus.model import Intake
from ingest.errors import IngestError
from ingest.model import Limits

log = logging.getLogger(__name__)

Progress = Callable[[int, int, Path], None]
"""(files done, files in all, the file that comes next)."""

_YIELDING = 5
"""How much the process gives way to others: the screen comes first."""


def add(ledger: Path, paths: Sequence[Path], limits: Limits, jobs: int, progress: Progress) -> Iterator[Intake]:
    """Read files and folders as `intake.add` does; who stops asking stops the batch after the file that was given.

    Raises CorpusError (never one of its kinds) and IngestError as `intake.add` does; CorpusError too when the process
    ends before its time; RuntimeError for a fault of the program.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "tui.beside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with process:
        assert process.stdin is not None and process.stdout is not None
        try:
            _send(process.stdin, (ledger, list(paths), limits, jobs))
            while True:
                kind, given = pickle.load(process.stdout)
                if kind == "progress":
                    progress(*given)
                elif kind == "intake":
                    yield given
                    _send(process.stdin, True)
                elif kind == "error":
                    raise given
                else:
                    return
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise CorpusError(
                ledger.name, "读入的进程中途结束了", "已写入的都在台账里，请把其余文件再读入一次"
            ) from error


def _send(pipe: IO[bytes], message: object) -> None:
    pickle.dump(message, pipe)
    pipe.flush()


def main() -> None:
    """Read what the input asks for."""
    hear, say = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not come between the messages.
    os.dup2(2, sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_YIELDING)
    try:
        _read(hear, say)
        _send(say, ("done", None))
    except CorpusError as error:
        # The kinds of it are not made of what they are shown as, so they cannot be pickled.
        _send(say, ("error", CorpusError(error.subject, error.reason, error.remedy)))
    except IngestError as error:
        _send(say, ("error", error))
    except BrokenPipeError:
        # Nobody listens any more.
        return
    except Exception as error:
        log.exception("the batch broke")
        _send(say, ("error", RuntimeError(f"{type(error).__name__}: {error}")))


def _read(hear: IO[bytes], say: IO[bytes]) -> None:
    from corpus import intake
    from corpus.store import Corpus

    ledger, paths, limits, jobs = pickle.load(hear)

    def progress(*given: Any) -> None:
        _send(say, ("progress", given))

    with Corpus.open(ledger) as corpus:
        for one in intake.add(corpus, paths, limits=limits, jobs=jobs, progress=progress):
            _send(say, ("intake", one))
            try:
                pickle.load(hear)
            except EOFError:
                return


if __name__ == "__main__":
    main()
