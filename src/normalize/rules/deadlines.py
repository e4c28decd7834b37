"""DUE: deadlines that conflict, are lost, or cannot be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...model import Deadline
from ...records import dataclass
from ..annotations import Duties
from ..reading import ReadClause
from ..text import key_of
from . import rule
from .check import Check, Draft, Item, date_zh, label_en, label_zh, quote_spans, spans_of
from .column_shifts import Slip, slip_en, slip_zh, slipped


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a list of deadlines says: last days, the ongoing part, recurrences, events.

    `ongoing` and `recurring_raw` are as printed ("" where there is none), `recurring` is what is compared.
    """

    dates: frozenset[datetime.date]
    ongoing: str
    recurring: frozenset[str]
    recurring_raw: str
    events: frozenset[str]
    impossible: bool

    @property
    def kinds(self) -> int:
        return bool(self.dates) + bool(self.ongoing) + bool(self.recurring) + bool(self.events)


def _parts(deadlines: Iterable[Deadline]) -> _Parts:
    deadlines = list(deadlines)
    return _Parts(
        dates=frozenset(date for d in deadlines if d.kind in ("by", "range") for date in _last_days(d)),
        ongoing=next((_plain(d.raw) for d in deadlines if d.kind == "ongoing"), ""),
        recurring=frozenset(d.recurrence or d.raw for d in deadlines if d.kind == "recurring"),
        recurring_raw="、".join(_plain(d.raw) for d in deadlines if d.kind == "recurring"),
        events=frozenset("".join(d.raw.split()) for d in deadlines if d.kind == "event"),
        impossible=any(_is_impossible(d) for d in deadlines),
    )


def _last_days(deadline: Deadline) -> Iterator[datetime.date]:
    """Every day that a list of dates (6月底、12月底) names, else the one last day."""
    kind, _, dates = (deadline.recurrence or "").partition("=")
    if kind == "DATES":
        yield from map(datetime.date.fromisoformat, dates.split(","))
    elif deadline.date:
        yield deadline.date


def _plain(raw: str) -> str:
    return "".join(raw.split())


def _is_impossible(deadline: Deadline) -> bool:
    return "impossible" in deadline.flags


def _raw(duties: Duties) -> str:
    """The deadlines as printed, understood or not."""
    printed = [*(d.raw for d in duties.deadlines), *(quote.text for quote in duties.unread_deadlines)]
    return "，".join(dict.fromkeys(map(_plain, printed)))


def _draft(item: Item, zh: str, en: str, **details: object) -> Draft:
    return Draft(
        zh=zh,
        en=en,
        clause=item.clause,
        row=item.row,
        body=_raw(item.body) or None,
        table=_raw(item.table) or None,
        details=dict(details),
        body_spans=spans_of(item.body.deadlines),
        table_spans=spans_of(item.table.deadlines),
    )


@lru_cache(maxsize=4)
def _slips(check: Check) -> tuple[dict[int, int], set[int]]:
    """Where the column of deadlines slipped by one row: rows by id of the first item, and the ids of the others."""
    single = sorted(
        (item for item in check.items if len(item.group.pairs) == 1), key=lambda item: check.place(item.row)
    )
    parts = [Slip(_compared(item.body.deadlines), _compared(item.table.deadlines)) for item in single]
    slips = slipped(parts, lambda ours, theirs: ours == theirs)
    silent = {id(single[n]) for first, rows in slips.items() for n in range(first + 1, first + rows)}
    return {id(single[first]): rows for first, rows in slips.items()}, silent


def _compared(deadlines: Iterable[Deadline]) -> frozenset[object]:
    parts = _parts(deadlines)
    return frozenset((*parts.dates, *parts.recurring, *parts.events, *(["ongoing"] if parts.ongoing else [])))


def _comparable(check: Check) -> Iterator[tuple[Item, _Parts, _Parts]]:
    """Items where both sides give deadlines that were understood; of a column that slipped, the first row."""
    silent = _slips(check)[1]
    for item in (item for item in check.items if id(item) not in silent):
        body, table = _parts(item.body.deadlines), _parts(item.table.deadlines)
        unread = item.body.unread_deadlines or item.table.unread_deadlines
        if body.kinds and table.kinds and not unread and not (body.impossible or table.impossible):
            yield item, body, table


def _dates_conflict(body: _Parts, table: _Parts) -> bool:
    """Both give dates and neither side's dates contain the other's."""
    if body.dates and table.dates:
        return not (body.dates <= table.dates or table.dates <= body.dates)
    return bool(body.recurring and table.recurring) and not body.recurring & table.recurring


