"""Characters that no cell, page or terminal can show, made visible; the text around them stays as it is."""

from __future__ import annotations

# C0 controls but tab and line feed, and DEL, as their control pictures (U+2400 ...); carriage return too, because
# spreadsheets and terminals each do something else with it.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}

# What UTF-8 or XML cannot hold: halves of surrogate pairs, C1 controls and the two non-characters.
_REPLACED = dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)

# Invisible characters that turn the direction of the text round them, so that it reads otherwise than it is.
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

INVISIBLE = " \u00a0\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, _BIDI))
"""Blanks and characters without a width, as they may stand before the first character that is seen."""

_CELL = _PICTURES | _REPLACED
_SCREEN = _CELL | {0x09: 0x20} | {code: f"⟦U+{code:04X}⟧" for code in _BIDI}


def cell_text(text: str) -> str:
    """For a cell of a table: control characters as pictures (␀ ␛), what cannot be encoded as U+FFFD."""
    return text.translate(_CELL)


def screen_text(text: str) -> str:
    """For a page or a terminal: as `cell_text`, characters that turn the direction of text by their
    number, and a tab as a space.
    """
    return text.translate(_SCREEN)
