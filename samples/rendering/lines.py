"""Breaking Chinese text into lines: none begins with a closing mark or ends with an opening one, figures stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable

TOKEN = re.compile(r"[0-9A-Za-z.%]+|.")
NO_START = frozenset("，。、；：？！）》”’〕】,;:)]}％%…")
NO_END = frozenset("（《“‘〔【([{")

Measure = Callable[[str, float], float]


def wrap(text: str, width: float, size: float, measure: Measure, indent: float = 0) -> list[str]:
    """Lines of `text` that fit into `width` points at font size `size`; the first line has `indent` points less.

    A space never begins a line: at a line end it hangs over the edge, as in an office program.
    """
    lines: list[list[str]] = [[]]
    used = indent
    for token in TOKEN.findall(text):
        extent = measure(token, size)
        if used + extent > width and lines[-1] and token != " ":
            carried = _carried(lines[-1], token)
            lines.append(carried)
            used = sum(measure(part, size) for part in carried)
        lines[-1].append(token)
        used += extent
    return ["".join(line) for line in lines]


def _carried(line: list[str], token: str) -> list[str]:
    """Tokens that go down to the next line with `token`; they are taken off `line`."""
    carried: list[str] = []
    first = token
    while len(line) > 1 and (first in NO_START or line[-1] in NO_END):
        first = line.pop()
        carried.insert(0, first)
    return carried
