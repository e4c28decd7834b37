"""A clause and its row as an article of the HTML page: task, duties as chips, findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..model import Clause, Deadline, Measure, Range, Row, Severity, Span, Unit
from . import ExportOptions
from .labels import pick, rule_title, word
from .marks import body_marks, quote_marks, table_marks
from .markup import Markup, element, fragment, marked
from .views import SEVERITIES, Located, View

_ROLES = ("lead", "responsible", "supporting")

Item = Clause | Row
Duty = Clause | Row | Measure


@dataclass(frozen=True, slots=True)
class Chips:
    """How the duties of one side are shown: which units are in dispute, and what the other side has."""

    disputed: frozenset[str]
    quoted: tuple[str, ...]
    opposite: tuple[Duty, ...]
    lang: str


def worst(found: Iterable[Located]) -> Severity | None:
    """The gravest severity among the findings."""
    present = {located.finding.severity for located in found}
    return next((severity for severity in SEVERITIES if severity in present), None)


def link_to(item: Item) -> str:
    """Address of an item on the page."""
    return "#" + quote(_anchor(item))


def _anchor(item: Item) -> str:
    return f"{'clause' if isinstance(item, Clause) else 'row'}-{item.id}"


def article(view: View, clause: Clause | None, rows: Sequence[Row], options: ExportOptions) -> Markup:
    """A clause with the rows opposite, or a row without a clause."""
    lang = options.lang
    found = view.around(clause) if clause else view.about(None, rows[0])
    found.sort(key=lambda located: SEVERITIES.index(located.finding.severity))
    chips = _chips(found, lang)
    left = _clause(clause, chips(rows), found) if clause else None
    opposite = (clause,) if clause else ()
    right = [
        _row(row, chips(opposite), found, named=view.clauses_of.get(row.id, ())[:1] in ((), opposite)) for row in rows
    ]
    nothing = element("p", word("nothing", lang), class_="nothing")
    units = sorted({unit.name for item in (*opposite, *rows) for unit in units_of(item)})
    return element(
        "details",
        _summary(clause, rows, found, lang),
        element(
            "div",
            element("div", left or nothing, class_="side"),
            element("div", right or nothing, class_="side"),
            class_="pair",
        ),
        element("ul", [finding_item(f, view, options) for f in found], class_="findings") if found else None,
        class_=f"item {worst(found) or 'none'}",
        id=_anchor(clause) if clause else None,
        open=bool(found),
        data_units=json.dumps(units),
    )


def units_of(item: Duty) -> tuple[Unit, ...]:
    """Units of all roles."""
    return (*item.lead_units, *item.responsible_units, *item.supporting_units)


def _chips(found: Sequence[Located], lang: str) -> Callable[[Sequence[Duty]], Chips]:
    units: set[str] = set()
    quoted = []
    for located in found:
        named = located.finding.details.get("units")
        if isinstance(named, list | tuple):
            units.update(map(str, named))
        elif "edits" not in located.finding.details:
            quoted += [text for text in (located.finding.body, located.finding.table) if text]
    return lambda opposite: Chips(frozenset(units), tuple(quoted), tuple(opposite), lang)


def _summary(clause: Clause | None, rows: Sequence[Row], found: Sequence[Located], lang: str) -> Markup:
    first: Item = clause or rows[0]
    label = pick(lang, "条款", "Clause") if clause else pick(lang, "表中", "Row")
    numbers = "、".join(row.number or row.id for row in rows)
    opposite = pick(lang, f"表中 {numbers}", f"row {numbers}") if rows else pick(lang, "表中无", "no row")
    counts = [(severity, sum(f.finding.severity == severity for f in found)) for severity in SEVERITIES]
    badges = [element("span", f"{word(s, lang)} {n}", class_=f"badge {s}") for s, n in counts if n]
    return element(
        "summary",
        element("b", f"{label} {first.number or pick(lang, '（无编号）', '(no number)')}"),
        element("span", "⇄ " + opposite, class_="opposite") if clause else None,
        element("span", first.title or "", class_="title"),
        element("span", badges or element("span", pick(lang, "无差异", "clean"), class_="badge none"), class_="badges"),
    )


def _clause(clause: Clause, chips: Chips, found: Sequence[Located]) -> Markup:
    ranges = body_marks(clause, [f.finding for f in found if f.clause is clause])
    return fragment(
        element("h3", clause.title) if clause.title else None,
        element("p", marked(clause.text, ranges), class_="text"),
        _duties(clause, chips),
    )


def _row(row: Row, chips: Chips, found: Sequence[Located], *, named: bool) -> Markup:
    """A row; its measures have duties of their own where they differ from one another."""
    ranges = table_marks(row, [f.finding for f in found if f.row is row])
    each = len({_duty_key(measure) for measure in row.measures}) > 1
    parts: list[Markup] = []
    offset = 0
    for measure in row.measures:
        inside = _shifted(ranges, offset, offset + len(measure.text))
        parts.append(element("p", marked(measure.text, inside), class_="text"))
        parts += [_duties(measure, chips, gaps=())] if each else []
        offset += len(measure.text) + 1
    heading = element("h3", row.title) if row.title else None
    rest = _gap_list(row, chips) if each else _duties(row, chips)
    return element("div", heading, parts, rest, class_="row", id=_anchor(row) if named else None)


def _shifted(ranges: Iterable[Range], start: int, end: int) -> list[Range]:
    inside = ((max(low, start), min(high, end)) for low, high in ranges)
    return [(low - start, high - start) for low, high in inside if low < high]


def _duty_key(item: Duty) -> tuple[object, ...]:
    roles = (item.lead_units, item.responsible_units, item.supporting_units)
    return (*(tuple(unit.name for unit in units) for units in roles), tuple(d.raw for d in item.deadlines))


def _duties(item: Duty, chips: Chips, gaps: Sequence[str] = _ROLES) -> Markup:
    """Units by role, with the gaps of the roles in `gaps`, and deadlines."""
    lines = []
    for role in _ROLES:
        made = [*_unit_chips(item, role, chips), *(_gap_chips(item, role, chips) if role in gaps else ())]
        lines.append((word(role, chips.lang), made))
    return _list([*lines, (word("deadline", chips.lang), list(_deadline_chips(item, chips)))])


def _gap_list(row: Row, chips: Chips) -> Markup | None:
    """What no measure of the row names."""
    lines = [(word(role, chips.lang), list(_gap_chips(row, role, chips))) for role in _ROLES]
    return _list(lines) if any(made for _, made in lines) else None


def _list(lines: Iterable[tuple[str, list[Markup]]]) -> Markup:
    return element("dl", [fragment(element("dt", label), element("dd", made)) for label, made in lines if made])


def _units(item: Duty, role: str) -> tuple[Unit, ...]:
    return {"lead": item.lead_units, "responsible": item.responsible_units, "supporting": item.supporting_units}[role]


def _names(items: Iterable[Duty], role: str) -> set[str]:
    return {unit.name for item in items for unit in _units(item, role)}


def _unit_chips(item: Duty, role: str, chips: Chips) -> Iterator[Markup]:
    """Its units; one in dispute stands out where the other side lacks it."""
    there = _names(chips.opposite, role)
    for unit in _units(item, role):
        differs = unit.name in chips.disputed and unit.name not in there
        more = pick(chips.lang, "等", " etc.") if unit.open_list else ""
        yield element("span", unit.name + more, class_="chip differs" if differs else "chip")


def _gap_chips(item: Duty, role: str, chips: Chips) -> Iterator[Markup]:
    """Units in dispute that the other side has and this one lacks."""
    for name in sorted((_names(chips.opposite, role) & chips.disputed) - _names((item,), role)):
        yield element("span", pick(chips.lang, "缺 ", "missing: ") + name, class_="chip gap")


def _deadline_chips(item: Duty, chips: Chips) -> Iterator[Markup]:
    there = {(deadline.kind, deadline.date) for other in chips.opposite for deadline in other.deadlines}
    for deadline in item.deadlines:
        quoted = any(deadline.raw.strip() in text for text in chips.quoted)
        differs = quoted and (deadline.kind, deadline.date) not in there
        yield element("span", _deadline(deadline, chips.lang), class_="chip differs" if differs else "chip")


def _deadline(deadline: Deadline, lang: str) -> str:
    if deadline.date is not None:
        return f"{deadline.raw.strip()} → {deadline.date.isoformat()}"
    kinds = {"ongoing": ("长期", "ongoing"), "recurring": ("周期", "recurring"), "event": ("视事件", "event")}
    return f"{deadline.raw.strip()} → {pick(lang, *kinds.get(deadline.kind, ('未定', 'open')))}"


def finding_item(located: Located, view: View, options: ExportOptions) -> Markup:
    """A finding: level, code, what it says, both wordings, and where they stand."""
    finding, lang = located.finding, options.lang
    return element(
        "li",
        element(
            "p",
            element("span", word(finding.severity, lang), class_=f"badge {finding.severity}"),
            element("code", finding.code),
            element("b", rule_title(finding, options)),
            class_="rule",
        ),
        element("p", finding.message, class_="message"),
        _wordings(located, lang),
        _jump(located, view, lang),
        class_=f"finding {finding.severity}",
        tabindex="-1",
        data_severity=finding.severity,
        data_code=finding.code,
    )


def _wordings(located: Located, lang: str) -> Markup | None:
    finding = located.finding
    if finding.body is None and finding.table is None:
        return None
    return element(
        "div",
        _wording(
            "body", finding.body, quote_marks(finding.body or "", finding, located.clause), finding.spans.body, lang
        ),
        _wording(
            "table", finding.table, quote_marks(finding.table or "", finding, located.row), finding.spans.table, lang
        ),
        class_="wordings",
    )


def _wording(side: str, text: str | None, ranges: Sequence[Range], spans: Sequence[Span], lang: str) -> Markup:
    place = _place(spans[0], lang) if spans else ""
    said = element("q", marked(text, ranges)) if text else element("span", word("nothing", lang), class_="nothing")
    return element("div", element("span", word(side, lang), " ", place, class_="where"), said)


def _place(span: Span, lang: str) -> str:
    """第 9 页，表 1 第 3 行第 2 列."""
    places = [pick(lang, f"第 {span.page} 页", f"page {span.page}")] if span.page else []
    if span.cell:
        table, line, column = span.cell
        places.append(
            pick(lang, f"表 {table} 第 {line} 行第 {column} 列", f"table {table}, row {line}, column {column}")
        )
    elif span.block:
        places.append(pick(lang, f"第 {span.block} 段", f"paragraph {span.block}"))
    return pick(lang, "，", ", ").join(places)


def _jump(located: Located, view: View, lang: str) -> Markup | None:
    """A way to the other place, where clause and row of a finding are not a pair (a moved sentence)."""
    clause, row = located.clause, located.row
    if clause is None or row is None or row in view.rows_of.get(clause.id, ()):
        return None
    return element(
        "p",
        element("a", pick(lang, f"条款 {clause.number or clause.id}", f"clause {clause.number}"), href=link_to(clause)),
        " ⇄ ",
        element("a", pick(lang, f"表中 {row.number or row.id}", f"row {row.number}"), href=link_to(row)),
        class_="jump",
    )
