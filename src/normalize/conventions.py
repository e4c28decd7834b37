"""Rules a notice states once for all its items: 列第一位的为牵头单位; 以下各项均需各县区落实，不再列出."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Convention, Place, Quote, Range, SourceText, Unit
from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable, default_table
from .condensed import Condensed, condense, partners
from .scope import Scope

if TYPE_CHECKING:
    from .annotations import Duties
    from .deadlines import Calendar

FIRST_LEADS = "first-listed-leads"
RESPONSIBLE_LEADS = "responsible-leads-if-no-lead"
DEFAULT_UNITS = "default-units"
NOT_REPEATED = "places-not-repeated"
OTHER = "other"

_FIRST = lazy_re(
    r"第一位|第一个|第一家|第一名|第一的|第一者|第一单位|第一责任单位|第一责任部门|第一牵头单位|第一顺位|排名第一|排序第一|排列第一|列第一|排第一|居第一|首位|首个|最前|在前|排首|列首|居首|位首"
)
_LEADS = lazy_re(
    r"(?:为|是|即|作为|系|视为)[^。;()]{0,12}?(?:牵头|主办|主责|汇总|主要责任|总负责)"
    r"|(?:单位|部门|[处科]室|机关|[的者])(?:具体|统一)?(?:牵头|主办|总牵头|负总责|负主责|总负责)"
)
_NO_LEAD = lazy_re(
    r"(?:无|没有|未明确|未列|未设|未注明|未标明|未标注|未指定|未确定|不设|未列明|没列)[^。;,()]{0,4}牵头"
)
_CLOSING = lazy_re(
    r"不再(?:一一|逐一|单独|另行|重复|分别|逐项|另外|专门|赘述)*(?:列出|列明|列示|罗列|标注|注明|列入|列|做分工|作分工|分工|表述)|不(?:一一|逐一|另|单独)列(?:出|明)?|下同"
)
_OPENING = lazy_re(r"以下|下列|上述|各项|具体任务|具体工作|所有|本方案|本分工|本清单|全部|涉及|均涉及")
_DEMANDS = lazy_re(
    r"均需要?由?|均须由?|均由|均涉及|均要由?|都需要?由?|都由|皆由|均为|需由|需(?=各|区|县|市|有关|相关)|须由?|由(?=各|区|县|市|有关|相关)"
)
_UNITS_VERB = lazy_re(
    r"(?:按[^,。;]{0,8})?(?:抓好|负责|贯彻|组织|参与|配合|具体)*(?:落实|负责|实施|配合|参与|执行|推进)"
)
_UNITS_END = lazy_re(r"[,。]|$")
_SENTENCE_END = frozenset("。;\n")
_LABEL_AHEAD = lazy_re(r",(?=[^,。;:()]{2,10}:)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A convention as a range of a condensed text."""

    kind: str
    start: int
    end: int


def find_conventions(quotes: Iterable[Quote]) -> tuple[Convention, ...]:
    """Conventions stated in body paragraphs and annotations, in order, each wording once."""
    found: dict[tuple[str, str], Convention] = {}
    for quote in quotes:
        view = condense(quote)
        for stated in find_stated(view):
            own = view.cut(stated.start, stated.end)
            found.setdefault(
                (stated.kind, view.text[stated.start : stated.end]), Convention(stated.kind, own.text, own.span())
            )
    return tuple(found.values())


def find_stated(view: Condensed) -> list[Stated]:
    """Conventions of one text, sorted, without overlap."""
    found: list[Stated] = []
    for stated in sorted(_all(view.text), key=lambda item: (item.start, -item.end)):
        if not found or stated.start >= found[-1].end:
            found.append(stated)
    return found


def without_conventions(view: Condensed, stated: Sequence[Stated]) -> Quote:
    """The quote with the conventions cut out, brackets that hold nothing else included."""
    ranges: list[Range] = []
    begin = 0
    pairs = partners(view.text, 0, len(view.text))
    for item in stated:
        start, end = item.start, item.end
        if pairs.get(start - 1) == end:
            start, end = start - 1, end + 1
        if start > begin:
            ranges.extend(view.cut(begin, start).ranges)
        begin = end
    if begin < len(view.text):
        ranges.extend(view.cut(begin, len(view.text)).ranges)
    return Quote(view.quote.source, tuple(ranges))


def _all(text: str) -> Iterator[Stated]:
    yield from _first_leads(text)
    for match in _NO_LEAD.finditer(text):
        end = _sentence_end(text, match.end())
        if "责任" in text[match.end() : end] or "负责" in text[match.end() : end]:
            yield Stated(RESPONSIBLE_LEADS, match.start(), end)
    yield from _defaults(text)


def _first_leads(text: str) -> Iterator[Stated]:
    for match in _FIRST.finditer(text):
        end = _sentence_end(text, match.end())
        leads = _LEADS.search(text, match.end() - 1, min(end, match.end() + 40))
        if leads is not None:
            yield Stated(FIRST_LEADS, _clause_start(text, match.start()), end)


