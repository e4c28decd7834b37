"""Chinese dates as they are printed: any digits, any zero, any width, white space and line breaks inside.

The scanner is pure and knows no calendar but the Gregorian one: it reads what is printed and leaves a missing year to
its caller. Damage done by conversions (lost 年, 月 or 日) is repaired where exactly one reading fits, with the flag
`damaged`. Offsets of `FoundDate` are offsets into the text that was given.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from ..patterns import lazy_re
from ..records import dataclass
from .width import fold_width


@dataclass(frozen=True, slots=True)
class Folded:
    """A reading copy of a text: half-width, without white space, with the offset of each character in the text.

    White space between two digits that do not belong to one number is kept as one space (2022 12月).
    """

    text: str
    origins: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text of the run [start, end) of the copy, which must not be empty."""
        return self.origins[start], self.origins[end - 1] + 1


@dataclass(frozen=True, slots=True)
class DateParts:
    """What is printed of a date. `day` None: a month. Flags: damaged, century_inferred."""

    year: int | None
    month: int
    day: int | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its year. `date` is the last day meant, None for a day that does not exist (flag impossible)."""

    start: int
    end: int
    date: datetime.date | None
    precision: Literal["day", "month"]
    flags: tuple[str, ...] = ()


# --- the reading copy -----------------------------------------------------------------------------------------------

# What is read as another character, after widths are folded; everything without ink becomes a space.
_INKLESS = [chr(code) for code in range(0x3001) if chr(code).isspace()]
_READ_AS = str.maketrans(
    {
        **dict.fromkeys([*_INKLESS, *"\u200b\u200c\u200d\u2060\ufeff\u00ad"], " "),
        **dict.fromkeys("‐‑‒–—―−─━﹣ー", "-"),
        **dict.fromkeys("〜∼∽﹏", "~"),
        **dict.fromkeys("○◯零", "〇"),
        **dict.fromkeys("oОо", "O"),
        **dict.fromkeys("·•", "."),
        "曰": "日",
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
        "\u2ed3": "长",  # like the range above, a radical that PDF fonts print for the character
    }
)
# Few texts hold any of them; `str.translate` would pay for each of the other characters a lookup that fails.
_READ_OTHERWISE = lazy_re(f"[{re.escape(''.join(chr(code) for code in _READ_AS if code != ord(' ')))}]")
# Chains of digits with white space between them: "2 0 2 2", "1 2", "2022 12".
_DIGIT_CHAIN = lazy_re(r"(?<![0-9])[0-9]++(?:\ ++[0-9]++)++")


@lru_cache(maxsize=2048)  # the same cell is looked at by several grammars
def fold(text: str) -> Folded:
    """The reading copy of `text`: one character for each that is kept."""
    plain = fold_width(text)
    if _READ_OTHERWISE.search(plain):
        plain = plain.translate(_READ_AS)
    if " " not in plain:
        return Folded(plain, tuple(range(len(plain))))
    kept = _spaces_between_numbers(plain)
    origins = tuple(i for i, character in enumerate(plain) if character != " " or i in kept)
    return Folded("".join(plain[i] for i in origins), origins)


def _spaces_between_numbers(plain: str) -> set[int]:
    kept: set[int] = set()
    for chain in _DIGIT_CHAIN.finditer(plain):
        digits = chain.group().replace(" ", "")
        rest = plain[chain.end() : chain.end() + 8].lstrip()
        # "1 2月" is one number and so is "20 22年"; "2022 12月" and "30 00:00" are two.
        if (len(digits) <= 2 and not rest.startswith(":")) or (len(digits) == 4 and rest[:1] in ("年", ".", "/", "-")):
            continue
        kept.update(chain.start() + gap.start() for gap in re.finditer(r" +", chain.group()))
    return kept


# --- numbers --------------------------------------------------------------------------------------------------------

_CHINESE_DIGIT = {**{digit: value for value, digit in enumerate("〇一二三四五六七八九")}, "两": 2, "O": 0}


def read_number(word: str) -> int:
    """21, ２１ folded, 二十一, 廿一, 二〇二二, 二OO八: a number below 100, or the digits of a year."""
    word = word.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = word.partition("十")
    if ten:
        return 10 * (read_number(tens) if tens else 1) + (read_number(ones) if ones else 0)
    return int("".join(str(_CHINESE_DIGIT.get(digit, digit)) for digit in word))


YEAR = r"(?:(?:19|2[0O])[0-9O]{2}|[一二][〇一二三四五六七八九0O]{3})"
MONTH = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:[0-9]{1,2}|[二三廿卅]?十[一二三四五六七八九]?|[廿卅]?[一二三四五六七八九]|廿|卅)"
_NO_NUMBER_BEFORE = r"(?<![0-9〇一二三四五六七八九十])"

# --- printed forms --------------------------------------------------------------------------------------------------

_MARKED = lazy_re(
    rf"""{_NO_NUMBER_BEFORE}
    (?: (?P<year>{YEAR})年 | (?P<short>[1-4][0-9])年 )?   # 2022年, 二〇二二年; 22年 only before a month
    (?P<month>{MONTH})月                                  # 5月, 十二月
    (?: (?P<day>{DAY})[日号] )?                           # 21日, 二十一日, 21号
    """,
    re.VERBOSE,
)
_DAY_OF_RANGE = lazy_re(
    rf"""{_NO_NUMBER_BEFORE}
    (?: (?P<year>{YEAR})年 )?
    (?P<month>{MONTH})月
    (?P<day>[0-9]{{1,2}})(?= [-~至到、] [0-9]{{1,2}} [日号] )   # 6月1 of 6月1-30日
    """,
    re.VERBOSE,
)
_DOTTED = lazy_re(
    r"""(?<![0-9])
    (?P<year>(?:19|20)[0-9]{2}) (?P<mark>[./-])
    (?P<month>1[0-2]|0?[1-9])
    (?: (?P=mark)(?P<day>[0-3]?[0-9])(?![0-9])[日号]?     # 2022.6.30, 2022-06-30, 2022/6/30
      | (?![0-9])月?                                      # 2022.6, 2022.6月
    )""",
    re.VERBOSE,
)
_EIGHT_DIGITS = lazy_re(  # 20220630
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9])[日号]?"
)

# --- damaged forms --------------------------------------------------------------------------------------------------

_LOST_YEAR_MARK = lazy_re(
    rf"""(?<![0-9])
    (?P<year>(?:19|20)[0-9]{{2}})\ ?                      # 2023 of 202310月份, 2022 12月
    (?P<month>1[0-2]|0?[1-9])月
    (?: (?P<day>{DAY})[日号] )?
    """,
    re.VERBOSE,
)
_LOST_DAY_MARK = lazy_re(
    rf"""{_NO_NUMBER_BEFORE}
    (?: (?P<year>{YEAR})年 )?
    (?P<month>{MONTH})月
    (?P<day>[0-9]{{1,2}})(?= $ | [,;。)、~-] | [之以]?前 | 完成 | 起 | 至 )   # 2020年9月17, 6月30前
    """,
    re.VERBOSE,
)
_LOST_MONTH_MARK = lazy_re(
    rf"""{_NO_NUMBER_BEFORE}
    (?: (?P<year>{YEAR})年 (?P<month>1[0-2]|0?[1-9])(?= [底末] | [上中下]旬 )   # 2022年12底
      | (?P<bare>1[0-2]|0?[1-9])(?= [底末][之以]?前 )                          # 12底前
    )""",
    re.VERBOSE,
)
_LOST_MARKS = lazy_re(
    rf"""(?<![0-9])
    (?: (?P<year>{YEAR})年 )?
    (?P<digits>[0-9]{{3,8}})[日号](?! 内 | [之以]内 | 历 )  # 2017822日, 1031日, 2022年630日; never 120日内
    """,
    re.VERBOSE,
)


_FIRST = frozenset("0123456789〇一二三四五六七八九十")
"""What every form begins with: most places of a text are passed over at once."""


def read_date(src: str, pos: int) -> tuple[int, DateParts] | None:
    """The date printed at `pos` of a folded text: at least a month, with or without year and day."""
    if src[pos : pos + 1] not in _FIRST:
        return None
    for pattern, flags in _FORMS:
        match = pattern.match(src, pos)
        if match is not None:
            return match.end(), _parts(match, flags)
    return _read_unmarked(src, pos)


_FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_EIGHT_DIGITS, ()),
    (_DOTTED, ()),
    (_DAY_OF_RANGE, ()),
    (_LOST_DAY_MARK, ("damaged",)),
    (_LOST_YEAR_MARK, ("damaged",)),
    (_MARKED, ()),
    (_LOST_MONTH_MARK, ("damaged",)),
)


def _parts(match: re.Match[str], flags: tuple[str, ...]) -> DateParts:
    found = match.groupdict()
    year = read_number(found["year"]) if found["year"] else None
    if found.get("short"):
        year, flags = 2000 + int(found["short"]), (*flags, "century_inferred")
    day = found.get("day")
    month = found["month"] or found["bare"]
    return DateParts(year, read_number(month), read_number(day) if day else None, flags)


def _read_unmarked(src: str, pos: int) -> tuple[int, DateParts] | None:
    match = _LOST_MARKS.match(src, pos)
    if match is None:
        return None
    year = read_number(match["year"]) if match["year"] else None
    digits = match["digits"]
    if year is None and len(digits) > 4:
        if digits[:2] not in ("19", "20"):
            return None
        year, digits = int(digits[:4]), digits[4:]
    splits = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    fits = [(int(m), int(d)) for m, d in splits if d[0] != "0" and _exists(year or 2000, int(m), int(d))]
    if len(fits) != 1:
        return None
    return match.end(), DateParts(year, *fits[0], ("damaged",))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= last_day_of_month(year, month)


def last_day_of_month(year: int, month: int) -> int:
    """28 to 31, for a month from 1 to 12."""
    return calendar.monthrange(year, month)[1]


# --- dates with their year ------------------------------------------------------------------------------------------

_MAY_START = lazy_re(r"[0-9一二]")


def find_dates(text: str) -> list[FoundDate]:
    """Every date in `text` that is printed with its year, to the day or to the month, in reading order."""
    folded = fold(text)
    found, pos = [], 0
    while (match := _MAY_START.search(folded.text, pos)) is not None:
        pos = match.start() + 1
        read = read_date(folded.text, match.start())
        if read is None or read[1].year is None or "century_inferred" in read[1].flags:
            continue
        found.append(_located(folded, match.start(), *read))
        pos = read[0]
    return found


def _located(folded: Folded, pos: int, end: int, parts: DateParts) -> FoundDate:
    start, stop = folded.origin(pos, end)
    date = date_of(parts.year, parts.month, parts.day)
    flags = parts.flags if date else (*parts.flags, "impossible")
    return FoundDate(start, stop, date, "day" if parts.day is not None else "month", flags)


def date_of(year: int | None, month: int, day: int | None) -> datetime.date | None:
    """The day, or the last day of the month; None where no such day exists or the year is unknown."""
    if year is None or not 1 <= month <= 12:
        return None
    day = last_day_of_month(year, month) if day is None else day
    return datetime.date(year, month, day) if _exists(year, month, day) else None


@lru_cache(maxsize=2048)
def parse_date(text: str) -> datetime.date | None:
    """The day that `text` consists of (二〇二二年五月二十一日), None where it is anything else."""
    src = fold(text).text
    read = read_date(src, 0)
    if read is None or read[0] != len(src) or read[1].day is None:
        return None
    return date_of(read[1].year, read[1].month, read[1].day)
