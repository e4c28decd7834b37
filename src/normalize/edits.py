"""Differences between two matched texts, by character, shown as words a reader would mark.

解疑释惑 against 答疑解惑 is one edit, not four. Edits carry offsets into both sources. Punctuation, width and spacing
never make an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Literal

from rapidfuzz.distance import Levenshtein

from ..lexicon.tables import read_rows
from ..model import Quote
from ..patterns import lazy_regex
from ..records import dataclass
from .alignment import Link
from .match import Sentence

EditKind = Literal["words", "figure", "obligation"]
"""A figure differs (another number, date, percentage), a word of obligation does (应当, 不得), or other words do."""

_JOIN_GAP = 2
_PHRASE = 4
"""Characters of the usual phrase."""
_FIGURE = lazy_regex(r"\d[\d.,:/\-]*[%‰℃]?|[%‰]")
_CONTEXT = 8
"""The most characters around a change that a message shows."""
_COUNTED = lazy_regex(
    r"[百千万亿]{0,2}(?:个百分点|个工作日|工作日|个月|平方公里|平方米|微克|立方米|公里|公顷|千米|分钟|小时|人次|人份|户次|车次"
    r"|(?![以的及和至到与])\p{Han})?"
)
"""What stands behind a figure and says what it counts: 万平方米, 个工作日, 户."""
_HAN_DIGITS = frozenset("〇零一二三四五六七八九十百千万亿两半")
_HAN_FIGURE = lazy_regex(rf"[{''.join(sorted(_HAN_DIGITS))}]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """One changed place: the words on each side ("" where one side has nothing), and where they stand."""

    body: str
    table: str
    body_quote: Quote
    table_quote: Quote
    kind: EditKind
    shown: tuple[str, str]
    """What a message shows: a figure with what it counts, a single character with its neighbours."""


def edits_of(link: Link) -> list[Edit]:
    """Edits between the two sides of a link, in order."""
    ours, theirs = _Joined(link.body), _Joined(link.table)
    found = []
    for low_a, high_a, low_b, high_b in _merged(ours.key, theirs.key):
        words = not _holds_figure(ours.key[low_a:high_a], theirs.key[low_b:high_b])
        if words and high_a - low_a == high_b - low_b == _PHRASE - 1 and ours.last_before_mark(high_a, theirs, high_b):
            # 解疑释|惑 against 答疑解|惑: the one character left before a mark belongs to the word.
            high_a, high_b = high_a + 1, high_b + 1
        body, table = ours.quote(low_a, high_a), theirs.quote(low_b, high_b)
        kind = _kind(ours.key, theirs.key, (low_a, high_a), (low_b, high_b))
        bare = _shown(body), _shown(table)
        shown = _in_context(ours, (low_a, high_a), theirs, (low_b, high_b), kind, bare)
        found.append(Edit(*bare, body, table, kind, shown))
    return found


def _in_context(
    ours: _Joined, own: tuple[int, int], theirs: _Joined, other: tuple[int, int], kind: EditKind, bare: tuple[str, str]
) -> tuple[str, str]:
    """60个 and 80个 for 60 and 80; 不少于 and 不低于 for 少 and 低. Never over a mark."""
    if kind == "figure":
        counted = _COUNTED.match(ours.behind(own[1]))
        same = counted is not None and theirs.behind(other[1]).startswith(counted[0])
        return (bare[0] + counted[0], bare[1] + counted[0]) if counted and same else bare
    if max(map(len, bare)) > 1:
        return bare
    reach = 1 if all(bare) else 2
    wide = [
        side.before(low)[-reach:] + text + side.behind(high)[:1]
        for side, (low, high), text in ((ours, own, bare[0]), (theirs, other, bare[1]))
    ]
    return (wide[0], wide[1]) if all(len(text) > 1 for text in wide) else bare


def _kind(a: str, b: str, ours: tuple[int, int], theirs: tuple[int, int]) -> EditKind:
    if _is_figure(a[slice(*ours)], b[slice(*theirs)]):
        return "figure"
    return "words" if _obligations(a, *ours) == _obligations(b, *theirs) else "obligation"


def _obligations(key: str, low: int, high: int) -> list[str]:
    """Words of obligation that a changed range holds or cuts."""
    if low >= high:
        return []
    longest = max(map(len, obligation_words())) - 1
    start, text = max(low - longest, 0), key[max(low - longest, 0) : high + longest]
    return [
        word
        for word in obligation_words()
        for at in _places(word, text)
        if start + at < high and start + at + len(word) > low
    ]


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@cache
def obligation_words() -> tuple[str, ...]:
    """应当, 可以, 不得 ...: words that say whether something must be done."""
    return tuple(row["word"] for row in read_rows("hedui.normalize.data", "obligation_words.csv"))


def _shown(quote: Quote) -> str:
    return "".join(quote.text.split()).strip("，,。；;、")


class _Joined:
    """The sentences of one side as one key, with the way back to the quotes."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._source = sentences[0].quote.source
        self.key = "".join(s.key for s in sentences)

    @cached_property
    def _origins(self) -> list[int]:
        """Where each character of the key stands in the source; most sides have no edit, and are not asked."""
        from .text import fold

        origins: list[int] = []
        for quote in (sentence.quote for sentence in self._sentences):
            places = [at for low, high in quote.ranges for at in range(low, high)]
            origins += [places[offset] for offset in fold(quote.text).offsets]
        return origins

    def last_before_mark(self, at: int, other: _Joined, other_at: int) -> bool:
        """Whether the same character stands at both places, and is the last before a mark or the end."""
        if self.key[at : at + 1] != other.key[other_at : other_at + 1]:
            return False
        return self._ends_at(at) and other._ends_at(other_at)

    def _ends_at(self, at: int) -> bool:
        if at >= len(self.key):
            return False
        return at + 1 == len(self.key) or self._origins[at + 1] - self._origins[at] > 1

    def behind(self, at: int) -> str:
        """The characters from `at` on, up to the next mark."""
        end = at
        while end < min(len(self.key), at + _CONTEXT) and (end == 0 or self._follows(end)):
            end += 1
        return self.key[at:end]

    def before(self, at: int) -> str:
        """The characters before `at`, back to the last mark."""
        start = at
        while start > max(0, at - _CONTEXT) and (start == len(self.key) or self._follows(start)):
            start -= 1
        return self.key[start:at]

    def _follows(self, at: int) -> bool:
        """Whether nothing but white space stands between a character of the key and the one before it."""
        low, high = self._origins[at - 1] + 1, self._origins[at]
        return low <= high and not self._source.text[low:high].strip()

    def quote(self, low: int, high: int) -> Quote:
        """The source text of key[low:high]; an empty range gives an empty quote at its place."""
        if low >= high:
            at = self._origins[low] if low < len(self._origins) else self._origins[-1] + 1
            return Quote(self._source, ((at, at),))
        ranges: list[tuple[int, int]] = []
        for origin in self._origins[low:high]:
            if ranges and 0 <= origin - ranges[-1][1] <= 2:
                ranges[-1] = (ranges[-1][0], origin + 1)
            else:
                ranges.append((origin, origin + 1))
        return Quote(self._source, tuple(ranges))


