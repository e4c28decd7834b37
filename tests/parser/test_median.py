"""Our median is that of `statistics`."""

from __future__ import annotations

import statistics

import pytest

from hedui.parser.layout.median import median, median_low


@pytest.mark.parametrize("values", [[3.0], [2.0, 1.0], [5.0, 1.0, 3.0], [4.0, 1.0, 2.5, 2.5], [0.1, 0.2, 0.4, 0.8]])
def test_the_middle_of_some_values(values: list[float]) -> None:
    assert (median(values), median_low(values)) == (statistics.median(values), statistics.median_low(values))
