"""Body lines -> paragraphs, by the geometry an office sets: first-line indents, full lines, centred and right lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from ...patterns import lazy_re
from ...records import dataclass
from .lines import Line, first_advance
from .median import median

_STOPS, _CLOSING = frozenset("。；;！？!?…"), "”’\"')）】」》"
"""How a sentence ends, and what may stand behind its stop."""
LABEL = lazy_re(
    r"[（(]?[一二三四五六七八九十百]{1,4}[、)）.．]|[（(]\d{1,3}[)）]|\d{1,3}(?:[.．](?!\d)|、)|[①-⑳]|第[一二三四五六七八九十百]{1,4}[条章节]"
)
"""How a numbered item begins."""
NEVER_FIRST = frozenset("，。、；：！？）》】〉」』”’％")
"""With what no paragraph begins."""
_ANNEX = lazy_re(r"附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[：:]?\s*$")
"""附件2 alone on its line."""
_FIELD = lazy_re(r"(?:[★☆●○◆◇■□▲△※·•➢►]\s?)?[\u4e00-\u9fff]{2,8}[：:]|【[\u4e00-\u9fff]{2,8}】")
"""责任单位：, 目标：. A line that begins so is seldom the rest of the line above."""
_ITEM = lazy_re(
    rf"(?:{LABEL.pattern}|\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}(?=\s?[\u4e00-\u9fff])(?!\s?[万亿千百元个亩吨公米台平户家人件倍年月日]))"
    r"(?![项款条目点])"
)
"""The number of an item, and neither (三)项, which a sentence cites, nor 1.3万亩."""
_PLAIN_ITEM = lazy_re(
    r"[一二三四五六七八九十]{1,2}[是要]|\d{1,2}\s(?=[\u4e00-\u9fff])(?!.[万亿千百元个亩吨公米台平户家人件倍年月日])"
)
"""What may begin an item behind the end of another: 二是, 2 健全机制."""
_CLOSED = ("）", ")", "〕", "】")
"""How annotations end: a number or a label behind them opens a paragraph of its own."""
_GOES_ON = lazy_re(r"[、，,和与及或至到第按照据－—-]$")
"""How a line ends whose sentence goes on with a number."""
_BRACKETS = lazy_re(r"[（(\[【〔）)\]】〕]")
_HEADING = lazy_re(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[\u4e00-\u9fff“《]")
_BRACKET_LINES = 4
_FEW = 6
_SEVERAL = 3
_FULL_LINES = 3
"""So many lines must reach the right margin for it to be measured; else it is as wide as the left one."""
_NARROW = 0.75
"""Share of the page width: where no line reaches further, all lines are short rather than the margin wide."""
_USUAL_MARGIN = 0.14
"""Side margin of an official page, as a share of its width (GB/T 9704: 28 of 210 mm)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of pages of one width: left and right margin, common font size and line pitch, in points."""

    left: float
    right: float
    size: float
    pitch: float
    indented: bool
    """Do paragraphs begin with an indent? Then a line that starts at the margin goes on from the line above."""
    inner: float | None = None
    """Line pitch within paragraphs, where more space parts them."""

    def holds(self, line: Line) -> bool:
        """Does the line stand between the margins?"""
        return line.left > self.left - 0.5 * self.size and line.right < self.right + self.size


@dataclass(slots=True)
class Block:
    """A paragraph in the making: its visual lines."""

    lines: list[Line] = field(default_factory=list)
    align: str | None = None
    complete: bool = True


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _STOPS


def measure(lines: Sequence[Line], width: float) -> Measure:
    """The text area that the body lines of pages of this width fill; few lines alone tell little about it."""
    size = median(line.size for line in lines)
    usual = [line for line in lines if abs(line.size - size) <= 0.1 * size] or list(lines)
    left, right = _left_margin([line.left for line in usual], size), -_margin([-line.right for line in usual])
    if len(usual) < _FEW or right < _NARROW * width:
        left, right = min(left, _USUAL_MARGIN * width), max(right, (1 - _USUAL_MARGIN) * width)
    elif sum(line.right > right - size and line.left < left + 3 * size for line in usual) < _FULL_LINES:
        right = max(right, width - left)
    gaps = [two.base - one.base for one, two in pairwise(usual) if one.page == two.page and two.base > one.base]
    pitch = median(gaps) if gaps else 1.5 * size
    starts = Counter(round((line.left - left) / size) for line in usual)
    return Measure(left, right, size, pitch, starts[2] * 12 >= len(usual), _inner_pitch(gaps))


def _inner_pitch(gaps: Sequence[float]) -> float | None:
    """The pitch within paragraphs, where there are enough of them that more space parts; None where all are alike."""
    if len(gaps) < 2 * _SEVERAL:
        return None
    inner = sorted(gaps)[_SEVERAL - 1]
    tight = sum(gap <= 1.06 * inner for gap in gaps)
    wide = sum(1.2 * inner <= gap <= 3.5 * inner for gap in gaps)
    return inner if tight >= _SEVERAL and wide >= _SEVERAL else None


def _margin(values: list[float]) -> float:
    """The smallest value that is not alone: one line that sticks out moves no margin."""
    ordered = sorted(values)
    return next((one for one, two in pairwise(ordered) if two - one <= 2.0), ordered[0])


def _left_margin(values: list[float], size: float) -> float:
    """One line that stands exactly an indent further out, as the addressees do, shows the margin all the same."""
    first, usual = min(values), _margin(values)
    return first if abs(usual - first - 2 * size) <= 0.2 * size else usual


def join_lines(lines: Iterable[Line], areas: Mapping[int, Measure]) -> list[Block]:
    """Paragraphs of consecutive body lines, also over a page end. `areas` is the text area of each page."""
    blocks: list[Block] = []
    for line in lines:
        area = areas[line.page]
        align = _align(line, area)
        last = blocks[-1] if blocks else None
        if last and _goes_on(last, line, align, area):
            last.lines.append(line)
        else:
            blocks.append(Block([line], align))
    for block, after in pairwise(blocks):
        end = block.lines[-1]
        block.complete = not _may_go_on(end, after.lines[0], areas[end.page])
    return blocks


def _align(line: Line, area: Measure) -> str | None:
    """How the line is set between the margins: center, right, or None."""
    before, after = line.left - area.left, area.right - line.right
    if before > 1.2 * area.size and abs(before - after) <= 0.8 * area.size and after > 1.2 * area.size:
        indented = abs(before - 2 * area.size) <= 0.4 * area.size and line.size <= 1.1 * area.size
        return None if indented else "center"
    if before > 0.4 * (area.right - area.left) and after < before:
        return "right"
    return None


def _goes_on(block: Block, line: Line, align: str | None, area: Measure) -> bool:
    """Does `line` continue the paragraph that `block` holds so far?"""
    last = block.lines[-1]
    if abs(line.size - last.size) > 0.15 * last.size or not _full(last, line, area, _slack(last, line, area)):
        return False
    if line.page == last.page and line.base - last.base > 1.6 * max(area.pitch, last.size):
        return False
    if block.align == "right" or _ANNEX.match(line.text):
        return False
    if block.align == "center" or align == "center":
        title = block.align == "center" or line.size > 1.15 * area.size  # a title whose first line is full
        return title and align is not None and not LABEL.match(line.text)
    if line.left - area.left > 0.8 * line.size:
        if area.indented and abs(line.left - area.left - 2 * line.size) <= 0.4 * line.size:
            return False
        opens = LABEL.match(line.text) or _FIELD.match(line.text)
        return not ends_sentence(last.text) and line.left <= last.left + 0.3 * line.size and not opens
    if area.inner is not None and line.page == last.page:
        return line.base - last.base <= 1.15 * area.inner
    if area.indented:
        return not _is_flush_heading(last, line, area)
    if _in_brackets(block):
        return True
    if _ITEM.match(line.text) and not _GOES_ON.search(last.text):
        return False
    closed = last.text.endswith(_CLOSED)
    if closed and (_FIELD.match(line.text) or _PLAIN_ITEM.match(line.text)):
        return False
    return not (ends_sentence(last.text) and (_PLAIN_ITEM.match(line.text) or _fresh(last, line, area)))


def _is_flush_heading(last: Line, line: Line, area: Measure) -> bool:
    """In a text with indents: a heading that stands at the margin all the same, behind a full last line."""
    apart = line.page != last.page or line.base - last.base > 1.15 * area.pitch
    ended = ends_sentence(last.text) or last.text.endswith(_CLOSED)
    return ended and apart and _HEADING.match(line.text) is not None and line.right < area.right - 2 * line.size


def _in_brackets(block: Block) -> bool:
    """Was a bracket opened in one of the last lines and not closed?"""
    depth = 0
    for mark in _BRACKETS.findall("".join([line.text for line in block.lines[-_BRACKET_LINES:]])):
        depth = depth + 1 if mark in "（([【〔" else max(0, depth - 1)
    return depth > 0


def _fresh(last: Line, line: Line, area: Measure) -> bool:
    """In a text without indents: does the line look like the start of a paragraph?"""
    spaced = line.page == last.page and line.base - last.base > 1.15 * area.pitch
    return spaced or bool(LABEL.match(line.text) or _FIELD.match(line.text))


def _full(last: Line, line: Line, area: Measure, slack: float = 0.5) -> bool:
    """Would the start of `line` not have fitted at the end of `last`, or never begin one? `slack` in characters."""
    if line.text[0] in NEVER_FIRST:
        return True
    return last.right + first_advance(line) > area.right - slack * last.size


def _slack(last: Line, line: Line, area: Measure) -> float:
    """Line-start rules may take several characters along; among indented paragraphs a line at the margin tells more."""
    at_margin = line.left - area.left <= 0.5 * line.size
    return 3.0 if area.indented and at_margin and not ends_sentence(last.text) else 0.5


def _may_go_on(last: Line, line: Line, area: Measure) -> bool:
    return last.page != line.page and not ends_sentence(last.text) and _full(last, line, area)
