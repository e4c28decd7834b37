"""DUE: deadlines that conflict, are lost, or cannot be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model import Deadline
from ..reading import ReadClause
from ..text import key_of
from . import rule
from .check import Check, Draft, Item, label_en, label_zh, quote_spans, spans_of

_ONGOING_ZH, _ONGOING_EN = "长期坚持", "ongoing"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a list of deadlines says: last days, the ongoing part, recurrences, events."""

    dates: frozenset[datetime.date]
    ongoing: bool
    recurring: frozenset[str]
    events: frozenset[str]
    impossible: bool

    @property
    def kinds(self) -> int:
        return bool(self.dates) + self.ongoing + bool(self.recurring) + bool(self.events)


def _parts(deadlines: Iterable[Deadline]) -> _Parts:
    deadlines = list(deadlines)
    return _Parts(
        dates=frozenset(d.date for d in deadlines if d.date and d.kind in ("by", "range")),
        ongoing=any(d.kind == "ongoing" for d in deadlines),
        recurring=frozenset(d.recurrence or d.raw for d in deadlines if d.kind == "recurring"),
        events=frozenset("".join(d.raw.split()) for d in deadlines if d.kind == "event"),
        impossible=any(_is_impossible(d) for d in deadlines),
    )


def _is_impossible(deadline: Deadline) -> bool:
    return "impossible" in deadline.flags


def _raw(deadlines: Sequence[Deadline]) -> str | None:
    return "，".join(dict.fromkeys(d.raw for d in deadlines)) or None


def _draft(item: Item, zh: str, en: str, **details: object) -> Draft:
    return Draft(
        zh=zh,
        en=en,
        clause=item.clause,
        row=item.row,
        body=_raw(item.body.deadlines),
        table=_raw(item.table.deadlines),
        details=dict(details),
        body_spans=spans_of(item.body.deadlines),
        table_spans=spans_of(item.table.deadlines),
    )


def _comparable(check: Check) -> Iterator[tuple[Item, _Parts, _Parts]]:
    """Items where both sides give deadlines that were understood."""
    for item in check.items:
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
            ours, theirs = _say(body), _say(table)
            yield _draft(
                item,
                f"完成时限不一致：正文{label_zh(item.clause)}为{_raw(item.body.deadlines)}（{ours}），"
                f"{label_zh(item.row)}为{_raw(item.table.deadlines)}（{theirs}）。",
                f"{label_en(item.clause).capitalize()} is due {ours}, {label_en(item.row)} {theirs}.",
                body_dates=sorted(d.isoformat() for d in body.dates),
                table_dates=sorted(d.isoformat() for d in table.dates),
            )


def _say(parts: _Parts) -> str:
    return "、".join([*(d.isoformat() for d in sorted(parts.dates)), *sorted(parts.recurring)])


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
        raw = _raw(item.body.deadlines)
        yield _draft(
            item,
            f"正文{label_zh(item.clause)}的完成时限为{raw}，{label_zh(item.row)}未列完成时限，任务将无期限。",
            f"{label_en(item.clause).capitalize()} is due {raw}; {label_en(item.row)} gives no deadline.",
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
        raw = _raw(item.table.deadlines)
        yield _draft(
            item,
            f"{label_zh(item.row)}的完成时限为{raw}，正文{label_zh(item.clause)}未规定时限。",
            f"{label_en(item.row).capitalize()} is due {raw}; {label_en(item.clause)} sets no deadline.",
        )


def _whole_side(with_zh: str, without_zh: str, with_en: str, without_en: str) -> Draft:
    return Draft(
        zh=f"{with_zh}列明了完成时限，{without_zh}全文均未列完成时限，无法逐项核对。",
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
        yield _draft(
            item,
            f"完成时限不完整：正文{label_zh(item.clause)}为{_raw(item.body.deadlines)}，"
            f"{label_zh(item.row)}为{_raw(item.table.deadlines)}，{'；'.join(lost)}。",
            f"{label_en(item.clause).capitalize()} says {_raw(item.body.deadlines)}, "
            f"{label_en(item.row)} says {_raw(item.table.deadlines)}.",
            parts=lost,
        )


def _lost(body: _Parts, table: _Parts) -> list[str]:
    """What stands on one side only, as a reader would say it."""
    lost = []
    if body.ongoing != table.ongoing:
        lost.append("分解表缺长期坚持" if body.ongoing else "正文无长期坚持")
    if not _dates_conflict(body, table) and body.dates != table.dates:
        only_body, only_table = body.dates - table.dates, table.dates - body.dates
        if only_body:
            lost.append("分解表缺" + "、".join(d.isoformat() for d in sorted(only_body)))
        if only_table:
            lost.append("正文无" + "、".join(d.isoformat() for d in sorted(only_table)))
    if bool(body.recurring) != bool(table.recurring):
        lost.append("分解表缺周期要求" if body.recurring else "正文无周期要求")
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
            key = (id(clause) if clause else id(row), str(deadline.date or deadline.raw))
            if reason is None or key in told:
                continue
            told.add(key)
            suggestion = next((f.split("=", 1)[1] for f in deadline.flags if f.startswith("suggest=")), None)
            likely = f"，疑为{suggestion}" if suggestion else ""
            yield Draft(
                zh=f"{label_zh(item)}的完成时限“{deadline.raw}”{reason[0]}{likely}，请核对。",
                en=f"{label_en(item).capitalize()}: the deadline “{deadline.raw}” {reason[1]}.",
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
        return "不存在", "does not exist"
    early = deadline.kind in ("by", "range") and deadline.date and issued and deadline.date < issued
    return ("早于发文日期", "is earlier than the notice itself") if early else None


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
                zh=f"{label_zh(item)}的完成时限“{quote.text.strip()}”未能识别，未参与比对。",
                en=f"{label_en(item).capitalize()}: the deadline “{quote.text.strip()}” was not understood.",
                clause=clause,
                row=row,
                body=quote.text if in_body else None,
                table=None if in_body else quote.text,
                body_spans=quote_spans([quote]) if in_body else (),
                table_spans=() if in_body else quote_spans([quote]),
            )
