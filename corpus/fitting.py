"""The ledger's own embedding model, fitted on its sentences: nothing is downloaded, and the same sentences give the
same model.

Words are those of jieba's dictionary that occur, found by a Unigram tokenizer with jieba's frequencies. Two words are
close when they stand in the same sentences (positive pointwise mutual information, 256 directions by SVD). A word's
row also holds the mean of its characters, so that 轮换 and 轮岗 are near, and is weighted by how rare the word is. All
of that is linear and folds into one row a word: a sentence-transformers model `[StaticEmbedding, Normalize]`.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

DIMENSIONS = 256
_WINDOW = 64
"""Tokens; a longer sentence counts as several."""
_LONGEST_WORD = 8
_ENOUGH_TO_CENTRE = 50
"""Sentences; with fewer, the direction that all share holds what little there is to tell them apart by."""
_UNKNOWN = "<unk>"
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_OTHER_RUN = re.compile("[a-z]+")

Floats = NDArray[np.float64]
Matrix = Any
"""A scipy sparse matrix."""


def fit(texts: Sequence[str], taught: Sequence[str] = ()) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Tokenizer and one row of `DIMENSIONS` floats for each of its words; row 0 is the unknown word, all zero.

    `taught` are lists of words that mean nearly the same: they count as sentences in which these words stand together.
    """
    everything = [*texts, *taught]
    with threadpool_limits(1):
        vocabulary = _vocabulary(everything)
        tokenizer = _tokenizer(vocabulary)
        found = [e.ids for e in tokenizer.encode_batch_fast(everything, add_special_tokens=False)]
        size = tokenizer.get_vocab_size()
        words = _in_order(tokenizer)
        counts = _counts(found, size)
        meaning = _unit(_directions(_association(found, size)))
        rows = _with_characters(meaning, words, np.asarray(counts.sum(0)).ravel())
        rows *= np.log((counts.shape[0] + 1) / (np.bincount(counts.indices, minlength=size) + 0.5))[:, None]
        if len(texts) >= _ENOUGH_TO_CENTRE:
            rows = _centred(rows, counts)
    rows[0] = 0
    out = np.zeros((size, DIMENSIONS), np.float32)
    out[:, : rows.shape[1]] = rows
    return tokenizer, out


def save(folder: Path, tokenizer: Tokenizer, rows: NDArray[np.float32], about: dict[str, Any]) -> None:
    """Write a folder that sentence-transformers opens; an older one of that name is replaced.

    `about` goes into `about.json` beside the model.
    """
    from safetensors.numpy import save_file

    fresh = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    fresh.chmod(0o755)
    tokenizer.save(str(fresh / "tokenizer.json"))
    save_file({"embedding.weight": np.ascontiguousarray(rows)}, fresh / "model.safetensors")
    (fresh / "1_Normalize").mkdir()
    (fresh / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")
    for name, content in (
        ("modules.json", _MODULES),
        ("config_sentence_transformers.json", _CONFIG),
        ("about.json", about),
    ):
        (fresh / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    put_in_place(fresh, folder)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Give a finished folder its name; an older one of that name goes."""
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=folder.name + ".old.", dir=folder.parent))
        folder.replace(old / "model")
        fresh.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        fresh.replace(folder)


_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_CONFIG: dict[str, Any] = {
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def _dictionary() -> dict[str, int]:
    """jieba's words with their frequencies, read without importing jieba."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    out: dict[str, int] = {}
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, rest = line.partition(" ")
            out[word] = int(rest.split(" ", 1)[0])
    return out


def _vocabulary(texts: Sequence[str]) -> dict[str, float]:
    """Words that best divide the texts, and all their characters -> logarithm of their frequency."""
    frequencies = _dictionary()
    total = math.log(sum(frequencies.values()) or 1)
    candidates: set[str] = set()
    for text in dict.fromkeys(texts):
        lower = text.lower()
        for run in _HAN_RUN.findall(lower):
            for start in range(len(run)):
                for end in range(start + 1, min(start + _LONGEST_WORD, len(run)) + 1):
                    candidates.add(run[start:end])
        for run in _OTHER_RUN.findall(lower):
            candidates.update(run)
    scores = {
        word: math.log(frequencies.get(word) or 1) - total
        for word in candidates
        if len(word) == 1 or word in frequencies
    }
    if not scores:
        return {}
    used: set[int] = set()
    tokenizer = _tokenizer(scores)
    for found in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False):
        used.update(found.ids)
    known = _in_order(tokenizer)
    words = {known[i] for i in used}
    words.update(character for word in list(words) if word != _UNKNOWN for character in word)
    return {word: scores[word] for word in words if word in scores}


def _tokenizer(scores: dict[str, float]) -> Tokenizer:
    out = Tokenizer(models.Unigram([(_UNKNOWN, -30.0), *sorted(scores.items())], unk_id=0, byte_fallback=False))
    out.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    out.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex("[^\u4e00-\u9fffa-z]+"), "removed"),
            pre_tokenizers.Split(Regex("[a-z]+"), "isolated"),
        ]
    )
    return out


