"""Signs of the symbol fonts, as the Unicode characters that look the same."""

from __future__ import annotations

_SIGNS = {
    0x2022: "•",
    0x52: "☑",
    0x53: "☒",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA3: "○",
    0xA7: "▪",
    0xA8: "□",
    0xB7: "•",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings")


def symbol(code: str | None, font: str | None) -> str:
    """The text of a w:sym: hexadecimal code and font name. A sign without a known likeness keeps its code point."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if not 0 < point < 0x110000 or 0xD800 <= point < 0xE000:
        return ""
    in_symbol_font = (font or "").lower().startswith(_SYMBOL_FONTS)
    if 0xF000 <= point <= 0xF0FF:
        return _SIGNS.get(point - 0xF000, chr(point))
    return _SIGNS.get(point, chr(point)) if in_symbol_font and point <= 0xFF else chr(point)


def bullet_sign(sign: str) -> str:
    """A bullet as printed: the private codes of the symbol fonts become ordinary signs."""
    point = ord(sign)
    return _SIGNS.get(point - 0xF000, "•") if 0xF000 <= point <= 0xF0FF else sign
