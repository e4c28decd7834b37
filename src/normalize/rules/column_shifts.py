"""A column that slipped by one row: each row has the value of its neighbour. One cause, one finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from ...records import dataclass

Value = TypeVar("Value")
_LEAST = 3
"""Rows with a wrong value from which a column has slipped, and not single cells."""


@dataclass(frozen=True, slots=True)
class Slip(Generic[Value]):
    """What the body and the table give an item in one column; falsy for nothing."""

    body: Value
    table: Value


def slipped(items: Sequence[Slip[Value]], same: Callable[[Value, Value], bool]) -> dict[int, int]:
    """Index of the first row of each slip -> how many rows slipped, the first included. `items` stand in row order."""
    found: dict[int, int] = {}
    for step in (1, -1):
        run: list[int] = []
        for n in range(len(items) + 1):
            other = n - step
            if n < len(items) and 0 <= other < len(items) and _has_neighbours(items, n, other, same):
                run.append(n)
                continue
            wrong = [k for k in run if not same(items[k].body, items[k].table)]
            if len(wrong) >= _LEAST:
                first = wrong[0] - (step == 1 and wrong[0] > 0 and not items[wrong[0] - 1].table)
                found[first] = wrong[-1] - first + 1
            run = []
    return found


def _has_neighbours(items: Sequence[Slip[Value]], n: int, other: int, same: Callable[[Value, Value], bool]) -> bool:
    return bool(items[n].table) and same(items[n].table, items[other].body)


def slip_zh(rows: int, column: str) -> str:
    """What is added to the finding of the first row."""
    return f"；自此共{rows}项的{column}整列错位一行，不再逐项报告" if rows else ""


def slip_en(rows: int, column: str) -> str:
    return f" From here on the whole column of {column} has slipped by one row, in {rows} rows." if rows else ""
