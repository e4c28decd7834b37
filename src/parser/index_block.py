"""The index block of websites (索引号, 发文字号, 成文日期 ...): label -> value, however it is laid out.

A table with the value beside or below its label, a line for each pair, several pairs in a line, label and value on
alternate lines, the whole block printed twice: the first value that says something counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..lexicon import index_labels
from ..lexicon.width import squeeze
from ..model import Quote
from ..patterns import escaped, lazy_regex
from ..records import dataclass
from .document import Document, Table
from .flow import Para
from .grid import cell_quote

_LABELS = "|".join(sorted(map(escaped, index_labels()), key=len, reverse=True))
_PAIR = lazy_regex(rf"(?P<label>{_LABELS}):")
_SILENT = frozenset({"", "无", "--", "-", "—", "——", "/", "暂无", "空"})
_SEARCHED_LINES = 40
_FEWEST = 2
"""Labels that make a table an index block."""


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

    def value(self, *labels: str) -> str | None:
        """The value of the first of these labels that has one."""
        return next((self._values[label] for label in labels if label in self._values), None)

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
        """Read the pairs among the first lines of a notice."""
        front = paras[:_SEARCHED_LINES]
        for number, para in enumerate(front):
            printed = _Printed(para.quote)
            following = front[number + 1] if number + 1 < len(front) else None
            if (label := _bare_label(printed.text)) is not None:
                self.lines.add(para.index)
                value = _Printed(following.quote) if following is not None else None
                if following is None or value is None or _bare_label(value.text) or _PAIR.match(squeeze(value.text)):
                    continue
                self.take([(label, value)])
                self.lines.add(following.index)
            elif self.take(_line_pairs(printed)):
                self.lines.add(para.index)


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


def _bare_label(text: str) -> str | None:
    """A line or cell that is nothing but a label, with or without its colon."""
    label = squeeze(text).removesuffix(":")
    return label if label in index_labels() else None


def _line_pairs(printed: _Printed) -> Iterator[tuple[str, _Printed | None]]:
    """The pairs of a line that begins with a label: 索引号:1234 发文日期:2024年4月12日."""
    folded = squeeze(printed.text)
    if _PAIR.match(folded) is None:
        return
    found = list(_PAIR.finditer(folded))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(folded)
        yield match["label"], printed.cut(match.end(), end)


def _table_pairs(texts: dict[tuple[int, int], _Printed]) -> Iterator[tuple[str, _Printed | None]]:
    """Pairs of a table by the places of its cells: both in one cell, the value on the right, or the value below."""
    places = sorted(texts)
    for number, (row, column) in enumerate(places):
        printed = texts[row, column]
        if (label := _bare_label(printed.text)) is None:
            yield from _line_pairs(printed)
            continue
        right = places[number + 1] if number + 1 < len(places) else None
        beside = texts[right] if right is not None and right[0] == row else None
        if beside is not None and _bare_label(beside.text) is None:
            yield label, beside
        else:
            below = texts.get((row + 1, column))
            yield label, below if below is not None and _bare_label(below.text) is None else None
