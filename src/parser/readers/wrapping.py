"""Text with hard line ends, as it is pasted from a PDF: lines are full to a fixed width and go on in the next one.

Width is counted in half-width columns: a Chinese character takes two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from ...lexicon import document_words
from ...lexicon.dates import parse_date
from ...lexicon.width import fold_width
from ...patterns import lazy_regex
from ...records import dataclass
from ..numbering import read_label
from ..responsibility import opens_with_label

_NARROWEST, _WIDEST = 36, 160
"""Columns. A line of official text holds 28 characters; a narrower column is no body text."""
_SLACK = 6
"""Columns by which a full line falls short: a closing mark, a figure or a word that had to go down together."""
_FEWEST, _SHARE, _LONGER = 6, 0.35, 0.02
_ENDS = "。；！？：.;!?:"
_DOCUMENT_WORDS = document_words()
_SIGNERS = 4
_STOPS = lazy_regex(r"[,，。;；:]")
_OWN_LINE = lazy_regex(r"\s*(?:附\s*件\s*\d{0,2}\s*(?::|$)|抄\s*送|主\s*送|\(此件)")


def columns_of(text: str) -> int:
    """Width of a text in half-width columns."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was broken: `width` of a full line, `margin` before it, whether first lines are `indented`."""

    width: int
    margin: int
    indented: bool

    def joins(self, line: str, following: str, later: Sequence[str] = ()) -> bool:
        """Whether `following` is the same paragraph as `line`: the line is full, and nothing new begins after it.

        `later` are the lines below `following`: names above a date are a signature, although it is not indented.
        """
        text = line.rstrip()
        if (text[-1:] in _ENDS or opens_with_label(line)) and _signs(following, later):
            return False
        if columns_of(text) < self.width - _SLACK or _indent(following) > self.margin + 1:
            return False
        if _ends_title(text) or opens_with_label(following) or _OWN_LINE.match(fold_width(following)):
            return False
        return read_label(following) is None or (self.indented and text[-1] not in _ENDS)


def _signs(line: str, later: Sequence[str]) -> bool:
    """Whether `line` is a name above a date, other names between."""
    for following in later[:_SIGNERS]:
        if _STOPS.search(fold_width(line)) or not line.strip():
            return False
        if parse_date(following.strip()) is not None:
            return True
        line = following
    return False


def _ends_title(line: str) -> bool:
    """A title whose last line is full: 关于…的通知, not within a sentence and not within 《》."""
    bare = fold_width(line)
    titled = "关于" in bare and bare.endswith(_DOCUMENT_WORDS)
    return titled and bare.count("《") == bare.count("》") and not _STOPS.search(bare)


def find_wrap(lines: Sequence[str]) -> Wrap | None:
    """How the lines were broken, None where each is a paragraph of its own."""
    width = _width(lines)
    if width is None:
        return None
    full = Counter(_indent(line) for line in lines if columns_of(line.rstrip()) >= width - _SLACK)
    margin = min(indent for indent, count in full.items() if count * 4 >= full.total())
    labelled = [_indent(line) > margin + 1 for line in lines if read_label(line) is not None]
    return Wrap(width, margin, bool(labelled) and sum(labelled) * 2 > len(labelled))


def _width(lines: Sequence[str]) -> int | None:
    """The right edge at which many lines end and which hardly any passes."""
    widths = Counter(columns_of(line.rstrip()) for line in lines)
    long = sum(count for width, count in widths.items() if width >= _NARROWEST)
    best, most = None, 0
    for width in range(_NARROWEST, _WIDEST + 1):
        inside = sum(widths[width - short] for short in range(_SLACK + 1))
        beyond = sum(count for wide, count in widths.items() if wide > width)
        if inside > most and beyond <= _LONGER * len(lines):
            best, most = width, inside
    return best if most >= max(_FEWEST, _SHARE * len(lines), 0.5 * long) else None


def _indent(line: str) -> int:
    return columns_of(line[: len(line) - len(line.lstrip())])
