"""The same measurement over the sources and over a wheel, each in a process of its own, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def side_by_side(script: str, arguments: list[str], wheel: Path) -> dict[str, Any]:
    """What a script prints with `--json` for the sources (`source`) and for a wheel (`wheel`).

    The wheel is unpacked for as long as it is measured; its dependencies are those of this environment.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, str(wheel)], check=True
        )
        return {
            name: json.loads(
                subprocess.run(
                    [sys.executable, script, *arguments, "--json"],
                    check=True, stdout=subprocess.PIPE, text=True,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join([*first, str(ROOT)])},
                ).stdout
            )
            for name, first in (("source", []), ("wheel", [folder]))
        }  # fmt: skip


def is_compiled() -> bool:
    """Whether the modules that this process loads are compiled."""
    import extract.pipeline

    return not str(extract.pipeline.__file__).endswith(".py")
