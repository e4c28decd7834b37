"""Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): a stored number -> the text its cell shows.

A date is a number of days; only the format makes it 2024年6月30日 or 2024-06-30. Numbers are decimal throughout.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow
from functools import cache

from ....records import dataclass

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32,), 'h"时"mm"分"'),
    **dict.fromkeys((33,), 'h"时"mm"分"ss"秒"'),
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}
"""Formats that have no code in the file, as a Chinese Excel shows them; any other number is General."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'  # "年"
    r"|\\(?P<escaped>.)"  # \-
    r"|[_*](?P<space>.)"  # _) room as wide as the character; *- fills the cell
    r"|\[(?P<bracket>[^\]]*)\]"  # [$-804] [DBNum1] [Red] [h]
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)"  # yyyy, aaaa (the day of the week), e (the year)
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)"  # #,##0.00
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SYSTEM = {"[$-f800]": BUILT_IN[31], "[$-f400]": BUILT_IN[21]}
"""The long date and the time of the system; what follows the mark does not count."""
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps 15 digits; what a file holds beyond them is noise (0.30000000000000004)."""
_SHOWN = Context(prec=10, rounding=ROUND_HALF_UP)
_LARGEST, _LONGEST = 300, 400
_LAST_DAY = 2_958_465
"""31 December 9999."""
_CHINESE = "〇一二三四五六七八九"
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a group of the pattern above, `text` what it holds."""

    kind: str
    text: str


def printed(raw: str, code: str, *, from_1904: bool = False) -> str:
    """The number `raw`, as a file stores it, under a format; `raw` itself where it is no number or cannot be shown."""
    try:
        number = _STORED.create_decimal(raw.strip()[:_LONGEST])
    except (InvalidOperation, Overflow):
        return raw
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        return raw
    sections = _sections(code)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    if any(token.kind == "date" for token in section):
        return _date(number, section, from_1904=from_1904) or raw
    return _number(number, section)


def printed_text(text: str, code: str) -> str:
    """A text under a format: `"第"@"项"` puts words around it, `;;;` shows nothing."""
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and not any(token.text == "@" for token in section):
        return text
    return "".join(text if token.text == "@" and token.kind == "other" else _literal(token) for token in section)


@cache
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    sections: list[list[Token]] = [[]]
    code = next((system for mark, system in _SYSTEM.items() if mark in code.lower()), code)
    for match in _TOKEN.finditer(code[:1000]):
        kind = match.lastgroup or "other"
        if kind == "other" and match.group() == ";":
            sections.append([])
        else:
            sections[-1].append(Token(kind, match[kind]))
    return tuple(tuple(section) for section in sections)


def _literal(token: Token) -> str:
    """What a token prints of itself: words, and the currency sign of [$￥-804]."""
    if token.kind in ("quoted", "escaped", "other"):
        return token.text
    if token.kind == "bracket" and token.text.startswith("$"):
        return token.text[1:].split("-")[0]
    return ""


# --- numbers --------------------------------------------------------------------------------------------------------


def _number(number: Decimal, section: tuple[Token, ...]) -> str:
    digits = [index for index, token in enumerate(section) if token.kind == "digits"]
    others = {token.text for token in section if token.kind == "other"}
    words = [_literal(token) for token in section]
    if not digits:
        body = _in_chinese(_general(number), section)
        shown = [token.kind == "general" or token.text == "@" for token in section]
        return "".join(body if show else word for show, word in zip(shown, words, strict=True))
    if others & {"/", "E", "e"} and len(digits) > 1:  # fractions and powers of ten
        return _general(number)
    if "%" in others:
        number = _EXACT.multiply(number, Decimal(100))
    body = _in_chinese(_digits(abs(number), section[digits[0]].text), section)
    sign = "-" if number < 0 and body.strip("0.") else ""
    return sign + "".join((*words[: digits[0]], body, *words[digits[0] + 1 :]))


def _is_chinese(section: tuple[Token, ...]) -> bool:
    return any(token.kind == "bracket" and token.text.lower() == "dbnum1" for token in section)


def _in_chinese(body: str, section: tuple[Token, ...]) -> str:
    """[DBNum1] writes a number in Chinese; those of lists are below a hundred, longer ones are left in figures."""
    return _numeral(int(body)) if _is_chinese(section) and body.isdigit() and len(body) < 3 else body


def _general(number: Decimal) -> str:
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    return format(_SHOWN.plus(number).normalize(_SHOWN), "f")


def _digits(number: Decimal, pattern: str) -> str:
    """Digits under `#,##0.00`: zeros are kept, # may fall away, a comma at the end divides by a thousand."""
    bare = pattern.rstrip(",")
    number = number.scaleb(-3 * (len(pattern) - len(bare)), _EXACT)
    before, point, after = bare.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(after)), context=_EXACT)
    whole, _, fraction = format(rounded, "f").partition(".")
    least = after.count("0")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    whole = whole.lstrip("0").rjust(before.count("0"), "0")
    if "," in before:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    return whole + (point + fraction if point else "")


def _numeral(number: int) -> str:
    """0 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


# --- dates ----------------------------------------------------------------------------------------------------------


def _date(number: Decimal, section: tuple[Token, ...], *, from_1904: bool) -> str | None:
    """The moment a number of days stands for; None before the first or after the last day there is."""
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    days, rest = divmod(seconds, 86_400)
    if not 0 <= days <= _LAST_DAY - 1500:
        return None
    # Day 60 of the usual count is 29 February 1900, which never was: all days before it are one further on.
    first = datetime.date(1904, 1, 1) if from_1904 else datetime.date(1899, 12, 30 + (days < 60))
    moment = datetime.datetime.combine(first, datetime.time()) + datetime.timedelta(days=days, seconds=rest)
    chinese = _is_chinese(section)
    half = any(token.kind == "half" for token in section)
    return "".join(
        _part(token, moment, _is_minute(section, index), chinese=chinese, half=half, hours=seconds // 3600)
        for index, token in enumerate(section)
    )


def _is_minute(section: tuple[Token, ...], index: int) -> bool:
    """m is a minute right after an hour or right before a second."""
    before = [t for t in section[:index] if t.kind == "date" or t.text.lower() in ("h", "hh")]
    after = [t for t in section[index + 1 :] if t.kind == "date"]
    return bool(before and before[-1].text[0] in "hH") or bool(after and after[0].text[0] in "sS")


def _part(token: Token, moment: datetime.datetime, minute: bool, *, chinese: bool, half: bool, hours: int) -> str:
    text = token.text.lower()
    if token.kind == "half":
        morning, evening = token.text.split("/")
        return morning if moment.hour < 12 else evening
    if token.kind == "bracket" and text in ("h", "hh"):
        return str(hours)
    if token.kind != "date":
        return _literal(token)
    letter, size = text[0], len(text)
    if letter in "ye":
        year = f"{moment.year:04d}" if letter == "e" or size > 2 else f"{moment.year % 100:02d}"
        return "".join(_CHINESE[int(digit)] for digit in year) if chinese else year
    if letter == "a":
        return ("星期" if size == 4 else "") + "一二三四五六日"[moment.weekday()]
    if size > 2 and letter in "md" and not minute:
        name = _MONTHS[moment.month - 1] if letter == "m" else _WEEKDAYS[moment.weekday()]
        return {3: name[:3], 5: name[:1]}.get(size, name)
    hour = (moment.hour + 11) % 12 + 1 if half else moment.hour
    value = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    if chinese:
        return _numeral(value)
    return f"{value:02d}" if size > 1 else str(value)
