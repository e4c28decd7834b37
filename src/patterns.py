"""Patterns that are compiled when they are first used, and kept compiled beside the byte code of this package.

Compiling its three hundred patterns takes hedui longer than reading a notice of ten pages, and no notice needs all of
them. What `lazy_re` and `lazy_regex` return has every attribute of a compiled pattern; it is none for `isinstance`.

Python keeps the byte code it has compiled in `__pycache__`; `keep` puts the compiled patterns there too, under the same
rules: nothing is written where Python writes no byte code, and a folder that cannot be written to costs time, no more.
What is kept is found by the text of the pattern and counts for one version of Python and of regex only, so that it
cannot be out of date.
"""

from __future__ import annotations

import copyreg
import importlib.util
import marshal
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

Key = tuple[str, str, int]
"""Engine, pattern, flags."""
_MOST = 1000
"""Patterns in the file; beyond it, those of a changed source are let go."""
_VERSIONS = (sys.version, regex.__version__)


_made: list[LazyPattern] = []
"""All there are; they belong to modules, not to notices."""


class LazyPattern:
    """Compiles at the first use of any attribute but `pattern`; each attribute is looked up once."""

    def __init__(self, engine: Any, pattern: str, flags: int) -> None:
        self._engine, self._flags = engine, flags
        self._compiled: Any = None
        self.pattern = pattern
        _made.append(self)

    def compiled(self) -> Any:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = self._kept() or self._engine.compile(self.pattern, self._flags)
        return self._compiled

    def _kept(self) -> Any:
        key = (self._engine.__name__, self.pattern, int(self._flags))
        plain = _kept().get(key)
        if plain is None:
            _wanted[key] = self
            return None
        return _restored(self, plain)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.compiled(), name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    lazy_re, lazy_regex = re.compile, regex.compile
else:

    def lazy_re(pattern, flags=0):
        """`re.compile`, at the first use."""
        return LazyPattern(re, pattern, flags)

    def lazy_regex(pattern, flags=0):
        """`regex.compile`, at the first use."""
        return LazyPattern(regex, pattern, flags)


_wanted: dict[Key, LazyPattern] = {}
"""Patterns that had to be compiled in this process."""


def compile_all() -> None:
    """Compile every pattern that is still waiting: for a process that others are forked from."""
    for lazy in _made:
        lazy.compiled()


def keep() -> None:
    """Write down the patterns that had to be compiled, for the processes to come."""
    path = _path()
    if not _wanted or sys.dont_write_bytecode or path is None:
        return
    new = {key: plain for key, lazy in _wanted.items() if (plain := _plain(lazy)) is not None}
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
def _kept() -> dict[Key, Any]:
    path = _path()
    return {} if path is None else _read(path)


def _read(path: Path) -> dict[Key, Any]:
    try:
        data = path.read_bytes()
        checksum, body = data[:4], memoryview(data)[4:]
        if checksum != _checksum(body):
            return {}
        versions, kept = marshal.loads(body)
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return dict(kept) if versions == _VERSIONS else {}


def _write(path: Path, kept: dict[Key, Any]) -> None:
    body = marshal.dumps((_VERSIONS, kept))
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_suffix(f".{os.getpid()}")
    try:
        own.write_bytes(_checksum(body) + body)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "little")


# --- a compiled pattern as plain data -------------------------------------------------------------------------------


def _plain(lazy: LazyPattern) -> Any:
    """What the pattern is made of; None where this Python does not say."""
    if lazy._engine is regex:
        return copyreg.dispatch_table[regex.Pattern](lazy.compiled())[1]
    try:
        parsed = re._parser.parse(lazy.pattern, lazy._flags)  # type: ignore[attr-defined]
        code = re._compiler._code(parsed, lazy._flags)  # type: ignore[attr-defined]
        state = parsed.state
        return int(lazy._flags | state.flags), array("I", code).tobytes(), state.groups - 1, dict(state.groupdict)
    except (AttributeError, TypeError, OverflowError):
        return None


def _restored(lazy: LazyPattern, plain: Any) -> Any:
    """The pattern made of `plain`; None where this Python does not make one."""
    try:
        if lazy._engine is regex:
            return _regex_maker()(*plain)
        flags, code, groups, names = plain
        by_number = [None, *(next((name for name, n in names.items() if n == at + 1), None) for at in range(groups))]
        codes = array("I", code).tolist()
        return re._compiler._sre.compile(lazy.pattern, flags, codes, groups, names, tuple(by_number))  # type: ignore
    except (AttributeError, TypeError, ValueError, RuntimeError):
        return None


@cache
def _regex_maker() -> Any:
    """What makes a pattern of regex from its parts: pickle asks for it in this way."""
    return copyreg.dispatch_table[regex.Pattern](regex.compile("."))[0]
