"""Characters of one line in the order in which they are seen.

Office programs draw a sign that the font of a line does not have after the rest of the line: 办理一网通办事项 “”, whose
quotation marks belong around 一网通办. Positions tell; where prints lie over one another nothing is moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ...patterns import lazy_re
from .sheet import Glyph

_OTHER = r"[^\x00-\x7f\u3001-\u9fff\uff00-\uffef\r\n\ufffe]"
"""Neither Chinese nor ASCII: the signs that fonts lack."""
_JUMP = lazy_re(
    r"[^\x00-\x1f!-\x7f\u3001-\u9fff\uff00-\uffef\ufffe](?:(?<=[^\s\ufffe][^ ])"
    r"|(?<=[^\x00-\x7f\ufffe] )(?=[^\x00-\x7f\ufffe])|(?<=[\x00-\x08\x0e-\x1b!-\x7f] [^ ]))"
)
"""Such a sign, also behind a space that follows ASCII, or a space between two prints of which neither is ASCII.

Large ranges cost most when a pattern is compiled, so there is but one.
"""
_WORD = lazy_re(rf"{_OTHER}|(?:(?!{_OTHER})[^ ])+")
_BACK = 1.0
"""Points by which a print goes back at least."""
_OVERLAP = 0.35
"""Widths of a character by which two prints may reach into one another."""
_LEVEL = 0.2
"""Widths of a character by which baselines of one line may differ."""
_BREAK = lazy_re(r"(?<=\S)[\r\n ]*\n[\r\n ]*(?=\S)")
_DENSE = 5
"""Lines of so few characters may be torn apart."""
_TOUCHING = 0.2
"""Widths of a character below which there is no space between two."""
_SPACE = 0.12
"""Widths of a character that make a space."""
GlyphOf = Callable[[int], Glyph]
LeftsOf = Callable[[Sequence[int]], list[float]]
"""Where characters begin."""


def seen_order(text: str, glyph: GlyphOf, lefts: LeftsOf) -> list[int] | None:
    """For each character as it is seen, its index in `text`; None where nothing has to be moved."""
    whole = _unbroken(text, glyph) if text.count("\n") * _DENSE > len(text) else None
    if whole is None:
        return _reordered(text, glyph, lefts)
    order = _reordered(
        "".join([text[index] for index in whole]),
        lambda index: glyph(whole[index]),
        lambda indices: lefts([whole[index] for index in indices]),
    )
    return whole if order is None else [whole[index] for index in order]


def _unbroken(text: str, glyph: GlyphOf) -> list[int] | None:
    """The text without the line ends between characters that stand side by side.

    pdfium sets them where it takes the page for vertical writing, as one of narrow columns.
    """
    order: list[int] = []
    done = 0
    for gap in _BREAK.finditer(text):
        before, after = glyph(gap.start() - 1), glyph(gap.end())
        width = _width(before, after)
        apart = after.left - before.right
        if abs(after.base - before.base) > _LEVEL * width or not -_OVERLAP * width < apart < width:
            continue
        order.extend(range(done, gap.start()))
        space = text.find(" ", *gap.span())
        if apart > _TOUCHING * width and space >= 0:
            order.append(space)
        elif apart > _TOUCHING * width:
            order.extend(range(*gap.span()))
        done = gap.end()
    if not done:
        return None
    order.extend(range(done, len(text)))
    return order


def _reordered(text: str, glyph: GlyphOf, lefts: LeftsOf) -> list[int] | None:
    moved: dict[int, tuple[int, list[int]]] = {}
    jumps = list(_jumps(text))
    found = lefts([stop - 1 for stop, _ in jumps] + [again for _, again in jumps])
    for (stop, again), before, after in zip(jumps, found, found[len(jumps) :], strict=False):
        if after < before - _BACK and _is_level(glyph(stop - 1), glyph(again)):
            start, end = _level_around(text, *_line_around(text, stop), again, glyph)
            if start not in moved and (order := _ordered(text, start, end, glyph)) is not None:
                moved[start] = end, order
    if not moved:
        return None
    return list(_with_lines(moved, len(text)))


def _jumps(text: str) -> Iterator[tuple[int, int]]:
    """Where a print may jump back: before signs that fonts lack, and at a space between two Chinese characters.

    Gives the ends of what stands between: the end of the one print and the start of the other.
    """
    for found in _JUMP.finditer(text, 1):
        at = found.start()
        if text[at] == " ":
            yield at, at + 1
        else:
            yield at - (text[at - 1] == " "), at


def _with_lines(moved: dict[int, tuple[int, list[int]]], length: int) -> Iterator[int]:
    done = 0
    for start, (end, order) in sorted(moved.items()):
        yield from range(done, start)
        yield from order
        done = end
    yield from range(done, length)


def _line_around(text: str, index: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, index) for mark in "\r\n\ufffe") + 1
    ends = (text.find(mark, index) for mark in "\r\n\ufffe")
    return start, min((end for end in ends if end >= 0), default=len(text))


def _level_around(text: str, start: int, end: int, at: int, glyph: GlyphOf) -> tuple[int, int]:
    """The words around `at` that stand on its baseline: pdfium may take the beginning of the next line along."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    middle = next(n for n, (_, high) in enumerate(words) if high > at)
    here = glyph(at)
    first, last = middle, middle
    while first and _is_level(glyph(words[first - 1][0]), here):
        first -= 1
    while last + 1 < len(words) and _is_level(glyph(words[last + 1][0]), here):
        last += 1
    whole = first == 0 and last + 1 == len(words)
    return (start, end) if whole else (words[first][0], words[last][1])


def _is_level(one: Glyph, two: Glyph) -> bool:
    return abs(one.base - two.base) <= _LEVEL * _width(one, two)


def _ordered(text: str, start: int, end: int, glyph: GlyphOf) -> list[int] | None:
    """The line from left to right; None where its words lie over one another or at different heights."""
    words = [(glyph(m.start()), glyph(m.end() - 1), m.span()) for m in _WORD.finditer(text, start, end)]
    words.sort(key=lambda word: word[0].left)
    spaces = iter([index for index in range(start, end) if text[index] == " "])
    order: list[int] = list(range(*words[0][2]))
    for (_, last, _), (first, _, span) in pairwise(words):
        width = _width(last, first)
        if first.left < last.right - _OVERLAP * width or not _is_level(last, first):
            return None
        if first.left - last.right > _SPACE * width and (space := next(spaces, None)) is not None:
            order.append(space)
        order.extend(range(*span))
    return order


def _width(one: Glyph, two: Glyph) -> float:
    return max(one.right - one.left, two.right - two.left)
