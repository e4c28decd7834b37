"""List numbers in other scripts than those of Chinese notices: the signs of each format, in their order."""

from __future__ import annotations

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"

_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def korean_legal(number: int) -> str:
    """하나 to 아흔아홉; digits from 100 on."""
    if number > 99:
        return str(number)
    return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10]


def hebrew_numeral(number: int) -> str:
    """Units, tens and hundreds as letters; 15 and 16 are written 9 + 6 and 9 + 7. Digits from 500 on."""
    if number > 499:
        return str(number)
    hundreds, rest = divmod(number, 100)
    text = HEBREW[17 + hundreds] if hundreds else ""
    if rest in (15, 16):
        return text + HEBREW[8] + HEBREW[rest - 10]
    tens, ones = divmod(rest, 10)
    return text + (HEBREW[8 + tens] if tens else "") + (HEBREW[ones - 1] if ones else "")


def cardinal(number: int) -> str:
    """One to Ninety-nine; digits from 100 on."""
    return _spelled(number).capitalize() or str(number)


def ordinal_word(number: int) -> str:
    """First to Ninety-ninth; digits from 100 on."""
    head, dash, last = _spelled(number).rpartition("-")
    if not last:
        return str(number)
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return (head + dash + _ORDINALS.get(last, regular)).capitalize()


def _spelled(number: int) -> str:
    if number > 99:
        return ""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]
