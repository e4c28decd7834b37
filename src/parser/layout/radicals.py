"""CJK radicals -> the ordinary characters they stand for.

Some fonts map the glyphs of ordinary characters to the radical blocks U+2E80-2FDF; text copied from such a file looks
right and matches nothing. The table in `hedui/parser/data/radicals.csv` follows Unicode's EquivalentUnifiedIdeograph,
with the forms written in mainland China where the two differ.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from ...lexicon.tables import read_rows
from ...patterns import lazy_re

_ODD = lazy_re("[\u2e80-\u2fdf\uf900-\ufaff]")


def repair(text: str) -> str:
    """The text with each radical or compatibility ideograph replaced by its ordinary character, one for one."""
    return _ODD.sub(lambda match: _ordinary(match.group()), text)


def _ordinary(char: str) -> str:
    return _table().get(char) or unicodedata.normalize("NFC", char)


@cache
def _table() -> dict[str, str]:
    return {row["radical"]: row["character"] for row in read_rows("hedui.parser.data", "radicals.csv")}
