"""Embedders: texts -> unit vectors.

The ledger's own model is read with tokenizers, safetensors and numpy alone; any other sentence-transformers model goes
through that library, which is imported only then.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable

_HUB = "https://huggingface.co"
_PATIENCE = 4
"""Seconds that the hub has for a first answer."""
Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); rows of length 1, or 0 for a text of which the model knows nothing."""


_LEANING = 0.3
"""What the headings above a sentence weigh against itself."""


class Embedder(Protocol):
    """Turns texts into vectors whose cosine says how close they are."""

    @property
    def name(self) -> str:
        """Two embedders of one name give the same vectors."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same for queries, of which some models want to be told that they are queries."""


class StaticEmbedder:
    """A folder `[StaticEmbedding, Normalize]` of sentence-transformers, without that library."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        weights = (folder / "model.safetensors").read_bytes()
        words = (folder / "tokenizer.json").read_bytes()
        self._rows: Vectors = load(weights)["embedding.weight"]
        self._tokenizer = Tokenizer.from_str(words.decode("utf-8"))
        self._words = frozenset(self._tokenizer.get_vocab())
        self._name = "static:" + hashlib.sha256(weights + words).hexdigest()[:16]

    @property
    def name(self) -> str:
        """`static:` and a hash of the weights."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The mean of the rows of a text's tokens, normalised."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        for i, found in enumerate(self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)):
            if found.ids:
                out[i] = self._rows[found.ids].mean(0)
        return normalised(out)

    def encode_under(self, texts: Sequence[str], headings: Sequence[str]) -> Vectors:
        """`encode` of texts that lean towards the headings above them; a text of unknown words has none of its own."""
        at = {heading: place for place, heading in enumerate(dict.fromkeys(headings))}
        own, above = self.encode(texts), self.encode(list(at))
        known = np.any(own, axis=1, keepdims=True)
        return normalised(own + np.float32(_LEANING) * known * above[[at[heading] for heading in headings]])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """A query is a text like any other."""
        return self.encode(texts)

    def edges(self, text: str) -> frozenset[int]:
        """Where the words of a text begin and end, in characters."""
        return frozenset(at for pair in self._tokenizer.encode(text, add_special_tokens=False).offsets for at in pair)

    def known(self, text: str, empty: frozenset[str] = frozenset()) -> float:
        """Share of a text, the characters `empty` aside, that stands in words of the model; 0 to 1.

        A Chinese character that is known only by itself says half as much, a Latin letter nothing.
        """
        known = whole = 0.0
        for token in self._tokenizer.encode(text, add_special_tokens=False).tokens:
            size = len([c for c in token if c not in empty])
            whole += size
            if token in self._words:
                known += size if len(token) > 1 else 0 if token.isascii() else size / 2
        return known / whole if whole else 0.0


class SentenceEmbedder:
    """Any model that sentence-transformers can open: a folder, or a name that it has on disk.

    Only with `download` is a name that is not on this machine asked for on the network. Raises ModelUnavailable.
    """

    def __init__(self, model: str, *, download: bool = False) -> None:
        if not download:
            # Read by the libraries when they are imported; without it they ask the hub about models they have.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        self._called = model
        folder = Path(model).expanduser()
        if folder.is_dir():
            self._name = f"model:{folder.resolve()}:{_state(folder)}"
            self._model = _open(str(folder), model, local=True)
        elif model.startswith((".", "~", os.sep)) or "\\" in model:
            raise ModelUnavailable(model)
        else:
            self._name = f"model:{model}"
            try:
                if not _on_disk(model):
                    raise ModelUnavailable(model)
                self._model = _open(model, model, local=True)
            except ModelUnavailable:
                if not download:
                    raise
                if not _answers():
                    raise ModelUnavailable(model, unreachable=True) from None
                self._model = _open(model, model, local=False)

    @property
    def name(self) -> str:
        """`model:`, its name, and for a folder the state of its files."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self.encode(["一"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """What the model says, normalised."""
        found = self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return normalised(np.asarray(found, np.float32))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """With the model's own instruction for queries: its `query` prompt, else the one its family is known for."""
        prompt = (getattr(self._model, "prompts", None) or {}).get("query") or _instruction(self._called)
        return self.encode([prompt + text for text in texts])


_INSTRUCTIONS = (
    (re.compile(r"bge-(small|base|large)-zh"), "为这个句子生成表示以用于检索相关文章："),
    (re.compile(r"(multilingual-)?e5-(small|base|large)(?!-instruct)"), "query: "),
    (re.compile(r"bge-(small|base|large)-en"), "Represent this sentence for searching relevant passages: "),
)
"""Families of models whose folder does not say what a query must begin with."""


def _instruction(model: str) -> str:
    name = model.lower().replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return next((text for family, text in _INSTRUCTIONS if family.search(name)), "")


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; rows of (nearly) nothing become 0."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.where(length > 1e-9, vectors / np.maximum(length, 1e-9), 0).astype(np.float32)


def open_static(folder: Path) -> StaticEmbedder:
    """The model in `folder`; the same object while its files stay the same. Raises OSError, ValueError, KeyError."""
    return _opened(folder, _state(folder))


@lru_cache(maxsize=4)
def _opened(folder: Path, state: str) -> StaticEmbedder:
    return StaticEmbedder(folder)


@lru_cache(maxsize=2)
def open_model(model: str, download: bool = False) -> SentenceEmbedder:
    """The named or local model, fetched only with `download`; raises ModelUnavailable."""
    return SentenceEmbedder(model, download=download)


def _state(folder: Path) -> str:
    """Changes when a file of the folder is replaced."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    facts = [(str(p.relative_to(folder)), p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _on_disk(model: str) -> bool:
    """Whether the hub client keeps anything under a name; asked before torch is loaded, which takes seconds.

    A bare name is also looked for among those of the library's own authors, as the library does.
    """
    from huggingface_hub.constants import HF_HUB_CACHE

    kept = Path(os.environ.get("SENTENCE_TRANSFORMERS_HOME") or HF_HUB_CACHE)
    names = [model] if "/" in model else [model, f"sentence-transformers/{model}"]
    return any((kept / f"models--{name.replace('/', '--')}").is_dir() for name in names)


def _answers() -> bool:
    """Whether the hub can be reached at all; its own client would try again and again for most of a minute."""
    import http.client
    import urllib.error
    import urllib.request

    asked = urllib.request.Request(os.environ.get("HF_ENDPOINT") or _HUB, method="HEAD")
    try:
        with urllib.request.urlopen(asked, timeout=_PATIENCE):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError, http.client.HTTPException):
        return False


def _open(where: str, model: str, *, local: bool) -> Any:
    library = importlib.import_module("sentence_transformers")
    noise = importlib.import_module("transformers.utils.logging")
    # Loading what is on disk is over at once; what comes over the network shows its own progress.
    (noise.disable_progress_bar if local else noise.enable_progress_bar)()
    # The hub client tells of each attempt; what came of them is said once, by the error below.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        return library.SentenceTransformer(where, device="cpu", local_files_only=local)
    except Exception as error:
        # The library, its hub client and torch each raise kinds of their own; all mean that there is no model.
        raise ModelUnavailable(model) from error
