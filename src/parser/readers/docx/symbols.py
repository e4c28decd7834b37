"""Signs of the symbol fonts, as the Unicode characters that look the same."""

from __future__ import annotations


def _signs(*rows: str) -> dict[int, str]:
    """Rows of signs that follow each other: the hexadecimal code of the first, then the signs; a blank is a gap."""
    found: dict[int, str] = {}
    for row in rows:
        code, signs = row.split("|")
        found.update({int(code, 16) + index: sign for index, sign in enumerate(signs) if sign != " "})
    return found


_WINGDINGS = _signs(
    "22|✂",
    "28|☎",
    "2A|✉",
    "36|⌛⌨",
    "41|✌",
    "46|☞",
    "4A|☺ ☹",
    "51|✈☼",
    "6C|●❍■□ ❑❒⬧⧫◆❖⬥⌧",
    "80|⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    "9E|·•▪○○○◉◎ ▪□ ✦★✶",
    "D8|➢",
    "DF|←→↑↓↖↗↙↘ ➔",
    "EF|⇦⇨⇧⇩",
    "FB|✗✓☒☑",
)
_WINGDINGS_2 = _signs("4F|✗✓☒☑☒☒", "69|⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", "97|●●○", "A2|■□")
_SYMBOL = _signs(
    "22|∀ ∃  ∋     −",
    "40|≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "5C|∴ ⊥",
    "61|αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
    "7E|∼",
    "A2|′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    "C4|⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇",
    "D5|∏√⋅¬∧∨⇔⇐⇑⇒⇓◊",
    "E5|∑",
    "F2|∫",
)
_WEBDINGS = _signs("61|✔ □", "67|■", "72|✖")
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
SYMBOL_FONTS = ("Wingdings", "Webdings", "Symbol")
"""How their names begin, as they stand in a document."""
_ANY = _WINGDINGS | {0x52: "☑", 0x53: "☒", 0xB7: "•"}
"""For a sign whose font is not told: most come from Wingdings, the boxes from Wingdings 2, the dot from Symbol."""


def is_symbol_font(font: str | None) -> bool:
    """Does the font show signs in place of letters, and are they known here?"""
    return (font or "").strip().lower() in _FONTS


def symbol(code: str | None, font: str | None) -> str:
    """The text of a w:sym: hexadecimal code and font name. A sign without a known likeness keeps its code point."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if not 0 < point < 0x110000 or 0xD800 <= point < 0xE000:
        return ""
    return _sign(chr(point), font)


def in_font(text: str, font: str | None) -> str:
    """A text as a symbol font prints it: R in Wingdings 2 is ☑."""
    return "".join([_sign(sign, font) for sign in text])


def bullet(text: str, font: str | None) -> str:
    """A bullet as printed; a private code of a symbol font without a known likeness is a dot."""
    return "".join("•" if 0xF000 <= ord(sign) <= 0xF0FF else sign for sign in in_font(text, font))


def _sign(sign: str, font: str | None) -> str:
    point = ord(sign)
    private = 0xF000 <= point <= 0xF0FF
    if not private and point > 0xFF:
        return sign
    known = _FONTS.get((font or "").strip().lower(), _ANY if private else None)
    return sign if known is None else known.get(point - 0xF000 if private else point, sign)
