"""How the screens answer in a real terminal: python benchmarks/ui.py [--commitments N] [--keys N] [--json].

`taizhang ui` runs in a pseudo-terminal of 120x40 over a ledger of invented commitments. Measured by the clock: from the
start of the process to the first row on the screen, and from a key to the bytes that redraw the cursor (or the letter
that was typed), while nothing else runs, while every letter asks the ledger anew, while a search by words and meaning
runs on the screen of the key or on another one, and while files are read; the two while a search runs also as ratios to
those of an idle program in the same run. Beside each stands what an empty Python takes to start, so that a busy machine
shows. Memory is the most that the process had.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

CURSOR = "›".encode()
"""Drawn anew whenever the cursor of a table moves."""
DOWN = b"\x1b[B"
FIRST = "第".encode()
"""Begins every row of the ledger."""
WORDS = b"1234567890"
ASKED = "普惠性幼儿园覆盖率提高教师轮岗比例改善农村学校办学条件加强基层医疗服务能力"
"""Queries are parts of it."""
LETTERS = 8
"""Of a query."""
RUNNING, LEAVE = "查找中".encode(), "离开输入框".encode()
"""What the search screen says when it begins to search, and when its box has the focus."""
STRETCH = 4
"""Steps while one search runs: with a pause between them it takes as long as they do."""
PAUSE = 0.05
"""Seconds between keys."""
PATIENCE = 60.0
"""Seconds: a batch first looks through a ledger that was not made by one."""


class Terminal:
    """The program in a pseudo-terminal, and what it draws."""

    def __init__(self, ledger: Path, home: Path) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        arguments = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "ui", "--as-of", "2026-06-30"]
        self.began = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, arguments, environment)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def until(self, wanted: bytes) -> float:
        """Seconds until these bytes are drawn."""
        began, held = time.perf_counter(), b""
        while time.perf_counter() - began < PATIENCE:
            held = held[-200:] + self._read(0.5)
            if wanted in held:
                return time.perf_counter() - began
        raise TimeoutError(f"{wanted!r} was not drawn")

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._file], [], [], seconds)
        return os.read(self._file, 1 << 16) if ready else b""

    def rest(self, quiet: float = 0.4) -> None:
        """Wait until nothing is drawn for a while."""
        while self._read(quiet):
            pass

    def clear(self) -> None:
        """Empty the line that is typed in; for itself, for what follows in the same moment is lost with it."""
        self.send(b"\x15")
        self.rest()

    def drain(self) -> None:
        """Take what is drawn already."""
        while self._read(0):
            pass

    def send(self, keys: bytes) -> None:
        """Type."""
        os.write(self._file, keys)

    def answered(self, key: bytes, wanted: bytes) -> float:
        """Seconds from a key to what it draws."""
        self.drain()
        self.send(key)
        return self.until(wanted)

    def memory(self) -> float:
        """Most that the process had, MB; NaN where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.is_file():
            return float("nan")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def cpu(self) -> float:
        """CPU seconds of all threads until now; NaN where the system does not say."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.is_file():
            return float("nan")
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, milliseconds."""
    ordered = sorted(times)
    return {
        "p50": 1000 * ordered[len(ordered) // 2],
        "p95": 1000 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
    }


def bare() -> float:
    """Seconds of an empty Python, which says how busy the machine is."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def moved(terminal: Terminal, keys: int, pause: float) -> list[float]:
    """Seconds of so many steps of the cursor, with a pause between, as a person would make them."""
    times = []
    for _ in range(keys):
        times.append(terminal.answered(DOWN, CURSOR))
        time.sleep(pause)
    return times


def moved_while_searching(terminal: Terminal, keys: int, away: bytes = b"") -> list[float]:
    """Seconds of steps while a search runs: in what was found before, or on the screen that `away` leads to.

    Each search has other words. Where its answer comes in between, one step of so many seems shorter than it was.
    """
    times: list[float] = []
    for at in range(0, keys, STRETCH):
        terminal.answered(b"/", LEAVE)
        terminal.clear()
        terminal.send(ASKED[at % (len(ASKED) - LETTERS) :][:LETTERS].encode())
        terminal.rest()
        terminal.answered(b"\r", RUNNING)
        if away:
            terminal.answered(away, FIRST)
        times += moved(terminal, STRETCH, PAUSE)
        terminal.rest(2)
        if away:
            terminal.send(b"4")
            terminal.rest()
    return times


def ratio(busy: Sequence[float], idle: Sequence[float]) -> dict[str, float]:
    """Medians and 95th percentiles of the one in those of the other."""
    return {name: value / spread(idle)[name] for name, value in spread(busy).items()}


class Figures(dict[str, object]):
    """Figures by name; each is told as soon as it is there."""

    def __setitem__(self, name: str, value: object) -> None:
        super().__setitem__(name, value)
        print(f"{name}: {value}", file=sys.stderr)


def figures(commitments: int, keys: int) -> dict[str, object]:
    """All of them."""
    from search_scale import sentences
    from staff import fill

    from corpus.revectoring import refresh_vectors
    from corpus.store import Corpus

    with tempfile.TemporaryDirectory() as folder:
        ledger, home = Path(folder) / "bench.db", Path(folder) / "home"
        fill(ledger, commitments, sentences(commitments))
        with Corpus.open(ledger) as corpus:
            refresh_vectors(corpus)
        out = Figures()
        out["commitments"] = commitments
        out["bare Python, s"] = min(bare() for _ in range(5))
        starts, worked = [], []
        for _ in range(5):
            terminal = Terminal(ledger, home)
            terminal.until(FIRST)
            starts.append(time.perf_counter() - terminal.began)
            worked.append(terminal.cpu())
            terminal.close()
        out["first screen, s, best of 5"] = min(starts)
        out["first screen, CPU s, best of 5"] = min(worked)
        terminal = Terminal(ledger, home)
        try:
            terminal.until(FIRST)
            terminal.rest(2)
            idle = moved(terminal, keys, PAUSE)
            out["a step while nothing else runs, ms"] = spread(idle)
            terminal.send(b"/")
            terminal.rest()
            typed: list[float] = []
            while len(typed) < keys:
                for letter in WORDS:
                    typed.append(terminal.answered(bytes([letter]), bytes([letter])))
                    time.sleep(0.1)
                terminal.send(b"\x7f" * len(WORDS))
                terminal.rest(0.2)
            out["a letter while each asks anew, ms"] = spread(typed)
            terminal.send(b"\x1b")
            terminal.rest(2)
            terminal.answered(b"4", LEAVE)
            terminal.send(ASKED[-LETTERS:].encode())
            terminal.rest()
            out["the first search, s"] = terminal.answered(b"\r", CURSOR)
            terminal.rest(2)
            for where, away in (("search screen", b""), ("list", b"3")):
                beside = moved_while_searching(terminal, keys, away)
                out[f"a step in the {where} while a search runs, ms"] = spread(beside)
                out[f"a step in the {where} while a search runs, idle = 1"] = ratio(beside, idle)
            plans = Path(folder) / "plans"
            for number in range(10):
                shutil.copytree(ROOT / "corpus" / "samples", plans / str(number))
                for file in (plans / str(number)).iterdir():
                    with file.open("ab") as more:
                        more.write(b"\n" * number)
            terminal.answered(b"i", str(ROOT).encode())
            terminal.send(b"\x15")
            terminal.rest()
            terminal.answered(str(plans).encode(), b"/plans")
            terminal.answered(b"\r", b"/50 ")
            out["a step while files are read, ms"] = spread(moved(terminal, keys, PAUSE))
            out["memory, MB"] = terminal.memory()
        finally:
            terminal.close()
    return out


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--commitments", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = figures(given.commitments, given.keys)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        shown = " ".join(f"{key} {one:.1f}" for key, one in value.items()) if isinstance(value, dict) else value
        print(f"{name:40} {shown if isinstance(shown, str | int) else f'{shown:.2f}'}")


if __name__ == "__main__":
    main()
