"""How a row of a breakdown table opens: its number, its label, its title, and the text of its measure behind them.

Knows where the number stands (in 序号, before the task, or both) and where a title ends that runs into its text.
"""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon.numerals import number_value
from ..model import Quote, join_quotes
from .cell_headings import colon
from .column_contents import line_heading
from .numbering import Label, read_label
from .table_body import GridRow, TableBody

_STOPS = "。.；;：: "
_LONGEST_RUN_IN = 42
"""The longest heading that runs in before the first 。 of a cell."""


class Opening(NamedTuple):
    """Number as compared, label as printed, and title of a row; what it does not print is None."""

    number: str | None
    label: Quote | None
    title: Quote | None


def read_opening(body: TableBody, row: GridRow) -> Opening:
    """Number, label and title that this physical row gives."""
    number, label = _number(body, row)
    title = body.first_quote(row, "task")
    if title is not None and body.columns("measure"):
        inner = read_label(title.text)
        if inner is not None:
            number, label = (number, label) if number else (inner.number, title.cut(0, inner.end).strip())
            title = title.cut(inner.end).strip()
        title = title.cut(0, len(title.text.rstrip(_STOPS))) or None
    elif title is not None:
        number, label, title = _run_in(body, title, number, label)
    return Opening(number, label, title or None)


def _number(body: TableBody, row: GridRow) -> tuple[str | None, Quote | None]:
    quote = body.first_quote(row, "number")
    if quote is None:
        return None, None
    label = read_label(quote.text.rstrip() + "、")
    text = quote.text.strip().strip("()（）.．、。 ")
    if label is not None and label.end >= len(quote.text.rstrip()):
        return label.number, quote
    if (inner := read_label(quote.text)) is not None:
        # 序号 holding a section name: 一 空气质量目标
        return inner.number, quote
    return text or None, quote


def _run_in(body: TableBody, text: Quote, number: str | None, label: Quote | None) -> Opening:
    """The only text column holds title and measure: a heading runs in up to the first 。 where text follows."""
    inner = read_label(text.text)
    if inner is not None and (number is None or _is_of(inner, number)):
        number, label = number or inner.number, label or text.cut(0, inner.end).strip()
        text = text.cut(inner.end).strip()
    heading = line_heading(text.text) if body.line_headings else None
    heading = colon(text.text) if heading is None and body.colon_headings else heading
    if heading is not None:
        return Opening(number, label, text.cut(0, heading).strip())
    stop = text.text.find("。")
    end = len(text.text) if stop < 0 else stop
    alone = stop < 0 or stop >= len(text.text.rstrip()) - 1
    if end > _LONGEST_RUN_IN or (alone and any(mark in text.text for mark in "，,；;")):
        return Opening(number, label, None)
    return Opening(number, label, text.cut(0, end).strip())


def _is_of(label: Label, number: str | None) -> bool:
    """Whether a label in the text is the number of the row: 1 | （一）推进社区服务."""
    return number is not None and number_value(label.number) == number_value(number) is not None


def measure_text(body: TableBody, row: GridRow) -> Quote | None:
    """The text of the measure; where no column is for measures alone, that of the task, title included."""
    quotes = []
    for column in body.columns("measure") or body.columns("task"):
        cell = row[column]
        if cell is not None and cell.own and cell.quote is not None:
            quotes.append(cell.quote)
    return join_quotes(quotes) if quotes else None


def after_opening(text: Quote, number: str | None, title: Quote | None) -> Quote | None:
    """The measure in a column that holds title and measure: what follows number and heading."""
    start = 0
    if (inner := read_label(text.text)) is not None and _is_of(inner, number):
        start = inner.end
    rest = text.cut(start).strip()
    if title is None:
        return rest
    rest = rest.cut(len(title.text)).strip()
    rest = rest.cut(len(rest.text) - len(rest.text.lstrip(_STOPS + "\n")))
    return rest if rest else None
