"""Where the annotations (责任标注) stand in a paragraph. What they say is read by the normaliser.

An annotation is a bracket that names a role (牵头单位：…, …牵头，…配合, …负责), or a run of labels outside brackets.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from ..lexicon import role_labels, role_verbs
from ..lexicon.width import fold_width
from ..model import Range

_UNIT_TAIL = (
    "局委办厅部院会府室处科队所站社团行校馆区县市镇乡州盟旗省地司集团公司中心单位部门机构人员主体街道园区海关"
    "法院检察院支队分局银行方村居组署馆庭团层联协大学场厂业央)"
)
_NOT_A_DUTY = regex.compile(r"负责解释|负责人|负责同志|法律责任|以下简称|下称")
_SPACE = r"[ \n\r]*"


@cache
def _label_pattern() -> re.Pattern[str]:
    # re compiles this long alternation three times faster than regex does, and matches the same.
    words = "|".join(_SPACE.join(map(re.escape, fold_width(word))) for word in role_labels())
    return re.compile(rf"(?:{words}){_SPACE}:")


@cache
def _bare_label_pattern() -> regex.Pattern[str]:
    words = "|".join(regex.escape(fold_width(word)) for word in role_labels() if len(word) > 2)
    return regex.compile(rf"\s*(?:{words})\s")


@cache
def _verb_pattern() -> regex.Pattern[str]:
    """市教育局牵头, …等部门按职责分工负责, 各区县政府负责落实: a unit word, then a duty verb that ends its segment."""
    verbs = "|".join(regex.escape(word) for word in role_verbs())
    tails = "".join(sorted(set(_UNIT_TAIL.replace(")", ""))))
    return regex.compile(rf"[{tails})等](?:(?:{verbs}))+(?=[,;。、:]|$|[\d年底前])")


def find_annotations(text: str) -> list[Range]:
    """Ranges of the annotations in `text`, brackets included, in order and without overlap."""
    folded = fold_width(text)
    found = [span for span in _brackets(folded) if is_annotation(folded[span[0] + 1 : span[1] - 1])]
    labelled = _label_run(folded, found) or (None if found else _closing_sentence(folded))
    return sorted([*found, labelled] if labelled else found)


def is_annotation(inner: str) -> bool:
    """Whether the inside of a bracket (width folded) names a role."""
    if _NOT_A_DUTY.search(inner) and not _label_pattern().search(inner):
        return False
    if _label_pattern().search(inner) or _bare_label_pattern().match(inner):
        return True
    squeezed = "".join(inner.split())
    first, *rest = squeezed.rstrip("。").split("。")
    return len(rest) <= 1 and _verb_pattern().search(first) is not None


def opens_with_label(text: str) -> bool:
    """Whether a paragraph is an annotation line of its own: 责任单位：区发展和改革局."""
    match = _label_pattern().match(fold_width(text).lstrip())
    return match is not None


def is_bare_label(text: str) -> bool:
    """Whether a paragraph is nothing but a label: 责任单位："""
    folded = fold_width(text).strip()
    match = _label_pattern().match(folded)
    return match is not None and match.end() == len(folded)


def is_contact_note(text: str) -> bool:
    """Whether a paragraph is labels of persons and nothing else: （联系人：…；联系电话：…）. It sets no task."""
    folded = fold_width(text).strip().removeprefix("(").lstrip()
    if _label_pattern().match(folded) is None:
        return False
    words = ("".join(match.group().split()).removesuffix(":") for match in _label_pattern().finditer(folded))
    return all(_label_roles().get(word) == "person" for word in words)


@cache
def _label_roles() -> dict[str, str]:
    return {fold_width(word): role for word, role in role_labels().items()}


def _brackets(folded: str) -> list[Range]:
    """Outermost bracket pairs; an opening bracket that is never closed runs to the end of the text."""
    pairs, stack = [], []
    for offset, char in enumerate(folded):
        if char == "(":
            stack.append(offset)
        elif char == ")" and stack:
            start = stack.pop()
            if not stack:
                pairs.append((start, offset + 1))
    if stack and _label_pattern().match(folded, stack[0] + 1):
        pairs.append((stack[0], len(folded)))
    return pairs


_CLOSING = regex.compile(r"(?<=[。;])\s*(?=(?:此项|该项|本项|以上|上述)?(?:工作|任务)?由)[^。;]{6,160}。?\s*$")


def _closing_sentence(folded: str) -> Range | None:
    """由市水利局负责，六月底前完成。: the last sentence of a clause, where it does nothing but assign."""
    match = _CLOSING.search(folded)
    if match is None or _NOT_A_DUTY.search(match[0]):
        return None
    parts = "".join(match[0].split()).rstrip("。").split(",")
    duties = [part for part in parts if _verb_pattern().search(part + "。")]
    if not duties or duties[0] != parts[0] or any(not _DUE.search(part) for part in parts if part not in duties):
        return None
    return (match.start() + len(match[0]) - len(match[0].lstrip()), len(folded.rstrip()))


_DUE = regex.compile(r"(?:前|底|日|内|完成|坚持|推进|到位)$")
"""How a part ends that says by when."""
_SENTENCE_START = regex.compile(r"^\s*|[。;)]\s*")


def _label_run(folded: str, taken: list[Range]) -> Range | None:
    """A run of labels outside brackets, from the first label at a sentence start to the end of the paragraph."""
    pattern = _label_pattern()
    for start in _SENTENCE_START.finditer(folded):
        offset = start.end()
        if any(low <= offset < high for low, high in taken):
            continue
        if pattern.match(folded, offset):
            end = min([low for low, _ in taken if low > offset], default=len(folded.rstrip()))
            return (offset, end)
    return None
