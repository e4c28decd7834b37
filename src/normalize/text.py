"""The comparison view of a text: width, case, white space and punctuation folded away, with a map back to the source.

The source text is never rewritten. `fold(text).key` is what is compared; `offsets[i]` is where key character i stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from ..lexicon import header_words
from ..lexicon.width import fold_width
from ..model import Quote
from ..patterns import escaped, lazy_regex
from ..records import dataclass

_KEPT_MARKS = lazy_regex(r"(?<=\d)[.:/\-~](?=\d)|%|‰|℃|\+(?=\d)|(?<=\d)\+")
_DROPPED = lazy_regex(r"[\p{P}\p{Z}\p{C}\p{Sk}\s<>=|~^`$+]")
_STOP = lazy_regex(
    r"[。！？；!?;\n\r]+[”’」』）)】]*|(?<=[^\d\sA-Za-z])\.(?=\s|$)|(?<=\S)\s*(?=[①-⑳])|(?<=\p{Han})\s+(?=\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
)
_FIGURES = lazy_regex(r"\d{1,2}[.．]\d")
_NUMBERED = lazy_regex(r"\s*(?P<number>\d{1,2})(?:[.．](?P<glued>(?=\d))|[.．、])")
_ENUMERATOR = lazy_regex(
    r"\s*(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}\s*[.．、](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,2}(?:是(?!否)|要)|——"
    r"|\d{1,2}\s*[）)]|(?:首先|其次|再次|再者|此外|另外|最后|第[一二三四五六七八九十]{1,2})\s*[，,：:])\s*"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`key[i]` is the folded form of `text[offsets[i]]`; the two have equal length."""

    key: str
    offsets: tuple[int, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Range in the folded text's source of key[start:end]; empty ranges point between two characters."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=65536)
def fold(text: str) -> Folded:
    """Fold `text` for comparison. Decimal points, dashes between digits and % stay: they change figures."""
    folded = fold_width(text).lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in fold_width(text))
    left_out = {match.start() for match in _DROPPED.finditer(folded)}
    left_out.difference_update(match.start() for match in _KEPT_MARKS.finditer(folded))
    if not left_out:
        return Folded(folded, tuple(range(len(folded))))
    offsets = tuple([i for i in range(len(folded)) if i not in left_out])
    return Folded("".join([folded[i] for i in offsets]), offsets)


@cache
def _column_label() -> regex.Pattern[str]:
    """整改措施：, 主要内容：: what stands as header word over a column may stand as label in the running text."""
    words = (word for word, role in header_words().items() if role in ("task", "measure") and len(word) >= 4)
    made = "[\u4e00-\u9fff]{2,4}(?:内容|要求|措施|举措|标准|目标|任务|做法)"
    return lazy_regex(rf"\s*(?:{'|'.join(map(escaped, words))}|{made})\s*[:：]\s*")


def key_of(text: str) -> str:
    return fold(text).key


def sentences(quote: Quote) -> list[Quote]:
    """Sentences of a quote with their stops; enumerators (1. 一是) and labels (整改措施：) at their start left off."""
    return [quote.cut(start, end) for start, end in _sentences(quote.text)]


def _glued_enumerators(text: str, starts: Sequence[int]) -> dict[int, int]:
    """The numbers of sentences that begin with a figure, and their lengths: 3.… 4.2021年6月底前…; 1.12个… 2.100家….

    They count on from sentence to sentence; 1.5万亩 does not.
    """
    if _FIGURES.search(text) is None:
        return {}
    numbers = [(start, match) for start in starts if (match := _NUMBERED.match(text, start))]
    following = {int(match["number"]) for _, match in numbers}
    return {
        start: match.end() - start
        for start, match in numbers
        if match["glued"] is not None and {int(match["number"]) - 1, int(match["number"]) + 1} & following
    }


@lru_cache(maxsize=4096)  # matching and several rules take the same texts apart
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found, start = [], 0
    stops = [match.end() for match in _STOP.finditer(text)]
    glued = _glued_enumerators(text, [0, *stops])
    for end in [*stops, len(text)]:
        piece = text[start:end]
        if fold(piece).key:
            lead = _ENUMERATOR.match(piece)
            skip = lead.end() if lead and fold(piece[lead.end() :]).key else glued.get(start, 0)
            named = _column_label().match(piece, skip)
            skip = named.end() if named and fold(piece[named.end() :]).key else skip
            blank = len(piece[skip:]) - len(piece[skip:].lstrip())
            found.append((start + skip + blank, start + len(piece.rstrip())))
        start = end
    return tuple(found)
