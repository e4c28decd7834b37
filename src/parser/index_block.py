"""The index block of websites (索引号, 发文字号, 成文日期 ...): label -> value, however it is laid out.

A table with the value beside or below its label, a line for each pair, several pairs in a line, label and value on
alternate lines, the whole block printed twice: the first value that says something counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..lexicon import index_kinds
from ..lexicon.width import squeeze
from ..model import Quote
from ..patterns import lazy_regex
from ..records import dataclass
from .document import Document, Table
from .flow import Para
from .grid import cell_quote
from .index_lines import bare_label, index_pairs
from .numbering import read_label

_SILENT = frozenset({"", "无", "--", "-", "—", "——", "/", "暂无", "空"})
_FEWEST = 2
"""Labels that make a table an index block."""
_SUMMARIES = ("概述", "概要", "摘要")
_TITLE = lazy_regex(r"关于.{2,90}(?:通知|意见|方案|决定|办法|措施)$")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A label with its value: as printed but without white space, and where it stands."""

    label: str
    value: str
    quote: Quote


class IndexBlock:
    """Values by label. `lines` are the indexes of the paragraphs they were read from.

    `entries` are all values that say something, in order, a label that is printed twice included.
    """

    def __init__(self) -> None:
        self.lines: set[int] = set()
        self.entries: list[IndexEntry] = []
        self._values: dict[str, str] = {}

    def value(self, *kinds: str, fits: Callable[[str], bool] = bool) -> str | None:
        """The first value of these kinds that fits, in the order of the table of labels."""
        labels = (label for kind in kinds for label, own in index_kinds().items() if own == kind)
        values = (self._values[label] for label in labels if label in self._values)
        return next((value for value in values if fits(value)), None)

    def take(self, pairs: Iterable[tuple[str, _Printed | None]]) -> int:
        """Note the pairs, the first value of each label; the number of pairs."""
        count = 0
        for label, value in pairs:
            count += 1
            if value is not None and value.text not in _SILENT:
                self._values.setdefault(label, value.text)
                self.entries.append(IndexEntry(label, value.text, value.quote))
        return count

    def take_table(self, document: Document, table: Table) -> bool:
        """Read a table as an index block; False where it is none."""
        quotes = ((cell, cell_quote(document, cell)) for cell in table.cells)
        texts = {(cell.row, cell.column): _Printed(quote) for cell, quote in quotes if quote is not None}
        pairs = list(_table_pairs(texts))
        if len(pairs) < _FEWEST:
            return False
        self.take(pairs)
        return True

    def take_lines(self, paras: Sequence[Para]) -> None:
        """Read the pairs among these lines."""
        before = -1
        for number, para in enumerate(paras):
            if para.index in self.lines:
                before = number
                continue
            following = paras[number + 1] if number + 1 < len(paras) else None
            amid = number > 0 and before == number - 1
            if (label := bare_label(para.text)) is not None:
                self._take_bare(label, para, following)
            elif self.take(_line_pairs(_Printed(para.quote), para.text, amid=amid)):
                self.lines.add(para.index)
            before = number if para.index in self.lines else before

    def _take_bare(self, label: str, para: Para, following: Para | None) -> None:
        """A label alone on its line: its value is the next line, where that can be one."""
        self.lines.add(para.index)
        if following is None or bare_label(following.text) is not None or index_pairs(following.text):
            return
        if _may_be_value(label, squeeze(following.text)):
            self.take([(label, _Printed(following.quote))])
            self.lines.add(following.index)


def _may_be_value(label: str, text: str) -> bool:
    """Whether a line can be the value of the bare label above it, and not the title, the addressees or the text."""
    kind = index_kinds()[label]
    if kind in ("tool", "text") or text.endswith(":"):
        return False
    if kind == "other" and (read_label(text) is not None or ("。" in text and not label.endswith(_SUMMARIES))):
        return False
    return kind == "title" or _TITLE.search(text) is None


class _Printed:
    """A quote without its white space: as long as the squeezed text, and as printed."""

    def __init__(self, quote: Quote) -> None:
        self._places = [place for place, char in enumerate(quote.text) if not char.isspace()]
        self.quote = quote
        self.text = "".join(quote.text.split())

    def cut(self, start: int, end: int) -> _Printed | None:
        """From `start` to `end` of the text; None where nothing lies between."""
        if start >= end:
            return None
        return _Printed(self.quote.cut(self._places[start], self._places[end - 1] + 1))


def _line_pairs(printed: _Printed, text: str, *, amid: bool = False) -> Iterator[tuple[str, _Printed | None]]:
    """The pairs of a line that begins with a label: 索引号:1234 发文日期:2024年4月12日."""
    for pair in index_pairs(text, amid):
        yield pair.label, printed.cut(pair.start, pair.end)


def _table_pairs(texts: dict[tuple[int, int], _Printed]) -> Iterator[tuple[str, _Printed | None]]:
    """Pairs of a table by the places of its cells: both in one cell, the value on the right, or the value below."""
    places = sorted(place for place, printed in texts.items() if squeeze(printed.text) != ":")
    for number, (row, column) in enumerate(places):
        printed = texts[row, column]
        if (label := bare_label(printed.text)) is None:
            yield from _line_pairs(printed, printed.quote.text)
            continue
        right = places[number + 1] if number + 1 < len(places) else None
        beside = texts[right] if right is not None and right[0] == row else None
        if beside is not None and bare_label(beside.text) is None:
            yield label, beside
        else:
            below = texts.get((row + 1, column))
            yield label, below if below is not None and bare_label(below.text) is None else None
