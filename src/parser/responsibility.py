"""Where the annotations (责任标注) stand in a paragraph. What they say is read by the normaliser.

An annotation is a bracket that names a role (牵头单位：…, …牵头，…配合, …负责), or a run of labels outside brackets.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import regex

from ..lexicon import role_adverbs, role_labels, role_verbs
from ..lexicon.labels import composed_label, role_by_parts
from ..lexicon.own_words import UNIT_LETTERS
from ..lexicon.width import fold_width
from ..model import Range
from ..patterns import escaped, lazy_re, lazy_regex
from .numbering import read_label
from .unit_brackets import closes_item, duties_of_first_sentence, is_due_sentence, names_units_only, says_duties

_BULLETS = " \n\r\t★☆●◆◇■□▲※•·▶√"
# (办公室设在市民政局，联系电话：…): where an office is, no duty.
_SEAT = lazy_regex(r"^[^()。;]{0,16}(?:办公室|专班|秘书处|指挥部|工作组)?设在")
_NOT_A_DUTY = lazy_regex(r"负责解释|负责人|负责同志|法律责任|以下简称|下称")
# …负责。排在第一位的部门为牵头部门: a convention behind the duties.
_STATED = lazy_regex(r"。[^。]{2,60}(?:下同|为(?:牵头|主办|汇总)(?:单位|部门)|不再[^。]{1,8})。?$")
_SPACE = r"[ \n\r]*"
_GAP = lazy_re(r"[\u4e00-\u9fff()][ \n\r]+[\u4e00-\u9fff()]")


def _labels_in(text: str) -> re.Pattern[str]:
    """The pattern of labels for a width-folded text. Only one with gaps inside its words needs the larger one."""
    return _gapped_label_pattern() if _GAP.search(text) else _label_pattern()


@cache
def _label_pattern() -> re.Pattern[str]:
    return _compiled("")


@cache
def _gapped_label_pattern() -> re.Pattern[str]:
    """The same with white space between any two characters: 牵 头 单位："""
    return _compiled(_SPACE)


def _compiled(gap: str) -> re.Pattern[str]:
    # re compiles this long alternation three times faster than regex does, and matches the same.
    words = "|".join([composed_label(gap), *(gap.join(map(escaped, fold_width(word))) for word in role_labels())])
    # 责任单位为市司法局 only before what a unit or a date begins with: 牵头单位为第一责任人 names none.
    spoken = r"(?<=单位|部门|时限|时间)为(?=[省市区县州旗盟镇乡各团]|\d{4}年|\d{1,2}月)"
    # 【牵头单位】市司法局: the bracket does the work of the colon.
    framed = rf"\){_SPACE}(?=[^ \n\r,;。、()])"
    # Before a label a mark is in sight: most of a text is passed over at once.
    return lazy_re(rf"(?=[^:)为]{{2,40}}[:)为])(\({_SPACE})?(?:{words})(?(1){_SPACE}{framed}|{_SPACE}(?::|{spoken}))")


@cache
def _bare_label_pattern() -> regex.Pattern[str]:
    words = "|".join(escaped(fold_width(word)) for word in role_labels() if len(word) > 2)
    return lazy_regex(rf"\s*(?:{words})\s")


@cache
def _verb_pattern() -> regex.Pattern[str]:
    """市教育局牵头, …等部门按职责分工负责, 各区县政府负责落实: a unit word, then a duty verb that ends its segment."""
    verbs = "|".join(map(escaped, role_verbs()))
    adverbs = "|".join(map(escaped, role_adverbs()))
    tails = "".join(sorted(set(UNIT_LETTERS.replace(")", ""))))
    return lazy_regex(rf"[{tails})等](?:(?:{adverbs})?(?:{verbs}))+(?=[,;。、:]|$|[\d年底前])")


def find_annotations(text: str, *, below: bool = False) -> list[Range]:
    """Ranges of the annotations in `text`, brackets included, in order and without overlap.

    `below`: the paragraph stands below the text of an item, so that 由甲牵头，乙配合。 may be all it says.
    """
    return list(_annotations(text, below))


@lru_cache(maxsize=2048)  # the joining of paragraphs, the tree, the clauses and the captions all ask
def _annotations(text: str, below: bool) -> tuple[Range, ...]:
    folded = fold_width(text)
    found = [span for span in _brackets(folded) if _is_annotation_at(folded, *span)]
    said = None if found else _spoken_run(folded, below) or duties_of_first_sentence(folded)
    run = _label_run(folded, found) or said
    return tuple(sorted([*found, run] if run else found))


def is_annotation(inner: str) -> bool:
    """Whether the inside of a bracket (width folded) names a role."""
    if _NOT_A_DUTY.search(inner) and not _labels_in(inner).search(inner):
        return False
    if _labels_in(inner).search(inner) or _bare_label_pattern().match(inner):
        return True
    squeezed = _STATED.sub("", "".join(inner.split()))
    first, *rest = squeezed.rstrip("。").split("。")
    return len(rest) <= 1 and _verb_pattern().search(first) is not None


def _is_annotation_at(folded: str, start: int, end: int) -> bool:
    inner = folded[start + 1 : end - 1]
    if _SEAT.match(inner) or (inner.lstrip().startswith(("联系", "电话")) and is_contact_note(inner)):
        return False
    return is_annotation(inner) or (closes_item(folded, start, end) and names_units_only(inner))


_HEADING_DUE = lazy_regex(
    r"^[^()。]{2,40}(?P<aside>\(\s*(?:(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[上中下]旬|[底末])?|\d{4}\s*年[底末]?"
    r"|年[底内])\s*(?:[之以]?前(?:完成|办结|到位)?|(?:完成|办结|到位))\s*\))\s*(?:[。:]|$)"
)


def heading_deadline(text: str) -> Range | None:
    """The bracket behind a heading that gives a deadline and nothing else: （一）调查摸底（4月10日前完成）。

    It is part of a duty only where the item has an annotation; the phases of a plan have such brackets too.
    """
    label = read_label(text)
    start = label.end if label is not None else 0
    match = _HEADING_DUE.match(fold_width(text)[start:])
    return (start + match.start("aside"), start + match.end("aside")) if match else None


def opens_with_label(text: str) -> bool:
    """Whether a paragraph is an annotation line of its own: 责任单位：区发展和改革局."""
    folded = fold_width(text).lstrip(_BULLETS)
    return _labels_in(folded).match(folded) is not None


def is_bare_label(text: str) -> bool:
    """Whether a paragraph is nothing but a label: 责任单位："""
    folded = fold_width(text).strip()
    match = _labels_in(folded).match(folded)
    return match is not None and match.end() == len(folded)


_CONTACT = lazy_regex(r"(?:联系|咨询)(?:单位|部门|科室|处室)\s*:")


def is_contact_note(text: str) -> bool:
    """Whether a paragraph is labels of persons and nothing else: （联系人：…；联系电话：…）. It sets no task."""
    folded = fold_width(text).strip().removeprefix("(").lstrip()
    labels = _labels_in(folded)
    if labels.match(folded) is None and _CONTACT.match(folded) is None:
        return False
    words = ["".join(match.group().split()).removesuffix(":") for match in labels.finditer(folded)]
    return bool(words) and all((_label_roles().get(word) or role_by_parts(word)) == "person" for word in words)


@cache
def _label_roles() -> dict[str, str]:
    return {fold_width(word): role for word, role in role_labels().items()}


def _brackets(folded: str) -> list[Range]:
    """Outermost bracket pairs; an opening bracket before a label that is never closed runs to the end of the text.

    Any other bracket that is never closed (〔202412号 for 〔2024〕12号) hides nothing of what follows it.
    """
    pairs: list[Range] = []
    stack: list[int] = []
    for offset, char in enumerate(folded):
        if char == "(":
            stack.append(offset)
        elif char == ")" and stack:
            start = stack.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, offset + 1))
    if stack and _labels_in(folded).match(folded, stack[0] + 1):
        return [pair for pair in pairs if pair[1] <= stack[0]] + [(stack[0], len(folded))]
    return pairs


_SENTENCE_START = lazy_regex(r"^[\s★☆●◆◇■□▲※•·▶√]*(?:\(?[一二三四五六七八九十\d]{1,3}[).、])?\s*|[。;)]\s*")


def _label_run(folded: str, taken: list[Range]) -> Range | None:
    """A run of labels outside brackets, from the first label at a sentence start to the end of the paragraph."""
    pattern = _labels_in(folded)
    for start in _SENTENCE_START.finditer(folded):
        offset = start.end()
        if any(low <= offset < high for low, high in taken):
            continue
        if pattern.match(folded, offset):
            end = min([low for low, _ in taken if low > offset], default=len(folded.rstrip()))
            # ★牵头单位：: the mark before the first label is no text of its own.
            marked = not folded[:offset].strip(_BULLETS)
            return (offset - len(folded[:offset].lstrip()) if marked else offset, end)
    return None


_LONGEST_SPOKEN = 600
_MOST_PARTS = 12


def _spoken_run(folded: str, below: bool) -> Range | None:
    """The last sentences of a paragraph where they say duties without label and bracket: 由甲牵头，乙配合。

    All of them are a duty of the text above, where there is one (`below`).
    """
    end = len(folded.rstrip())
    start, duties, stop = end, False, end
    while stop > 0 and end - stop < _LONGEST_SPOKEN:
        begin = folded.rfind("。", max(0, stop - _LONGEST_SPOKEN), stop - (folded[stop - 1] == "。")) + 1
        sentence = folded[begin:stop].rstrip("。")
        behind = begin > 0 or below
        spoken = behind and says_duties(sentence)
        if not spoken and not (behind and is_due_sentence(sentence)):
            break
        start, stop, duties = begin, begin, duties or spoken
    if not duties:
        return _spoken_start(folded)
    while start < end and folded[start].isspace():
        start += 1
    return (start, end) if start < end else None


def _spoken_start(folded: str) -> Range | None:
    """The duties that open the last sentence of a paragraph: 由甲牵头，乙配合，6月底前完成；甲每周通报进度。"""
    end = len(folded.rstrip().rstrip("。"))
    start = folded.rfind("。", max(0, end - _LONGEST_SPOKEN), end) + 1
    if start == 0 or not folded[start:end].lstrip().startswith("由"):
        return None
    stops = [index for index in range(start, end) if folded[index] in ",;"][:_MOST_PARTS]
    # 由甲牵头，建立制度 says what 甲 does; two duties, or a date, before the action are an annotation.
    stops = [index for number, index in enumerate(stops) if number or folded[index] == ";"]
    stop = next((index for index in reversed(stops) if says_duties(folded[start:index])), None)
    return None if stop is None else (start, stop + 1)
