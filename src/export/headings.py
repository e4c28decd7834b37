"""What the flat tables and their columns are called: as they are for a notice, by the versions where two are compared.

In a comparison the items of the old version stand in the table `clauses`, those of the new one in `rows` and
`measures` (see `model.Report.compares`); files for people say so.
"""

from __future__ import annotations

from typing import Any

from .tables import TABLES, Column, Table

Heading = tuple[str, str, str]
"""Name for programs, heading in Chinese, heading in English."""

_TABLES = {"clauses": "old", "rows": "new", "measures": "new_measures"}

_ID: Heading = ("id", "标识", "id")
_NUMBER: Heading = ("number", "编号", "number")
_TITLE: Heading = ("title", "标题", "title")
_TEXT: Heading = ("text", "内容", "text")
_IN_OLD: Heading = ("old", "旧版对应", "in the old version")
_IN_NEW: Heading = ("new", "新版对应", "in the new version")

_COLUMNS: dict[str, dict[str, Heading]] = {
    "notices": {
        "clauses": ("old_items", "旧版项数", "items of the old version"),
        "rows": ("new_items", "新版项数", "items of the new version"),
        "errors": ("errors", "重要", "major"),
        "warnings": ("warnings", "一般", "minor"),
    },
    "clauses": {"id": _ID, "number": _NUMBER, "text": _TEXT, "row": _IN_NEW},
    "rows": {"id": _ID, "number": _NUMBER, "title": _TITLE, "text": _TEXT, "clause": _IN_OLD},
    "measures": {
        "row_id": ("item_id", "标识", "item id"),
        "row": _NUMBER,
        "row_title": _TITLE,
        "text": _TEXT,
        "clause": _IN_OLD,
    },
    "findings": {
        "clause": ("old", "旧版编号", "old number"),
        "row": ("new", "新版编号", "new number"),
        "body": ("old_text", "旧版写法", "old version says"),
        "table": ("new_text", "新版写法", "new version says"),
        "body_page": ("old_page", "旧版页", "old page"),
        "table_page": ("new_page", "新版页", "new page"),
        "clause_id": ("old_id", "旧版标识", "old id"),
        "row_id": ("new_id", "新版标识", "new id"),
    },
}


def table_name(table: Table[Any], *, versions: bool) -> str:
    """The name of a table as a file."""
    return _TABLES.get(table.name, table.name) if versions else table.name


def heading(table: Table[Any], column: Column[Any], *, versions: bool) -> Heading:
    """What a column is called."""
    plain = (column.name, column.zh, column.en)
    return _COLUMNS[table.name].get(column.name, plain) if versions else plain


def document() -> str:
    """`schemas/csv.md`: every file of the CSV output with its columns, and their names for two versions."""
    lines = [
        "# CSV",
        "",
        "What `--format csv` writes, and `Report.to_frames()` gives as frames: UTF-8 with a byte order mark, every",
        "cell quoted. A cell that a spreadsheet would calculate has one apostrophe in front. Units are joined by 、,",
        "deadlines by ；; yes and no are `true` and `false`; dates are ISO. `start` and `end` count characters of the",
        "source text, from 0.",
        "`hedui compare` names files and columns after the versions; frames keep their names.",
    ]
    for table in TABLES:
        lines += ["", f"## {table.name}.csv", ""]
        if (versions := table_name(table, versions=True)) != table.name:
            lines += [f"Two versions: `{versions}.csv`.", ""]
        lines += ["| column | 中文 | says | two versions |", "|---|---|---|---|"]
        for column in table.columns:
            name = heading(table, column, versions=True)[0]
            other = f"`{name}`" if name != column.name else ""
            lines.append(f"| `{column.name}` | {column.zh} | {column.en} | {other} |")
    return "\n".join(lines) + "\n"
