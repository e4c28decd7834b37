"""CJK radicals -> the ordinary characters they stand for.

Some fonts map the glyphs of ordinary characters to the radical blocks U+2E80-2FDF; text copied from such a file looks right and
matches nothing. The table in `hedui/parser/data/radicals.csv` follows Unicode's EquivalentUnifiedIdeograph, with the
forms written in mainland China where the two differ.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib.resources import files

_RADICAL = re.compile("[\u2e80-\u2fdf]")


def repair(text: str) -> str:
    """The text with each radical replaced by its ordinary character, one for one."""
    return text.translate(_table()) if _RADICAL.search(text) else text


@cache
def _table() -> dict[int, str]:
    data = files("hedui.parser.data").joinpath("radicals.csv").read_text("utf-8")
    return {ord(row["radical"]): row["character"] for row in csv.DictReader(io.StringIO(data))}
