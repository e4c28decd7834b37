"""The accounting of a part: each character that is not white space gets exactly one role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import get_args

from ..model import Quote, Range, SourceText, Span, TextRole
from ..patterns import lazy_re

ROLES: tuple[TextRole, ...] = get_args(TextRole)
_SPACE = lazy_re(r"\s")
_UNCLAIMED = re.compile(b"\0+")


class Claims:
    """Roles of one part's characters. The first claim on a character wins; nothing is counted twice."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._roles = bytearray(len(source.text))

    def claim(self, role: TextRole, quote: Quote | None) -> None:
        if quote is not None:
            self.claim_ranges(role, quote.ranges)

    def claim_ranges(self, role: TextRole, ranges: Iterable[Range]) -> None:
        code, roles = bytes((ROLES.index(role) + 1,)), self._roles
        for start, end in ranges:
            free = bytes(max(end - start, 0))
            if roles[start:end] == free:  # nearly always
                roles[start:end] = code * len(free)
            else:
                roles[start:end] = roles[start:end].replace(b"\0", code)

    def role_at(self, offset: int) -> TextRole | None:
        code = self._roles[offset]
        return ROLES[code - 1] if code else None

    def counts(self) -> Counter[str]:
        """Characters that are not white space, by role; the unclaimed ones under "unaccounted"."""
        codes = Counter(self._roles)
        codes.subtract(Counter([self._roles[space.start()] for space in _SPACE.finditer(self._source.text)]))
        return Counter({ROLES[code - 1] if code else "unaccounted": count for code, count in codes.items() if count})

    def unaccounted(self) -> tuple[Span, ...]:
        """Runs of unclaimed text, white space at their ends left off."""
        runs = (run.span() for run in _UNCLAIMED.finditer(self._roles))
        printed = (run for run in runs if not self._source.text[slice(*run)].isspace())
        return tuple(span for run in printed for span in Quote(self._source, (run,)).strip().spans())
