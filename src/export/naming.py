"""How an item of a report is called where people read of it: 条款 3, 表中 二·3, 旧版 3, and what stands opposite."""

from __future__ import annotations

from ..model import Clause, Row
from .marks import row_text
from .sides import words_of
from .views import View


def item_name(item: Clause | Row, view: View, lang: str) -> str:
    """条款 3, 表中 3; 条款 （无编号）."""
    words = words_of([view.report], lang)
    name = words.item(item)
    return f"{name[:1].upper()}{name[1:]} {view.numbers.get(item.id) or words.pick('（无编号）', '(no number)')}"


def opposite_of(clause: Clause, view: View, lang: str) -> str:
    """表中 3、4; 表中无."""
    words, rows = words_of([view.report], lang), view.rows_of.get(clause.id, ())
    return f"{words.item(rows[0])} {'、'.join(map(view.number, rows))}" if rows else words("no row")


def heading_of(item: Clause | Row) -> str:
    """The title, or what the text begins with."""
    return item.title or (item.text if isinstance(item, Clause) else row_text(item))
