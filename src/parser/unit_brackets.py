"""Brackets that name units and nothing else: 研发投入强度达到3%。（省科技厅、省财政厅，各市人民政府）.

Such a bracket is an annotation where it ends an item. Whether each name is a unit is the normaliser's to say; here the
endings of the names count, and where the bracket stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from ..lexicon import organ_endings, organ_lookalikes, role_adverbs, role_verbs
from ..lexicon.width import fold_width
from ..patterns import escaped, lazy_regex
from .numbering import read_label

_MARKS = frozenset("、,;")
_LONGEST_NAME, _LONGEST_BRACKET, _LONGEST_DUE = 30, 600, 18
_NO_NAME = lazy_regex(r"[的了是:\"《》%]|^(?:含|指|如|见|即|由|按|原)|以下简称|下称|设在|不含|包括|包含|详见|参见")
_OPEN_TAIL = lazy_regex(r"等(?:\d{1,2}[个家])?(?:(?:有关|相关|各)?(?:部门|单位|机构|企业)(?:[和及、]单位)?)?$")
_EVERY = lazy_regex(r"(?:各|有关|相关|涉农|沿[线江河海])")
_PLACE_END = lazy_regex(r"[省市区县州盟旗乡镇村]\)?$|地区$|地方$|各地$")
_LEVELS = lazy_regex("[省市区县州盟旗乡镇]+")
_ASIDE = lazy_regex(r"\([^()]*\)$")
_SHORTEST_HEADING, _MOST_DUTIES = 3, 6
_FUNCTIONS = lazy_regex(r"^(?:[\u4e00-\u9fff]{2,8}、)+(?=[\u4e00-\u9fff]{2,8}(?:等(?:有关|相关)?)?部门)")
_PERSON = lazy_regex(r"各[\u4e00-\u9fff]{0,6}(?:领导|书记|主任|校长|院长|站长|所长|负责人|责任人|组长|干部)")
# What may stand in a list beside organs: a town, persons, the 各分 of 各分、子公司.
_BESIDE = lazy_regex(rf"{_PERSON.pattern}|[\u4e00-\u9fff]{{1,4}}(?:镇|乡|街道|苏木|新区)|各[分子]")
# 镇中心校, 镇网格员: what has its own level in front may stand beside organs too.
_LOCAL = lazy_regex(r"[省市区县州旗盟镇乡团校](?!场)[\u4e00-\u9fff]{2,7}")
_OWN_LEVEL = lazy_regex(r"(?:自治区|兵团|国家|国务院|中央|团[省市区县州]委|[省市区县州盟旗镇乡])")
_STATED = lazy_regex(
    r"下同$|不再(?:一一|单独|逐一)?(?:列出|列|分工)|为(?:牵头|主办|汇总)(?:单位|部门)?$|^排(?:名|在)|^列"
)
# …、市财政局。排在第一位的为牵头单位，下同: a convention in a sentence of its own.
_STATED_LAST = lazy_regex(r"。[^。]{2,60}(?:下同|为(?:牵头|主办|汇总)(?:单位|部门)|不再[^。]{1,8})$")
_DUE = lazy_regex(
    r"\d{1,2}月|\d年|年[底内末中]|季度|节点|之日起|半年|学期|(?:长期|持续|常年|全年|立即|每[年月季])|适时|(?:期间|[期季汛节])前?$|(?:坚持|推进|实施|完成)$"
)
# 1.…。（市教育局、市财政局）2.…: items in one paragraph.
_NEXT_ITEM = lazy_regex(r"[\s。;]*(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]是)")
_ENDS_SENTENCE = frozenset("。;!?”")


@lru_cache(maxsize=2048)
def names_units_only(inner: str) -> bool:
    """Whether the inside of a bracket (width folded) is a list of units, with a deadline or a convention at most."""
    squeezed = _STATED_LAST.sub("", "".join(inner.split()).rstrip("。;"))
    if not 3 <= len(squeezed) <= _LONGEST_BRACKET or "。" in squeezed:
        return False
    pieces = [piece for piece in _pieces(squeezed) if not _STATED.search(piece)]
    names = [piece for piece in pieces if not _DUE.search(piece)]
    if not names or not all(_is_name(name) or _BESIDE.fullmatch(name) or _is_local(name) for name in names):
        return False
    names = [name for name in names if not _PERSON.fullmatch(name)]
    return bool(names) and (_is_name(names[0]) or any(_ends_like_organ(name) for name in names))


def closes_item(folded: str, start: int, end: int) -> bool:
    """Whether a list of units in folded[start:end] stands where an annotation does.

    That is at the end of a paragraph, behind a full stop; or behind the heading of a numbered item, where every name
    says whose office it is (一、强化创新（市科技局）).
    """
    goes_on = bool(folded[end:].strip(" \n\r。;"))
    if start == 0 or (goes_on and not _NEXT_ITEM.match(folded, end)):
        return False
    before = folded[:start].rstrip()
    if not before:
        return False
    if before[-1] in _ENDS_SENTENCE:
        return True
    if goes_on or read_label(folded) is None or _ends_like_organ(before):
        return False
    names = _pieces("".join(folded[start + 1 : end - 1].split()))
    return all(_OWN_LEVEL.match(name) or _EVERY.match(name) or _DUE.search(name) for name in names)


def says_duties(sentence: str) -> bool:
    """Whether a sentence outside brackets says who does what by when, no more: 由A牵头，B、C配合，6月底前完成."""
    squeezed = "".join(sentence.split())
    if not 4 <= len(squeezed) <= _LONGEST_BRACKET:
        return False
    parts = list(_duty_parts(squeezed))
    duties = [part for part in parts if not _is_due(part)]
    verbs = [duty_end().search(part) for part in duties]
    if not duties or not any(verbs):
        return False
    named = (part[: verb.start()] if verb else part for part, verb in zip(duties, verbs, strict=True))
    return all(names_units_only(_FUNCTIONS.sub("", regex.sub("^由", "", names))) for names in named)


def duties_of_first_sentence(folded: str) -> tuple[int, int] | None:
    """Where the first sentence of a numbered item says who does it, and other words follow.

    （三）道路安全整治，由公安、交通部门负责，有关部门配合。要…: behind the heading, from 由 to the stop.
    （一）由市商务局负责，市财政局配合，建立…: two duties at least, in front of what is done.
    """
    label = read_label(folded)
    if label is None:
        return None
    start, stop = label.end, folded.find("。", label.end)
    by = folded.find(",由", start, max(stop, start))
    if by - start > _SHORTEST_HEADING and says_duties(folded[by + 1 : stop]):
        return by + 1, stop + 1
    end = stop if stop > 0 else len(folded)
    marks = [index for index in range(start, end) if folded[index] in ",;"][:_MOST_DUTIES]
    last = next((mark for mark in reversed(marks[1:]) if _all_duties(folded[start:mark])), None)
    return None if last is None else (start, last + 1)


def _all_duties(text: str) -> bool:
    """Whether every part of a run of words says a duty: 由甲负责，乙配合."""
    parts = _pieces("".join(text.split()), frozenset(",;"))
    return says_duties(text) and all(duty_end().search(part) for part in parts)


def is_due_sentence(sentence: str) -> bool:
    """Whether a short sentence gives a deadline and nothing else: 9月底前完成."""
    return _is_due("".join(sentence.split()))


def _is_due(text: str) -> bool:
    return len(text) <= _LONGEST_DUE and _DUE.search(text) is not None and _is_name(text) is False


def _duty_parts(text: str) -> Iterator[str]:
    """Parts between stops; behind a verb a pause parts two duties too: 由甲统筹、乙落实."""
    for part in _pieces(text, frozenset(",;")):
        names: list[str] = []
        for name in _pieces(part, frozenset("、")):
            names.append(name)
            if duty_end().search(name):
                yield "、".join(names)
                names = []
        if names:
            yield "、".join(names)


@cache
def duty_end() -> regex.Pattern[str]:
    """Verbs and the words around them, at the end of a text."""
    words = sorted((*role_verbs(), *role_adverbs()), key=len, reverse=True)
    return lazy_regex(rf"(?:{'|'.join(map(escaped, words))})++$")


def _pieces(text: str, marks: frozenset[str] = _MARKS) -> list[str]:
    """Cut at the marks outside brackets: 各县（市、区）政府 stays whole."""
    pieces, depth, begin = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth <= 0 and char in marks:
            pieces.append(text[begin:index])
            begin = index + 1
    return [piece for piece in [*pieces, text[begin:]] if piece]


def _is_name(piece: str) -> bool:
    name = _OPEN_TAIL.sub("", piece)
    if not name or _LEVELS.fullmatch(name):
        return True
    bare = _ASIDE.sub("", name)
    if not 2 <= len(bare) <= _LONGEST_NAME or _NO_NAME.search(bare):
        return False
    if _EVERY.match(bare) and _PLACE_END.search(bare):
        return True
    return _ends_like_organ(bare) or (
        len(bare) <= 4 and _PLACE_END.search(bare) is not None and bare[0] in "省市区县州"
    )


def _is_local(piece: str) -> bool:
    return _LOCAL.fullmatch(piece) is not None and not _NO_NAME.search(piece)


def _ends_like_organ(text: str) -> bool:
    return text.endswith(organ_endings()) and not text.endswith(_lookalikes())


@cache
def _lookalikes() -> tuple[str, ...]:
    return tuple(fold_width(word) for word in organ_lookalikes())
