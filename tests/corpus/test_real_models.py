"""A real sentence-transformers model, by folder and by the name under which a download would have kept it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ledger_factories import PLAN, plan, store
from real_models import QUERY, make

from corpus import revectoring, sidecar, vectors
from corpus.embedding import SentenceEmbedder
from corpus.search import search
from corpus.store import Corpus, select

pytestmark = pytest.mark.slow
NAME = "somebody/plan-bert"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("models") / "plan-bert", PLAN)


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    with Corpus.open(tmp_path / "ledger.db") as corpus:
        store(corpus, plan())
        revectoring.refresh_vectors(corpus)
    return tmp_path / "ledger.db"


def hub(model: Path, home: Path) -> Path:
    """The model as the hub client keeps what it has downloaded."""
    kept = home / "hub" / f"models--{NAME.replace('/', '--')}"
    shutil.copytree(model, kept / "snapshots" / "0123abcd")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("0123abcd", encoding="utf-8")
    return home


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The program without a network that answers; it says at the end whether torch is in memory."""
    code = (
        "import sys\nfrom tui.cli import main\ncode = main(sys.argv[1:])\n"
        "print('torch' in sys.modules, file=sys.stderr)\nsys.exit(code)"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))}
    environment |= {"HF_HOME": str(home), "HF_ENDPOINT": "http://127.0.0.1:9", "TAIZHANG_LANG": "zh"}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120,
    )  # fmt: skip


def test_the_instruction_of_a_model_stands_before_a_query_and_not_before_a_sentence(model: Path) -> None:
    embedder = SentenceEmbedder(str(model))
    assert embedder.dimensions == 32
    plain, told = embedder.encode(["班额", QUERY + "班额"])
    (asked,) = embedder.encode_queries(["班额"])
    assert np.allclose(asked, told, atol=1e-5) and not np.allclose(asked, plain, atol=1e-2)


def test_a_ledger_is_searched_by_the_meaning_of_a_folder(ledger_file: Path, model: Path) -> None:
    with Corpus.open(ledger_file) as corpus:
        hits = search(corpus, "教师交流轮岗", model=str(model))
        assert hits and all("meaning" in hit.why or "words" in hit.why for hit in hits)
        embedder = SentenceEmbedder(str(model))
        assert vectors.ready(corpus, embedder)
        body = select(corpus.connection, "select id, body from clause order by id limit 1")[0]
        (row, cosine), *_ = vectors.nearest(corpus, embedder, embedder.encode([body[1]])[0], 1)
        assert row == body[0] and cosine == pytest.approx(1, abs=1e-4)


def test_what_was_downloaded_once_needs_no_network(ledger_file: Path, model: Path, tmp_path: Path) -> None:
    home = hub(model, tmp_path / "home")
    done = run("search", "教师交流轮岗", "--model", NAME, "--json", "--db", str(ledger_file), home=home)
    assert done.returncode == 0, done.stderr
    assert "meaning" in done.stdout and done.stderr.split()[-1] == "True"
    with Corpus.open(ledger_file) as corpus:
        assert sidecar.attached(corpus)
        assert (f"model:{NAME}",) in select(corpus.connection, "select name from vec.model")


def test_a_model_that_is_not_here_is_refused_in_one_line(ledger_file: Path, tmp_path: Path) -> None:
    name = "somebody/no-such-model"
    done = run("search", "班额", "--model", name, "--db", str(ledger_file), home=tmp_path / "empty")
    assert done.returncode == 1 and done.stdout == ""
    *said, _torch = done.stderr.strip().split("\n")
    assert len(said) == 1 and said[0].startswith(name) and "--download" in said[0], done.stderr
    assert not list((tmp_path / "empty").rglob("*.safetensors"))


@pytest.mark.parametrize("arguments", [["search", "班额", "--words-only"], ["search", "班额"], ["list"]])
def test_torch_stays_out_of_what_needs_no_model(ledger_file: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, "--db", str(ledger_file), home=tmp_path)
    assert done.returncode == 0 and done.stderr.strip().split("\n")[-1] == "False", done.stderr


def test_torch_stays_out_of_the_start_of_the_screens(ledger_file: Path) -> None:
    code = (
        "import asyncio, sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from tui.app import TaizhangApp\nfrom tui.desk import LedgerDesk\n"
        "async def start():\n"
        "    app = TaizhangApp(LedgerDesk(Path(sys.argv[1])), date(2025, 1, 1))\n"
        "    async with app.run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(start())\nprint('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ledger_file)], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.split()[-1] == "False"


def test_a_ledger_is_switched_to_a_model_and_back(ledger_file: Path, model: Path, tmp_path: Path) -> None:
    place = ["--db", str(ledger_file)]
    switched = run("model", str(model), *place, home=tmp_path)
    assert switched.returncode == 0 and str(model) in switched.stdout, switched.stderr
    with Corpus.open(ledger_file, readonly=True) as corpus:
        assert vectors.chosen(corpus) == str(model)
        assert "meaning" in search(corpus, "教师交流轮岗")[0].why and not corpus.notices
    assert run("search", "班额", "--words-only", *place, home=tmp_path).stderr.split()[-1] == "False"
    model.rename(model.with_name("elsewhere"))
    try:
        done = run("search", "班额", *place, home=tmp_path)
        assert done.returncode == 0 and "班额" in done.stdout and "本机没有这个检索模型" in done.stderr
    finally:
        model.with_name("elsewhere").rename(model)
    assert run("model", "own", *place, home=tmp_path).returncode == 0
    with Corpus.open(ledger_file, readonly=True) as corpus:
        assert vectors.chosen(corpus) is None and sidecar.attached(corpus)
        ((name,),) = select(corpus.connection, "select name from vec.model")
        assert name.startswith("static:")
        assert "meaning" in search(corpus, "教师交流轮岗")[0].why


def test_a_switch_to_a_model_that_is_not_here_changes_nothing(ledger_file: Path, tmp_path: Path) -> None:
    done = run("model", "somebody/no-such-model", "--db", str(ledger_file), home=tmp_path)
    assert done.returncode == 1 and "somebody/no-such-model" in done.stderr
    with Corpus.open(ledger_file, readonly=True) as corpus:
        assert vectors.chosen(corpus) is None
        assert "meaning" in search(corpus, "教师交流轮岗")[0].why
