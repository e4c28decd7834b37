"""Medians, as `statistics` has them, which brings fractions and decimal numbers with it."""

from __future__ import annotations

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle. There must be one."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def median_low(values: Iterable[float]) -> float:
    """The middle value, or the lower of the two in the middle. There must be one."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]
