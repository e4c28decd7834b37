"""Numbers as Word prints them: the formats of ECMA-376 part 1, 17.18.59 (ST_NumberFormat) that Chinese offices meet.

Past the end of a limited set the standard falls back to decimal digits; a format unknown here does the same.
"""

from __future__ import annotations

from collections.abc import Callable

from ....records import dataclass
from . import scripts

_IDEOGRAPHS = "〇一二三四五六七八九"
_TAIWANESE = "○一二三四五六七八九"
_FULL_WIDTH = "０１２３４５６７８９"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"
_HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GANADA = "가나다라마바사아자차카타파하"
_CHICAGO = "*†‡§"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True, slots=True)
class _Grouped:
    """A counting system with words for ten, hundred, thousand, and for every fourth power of ten."""

    digits: str
    places: tuple[str, str, str, str]
    myriads: tuple[str, str, str]
    zero_between: bool = True
    one_before: tuple[str, ...] = ("百", "千")
    """Places that need 一 in front; ten needs it only inside a larger number (一百一十, but 十一)."""
    bare_ten: bool = True


_CHINESE = _Grouped("零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿"))
_CHINESE_TW = _Grouped("零一二三四五六七八九", ("", "十", "百", "千"), ("", "萬", "億"))
_LEGAL = _Grouped(
    "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿"), one_before=("佰", "仟"), bare_ten=False
)
_LEGAL_TW = _Grouped(
    "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), ("", "萬", "億"), one_before=("佰", "仟"), bare_ten=False
)
_JAPANESE = _Grouped("〇一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "億"), False, ())
_JAPANESE_LEGAL = _Grouped(
    "〇壱弐参四伍六七八九", ("", "拾", "百", "阡"), ("", "萬", "億"), False, ("百", "阡"), bare_ten=False
)
_KOREAN = _Grouped("영일이삼사오육칠팔구", ("", "십", "백", "천"), ("", "만", "억"), False, ())


def _grouped(number: int, system: _Grouped) -> str:
    text, gap = "", False
    for power in (2, 1, 0):
        group = number // 10_000**power % 10_000
        if not group:
            gap = bool(text)
            continue
        if text and system.zero_between and (gap or group < 1000):
            text += system.digits[0]
        text += _group(group, system, first=not text) + system.myriads[power]
        gap = False
    return text or system.digits[0]


def _group(number: int, system: _Grouped, *, first: bool) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        if gap and system.zero_between:
            text += system.digits[0]
        gap = False
        text += _digit(digit, place, system, leading=first and not text) + system.places[place]
    return text


def _digit(digit: int, place: int, system: _Grouped, *, leading: bool) -> str:
    if digit == 1 and place:
        if not system.one_before:
            return ""
        if place == 1 and leading and system.bare_ten:
            return ""
    return system.digits[digit]


def _positional(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counting(number: int, digits: str) -> str:
    """十 for tens up to 99, digit by digit from 100 on (一〇〇)."""
    if number < 10 or number > 99:
        return _positional(number, digits)
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _listed(number: int, first: int, last: int, count: int) -> str:
    """`count` signs in a row of code points from `first` to `last`."""
    return chr(first + number - 1) if number <= min(count, last - first + 1) else str(number)


def _member(number: int, signs: str) -> str:
    return signs[number - 1] if number <= len(signs) else str(number)


def _repeated(number: int, signs: str) -> str:
    """A ... Z, AA, BB: the sign is doubled, not carried. A label longer than 64 signs is printed in digits."""
    times, index = divmod(number - 1, len(signs))
    return signs[index] * (times + 1) if times < 64 else str(number)


def _roman(number: int) -> str:
    if number > 32_767:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _ordinal(number: int) -> str:
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number // 10 % 10 == 1 else tail}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": lambda n: _counting(n, _IDEOGRAPHS),
    "taiwaneseCounting": lambda n: _counting(n, _TAIWANESE),
    "chineseCountingThousand": lambda n: _grouped(n, _CHINESE),
    "taiwaneseCountingThousand": lambda n: _grouped(n, _CHINESE_TW),
    "japaneseCounting": lambda n: _grouped(n, _JAPANESE),
    "koreanCounting": lambda n: _grouped(n, _KOREAN),
    "chineseLegalSimplified": lambda n: _grouped(n, _LEGAL),
    "ideographLegalTraditional": lambda n: _grouped(n, _LEGAL_TW),
    "japaneseLegal": lambda n: _grouped(n, _JAPANESE_LEGAL),
    "ideographDigital": lambda n: _positional(n, _IDEOGRAPHS),
    "japaneseDigitalTenThousand": lambda n: _positional(n, _IDEOGRAPHS),
    "taiwaneseDigital": lambda n: _positional(n, _TAIWANESE),
    "koreanDigital": lambda n: _positional(n, _KOREAN.digits),
    "koreanDigital2": lambda n: _positional(n, "零一二三四五六七八九"),
    "ideographTraditional": lambda n: _member(n, _STEMS),
    "ideographZodiac": lambda n: _member(n, _BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12] if n <= 60 else str(n),
    "ideographEnclosedCircle": lambda n: _listed(n, 0x3280, 0x3289, 10),
    "decimalEnclosedCircle": lambda n: _listed(n, 0x2460, 0x2473, 20),
    "decimalEnclosedCircleChinese": lambda n: _listed(n, 0x2460, 0x2473, 10),
    "decimalEnclosedParen": lambda n: _listed(n, 0x2474, 0x2487, 20),
    "decimalEnclosedFullstop": lambda n: _listed(n, 0x2488, 0x249B, 20),
    "decimalFullWidth": lambda n: _positional(n, _FULL_WIDTH),
    "decimalFullWidth2": lambda n: _positional(n, _FULL_WIDTH),
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": lambda n: _repeated(n, _LATIN),
    "lowerLetter": lambda n: _repeated(n, _LATIN).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "aiueoFullWidth": lambda n: _repeated(n, _KATAKANA),
    "aiueo": lambda n: _repeated(n, _HALF_KATAKANA),
    "ganada": lambda n: _repeated(n, _GANADA),
    "chicago": lambda n: _repeated(n, _CHICAGO),
    "ordinal": _ordinal,
    "iroha": lambda n: _repeated(n, scripts.HALF_IROHA),
    "irohaFullWidth": lambda n: _repeated(n, scripts.IROHA),
    "chosung": lambda n: _repeated(n, scripts.CHOSUNG),
    "koreanLegal": scripts.korean_legal,
    "russianLower": lambda n: _repeated(n, scripts.RUSSIAN),
    "russianUpper": lambda n: _repeated(n, scripts.RUSSIAN.upper()),
    "thaiLetters": lambda n: _repeated(n, scripts.THAI),
    "arabicAlpha": lambda n: _repeated(n, scripts.ARABIC),
    "arabicAbjad": lambda n: _repeated(n, scripts.ABJAD),
    "hebrew1": scripts.hebrew_numeral,
    "hebrew2": lambda n: _repeated(n, scripts.HEBREW),
    "cardinalText": scripts.cardinal,
    "ordinalText": scripts.ordinal_word,
    "hex": lambda n: f"{n:X}",
    "numberInDash": lambda n: f"- {n} -",
}


def format_number(number: int, style: str) -> str:
    """A list number in the format `style`, e.g. (12, "chineseCounting") -> "十二"."""
    if style in ("none", "bullet"):
        return ""
    if number < 1:
        return {"decimalZero": f"{number:02d}", "chineseCounting": "〇", "ideographDigital": "〇"}.get(
            style, str(number)
        )
    return _FORMATS.get(style, str)(number)


def format_custom(number: int, pattern: str) -> str:
    """A custom format such as "001, 002, 003, ...": digits padded to the width of the first example."""
    first = pattern.split(",")[0].strip()
    return str(number).zfill(len(first)) if first.isascii() and first.isdecimal() else str(number)
