"""pandas frames of the same tables and columns as the CSV files, values as they are (no guard, no pictures)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model import Report
from .tables import TABLES, lines_of

if TYPE_CHECKING:
    import pandas


def frames_of(reports: Iterable[Report]) -> dict[str, pandas.DataFrame]:
    """`notices`, `clauses`, `rows`, `measures` and `findings` as frames."""
    import pandas

    reports = list(reports)
    # Text stays as it is, half a surrogate pair too, which pandas would refuse where pyarrow is installed.
    with pandas.option_context("mode.string_storage", "python"):
        return {
            table.name: pandas.DataFrame.from_records(
                list(lines_of(table, reports)), columns=[column.name for column in table.columns]
            )
            for table in TABLES
        }