def _defaults(text: str) -> Iterator[Stated]:
    for closing in _CLOSING.finditer(text):
        floor = _floor(text, closing.start())
        opening = _OPENING.search(text, floor, closing.start())
        demands = _DEMANDS.search(text, floor, closing.start())
        if demands is None and opening is None:
            continue
        start = opening.start() if opening else demands.start() if demands else floor
        if closing.group() == "下同" and demands is None:
            continue
        kind = DEFAULT_UNITS if demands is not None else NOT_REPEATED
        yield Stated(kind, start, _sentence_end(text, closing.end()))


def _floor(text: str, index: int) -> int:
    """Start of the sentence around `index`, at most 120 characters back; closed brackets belong to the sentence."""
    depth = 0
    for offset in range(index - 1, max(-1, index - 120), -1):
        if text[offset] == ")":
            depth += 1
        elif text[offset] == "(":
            if depth == 0:
                return offset + 1
            depth -= 1
        elif text[offset] in _SENTENCE_END and depth == 0:
            return offset + 1
    return max(0, index - 119)


def _clause_start(text: str, index: int) -> int:
    """Start of the phrase around `index`: behind the last stop, comma or bracket."""
    for offset in range(index - 1, max(-1, index - 40), -1):
        if text[offset] in "。;,():\n":
            return offset + 1
    return max(0, index - 39)


def _sentence_end(text: str, index: int) -> int:
    """End of the sentence that goes on at `index`: before its 。, the bracket around it, or the next label."""
    depth = 0
    for offset in range(index, min(len(text), index + 80)):
        if text[offset] == "(":
            depth += 1
        elif text[offset] == ")":
            if depth == 0:
                return offset
            depth -= 1
        elif depth == 0 and (text[offset] in _SENTENCE_END or _LABEL_AHEAD.match(text, offset)):
            return offset
    return min(len(text), index + 80)


def apply_conventions(
    duties: Duties,
    conventions: Sequence[Convention],
    scope: Scope,
    calendar: Calendar | None = None,
    table: AliasTable | None = None,
) -> Duties:
    """The duties of one item as the notice's own rules complete them.

    Where no lead is named, the first responsible unit leads (first-listed-leads) or all of them do
    (responsible-leads-if-no-lead). Default units are added to the responsible ones; their span is the sentence that
    states the rule, which tells them from units the item names itself.
    """
    kinds = {convention.kind for convention in conventions}
    if not duties.lead and duties.responsible:
        if FIRST_LEADS in kinds:
            duties = _lead_by(duties, 1)
        elif RESPONSIBLE_LEADS in kinds:
            duties = _lead_by(duties, len(duties.responsible))
    for convention in conventions:
        if convention.kind == DEFAULT_UNITS:
            duties = _with_defaults(duties, default_units(convention, scope, table), scope, table)
    return duties


def lead_in_each(parts: Sequence[Duties], conventions: Sequence[Convention]) -> list[Duties]:
    """Several annotations of one item, where the first that is listed leads: (甲、乙负责)…(乙负责) has two leads."""
    listing = [part for part in parts if part.responsible]
    if len(listing) < 2 or all(item.kind != FIRST_LEADS for item in conventions):
        return [*parts]
    return [_lead_by(part, 1) if part.responsible and not part.lead else part for part in parts]


def _lead_by(duties: Duties, count: int) -> Duties:
    return replace(
        duties,
        lead=duties.responsible[:count],
        responsible=duties.responsible[count:],
        stated=duties.stated | {"lead"},
    )


def _with_defaults(duties: Duties, units: Sequence[Unit], scope: Scope, table: AliasTable | None) -> Duties:
    table = table or default_table()
    present = {table.key(unit.name, scope) for unit in (*duties.lead, *duties.responsible, *duties.supporting)}
    added = tuple(unit for unit in units if table.key(unit.name, scope) not in present)
    if not added:
        return duties
    return replace(duties, responsible=duties.responsible + added, stated=duties.stated | {"responsible"})


def default_units(convention: Convention, scope: Scope, table: AliasTable | None = None) -> tuple[Unit, ...]:
    """The units a default-units convention names; each carries the span of the whole convention."""
    from .units import read_units

    text = convention.text
    source = SourceText(convention.span.part, text, (Place(0, len(text)),))
    view = condense(Quote(source, ((0, len(text)),)))
    demands = _DEMANDS.search(view.text)
    if demands is None:
        return ()
    closing = _CLOSING.search(view.text, demands.end())
    verb = _UNITS_VERB.search(view.text, demands.end(), closing.start() if closing else len(view.text))
    end = verb or _UNITS_END.search(view.text, demands.end())
    stop = end.start() if end else len(view.text)
    reading = read_units(view.cut(demands.end(), stop), scope, table=table)
    return tuple(replace(unit, span=convention.span) for unit in reading.units)