@rule("DUE001", "deadline-conflict", "error", zh="完成时限冲突", en="Deadline conflict")
def deadline_conflict(check: Check) -> Iterator[Draft]:
    """两边都有完成时限，最后期限不同。

    Both sides give a date, and the last permitted days differ.

    ## What it says
    条款允许的最后一天与事项允许的最后一天不同，或者办理周期不同。

    The last permitted day of the clause is not the last permitted day of the row, or the recurrences differ.

    ## Why it matters
    台账按分解表的时限提醒和销号。写晚了任务会拖延，写早了会错误追责。

    The ledger reminds and closes by the table's date. A later one lets the task slip, an earlier one accuses the
    innocent.

    ## Example
    正文“2023年12月底”，分解表“2023年6月底”。

    Body 2023年12月底; table 2023年6月底.

    ## What it does not say
    “2022年5月”“2022年5月底”“2022年5月31日前”是同一天；“三季度”与“9月底”是同一天。条款文字中的日期不作为完
    成时限比对。

    2022年5月, 2022年5月底 and 2022年5月31日前 are the same day; so are 三季度 and 9月底. Dates inside the running
    text are not compared.
    """
    for item, body, table in _comparable(check):
        if _dates_conflict(body, table):
            then_zh, then_en = _consequence(body, table)
            rows = _slips(check)[0].get(id(item), 0)
            yield _draft(
                item,
                f"{label_zh(item.clause)}的完成时限为“{_raw(item.body)}”{_days_zh(body)}，"
                f"{label_zh(item.row)}为“{_raw(item.table)}”{_days_zh(table)}，{then_zh}{slip_zh(rows, '完成时限')}。",
                f"{label_en(item.clause, opens=True)} is due “{_raw(item.body)}”{_days_en(body)}, "
                f"{label_en(item.row)} “{_raw(item.table)}”{_days_en(table)}: {then_en}.{slip_en(rows, 'deadlines')}",
                body_dates=sorted(d.isoformat() for d in body.dates),
                table_dates=sorted(d.isoformat() for d in table.dates),
            )


def _days_zh(parts: _Parts) -> str:
    """（即2023年6月30日）: the last permitted days."""
    return f"（即{'、'.join(map(date_zh, sorted(parts.dates)))}）" if parts.dates else ""


def _days_en(parts: _Parts) -> str:
    return f" ({', '.join(day.isoformat() for day in sorted(parts.dates))})" if parts.dates else ""


def _consequence(body: _Parts, table: _Parts) -> tuple[str, str]:
    """What follows from two dates that differ: later lets the task slip, earlier accuses the innocent."""
    if not (body.dates and table.dates):
        return "办理周期不一致", "the two recur differently"
    if max(table.dates) > max(body.dates):
        return "分解表晚于正文，任务可能拖延", "the table is later, the task may slip"
    return "分解表早于正文，可能提前催办或者误判逾期", "the table is earlier, the task may be called late too soon"


def _absent(check: Check, *, in_table: bool) -> Iterator[Item]:
    """Items where one side gives a deadline (understood or not) and the other gives none."""
    if not {"deadline"} <= (check.body_names & check.table_names):
        return
    for item in check.items:
        body = bool(item.body.deadlines or item.body.unread_deadlines)
        table = bool(item.table.deadlines or item.table.unread_deadlines)
        if body != table and table != in_table:
            yield item


@rule("DUE002", "deadline-missing", "error", zh="完成时限缺失", en="Deadline missing")
def deadline_missing(check: Check) -> Iterator[Draft]:
    """正文有完成时限，对应事项没有。

    The row has no deadline where the body has one.

    ## What it says
    条款规定了完成时限，分解表该事项的各项措施都没有时限。如果分解表通篇不列时限，则对整个文件作一次提示。

    The clause gives a deadline; no measure of the row does. Where the table never gives deadlines, that is said
    once for the notice, as information.

    ## Why it matters
    台账中没有时限的任务永远不会到期。

    A task without a date in the ledger is never due.

    ## Example
    正文“完成时限：2023年9月底”，分解表该项时限一栏为空。

    Body 完成时限：2023年9月底; the cell of the row is empty.

    ## What it does not say
    属于合并单元格的空格，以合并单元格的内容为准。

    A blank cell that is part of a merged cell has the value of that cell.
    """
    if check.compares and "deadline" in check.body_names - check.table_names:
        yield _whole_side("正文", "分解表", "body", "table")
    for item in _absent(check, in_table=True):
        raw = _raw(item.body)
        yield _draft(
            item,
            f"{label_zh(item.clause)}的完成时限为“{raw}”，{label_zh(item.row)}没有列完成时限，任务在台账中将没有期限。",
            f"{label_en(item.clause, opens=True)} is due “{raw}”; {label_en(item.row)} gives no deadline: "
            "in the ledger the task is never due.",
        )


