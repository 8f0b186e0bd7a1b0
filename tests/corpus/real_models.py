"""A small sentence-transformers model made on the spot: a BERT of one layer with words for the plan of the tests."""

from __future__ import annotations

import json
from pathlib import Path

QUERY = "查询："
"""What this model wants a query to begin with."""
_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def make(folder: Path, text: str, *, prompt: str = QUERY) -> Path:
    """Save the model: one word for each character of `text` and of the prompt; the same folder each time."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    source = folder.with_name(folder.name + ".bert")
    source.mkdir(parents=True)
    vocabulary = source / "vocab.txt"
    vocabulary.write_text("\n".join([*_WORDS, *sorted(set(text + QUERY) - set(" \n"))]) + "\n", encoding="utf-8")
    tokenizer = BertTokenizerFast(str(vocabulary))
    torch.manual_seed(1)
    BertModel(
        BertConfig(
            vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
        )
    ).save_pretrained(str(source))
    tokenizer.save_pretrained(str(source))
    word = Transformer(str(source))
    SentenceTransformer(modules=[word, Pooling(word.get_embedding_dimension())], device="cpu").save(str(folder))
    config = folder / "config_sentence_transformers.json"
    said = json.loads(config.read_text("utf-8"))
    said["prompts"] = {"query": prompt, "document": ""}
    config.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return folder
