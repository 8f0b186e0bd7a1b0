"""Vectors in two bits a dimension: which side of nothing a component lies on, and whether it lies far out. Pure.

Components are mixed first, by a fixed rotation, so that all of them say about as much. Two vectors then point the same
way where their signs agree; the second bit makes of that a good guess of their cosine.
"""

from __future__ import annotations

import random
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
"""Shape (vectors, 2 * 64 dimensions each): the signs first, then whether a component is far out."""
_FAR = 0.98
"""Components beyond it are far out; components of a unit vector spread by 1 once multiplied by the root of how many
there are."""
_NEAR_VALUE, _FAR_VALUE = 0.453, 1.51
"""What components on this side of `_FAR` and beyond it are on average."""
_CHUNK = 32_768
"""Vectors that are compared at a time, so that they stay in the processor's own memory."""
_PART = 16
"""Of so many differences one is looked at first."""
_SEEDS = (0, 1)


def mixed(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rotated vectors, filled up to a power of two of dimensions: shape (vectors, dimensions)."""
    return np.asarray(vectors @ _rotation(vectors.shape[1]), np.float32)


def coded(vectors: NDArray[np.float32]) -> Codes:
    """The codes of unit vectors."""
    turned = mixed(vectors)
    far = np.abs(turned) > _FAR / np.sqrt(turned.shape[1])
    packed = np.hstack([np.packbits(turned > 0, axis=1), np.packbits(far, axis=1)])
    return np.ascontiguousarray(packed).view(np.uint64)


def differences(columns: Codes, code: Codes) -> NDArray[np.uint16]:
    """In how many signs vectors differ from one; `columns` has shape (64 signs each, vectors), `code` (1, 2 * that)."""
    count = columns.shape[1]
    out = np.zeros(count, np.uint16)
    unlike, bits = np.empty(_CHUNK, np.uint64), np.empty(_CHUNK, np.uint8)
    for start in range(0, count, _CHUNK):
        part = out[start : start + _CHUNK]
        size = len(part)
        for column, asked in zip(columns, code[0], strict=False):
            np.bitwise_xor(column[start : start + size], asked, out=unlike[:size])
            np.bitwise_count(unlike[:size], out=bits[:size])
            part += bits[:size]
    return out


def least(found: NDArray[np.uint16], depth: int) -> NDArray[np.int64]:
    """Places of the `depth` least differences, in their order; of equal ones the first."""
    if len(found) <= depth:
        return np.arange(len(found))
    # A part of them says how far one has to look, so that all are gone through once.
    part = np.cumsum(np.bincount(found[::_PART]))
    places = np.flatnonzero(found <= int(np.searchsorted(part, 2 * depth / _PART)))
    if len(places) < depth:
        places = np.arange(len(found))
    few = found[places]
    upto = int(np.searchsorted(np.cumsum(np.bincount(few)), depth))
    kept = few < upto
    kept[np.flatnonzero(few == upto)[: depth - int(np.count_nonzero(kept))]] = True
    return places[kept]


def guessed(codes: Codes, asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """About the cosine, up to a factor, of coded vectors to others of shape (others, dimensions) that are not coded;
    shape (vectors, others).
    """
    bits = np.unpackbits(np.ascontiguousarray(codes).view(np.uint8), axis=1).astype(np.float32)
    signs, far = np.hsplit(bits, 2)
    return np.asarray(((2 * signs - 1) * (_NEAR_VALUE + (_FAR_VALUE - _NEAR_VALUE) * far)) @ mixed(asked).T)


def alike(codes: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of the first of each different code, and for each vector the number of its code."""
    keys = codes @ _odd(codes.shape[1])
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return first, number.ravel()


@lru_cache(maxsize=4)
def _rotation(dimensions: int) -> NDArray[np.float32]:
    """Shape (dimensions, the next power of two, 64 at least): a Hadamard matrix, twice, with fixed signs."""
    one = np.ones((1, 1))
    while len(one) < max(dimensions, 64):
        one = np.block([[one, one], [one, -one]])
    size = len(one)
    out = np.eye(size)
    for seed in _SEEDS:
        flips = [1.0 if digit == "1" else -1.0 for digit in format(random.Random(seed).getrandbits(size), f"0{size}b")]
        out = out @ (np.array(flips)[:, None] * one) / np.sqrt(size)
    return np.asarray(out[:dimensions], np.float32)


@lru_cache(maxsize=4)
def _odd(size: int) -> NDArray[np.uint64]:
    """Fixed odd numbers, one for each part of a code."""
    drawn = random.Random(2)
    return np.array([drawn.getrandbits(64) | 1 for _ in range(size)], np.uint64)
