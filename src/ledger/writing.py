"""A ledger as XLSX, CSV, JSON and iCalendar files. The same ledger gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..export.csv_ import guarded
from ..export.json_ import utf8
from ..export.labels import pick, word
from ..export.tables import joined_deadlines, joined_units
from ..export.visible import cell_text
from ..export.workbook import Cell, Sheet, workbook
from ..records import dataclass
from .entries import Ledger, LedgerLine, Role, Unlisted, Unresolved
from .ical import calendar_of

Value = str | int | bool | None
Writer = Callable[[Ledger, str], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the ledger: its key, headings, width in characters, and value of (ledger, position, entry).

    In the workbook `detail` columns stand on a sheet of their own, so that the ledger itself can be printed.
    """

    name: str
    zh: str
    en: str
    width: int
    value: Callable[[Ledger, int, Any], Value]
    detail: bool = False


def _units(role: Role) -> Callable[[Ledger, int, LedgerLine], str]:
    return lambda _, __, line: joined_units(line.units(role))


def _raw(role: str) -> Callable[[Ledger, int, LedgerLine], str]:
    return lambda _, __, line: line.raw.get(role, "")


def _recurrence(line: LedgerLine) -> str:
    return "；".join(line.recurrences)


def _recurring(line: LedgerLine) -> str:
    return joined_deadlines(deadline for deadline in line.deadlines if deadline.kind == "recurring")


def _iso(days: Iterable[object]) -> str:
    return "、".join(map(str, days))


def _source(line: LedgerLine) -> str:
    """Whether units and deadline are the table's or, where the whole table leaves them out, the body's."""
    return ",".join(dict.fromkeys((line.units_from, line.deadline_from)))


ROLE_ZH = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}

LINES: tuple[Field, ...] = (
    Field("position", "序号", "no.", 5, lambda _, n, __: n),
    Field("notice", "文件标题", "notice", 20, lambda _, __, x: x.notice),
    Field("document_number", "发文字号", "document number", 14, lambda _, __, x: x.document_number),
    Field("number", "事项", "item", 6, lambda _, __, x: x.number),
    Field("task", "任务", "task", 20, lambda _, __, x: x.task),
    Field("measure", "具体措施", "measure", 40, lambda _, __, x: x.measure),
    Field("lead", "牵头单位", "lead", 16, _units("lead")),
    Field("responsible", "责任单位", "responsible", 20, _units("responsible")),
    Field("supporting", "配合单位", "supporting", 14, _units("supporting")),
    Field("due", "完成时限", "due", 11, lambda _, __, x: x.due.isoformat() if x.due else None),
    Field("ongoing", "长期", "ongoing", 5, lambda _, __, x: x.ongoing),
    Field("recurring", "周期", "recurring", 12, lambda _, __, x: _recurring(x)),
    Field("place", "出处", "place", 14, lambda _, __, x: x.place),
    Field("findings", "待核差异", "findings to settle", 10, lambda _, __, x: "、".join(x.findings)),
    Field("section", "章节", "section", 18, lambda _, __, x: x.section, True),
    Field("dates", "各节点", "milestones", 12, lambda _, __, x: _iso(x.dates), True),
    Field("recurrence", "周期规则", "recurrence rule", 16, lambda _, __, x: _recurrence(x), True),
    Field("deadline", "时限读作", "deadline as read", 16, lambda _, __, x: joined_deadlines(x.deadlines), True),
    Field("lead_raw", "牵头单位原文", "lead as printed", 20, _raw("lead"), True),
    Field("responsible_raw", "责任单位原文", "responsible as printed", 24, _raw("responsible"), True),
    Field("supporting_raw", "配合单位原文", "supporting as printed", 20, _raw("supporting"), True),
    Field("deadline_raw", "时限原文", "deadline as printed", 18, _raw("deadline"), True),
    Field("based_on", "依据", "based on", 8, lambda _, __, x: _source(x), True),
    Field("file", "来源文件", "file", 18, lambda _, __, x: x.file, True),
    Field("id", "台账编号", "id", 18, lambda _, __, x: x.id),
)

OWN_ROLE = Field("role", "本单位角色", "own role", 10, lambda ledger, _, x: "、".join(ledger.roles[x.id]))

_REASON_ZH = {"unknown": "不在名录中", "reference": "指代其他单位", "open-list": "以“等”结尾，未列全"}
_REASON_EN = {"unknown": "not in the table of names", "reference": "points elsewhere", "open-list": "open list (等)"}

UNRESOLVED: tuple[Field, ...] = (
    Field("name", "单位名称", "unit name", 24, lambda _, __, x: x.name),
    Field("printed", "原文", "as printed", 24, lambda _, __, x: "、".join(x.printed)),
    Field("reason", "原因", "reason", 18, lambda _, __, x: x.reason),
    Field("roles", "角色", "roles", 12, lambda _, __, x: "、".join(x.roles)),
    Field("where", "所在事项", "where", 50, lambda _, __, x: "\n".join(x.where)),
    Field("confirmed", "已确认", "signed off", 8, lambda _, __, x: x.confirmed),
    Field("lines", "台账编号", "ledger ids", 18, lambda _, __, x: "、".join(x.lines)),
)

UNLISTED: tuple[Field, ...] = (
    Field("notice", "文件标题", "notice", 26, lambda _, __, x: x.notice),
    Field("number", "条款", "clause", 8, lambda _, __, x: x.number),
    Field("title", "标题", "title", 40, lambda _, __, x: x.title),
    Field("annotation", "责任标注", "annotation", 40, lambda _, __, x: x.annotation),
    Field("place", "出处", "place", 14, lambda _, __, x: x.place),
)