@rule("DUE003", "deadline-added", "warning", zh="完成时限增加", en="Deadline added")
def deadline_added(check: Check) -> Iterator[Draft]:
    """对应事项有完成时限，正文没有。

    The row has a deadline where the body has none.

    ## What it says
    分解表该事项列有时限，正文条款没有规定。

    A measure of the row gives a deadline; the clause gives none.

    ## Why it matters
    要求单位按正文没有规定的日期完成，缺少依据。

    Units are held to a date that the notice itself does not set.

    ## Example
    正文末尾为“（牵头单位：市商务局）”，分解表时限为“2023年10月底”。

    The clause ends （牵头单位：市商务局）; the row says 2023年10月底.

    ## What it does not say
    正文通篇不规定时限（交由分解表规定）的，对整个文件作一次提示。

    Where the body never gives deadlines (it leaves them to the table), that is said once, as information.
    """
    if check.compares and "deadline" in check.table_names - check.body_names:
        yield _whole_side("分解表", "正文", "table", "body")
    for item in _absent(check, in_table=False):
        raw = _raw(item.table)
        yield _draft(
            item,
            f"{label_zh(item.row)}的完成时限为“{raw}”，{label_zh(item.clause)}没有规定完成时限，该时限缺少依据。",
            f"{label_en(item.row, opens=True)} is due “{raw}”; {label_en(item.clause)} sets no deadline: "
            "the date has no basis.",
        )


def _whole_side(with_zh: str, without_zh: str, with_en: str, without_en: str) -> Draft:
    return Draft(
        zh=f"{with_zh}列有完成时限，{without_zh}通篇没有列完成时限，无法逐项核对。",
        en=f"The {with_en} gives deadlines, the {without_en} never does: they cannot be compared item by item.",
        details={"side": with_en},
        severity="info",
    )


@rule("DUE004", "deadline-part-dropped", "error", zh="完成时限不完整", en="Part of the deadline dropped")
def deadline_part_dropped(check: Check) -> Iterator[Draft]:
    """时限中的节点或者“长期坚持”只在一边出现。

    A milestone or the ongoing part stands on one side only.

    ## What it says
    一边要求“5月底完成并长期坚持”，另一边只写其中一半；或者一边是长期任务，另一边是具体日期、周期，或者缺少节点。

    One side says "by May, and from then on"; the other says only one of the two. Or one side is ongoing where the
    other gives a date, a recurrence, or fewer milestones.

    ## Why it matters
    丢了“长期坚持”，台账到期就会销号；丢了日期，任务永远不会到期。

    When 长期坚持 is lost the ledger closes the task on the date; when the date is lost nothing is ever due.

    ## Example
    正文“2022年5月底，长期坚持”，分解表“2022年5月”。

    Body 2022年5月底，长期坚持; table 2022年5月.

    ## What it does not say
    日期互相矛盾的见 DUE001。

    Dates that contradict each other are DUE001.
    """
    for item, body, table in _comparable(check):
        lost = _lost(body, table)
        if not lost:
            continue
        zh = "，".join(f"{'分解表缺少' if side == 'body' else '正文没有'}“{part}”" for side, part in lost)
        en = "; ".join(f"only the {side} has “{part}”" for side, part in lost)
        then_zh, then_en = _what_follows(body, table)
        yield _draft(
            item,
            f"{label_zh(item.clause)}的完成时限为“{_raw(item.body)}”，{label_zh(item.row)}为“{_raw(item.table)}”，"
            f"{zh}，{then_zh}。",
            f"{label_en(item.clause, opens=True)} is due “{_raw(item.body)}”, "
            f"{label_en(item.row)} “{_raw(item.table)}”: {en}; {then_en}.",
            parts=[{"only_in": side, "text": part} for side, part in lost],
        )


def _what_follows(body: _Parts, table: _Parts) -> tuple[str, str]:
    """What a ledger made from the table does with the part that is lost."""
    if body.ongoing and table.dates and not table.ongoing:
        return "到期后任务可能被销号，不再长期坚持", "the ledger closes the task on that date"
    if body.dates and not table.dates:
        return "任务在台账中将没有到期日", "in the ledger the task is never due"
    if table.ongoing and not body.ongoing:
        return "长期任务缺少依据", "the ongoing duty has no basis"
    return "完成时限不完整", "the deadline is not complete"


def _lost(body: _Parts, table: _Parts) -> list[tuple[str, str]]:
    """What stands on one side only: the side ("body" or "table") and the words."""
    lost = []
    for side, here, there in (("body", body, table), ("table", table, body)):
        if here.ongoing and not there.ongoing:
            lost.append((side, here.ongoing))
        if here.dates and not _dates_conflict(body, table):
            lost.extend((side, date_zh(date)) for date in sorted(here.dates - there.dates))
        if here.recurring and not there.recurring:
            lost.append((side, here.recurring_raw))
    return lost


