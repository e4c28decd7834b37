"""Labels and duty verbs that one notice uses though no table of words has them.

They are read as the standard word of their role: in the plain form of a text 操盘单位：市住建局 stands as
牵头单位：市住建局, and each character keeps its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import escaped
from ..records import dataclass
from . import WordRole
from .width import fold_width

UNIT_LETTERS = (
    "局委办厅部院会府室处科队所站社团行校馆区县市镇乡州盟旗省地司集团公司中心单位部门机构人员主体街道园区海关"
    "法院检察院支队分局银行方村居组署馆庭团层联协大学场厂业央台股)"
)
"""What names of units end with."""
_LABELS: dict[WordRole, tuple[str, str]] = {
    "lead": ("牵头", "牵头单位"),
    "responsible": ("责任", "责任单位"),
    "supporting": ("配合", "配合单位"),
    "deadline": ("时限", "完成时限"),
    "person": ("督办", "联系人"),
    "leader": ("督办", "分管领导"),
    "other": ("督办", "督办单位"),
}
"""The standard labels of a role, the short one first."""
_VERBS: dict[WordRole, str] = {"lead": "牵头", "responsible": "负责", "supporting": "配合", "other": "督办"}


@dataclass(frozen=True, slots=True)
class OwnLabel:
    """A label word; `blank`: white space may stand for its colon."""

    word: str
    role: WordRole
    blank: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one notice that no table has: its labels, and its verbs with their roles."""

    labels: tuple[OwnLabel, ...] = ()
    verbs: tuple[tuple[str, WordRole], ...] = ()
    fields: tuple[str, ...] = ()
    """Labels of texts that stand in the runs of the others: 工作路径：…"""

    def plain(self, text: str) -> str:
        """`text` with its own words as standard ones: width-folded where it has any, always of the same length."""
        if not (self.labels or self.verbs):
            return text
        return _pattern(self).sub(lambda match: _standard(self, match), fold_width(text))

    def field_end(self, text: str) -> int:
        """Where the label ends of a paragraph that is a field of the item above (工作路径：…); 0 where it is none."""
        label, colon, _ = fold_width(text).partition(":") if self.fields else ("", "", "")
        return len(label) + 1 if colon and label.strip() in self.fields else 0


NO_WORDS = OwnWords()


@lru_cache(maxsize=16)
def _pattern(own: OwnWords) -> re.Pattern[str]:
    labels = _any(label.word for label in own.labels)
    blank = _any(label.word for label in own.labels if label.blank)
    verbs = _any(verb for verb, _ in own.verbs)
    return re.compile(
        rf"(?P<label>{labels})(?P<mark>\s*(?::|[—–―─]{{1,2}}|-{{2}}))"
        rf"|(?<=\()(?P<framed>{labels})(?=\)\s*[^\s,;。、()])"
        rf"|(?:^|(?<=\s))(?P<bare>{blank})(?P<space>\s+)(?=\S)"
        rf"|(?<=[{''.join(sorted(set(UNIT_LETTERS)))}等])(?P<verb>{verbs})(?=\s*(?:[,;。:、)]|$|\d))"
    )


def _any(words: object) -> str:
    """Alternatives of words, between whose characters white space may stand; (?!) where there is none."""
    found = sorted(set(words), key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(r"\s*".join(map(escaped, word)) for word in found) or "(?!)"


def _standard(own: OwnWords, match: re.Match[str]) -> str:
    if (verb := match["verb"]) is not None:
        return _VERBS[dict(own.verbs)["".join(verb.split())]].ljust(len(verb))
    word = match["label"] or match["framed"] or match["bare"]
    role = next(label.role for label in own.labels if label.word == "".join(word.split()))
    short, long = _LABELS[role]
    mark = match["mark"] or match["space"] or ""
    return (long if len(word) >= len(long) else short).ljust(len(word)) + (":".ljust(len(mark)) if mark else "")
