"""A clause and its row as an article of the HTML page: task, duties as chips, findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..lexicon.width import squeeze
from ..model import Clause, Deadline, Measure, Range, Row, Unit
from ..records import dataclass
from .html_findings import Page, anchor, finding_item, is_moved, link_to
from .html_summary import worst
from .labels import pick, word
from .marks import body_marks, table_marks
from .markup import Markup, element, fragment, marked
from .naming import heading_of, opposite_of
from .views import SEVERITIES, Located

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


def article(page: Page, clause: Clause | None, rows: Sequence[Row]) -> Markup:
    """A clause with the rows opposite, or a row without a clause."""
    view, lang = page.view, page.lang
    found = view.around(clause) if clause else view.about(None, rows[0])
    found.sort(key=lambda located: SEVERITIES.index(located.finding.severity))
    chips = _chips(found, lang)
    opposite = (clause,) if clause else ()
    nothing = element("p", page.words("nothing"), class_="nothing")
    left = _clause(clause, chips(rows), found, page) if clause else nothing
    right = [_row(row, chips(opposite), found, page, clause) for row in rows]
    units = sorted({unit.name for item in (*opposite, *rows) for unit in units_of(item)})
    sides = (
        element("div", left, class_="side", data_side=page.words("left")),
        element("div", right or nothing, class_="side", data_side=page.words("right")),
    )
    items = [finding_item(f, page, named=_is_home(f, clause, rows, page)) for f in found]
    return element(
        "details",
        _summary(clause, rows, found, page),
        element("div", *sides, class_="pair"),
        element("ul", items, class_="findings") if items else None,
        class_=f"item {worst(found) or ('none' if clause and rows else 'alone')}",
        id=anchor(clause) if clause else None,
        open=bool(found),
        data_units=json.dumps(units),
    )


def _is_home(found: Located, clause: Clause | None, rows: Sequence[Row], page: Page) -> bool:
    """Whether this is where links to the finding lead: its clause, or the first place of its row."""
    if found.clause is not None:
        return found.clause is clause
    return found.row in rows and (clause is None or page.view.clauses_of[rows[rows.index(found.row)].id][0] is clause)


def _moved(item: Item, found: Sequence[Located], page: Page) -> dict[int, Markup]:
    """Links to where sentences of the item went or came from, by the offset behind the sentence."""
    links: dict[int, Markup] = {}
    for located in found:
        if item not in (located.clause, located.row) or not is_moved(located, page.view):
            continue
        there = located.row if isinstance(item, Clause) else located.clause
        finding = [located.finding]
        ranges = body_marks(item, finding) if isinstance(item, Clause) else table_marks(item, finding)
        if there is None or not ranges:
            continue
        name = page.named(there)
        went = page.pick(f"⇢ 移到{name}", f"⇢ moved to {name}")
        came = page.pick(f"⇠ 来自{name}", f"⇠ from {name}")
        text = went if isinstance(item, Clause) else came
        pair = str(located.order)
        links[ranges[-1][1]] = element("a", text, href=link_to(there), class_="moved", data_pair=pair)
    return links


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
            quoted += [squeeze(text) for text in (located.finding.body, located.finding.table) if text]
    return lambda opposite: Chips(frozenset(units), tuple(quoted), tuple(opposite), lang)


def _summary(clause: Clause | None, rows: Sequence[Row], found: Sequence[Located], page: Page) -> Markup:
    first: Item = clause or rows[0]
    words = page.words
    counts = [(severity, sum(f.finding.severity == severity for f in found)) for severity in SEVERITIES]
    badges = [element("span", f"{words(s)} {n}", class_=f"badge {s}") for s, n in counts if n]
    state = "clean" if clause and rows else "alone"
    quiet = element("span", words(state), class_=f"badge {'none' if state == 'clean' else 'alone'}")
    return element(
        "summary",
        element("b", page.named(first)),
        element("span", "⇄ " + opposite_of(clause, page.view, page.lang), class_="opposite") if clause else None,
        element("span", heading_of(first), class_="title"),
        element("span", badges or quiet, class_="badges"),
    )


def _clause(clause: Clause, chips: Chips, found: Sequence[Located], page: Page) -> Markup:
    ranges = body_marks(clause, [f.finding for f in found if f.clause is clause])
    return fragment(
        element("h3", clause.title) if clause.title else None,
        element("p", marked(clause.text, ranges, _moved(clause, found, page)), class_="text"),
        _duties(clause, chips),
    )


def _row(row: Row, chips: Chips, found: Sequence[Located], page: Page, clause: Clause | None) -> Markup:
    """A row; its measures have duties of their own where they differ from one another."""
    ranges = table_marks(row, [f.finding for f in found if f.row is row])
    links = _moved(row, found, page)
    each = len({_duty_key(measure) for measure in row.measures}) > 1
    parts: list[Markup] = []
    offset = 0
    for measure in row.measures:
        stop = offset + len(measure.text)
        here = {at - offset: link for at, link in links.items() if offset < at <= stop}
        parts.append(element("p", marked(measure.text, _shifted(ranges, offset, stop), here), class_="text"))
        parts += [_duties(measure, chips, gaps=())] if each else []
        offset = stop + 1
    heading = element("h3", row.title) if row.title else None
    rest = _gap_list(row, chips) if each else _duties(row, chips)
    named = page.view.clauses_of.get(row.id, (None,))[0] is clause
    return element("div", heading, parts, rest, class_="row", id=anchor(row) if named else None)


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
    due = [*_deadline_chips(item, chips), *(_deadline_gaps(item, chips) if gaps else ())]
    return _list([*lines, (word("deadline", chips.lang), due)])


def _gap_list(row: Row, chips: Chips) -> Markup | None:
    """What no measure of the row names."""
    lines = [(word(role, chips.lang), list(_gap_chips(row, role, chips))) for role in _ROLES]
    lines.append((word("deadline", chips.lang), list(_deadline_gaps(row, chips))))
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
        quoted = any(squeeze(deadline.raw) in text for text in chips.quoted)
        differs = quoted and (deadline.kind, deadline.date) not in there
        yield element("span", _deadline(deadline, chips.lang), class_="chip differs" if differs else "chip")


def _deadline_gaps(item: Duty, chips: Chips) -> Iterator[Markup]:
    """Deadlines in dispute of a kind that the other side has and this one lacks."""
    kinds = {deadline.kind for deadline in item.deadlines}
    there = [deadline for other in chips.opposite for deadline in other.deadlines if deadline.kind not in kinds]
    for raw in dict.fromkeys(deadline.raw.strip() for deadline in there):
        if any(squeeze(raw) in text for text in chips.quoted):
            yield element("span", pick(chips.lang, "缺 ", "missing: ") + raw, class_="chip gap")


def _deadline(deadline: Deadline, lang: str) -> str:
    if deadline.date is not None:
        return f"{deadline.raw.strip()} → {deadline.date.isoformat()}"
    kinds = {"ongoing": ("长期", "ongoing"), "recurring": ("周期", "recurring"), "event": ("视事件", "event")}
    return f"{deadline.raw.strip()} → {pick(lang, *kinds.get(deadline.kind, ('未定', 'open')))}"