def _merged(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Changed ranges of the two keys; neighbours joined, figures taken whole and apart from words."""
    merged: list[list[int]] = []
    figures = False
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        low_a, high_a, low_b, high_b = _whole_figures(a, b, op.src_start, op.src_end, op.dest_start, op.dest_end)
        last = merged[-1] if merged else None
        before, figures = figures, _holds_figure(a[low_a:high_a], b[low_b:high_b])
        near = last is not None and low_a - last[1] <= _JOIN_GAP and low_b - last[3] <= _JOIN_GAP
        touching = last is not None and low_a <= last[1] and low_b <= last[3]
        if last and near and (figures == before or touching):
            last[1], last[3] = max(last[1], high_a), max(last[3], high_b)
        else:
            merged.append([low_a, high_a, low_b, high_b])
    return [(m[0], m[1], m[2], m[3]) for m in merged]


def _holds_figure(a: str, b: str) -> bool:
    return bool(_FIGURE.search(a) or _FIGURE.search(b) or (_HAN_FIGURE.fullmatch(a) and _HAN_FIGURE.fullmatch(b)))


def _whole_figures(a: str, b: str, low_a: int, high_a: int, low_b: int, high_b: int) -> tuple[int, int, int, int]:
    """Grow a change that cuts a figure so that it holds the whole figure on both sides."""
    if (low_a == high_a or low_b == high_b) and _only_han_figures(a[low_a:high_a], b[low_b:high_b]):
        return _whole_han_figures(a, b, low_a, high_a, low_b, high_b)

    def touches(text: str, low: int, high: int) -> bool:
        return any(char.isdigit() or char in "%." for char in text[low:high])

    if not (touches(a, low_a, high_a) or touches(b, low_b, high_b)):
        return low_a, high_a, low_b, high_b
    while low_a and low_b and a[low_a - 1] == b[low_b - 1] and (a[low_a - 1].isdigit() or a[low_a - 1] in ".,"):
        low_a, low_b = low_a - 1, low_b - 1
    while high_a < len(a) and high_b < len(b) and a[high_a] == b[high_b] and (a[high_a].isdigit() or a[high_a] in ".%"):
        high_a, high_b = high_a + 1, high_b + 1
    return low_a, high_a, low_b, high_b


def _only_han_figures(a: str, b: str) -> bool:
    return all(char in _HAN_DIGITS for char in a + b)


def _whole_han_figures(a: str, b: str, low_a: int, high_a: int, low_b: int, high_b: int) -> tuple[int, int, int, int]:
    """三十五 against 三十: the change grows over the numerals around it. 统一 against 统 holds no second figure."""
    while low_a and low_b and a[low_a - 1] == b[low_b - 1] and a[low_a - 1] in _HAN_DIGITS:
        low_a, low_b = low_a - 1, low_b - 1
    while high_a < len(a) and high_b < len(b) and a[high_a] == b[high_b] and a[high_a] in _HAN_DIGITS:
        high_a, high_b = high_a + 1, high_b + 1
    return low_a, high_a, low_b, high_b


def _is_figure(a: str, b: str) -> bool:
    """Both sides hold figures, and the figures differ; or a bare figure stands on one side only."""
    ours, theirs = _FIGURE.findall(a), _FIGURE.findall(b)
    if not a or not b:
        return _FIGURE.fullmatch(a + b) is not None  # 亿元, 10亿元
    if ours or theirs:
        return bool(ours) and bool(theirs) and ours != theirs
    return bool(a and b and _HAN_FIGURE.fullmatch(a) and _HAN_FIGURE.fullmatch(b))
