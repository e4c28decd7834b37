"""Patterns that are compiled when they are first used, and kept compiled for the processes to come.

Compiling its three hundred patterns takes hedui longer than reading a notice of ten pages, and no notice needs all of
them. What `lazy_re` and `lazy_regex` return has every attribute of a compiled pattern; it is none for `isinstance`.
"""

from __future__ import annotations

import copyreg
import re
from array import array
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import regex

from .kept import recall, want

_ENGINES = {re: "re", regex: f"regex {regex.__version__}"}

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
        key = (_ENGINES[self._engine], self.pattern, str(int(self._flags)))
        plain = recall(key)
        if plain is None:
            want(key, partial(_plain, self))
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


def escaped(word: str) -> str:
    """`re.escape`, without its cost for words of letters and figures, which need none."""
    return word if word.isalnum() else re.escape(word)


def compile_all() -> None:
    """Compile every pattern that is still waiting: for a process that others are forked from."""
    for lazy in _made:
        lazy.compiled()


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
