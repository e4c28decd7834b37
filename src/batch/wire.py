"""How a process that reads a file speaks to the one that watches it: frames of JSON and of bytes. Never a pickle.

A frame is one letter (J for JSON, B for bytes), four bytes of length, and the content. What comes from a process that
read a hostile file is hostile itself: lengths are bounded, and anything else is a `WireError`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

LARGEST_RESULT = 256 << 20
"""Bytes of all frames that come from one file."""

_HEAD = struct.Struct(">cI")

Frame = dict[str, Any] | bytes


class WireError(Exception):
    """The other side sent what no honest process sends, or more than it may."""


def packed(content: Frame) -> bytes:
    """One frame. JSON is pure ASCII, so that any text gets through, half surrogates too."""
    if isinstance(content, bytes):
        return _HEAD.pack(b"B", len(content)) + content
    data = json.dumps(content, separators=(",", ":")).encode("ascii")
    return _HEAD.pack(b"J", len(data)) + data


class Unpacker:
    """Takes bytes as they come and gives whole frames; no more than `limit` bytes in all."""

    def __init__(self, limit: int = LARGEST_RESULT) -> None:
        self._limit = limit
        self._waiting = bytearray()
        self._total = 0

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are whole now.

        Raises:
            WireError: too much, or no frame at all.
        """
        self._total += len(data)
        self._waiting += data
        if self._total > self._limit:
            raise WireError("too much output")
        while len(self._waiting) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._waiting)
            if length > self._limit or kind not in b"JB":
                raise WireError("no frame")
            if len(self._waiting) < _HEAD.size + length:
                return
            content = bytes(self._waiting[_HEAD.size : _HEAD.size + length])
            del self._waiting[: _HEAD.size + length]
            yield content if kind == b"B" else _message(content)


def _message(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise WireError("no JSON") from error
    if not isinstance(found, dict):
        raise WireError("no object")
    return found
