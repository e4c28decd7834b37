"""Patterns that are compiled when they are first used.

Compiling its three hundred patterns takes hedui longer than reading a notice of ten pages, and no notice needs all of
them. What these functions return has every attribute of a compiled pattern; it is none for `isinstance`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import regex


class LazyPattern:
    """Compiles at the first use of any attribute but `pattern`; each attribute is looked up once."""

    def __init__(self, engine: Any, pattern: str, flags: int) -> None:
        self._engine, self._flags = engine, flags
        self._compiled: Any = None
        self.pattern = pattern

    def compiled(self) -> Any:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = self._engine.compile(self.pattern, self._flags)
        return self._compiled

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
