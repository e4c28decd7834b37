"""Parquet: a folder with one file a table, typed, for data frames and warehouses."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ..model import Report
from . import Exporter, ExportOptions
from .relations import RELATIONS, Relation, latest
from .views import View


def write_parquet(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """notices.parquet, clauses.parquet ..."""
    views = latest(reports)
    return {f"{relation.name}.parquet": _file(relation, views) for relation in RELATIONS}


def _file(relation: Relation, views: Sequence[View]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    types: dict[str, Any] = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    fields = [
        pyarrow.field(a.name, types.get(a.kind, pyarrow.string()), nullable=not a.required) for a in relation.attributes
    ]
    lines = [line for view in views for line in relation.lines(view)]
    columns = [
        pyarrow.array([line[index] for line in lines], type=field.type, from_pandas=False)
        for index, field in enumerate(fields)
    ]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields)), out)
    return out.getvalue()


EXPORTER = Exporter(
    "parquet",
    "",
    "a folder of typed tables, for data frames",
    write_parquet,
    combines=True,
    folder=True,
    binary=True,
    needs=("pyarrow", "parquet"),
)
