"""A finding on the HTML page: level, code, what it says, both wordings where they stand, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..model import Clause, Range, Row, Span
from ..records import dataclass
from . import ExportOptions
from .labels import pick, rule_title
from .marks import merged, quote_marks
from .markup import Markup, element, fragment, marked
from .naming import item_name
from .pictures import Key, Picture, Side
from .placing import place_of
from .sides import Words, words_of
from .views import Located, View

_AROUND = 36
"""Characters of the paragraph or cell shown on either side of a place."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every piece of the page is made from."""

    view: View
    options: ExportOptions
    pictures: dict[Key, Picture]

    @property
    def lang(self) -> str:
        return self.options.lang

    @property
    def words(self) -> Words:
        """What sides, severities and sentences about them are called in this report."""
        return words_of([self.view.report], self.lang)

    def named(self, item: Clause | Row) -> str:
        """条款 3, 表中 3."""
        return item_name(item, self.view, self.lang)

    def pick(self, zh: str, en: str) -> str:
        """The text in the language of the page."""
        return pick(self.lang, zh, en)


def anchor(item: Clause | Row) -> str:
    """Id of an item on the page."""
    return f"{'clause' if isinstance(item, Clause) else 'row'}-{item.id}"


def link_to(item: Clause | Row) -> str:
    """Address of an item on the page."""
    return "#" + quote(anchor(item))


def link_to_finding(found: Located) -> str:
    """Address of a finding on the page."""
    return f"#finding-{found.order}"


def is_moved(found: Located, view: View) -> bool:
    """Whether clause and row of the finding are no pair: a sentence that stands under another number."""
    clause, row = found.clause, found.row
    return clause is not None and row is not None and row not in view.rows_of.get(clause.id, ())


def finding_item(found: Located, page: Page, *, named: bool = True) -> Markup:
    """The finding as an item of a list. It may be shown in two places; `named` is the one that links lead to."""
    finding = found.finding
    return element(
        "li",
        element(
            "p",
            element("span", page.words(finding.severity), class_=f"badge {finding.severity}"),
            element("b", rule_title(finding, page.options)),
            element("code", finding.code),
            class_="rule",
        ),
        element("p", finding.message, class_="message"),
        _sides(found, page),
        _jump(found, page),
        id=f"finding-{found.order}" if named else None,
        class_=f"finding {finding.severity}",
        tabindex="-1",
        data_severity=finding.severity,
        data_code=finding.code,
    )


def _sides(found: Located, page: Page) -> Markup | None:
    finding = found.finding
    if finding.body is None and finding.table is None and not (finding.spans.body or finding.spans.table):
        return None
    return element("div", _side(found, "body", page), _side(found, "table", page), class_="wordings")


def _side(found: Located, side: Side, page: Page) -> Markup:
    """The wording of one side, and its place: the picture of it, or the text around it."""
    finding, body = found.finding, side == "body"
    item: Clause | Row | None = found.clause if body else found.row
    text, spans = (finding.body, finding.spans.body) if body else (finding.table, finding.spans.table)
    picture = page.pictures.get((found.order, side))
    place = spans or place_of(found, side)
    where = _where(place[0], page) if place else ""
    return element(
        "div",
        element("span", " · ".join(filter(None, (page.words(side), where))), class_="where"),
        _said(text, quote_marks(text or "", finding, item), page),
        _image(picture, where, page) if picture else _context(text or "", spans, item),
    )


def _said(text: str | None, ranges: Sequence[Range], page: Page) -> Markup:
    if text:
        return element("q", marked(text, ranges))
    return element("span", page.words("nothing"), class_="nothing")


def _image(picture: Picture, where: str, page: Page) -> Markup:
    return element(
        "img",
        src=picture.uri,
        width=str(picture.width),
        height=str(picture.height),
        alt=page.pick(f"原件：{where}", f"the original: {where}"),
        loading="lazy",
    )


def _context(said: str, spans: Sequence[Span], item: Clause | Row | None) -> Markup | None:
    """The text of the paragraph or cell around the first place, where it says more than the wording does."""
    if not spans or item is None:
        return None
    first = spans[0]
    holder = next((s for s in item.spans if s.part == first.part and s.start <= first.start < s.end), None)
    if holder is None:
        return None
    here = [s for s in spans if s.part == holder.part and holder.start <= s.start and s.end <= first.end + _AROUND]
    ranges = sorted((s.start - holder.start, min(s.end, holder.end) - holder.start) for s in here)
    low, high = max(ranges[0][0] - _AROUND, 0), min(max(end for _, end in ranges) + _AROUND, len(holder.text))
    shown = holder.text[low:high]
    if not shown.strip() or "".join(shown.split()) in "".join(said.split()):
        return None
    before, after = "…" if low else "", "…" if high < len(holder.text) else ""
    offset = len(before) - low
    shifted = merged((start + offset, end + offset) for start, end in ranges)
    return element("p", marked(f"{before}{shown}{after}", shifted), class_="context")


def _where(span: Span, page: Page) -> str:
    """第 9 页，表 1 第 3 行第 2 列."""
    places = [page.pick(f"第 {span.page} 页", f"page {span.page}")] if span.page else []
    if span.cell:
        table, line, column = span.cell
        en = f"row {line}, column {column} of table {table}"
        places.append(page.pick(f"表 {table} 第 {line} 行第 {column} 列", en))
    elif span.block:
        places.append(page.pick(f"第 {span.block} 段", f"paragraph {span.block}"))
    return page.pick("，", ", ").join(places)


def _jump(found: Located, page: Page) -> Markup | None:
    """A way to either place, where clause and row of a finding are not a pair."""
    if found.clause is None or found.row is None or not is_moved(found, page.view):
        return None
    ways = [element("a", page.named(item), href=link_to(item)) for item in (found.clause, found.row)]
    return element("p", fragment(ways[0], " ⇄ ", ways[1]), class_="jump")
