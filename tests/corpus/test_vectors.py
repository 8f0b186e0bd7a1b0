"""Vectors beside the ledger: made, kept up, made again; the model that the project fits itself."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from ledger_factories import PLAN, Extraction, document, sentences, store

from corpus import embedding, fitting, revectoring, sidecar, vectors
from corpus.embedding import StaticEmbedder, open_static
from corpus.errors import LedgerReadOnly, ModelUnavailable
from corpus.search import find, search
from corpus.store import Corpus, select

TEXTS = [line for line in PLAN.split("\n") if line]


def stored(corpus: Corpus) -> dict[str, int]:
    """Name of each model -> number of its vectors."""
    assert sidecar.attached(corpus)
    return {
        name: select(corpus.connection, f"select count(*) from vec.sentence_{row}")[0][0]
        for row, name in select(corpus.connection, "select id, name from vec.model")
    }


def sentences_of(corpus: Corpus) -> int:
    return int(select(corpus.connection, "select count(*) from clause")[0][0])


def test_every_sentence_gets_a_vector(filled: Corpus) -> None:
    revectoring.refresh_vectors(filled)
    model = vectors.own_model(filled)
    assert model is not None and vectors.ready(filled, model)
    assert stored(filled) == {model.name: sentences_of(filled)}
    body = select(filled.connection, "select id, body from clause order by id limit 1 offset 3")[0]
    (row, cosine), *_ = vectors.nearest(filled, model, model.encode([body[1]])[0], 3)
    assert row == body[0] and cosine > 0.9, "it leans towards its heading"
    within = vectors.nearest(filled, model, model.encode([body[1]])[0], 3, "select id from clause where id = ?", (1,))
    assert [r for r, _ in within] == [1]
    assert vectors.nearest(filled, model, np.zeros(256, np.float32), 3) == []


def test_new_sentences_are_added_and_old_ones_go(filled: Corpus) -> None:
    store(filled, sentences([f"第{i}句说的是交流轮岗。" for i in range(20)]), identity="乙")
    revectoring.refresh_vectors(filled)
    before = vectors.own_model(filled)
    text = PLAN.replace("45人", "50人")
    store(filled, Extraction(document(text), (), ()))
    assert before is not None and not vectors.ready(filled, before)
    revectoring.refresh_vectors(filled)
    after = vectors.own_model(filled)
    assert after is not None and after.name == before.name, "one sentence more is no reason to fit again"
    assert vectors.ready(filled, after)
    assert stored(filled) == {after.name: sentences_of(filled)}
    table = vectors.table_of(filled, after)
    assert select(filled.connection, f"select count(*) from vec.{table} where id not in (select id from clause)") == [
        (0,)
    ]


def test_a_ledger_that_outgrew_its_model_gets_a_new_one(filled: Corpus) -> None:
    revectoring.refresh_vectors(filled)
    before = stored(filled)
    store(filled, sentences([f"新句子{'甲乙丙丁戊'[i % 5]}说的是医疗卫生{i}。" for i in range(30)]), identity="乙")
    revectoring.refresh_vectors(filled)
    after = stored(filled)
    assert len(after) == 1 and set(after) != set(before)
    assert list(after.values()) == [sentences_of(filled)]


def test_refreshing_again_changes_nothing(filled: Corpus) -> None:
    revectoring.refresh_vectors(filled)
    files = {p: p.stat().st_mtime_ns for p in sidecar.model_path(filled.path).iterdir()}
    revectoring.refresh_vectors(filled)
    assert {p: p.stat().st_mtime_ns for p in sidecar.model_path(filled.path).iterdir()} == files


def test_an_empty_ledger_has_no_model(ledger: Corpus) -> None:
    revectoring.refresh_vectors(ledger)
    assert not sidecar.model_path(ledger.path).exists()
    assert search(ledger, "教师") == []


def test_vectors_are_not_made_in_a_ledger_for_reading(filled: Corpus) -> None:
    with Corpus.open(filled.path, readonly=True) as corpus, pytest.raises(LedgerReadOnly):
        revectoring.refresh_vectors(corpus)


def test_vectors_of_another_ledger_are_made_again(filled: Corpus, tmp_path: Path) -> None:
    revectoring.refresh_vectors(filled)
    filled.close()
    with Corpus.open(tmp_path / "other.db") as other:
        store(other, sentences(["另一个台账的句子。", "说的是教师交流轮岗。"]))
        for source, target in (
            (sidecar.sidecar_path(filled.path), sidecar.sidecar_path(other.path)),
            (sidecar.model_path(filled.path), sidecar.model_path(other.path)),
        ):
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        revectoring.refresh_vectors(other)
        assert list(stored(other).values()) == [2]
        assert any("重新生成" in notice for notice in other.notices)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "about.json"])
@pytest.mark.parametrize("content", [None, b"spoilt"])
def test_a_damaged_model_is_made_again(filled: Corpus, name: str, content: bytes | None) -> None:
    revectoring.refresh_vectors(filled)
    file = sidecar.model_path(filled.path) / name
    good = file.read_bytes()
    file.unlink() if content is None else file.write_bytes(content)
    revectoring.refresh_vectors(filled)
    assert file.read_bytes() == good
    assert list(stored(filled).values()) == [sentences_of(filled)]
    assert [p.name for p in filled.path.parent.iterdir() if ".old." in p.name] == []


def test_meaning_without_the_model_folder_is_made_again_by_search(filled: Corpus) -> None:
    revectoring.refresh_vectors(filled)
    shutil.rmtree(sidecar.model_path(filled.path))
    assert any("meaning" in h.why for h in search(filled, "教师交流轮岗"))


@pytest.mark.parametrize(
    "texts", [["一"], ["教师"], ["45%", "。"], ["教师交流", "交流教师"], TEXTS, TEXTS * 10, ["ab"]]
)
def test_any_ledger_is_large_enough_to_fit(texts: Sequence[str], tmp_path: Path) -> None:
    tokenizer, rows = fitting.fit(texts)
    assert rows.shape == (tokenizer.get_vocab_size(), fitting.DIMENSIONS)
    assert rows.dtype == np.float32 and np.isfinite(rows).all() and not rows[0].any()
    fitting.save(tmp_path / "m.model", tokenizer, rows, {"sentences": len(texts)})
    found = open_static(tmp_path / "m.model").encode([*texts, "", "𠀀"])
    lengths = np.linalg.norm(found, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert not found[-2:].any()


def test_the_same_sentences_give_the_same_model() -> None:
    first, second = fitting.fit(TEXTS * 8), fitting.fit(TEXTS * 8)
    assert np.array_equal(first[1], second[1])
    assert first[0].to_str() == second[0].to_str()


def test_words_are_those_of_the_dictionary_without_loading_it() -> None:
    tokenizer, _ = fitting.fit(["县教育局负责义务教育优质均衡发展"])
    assert tokenizer.encode("义务教育", add_special_tokens=False).tokens == ["义务教育"]
    code = "import sys, corpus.fitting as f; f.fit(['义务教育']); print('jieba' in sys.modules, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_words_of_one_sentence_are_near() -> None:
    texts = ["教师交流轮岗", "教师轮岗交流制度", "骨干教师培训", "医院床位数", "医院医生床位", "乡镇医院医生"] * 10
    tokenizer, rows = fitting.fit(texts)
    embedder = _saved(tokenizer, rows)
    near, far = embedder.encode(["轮岗", "交流", "床位"])[0] @ embedder.encode(["交流", "床位"]).T
    assert near > far


def _saved(tokenizer: object, rows: object) -> StaticEmbedder:
    import tempfile

    folder = Path(tempfile.mkdtemp()) / "m.model"
    fitting.save(folder, tokenizer, rows, {})  # type: ignore[arg-type]
    return StaticEmbedder(folder)


@pytest.mark.parametrize("name", ["/no/such/folder", "./no-such", "~/no-such", "C:\\models\\x"])
def test_a_model_folder_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelUnavailable, match="本机没有这个向量模型"):
        embedding.SentenceEmbedder(name)


class Toy:
    """Stands for a sentence-transformers model: knows two words."""

    calls: ClassVar[list[tuple[str, bool]]] = []

    def __init__(self, where: str, *, device: str, local_files_only: bool) -> None:
        Toy.calls.append((where, local_files_only))
        if local_files_only or where != "toy/known":
            raise OSError("not on this machine")

    def encode(self, texts: Sequence[str], **_: object) -> np.ndarray:
        return np.array([[t.count("教师"), t.count("班额"), 0.1] for t in texts], np.float64)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    module = type(sys)("sentence_transformers")
    module.SentenceTransformer = Toy  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    noise = type(sys)("transformers.utils.logging")
    noise.enable_progress_bar = noise.disable_progress_bar = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers.utils.logging", noise)
    monkeypatch.setattr(embedding, "_answers", lambda: True)
    monkeypatch.setattr(embedding, "_on_disk", lambda model: True)
    Toy.calls = []
    embedding.open_model.cache_clear()


def test_a_named_model_is_looked_for_on_disk_first(toy: None) -> None:
    assert embedding.SentenceEmbedder("toy/known", download=True).name == "model:toy/known"
    assert Toy.calls == [("toy/known", True), ("toy/known", False)]
    with pytest.raises(ModelUnavailable):
        embedding.SentenceEmbedder("toy/unknown", download=True)


def test_a_hub_that_does_not_answer_is_asked_once(toy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound and not listening: refused at once
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert not embedding._answers()
        monkeypatch.setattr(embedding, "_open", refuse)
        with pytest.raises(ModelUnavailable, match="连不上") as caught:
            embedding.SentenceEmbedder("toy/known", download=True)
    assert "\n" not in str(caught.value) and "--download" not in str(caught.value)


def refuse(where: str, model: str, *, local: bool) -> None:
    """What opening a model comes to where it is not on disk."""
    assert local, "nothing is asked of a hub that does not answer"
    raise ModelUnavailable(model)


def test_a_name_that_is_not_on_disk_is_refused_without_torch(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom corpus.embedding import SentenceEmbedder\nfrom corpus.errors import ModelUnavailable\n"
        "for name in ('nobody/nothing', 'nothing'):\n"
        "    try: SentenceEmbedder(name)\n    except ModelUnavailable: pass\n    else: sys.exit('opened')\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    kept = {**os.environ, "HF_HOME": str(tmp_path), "HF_HUB_CACHE": str(tmp_path), "SENTENCE_TRANSFORMERS_HOME": ""}
    asked = subprocess.run([sys.executable, "-c", code], env=kept, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("folder", "name", "there"),
    [
        ("models--a--b", "a/b", True),
        ("models--a--b", "b", False),
        ("models--sentence-transformers--b", "b", True),
        ("models--b", "b", True),
    ],
)
def test_what_the_hub_client_keeps_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str, there: bool
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    assert embedding._on_disk(name) is there


def test_making_vectors_by_a_named_model_says_how_far_it_is(filled: Corpus, toy: None) -> None:
    told: list[tuple[int, int]] = []
    find(filled, "班额", model="toy/known", download=True, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, sentences_of(filled)) and told[-1] == (sentences_of(filled), sentences_of(filled))


def test_nothing_is_fetched_unasked(toy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with pytest.raises(ModelUnavailable, match="--download"):
        embedding.SentenceEmbedder("toy/known")
    assert Toy.calls == [("toy/known", True)] and os.environ["HF_HUB_OFFLINE"] == "1"


def test_search_with_a_named_model_keeps_its_own_vectors(filled: Corpus, toy: None) -> None:
    revectoring.refresh_vectors(filled)
    hits = search(filled, "班额", model="toy/known", download=True)
    assert "meaning" in hits[0].why and "班额" in hits[0].quote
    assert sorted(name.split(":")[0] for name in stored(filled)) == ["model", "static"]
    assert set(stored(filled).values()) == {sentences_of(filled)}
    with pytest.raises(ModelUnavailable):
        search(filled, "班额", model="toy/unknown")


@pytest.mark.slow
def test_sentence_transformers_opens_the_folder_and_agrees(filled: Corpus, tmp_path: Path) -> None:
    revectoring.refresh_vectors(filled)
    folder = sidecar.model_path(filled.path)
    light = open_static(folder)
    full = embedding.SentenceEmbedder(str(folder))
    assert full.dimensions == light.dimensions == fitting.DIMENSIONS
    texts = [*TEXTS, "教师交流轮岗", "班级人数 45", "AI 教育", "未见过的词"]
    assert np.abs(full.encode(texts) - light.encode(texts)).max() < 1e-5
    assert json.loads((folder / "about.json").read_text("utf-8"))["sentences"] == sentences_of(filled)
    hits = search(filled, "教师轮岗", model=str(folder))
    assert hits and "meaning" in hits[0].why
    (tmp_path / "broken").mkdir()
    with pytest.raises(ModelUnavailable):
        embedding.SentenceEmbedder(str(tmp_path / "broken"))


def test_a_sentence_leans_towards_the_headings_above_it(filled: Corpus) -> None:
    revectoring.refresh_vectors(filled)
    model = vectors.own_model(filled)
    assert model is not None
    plain, heading = model.encode(["加强教师培训", "学校食堂"])
    under, unknown, alone = model.encode_under(["加强教师培训", "☆", "加强教师培训"], ["学校食堂", "学校食堂", ""])
    assert under @ heading > plain @ heading
    assert under @ plain > 0.8 and not np.any(unknown) and alone @ plain == pytest.approx(1, abs=1e-5)
