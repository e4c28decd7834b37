"""How one line of an index block prints its labels and values.

发文字号：云政发〔2024〕3号, 【发文字号】云政发〔2024〕3号, 发文字号 | 云政发〔2024〕3号 |, and where a page lost its
markup 发文字号 云政发〔2024〕3号 or 发文字号云政发〔2024〕3号. A mark between label and value is believed; without one
the value has to be what the label says.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

import regex

from ..lexicon import document_words, index_kinds, index_labels
from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width, squeeze
from ..patterns import escaped, lazy_regex
from ..records import dataclass
from .head_words import DOCUMENT_NUMBER, ORGAN

_LABELS = "|".join(sorted(map(escaped, index_labels()), key=len, reverse=True))
_LABEL = lazy_regex(_LABELS)
_BULLET = lazy_regex(r"[•∙·●◆■□▪◇○※*►▶|-]{0,3}")
_COLON = lazy_regex(rf"(?P<label>{_LABELS}):\|?|(?:(?<=\|)|^)(?P<barred>{_LABELS})(?:\||$)")
_OTHER_LABEL = lazy_regex(r"[\u4e00-\u9fff]{2,8}:")
_FRAMED = lazy_regex(rf"\((?P<label>{_LABELS})\):?")
_FIRST = frozenset(label[0] for label in index_labels())
_LONGEST_UNMARKED, _LONGEST_VALUE = 160, 24


@dataclass(frozen=True, slots=True)
class IndexPair:
    """A label, and the range of its value in the line without its white space; an empty range where it has none."""

    label: str
    start: int
    end: int


def bare_label(text: str) -> str | None:
    """A line or cell that is nothing but a label, with or without its colon, brackets and bullet."""
    squeezed = squeeze(text)
    label = squeezed[_bullet(squeezed) :].removesuffix(":")
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    return label if label in index_kinds() else None


def is_index_line(text: str) -> bool:
    # What no label begins with is passed over at once: nearly every line of a text.
    if next((char for char in text if char.isalnum()), "") not in _FIRST:
        return False
    return bare_label(text) is not None or bool(index_pairs(text))


@lru_cache(maxsize=2048)  # the joining of paragraphs, the index block and the title all ask
def index_pairs(text: str, amid: bool = False) -> tuple[IndexPair, ...]:
    """The pairs of a line that begins with a label. `amid`: the line above is one of an index block too."""
    squeezed = squeeze(text)
    begin = _bullet(squeezed)
    rest = squeezed[begin:]
    framed = _FRAMED.match(rest)
    if framed is None and _LABEL.match(rest) is None:
        return ()
    pattern = _FRAMED if framed is not None else _COLON
    gaps = {place - begin for place in _gaps(text)}
    pairs = _marked(pattern, rest, gaps) if pattern.match(rest) is not None else _unmarked(rest, gaps, amid)
    return tuple(IndexPair(pair.label, pair.start + begin, pair.end + begin) for pair in pairs)


def _bullet(squeezed: str) -> int:
    match = _BULLET.match(squeezed)
    return match.end() if match is not None else 0


def _marked(pattern: regex.Pattern[str], line: str, gaps: set[int]) -> list[IndexPair]:
    """The pairs of a line with marks. A value ends before the next label, a known one or any other behind a gap."""
    found = list(pattern.finditer(line))
    ends = [*(match.start() for match in found[1:]), len(line)]
    others = [match.start() for match in _OTHER_LABEL.finditer(line) if match.start() in gaps]
    pairs = []
    for match, end in zip(found, ends, strict=True):
        end = next((other for other in others if match.end() <= other < end), end)
        value = line[match.end() : end].rstrip(";")
        low = match.end() + len(value) - len(value.lstrip("|"))
        label = match["label"] or match["barred"]
        pairs.append(IndexPair(label, low, max(low, match.end() + len(value.rstrip("|")))))
    return pairs


def _unmarked(line: str, gaps: set[int], amid: bool) -> list[IndexPair]:
    """The pairs of a line without marks; none unless a value is what its label says, or others stand above."""
    if len(line) > _LONGEST_UNMARKED:
        return []
    pairs: list[IndexPair] = []
    sure, at = amid, 0
    while at < len(line):
        label = _LABEL.match(line, at)
        read = _value(line, label, gaps) if label is not None else None
        if label is None or read is None:
            return []
        end, told = read
        pairs.append(IndexPair(label.group(), label.end(), end))
        sure, at = sure or told, end
    return pairs if sure else []


def _gaps(text: str) -> list[int]:
    """Places in the squeezed text before which white space stands."""
    places, at = [], 0
    for word in fold_width(text).split():
        places.append(at)
        at += len(word)
    return places


def _value(line: str, label: regex.Match[str], gaps: set[int]) -> tuple[int, bool] | None:
    """Where the value behind a label ends, and whether it is what the label says; None where it may not be a value."""
    kind, start = index_kinds()[label.group()], label.end()
    gapped = start in gaps
    ends = [match.start() for match in _LABEL.finditer(line, start)] + [len(line)]
    for end in ends:
        if _fits(kind, line[start:end], gapped):
            return end, True
    if gapped:
        loose = next(end for end in ends if end in gaps or end == len(line))
        value = line[start:loose]
        if len(value) <= _LONGEST_VALUE and regex.search("[,，。;；:]", value) is None:
            return loose, False
    return (ends[0], False) if ends[0] == start < len(line) else None


_DAY = lazy_regex(r"(?P<day>\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))(?:\d{1,2}:\d{2}(?::\d{2})?)?")
_CODE = lazy_regex(r"(?=[^\d]{0,12}\d)[0-9A-Za-z/_.()-]{5,}")
_STATE = lazy_regex(
    r"是|否|(?:现行|继续|长期)?有效|已?失效|已?废止|已?修[改订]|(?:主动|依申请|不予)公开|(?:全部|面向)[^,。;:]{1,6}"
)
_TITLED = lazy_regex(rf".{{2,60}}关于.{{2,90}}(?:{'|'.join(document_words())})")


def _fits(kind: str, value: str, gapped: bool) -> bool:
    """Whether a value can only be one of its kind."""
    if kind == "number":
        return DOCUMENT_NUMBER.fullmatch(value) is not None
    if kind == "title":
        return gapped and _TITLED.fullmatch(value) is not None
    if kind in ("issuer", "publisher"):
        return 4 <= len(value) <= 30 and ORGAN.search(value) is not None and regex.search("[,。;:]", value) is None
    if kind in ("date", "announced", "day"):
        return day_of(value) is not None
    pattern = {"code": _CODE, "state": _STATE}.get(kind)
    return pattern is not None and pattern.fullmatch(value) is not None


def day_of(value: str) -> datetime.date | None:
    """The day a value gives, with or without the hour at which a page was put up."""
    match = _DAY.fullmatch(squeeze(value))
    return parse_date(match["day"] if match is not None else value)
