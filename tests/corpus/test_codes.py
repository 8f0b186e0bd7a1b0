"""Vectors in two bits a dimension."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import codes


def unit(count: int, dimensions: int) -> NDArray[np.float32]:
    found = np.random.default_rng(5).standard_normal((count, dimensions)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize(("dimensions", "filled"), [(256, 256), (384, 512), (20, 64)])
def test_mixing_keeps_lengths_and_angles(dimensions: int, filled: int) -> None:
    vectors = unit(30, dimensions)
    turned = codes.mixed(vectors)
    assert turned.shape == (30, filled)
    assert turned @ turned.T == pytest.approx(vectors @ vectors.T, abs=1e-4)
    assert codes.coded(vectors).shape == (30, 2 * filled // 64)


def test_differences_are_those_of_the_signs() -> None:
    vectors = unit(50, 128)
    coded = codes.coded(vectors)
    signs = codes.mixed(vectors) > 0
    found = codes.differences(np.ascontiguousarray(coded[:, :2].T), coded[7:8])
    assert found.tolist() == (signs != signs[7]).sum(1).tolist()


def test_many_vectors_are_compared_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    coded = codes.coded(unit(50, 64))
    columns = np.ascontiguousarray(coded[:, :1].T)
    whole = codes.differences(columns, coded[:1]).tolist()
    monkeypatch.setattr(codes, "_CHUNK", 7)
    assert codes.differences(columns, coded[:1]).tolist() == whole


def test_what_is_guessed_goes_with_the_cosine() -> None:
    vectors = unit(400, 256)
    asked = (vectors[:1] + 0.5 * vectors[1:2]) / np.linalg.norm(vectors[0] + 0.5 * vectors[1])
    both = codes.guessed(codes.coded(vectors), np.vstack([asked, vectors[7:8]]))
    guessed = both[:, 0]
    assert guessed.argmax() == 0 and np.argsort(-guessed)[1] == 1
    assert np.corrcoef(guessed, vectors @ asked[0])[0, 1] > 0.9
    assert both.shape == (400, 2) and both[:, 1].argmax() == 7


def test_copies_have_one_code() -> None:
    vectors = unit(3, 64)[[0, 1, 0, 2, 1, 0]]
    first, number = codes.alike(codes.coded(vectors))
    assert sorted(first.tolist()) == [0, 1, 3]
    assert number[0] == number[2] == number[5] and number[1] == number[4] and len(set(number.tolist())) == 3


@pytest.mark.parametrize("depth", [1, 17, 600, 4_999, 5_000, 9_000])
@pytest.mark.parametrize("alike", [False, True])
def test_the_least_of_many_are_those_of_all(depth: int, alike: bool) -> None:
    found = np.random.default_rng(3).integers(90, 92 if alike else 160, 5_000).astype(np.uint16)
    found[2::16] = 4  # none of them in the part that is looked at first
    wanted = sorted(np.argsort(found, kind="stable")[:depth].tolist())
    assert codes.least(found, depth).tolist() == wanted
