"""The accounting of a part: each character that is not white space gets exactly one role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from ..model import Quote, Range, SourceText, Span, TextRole

ROLES: tuple[TextRole, ...] = get_args(TextRole)


class Claims:
    """Roles of one part's characters. The first claim on a character wins; nothing is counted twice."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._roles = bytearray(len(source.text))

    def claim(self, role: TextRole, quote: Quote | None) -> None:
        if quote is not None:
            self.claim_ranges(role, quote.ranges)

    def claim_ranges(self, role: TextRole, ranges: Iterable[Range]) -> None:
        code, roles = ROLES.index(role) + 1, self._roles
        for start, end in ranges:
            for offset in range(start, end):
                if not roles[offset]:
                    roles[offset] = code

    def role_at(self, offset: int) -> TextRole | None:
        code = self._roles[offset]
        return ROLES[code - 1] if code else None

    def counts(self) -> Counter[str]:
        """Characters that are not white space, by role; the unclaimed ones under "unaccounted"."""
        counter: Counter[str] = Counter()
        for char, code in zip(self._source.text, self._roles, strict=True):
            if not char.isspace():
                counter[ROLES[code - 1] if code else "unaccounted"] += 1
        return counter

    def unaccounted(self) -> tuple[Span, ...]:
        """Runs of unclaimed text, white space at their ends left off."""
        text, runs, start = self._source.text, [], None
        for offset in range(len(text) + 1):
            claimed = offset == len(text) or self._roles[offset]
            if not claimed and start is None:
                start = offset
            elif claimed and start is not None:
                runs.append((start, offset))
                start = None
        quotes = (Quote(self._source, (run,)).strip() for run in runs)
        return tuple(span for quote in quotes if quote for span in quote.spans())