def _in_order(tokenizer: Tokenizer) -> list[str]:
    """The words by their numbers."""
    numbers: dict[str, int] = tokenizer.get_vocab()
    return sorted(numbers, key=numbers.__getitem__)


def _counts(found: Sequence[Sequence[int]], size: int) -> Matrix:
    """How often each word (column) stands in each text (row)."""
    starts = np.cumsum([0, *map(len, found)])
    ids = np.fromiter((i for row in found for i in row), np.int64, int(starts[-1]))
    out = sparse.csr_matrix((np.ones(len(ids)), ids, starts), shape=(len(found), size))
    out.sum_duplicates()
    return out


def _association(found: Sequence[Sequence[int]], size: int) -> Matrix:
    """Positive pointwise mutual information of words in one sentence; contexts smoothed by the power 0.75."""
    windows = [row[i : i + _WINDOW] for row in found for i in range(0, len(row), _WINDOW)]
    counts = _counts(windows, size)
    alone = np.asarray(counts.sum(0)).ravel()
    # Ordered pairs of two places in a window: all pairs less those of a place with itself.
    pairs = (counts.T @ counts - sparse.diags(alone)).tocoo()
    kept = pairs.data > 0
    row, column, times = pairs.row[kept], pairs.col[kept], pairs.data[kept]
    sums = np.bincount(row, weights=times, minlength=size)
    context = sums**0.75
    context /= max(context.sum(), 1e-12)
    value = np.log(times / np.maximum(sums[row], 1e-12) / np.maximum(context[column], 1e-18))
    positive = value > 0
    return sparse.csr_matrix((value[positive], (row[positive], column[positive])), shape=(size, size))


def _directions(association: Matrix) -> Floats:
    """Left singular vectors times the root of their values: randomised, with a fixed seed and fixed signs."""
    size = association.shape[0]
    wanted = max(min(DIMENSIONS, size - 2), 1)
    random = np.random.Generator(np.random.PCG64(0))
    basis = association @ random.standard_normal((size, min(wanted + 16, size)))
    for _ in range(4):
        basis, _r = np.linalg.qr(basis)
        basis = association @ (association.T @ basis)
    basis, _r = np.linalg.qr(basis)
    left, values, _v = np.linalg.svd((association.T @ basis).T, full_matrices=False)
    found = basis @ left[:, :wanted]
    found *= np.where(found[np.abs(found).argmax(0), np.arange(found.shape[1])] < 0, -1.0, 1.0)
    return np.asarray(found * np.sqrt(values[:wanted]), np.float64)


def _unit(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.where(length > 1e-9, rows / np.maximum(length, 1e-9), 0.0)


def _with_characters(meaning: Floats, words: Sequence[str], times: Floats) -> Floats:
    """Each word's row plus the mean of its characters' rows; a character means what the words with it mean."""
    known: dict[str, int] = {}
    pairs = [(i, known.setdefault(c, len(known))) for i, word in enumerate(words) if word != _UNKNOWN for c in word]
    if not pairs:
        return meaning
    row, column = np.array(pairs).T
    holds = sparse.csr_matrix((np.ones(len(pairs)), (row, column)), shape=(len(words), len(known)))
    characters = _unit((holds.T @ sparse.diags(np.sqrt(times))) @ meaning)
    return np.asarray(meaning + (holds @ characters) / np.maximum(np.asarray(holds.sum(1)), 1), np.float64)


def _centred(rows: Floats, counts: Matrix) -> Floats:
    """Without the one direction that all texts share."""
    texts = _unit(counts @ rows)
    _, vectors = np.linalg.eigh(texts.T @ texts)
    shared = vectors[:, -1:]
    return np.asarray(rows - (rows @ shared) @ shared.T, np.float64)
