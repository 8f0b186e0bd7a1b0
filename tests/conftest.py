"""What every test stands on: no ledger, language or day of the person who runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "taizhang", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("taizhang")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no case: they may hold the time at which they were made, and processes must agree."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's data folder is a temporary one, the language the default one, the terminal 100 cells wide."""
    for name in ("TAIZHANG_DB", "TAIZHANG_LANG", "TAIZHANG_DEBUG", "TAIZHANG_SETTINGS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """The folder of sample plans."""
    return root / "corpus" / "samples"