def _fields(ledger: Ledger) -> tuple[Field, ...]:
    return LINES if ledger.unit is None else (LINES[0], OWN_ROLE, *LINES[1:])


def _people(field: Field, value: Value, lang: str) -> Cell | int | None:
    """A value as people read it: 是 and 否, roles and reasons by their name."""
    if isinstance(value, bool):
        return Cell(word("yes" if value else "no", lang))
    if not isinstance(value, str):
        return value
    if field.name in ("role", "roles") and lang == "zh":
        return Cell("、".join(ROLE_ZH.get(role, role) for role in value.split("、")))
    if field.name == "reason":
        return Cell((_REASON_ZH if lang == "zh" else _REASON_EN)[value])
    if field.name == "based_on" and lang == "zh":
        return Cell(value.replace("table", "表").replace("body", "正文").replace(",", "、"))
    return Cell(value)


def write_xlsx(ledger: Ledger, lang: str) -> dict[str, bytes]:
    """Sheets 台账 to print, 原文 with what it was read from, 未识别单位 and, for all units, 未列入台账."""
    title = pick(lang, "任务台账", "Task ledger")
    shown = [field for field in _fields(ledger) if not field.detail]
    details = [field for field in LINES if field.detail or field.name in ("position", "number", "task", "id")]
    sheets = [
        _sheet(pick(lang, "台账", "Ledger"), shown, ledger, ledger.lines, lang, frozen=1),
        _sheet(pick(lang, "原文", "As printed"), details, ledger, ledger.lines, lang, frozen=3),
        _sheet(pick(lang, "未识别单位", "Names not known"), UNRESOLVED, ledger, ledger.unresolved, lang),
    ]
    if ledger.unit is None:
        sheets.append(_sheet(pick(lang, "未列入台账", "Not in the ledger"), UNLISTED, ledger, ledger.unlisted, lang))
    else:
        title = f"{ledger.unit} {title}"
    return {".xlsx": workbook(sheets, title, word("cut", lang))}


def _sheet(
    name: str,
    fields: Sequence[Field],
    ledger: Ledger,
    entries: Sequence[LedgerLine | Unresolved | Unlisted],
    lang: str,
    frozen: int = 0,
) -> Sheet:
    lines = [
        tuple(_people(field, field.value(ledger, number, entry), lang) for field in fields)
        for number, entry in enumerate(entries, start=1)
    ]
    headings = [pick(lang, field.zh, field.en) for field in fields]
    return Sheet(name, headings, [field.width for field in fields], lines, frozen=frozen)


def write_csv(ledger: Ledger, lang: str) -> dict[str, bytes]:
    """The lines; beside them the names that are not known and, for all units, the clauses that are in no line."""
    files = {".csv": _csv(_fields(ledger), ledger, ledger.lines, lang)}
    if ledger.unit is None or ledger.unresolved:
        files["-unresolved.csv"] = _csv(UNRESOLVED, ledger, ledger.unresolved, lang)
    if ledger.unit is None:
        files["-unlisted.csv"] = _csv(UNLISTED, ledger, ledger.unlisted, lang)
    return files


def _csv(
    fields: Sequence[Field], ledger: Ledger, entries: Sequence[LedgerLine | Unresolved | Unlisted], lang: str
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([pick(lang, field.zh, field.en) for field in fields])
    for number, entry in enumerate(entries, start=1):
        cells = [_people(field, field.value(ledger, number, entry), lang) for field in fields]
        writer.writerow([_printed(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _printed(cell: Cell | int | None) -> str:
    return guarded(cell_text(cell.text)) if isinstance(cell, Cell) else "" if cell is None else str(cell)


def write_json(ledger: Ledger, lang: str) -> dict[str, bytes]:
    """For programs: keys and codes are English in every language, units and deadlines are lists."""
    del lang
    plain = {
        "unit": ledger.unit,
        "lines": [_plain_line(ledger, n, line) for n, line in enumerate(ledger.lines, start=1)],
        "unresolved": [_plain(UNRESOLVED, ledger, n, entry) for n, entry in enumerate(ledger.unresolved, start=1)],
        "unlisted": [_plain(UNLISTED, ledger, n, entry) for n, entry in enumerate(ledger.unlisted, start=1)],
    }
    return {".json": utf8(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n")}


def _plain(fields: Sequence[Field], ledger: Ledger, number: int, entry: object) -> dict[str, Any]:
    return {field.name: field.value(ledger, number, entry) for field in fields}


def _plain_line(ledger: Ledger, number: int, line: LedgerLine) -> dict[str, Any]:
    plain = _plain(_fields(ledger), ledger, number, line)
    plain["dates"] = [day.isoformat() for day in line.dates]
    plain["units"] = [
        {
            "role": party.role,
            "name": party.unit.name,
            "raw": party.unit.raw,
            "kind": party.unit.kind,
            "open_list": party.unit.open_list,
            "resolved": party.unit.resolved,
        }
        for party in line.parties
    ]
    return plain


def write_ics(ledger: Ledger, lang: str) -> dict[str, bytes]:
    """The dated deadlines; no file where there is none, because a calendar must hold something."""
    data = calendar_of(ledger, lang)
    return {".ics": data} if data else {}


WRITERS: dict[str, Writer] = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json, "ics": write_ics}
"""Format -> (ledger, language) -> ending of the file's name -> bytes. The first file is the ledger itself."""
