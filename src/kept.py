"""What is made once and can be made again, kept beside the byte code of this package: compiled patterns and the like.

Python keeps the byte code it has compiled in `__pycache__`; `keep` puts the rest of what only starting costs there too,
under the same rules: nothing is written where Python writes no byte code, and a folder that cannot be written to costs
time, no more. What is kept is found by all it was made of, and counts for one version of Python only, so that it cannot
be out of date.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

Key = tuple[str, ...]
"""What it is, then all it was made of."""
_MOST = 1500
"""Entries of the file; beyond it, those of a changed source are let go."""

_wanted: dict[Key, Callable[[], Any]] = {}
"""What had to be made in this process, as plain data."""


def recall(key: Key) -> Any:
    """What is kept under `key`, made anew each time; None where nothing is."""
    data = _kept().get(key)
    return None if data is None else marshal.loads(data)


def want(key: Key, plain: Callable[[], Any]) -> None:
    """Let `keep` write down what `plain` says, in types that byte code may hold; None for nothing."""
    _wanted[key] = plain


def keep() -> None:
    """Write down what had to be made, for the processes to come."""
    path = _path()
    if not _wanted or sys.dont_write_bytecode or path is None:
        return
    said = {key: plain() for key, plain in _wanted.items()}
    new = {key: marshal.dumps(value) for key, value in said.items() if value is not None}
    _wanted.clear()
    known = _read(path)
    with suppress(OSError, ValueError):
        _write(path, {**(known if len(known) + len(new) <= _MOST else {}), **new})


def _path() -> Path | None:
    try:
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(".kept")
    except NotImplementedError:
        return None


@cache
def _kept() -> dict[Key, bytes]:
    path = _path()
    return {} if path is None else _read(path)


def _read(path: Path) -> dict[Key, bytes]:
    try:
        data = path.read_bytes()
        checksum, body = data[:4], memoryview(data)[4:]
        if checksum != _checksum(body):
            return {}
        version, kept = marshal.loads(body)
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return dict(kept) if version == sys.version else {}


def _write(path: Path, kept: dict[Key, bytes]) -> None:
    body = marshal.dumps((sys.version, kept))
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_suffix(f".{os.getpid()}")
    try:
        own.write_bytes(_checksum(body) + body)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "little")