@rule("DUE005", "deadline-impossible", "warning", zh="完成时限不可能", en="Impossible deadline")
def deadline_impossible(check: Check) -> Iterator[Draft]:
    """日期不存在，或者早于发文日期。

    There is no such day, or it lies before the notice itself.

    ## What it says
    时限所写日期并不存在（9月31日），或者早于文件的成文日期。

    The deadline names a day that does not exist (9月31日), or one earlier than the date of the notice.

    ## Why it matters
    无法按期完成，多为沿用上年文字或者数字录错。

    It cannot be kept; somebody copied last year's text or mistyped a digit.

    ## Example
    “2023年9月31日前”；2023年3月的文件写“2022年6月底”。

    2023年9月31日前; 2022年6月底 in a notice of March 2023.

    ## What it does not say
    不作更正，只提示可能的日期；该时限不再参与其他比对。

    It corrects nothing. The likely reading is only suggested, and the deadline is not compared any further.
    """
    issued = check.reading.notice.issued_on
    told: set[tuple[int, str]] = set()
    for item in check.all_items:
        clause, row = check.both(item)
        in_body = isinstance(item, ReadClause)
        for deadline in item.duties.deadlines:
            reason = _impossible_reason(deadline, issued)
            # 9月31日前 and 9月31日前完成 are one slip.
            digits = "".join(char for char in deadline.raw if char.isdigit())
            key = (id(clause) if clause else id(row), str(deadline.date or digits or deadline.raw))
            if reason is None or key in told:
                continue
            told.add(key)
            suggestion = next((f.split("=", 1)[1] for f in deadline.flags if f.startswith("suggest=")), None)
            likely = f"，疑为{date_zh(datetime.date.fromisoformat(suggestion))}" if suggestion else ""
            yield Draft(
                zh=f"{label_zh(item)}的完成时限“{_plain(deadline.raw)}”{reason[0]}{likely}，请核对。",
                en=f"{label_en(item, opens=True)}: the deadline “{deadline.raw}” {reason[1]}.",
                clause=clause,
                row=row,
                body=deadline.raw if in_body else None,
                table=None if in_body else deadline.raw,
                details={"date": deadline.date.isoformat() if deadline.date else None, "suggestion": suggestion},
                body_spans=(deadline.span,) if in_body else (),
                table_spans=() if in_body else (deadline.span,),
            )


def _impossible_reason(deadline: Deadline, issued: datetime.date | None) -> tuple[str, str] | None:
    if _is_impossible(deadline):
        return "并不存在", "does not exist"
    early = deadline.kind in ("by", "range") and deadline.date and issued and deadline.date < issued
    if not (early and issued):
        return None
    return f"早于成文日期{date_zh(issued)}，无法按期完成", f"is earlier than the notice itself ({issued.isoformat()})"


@rule("DUE006", "deadline-unreadable", "info", zh="完成时限未能识别", en="Deadline not understood")
def deadline_unreadable(check: Check) -> Iterator[Draft]:
    """完成时限未能识别，保留原文。

    A deadline was not understood; the raw text is kept.

    ## What it says
    该处应为完成时限，但文字不能识别为时限。

    The text stands where a deadline stands, and says nothing that could be read as one.

    ## Why it matters
    该项时限没有参与比对，需要人工查看。

    The item's deadline was not compared: look at it yourself.

    ## Example
    完成时限：另行商定。

    完成时限：另行商定.

    ## What it does not say
    以事件或者外部要求为准的时限（汛期前、按省要求）可以识别，只是没有日期。

    Events and outside limits (汛期前, 按省要求) are understood, they just have no date.
    """
    told: set[tuple[int, str]] = set()
    for item in check.all_items:
        clause, row = check.both(item)
        for quote in item.duties.unread_deadlines:
            # The two sides of an item say the same unreadable thing once.
            key = (id(clause or row), key_of(quote.text))
            if key in told:
                continue
            told.add(key)
            in_body = isinstance(item, ReadClause)
            yield Draft(
                zh=f"{label_zh(item)}的完成时限“{_plain(quote.text)}”未能识别，没有参与比对，请人工核对。",
                en=f"{label_en(item, opens=True)}: the deadline “{quote.text.strip()}” was not understood.",
                clause=clause,
                row=row,
                body=quote.text if in_body else None,
                table=None if in_body else quote.text,
                body_spans=quote_spans([quote]) if in_body else (),
                table_spans=() if in_body else quote_spans([quote]),
            )
