"""What stands as a label in a notice, known or not, and what its values are: 操盘单位：市住建局, 收尾时间——6月底.

One pass over the paragraphs. A use is no more than a count; which words are labels is decided in `word_roles`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import field

import regex

from ..lexicon import WordRole, organ_lookalikes, role_verbs
from ..lexicon.labels import ends_like_duty, folded_labels, is_composed, role_of_label
from ..lexicon.own_words import UNIT_LETTERS
from ..lexicon.width import fold_width
from ..model import Range
from ..patterns import lazy_regex
from ..records import dataclass
from .column_contents import due_key, gives_time, is_due, is_units, unit_names
from .unit_brackets import duty_end

_LABELLED = lazy_regex(
    r"""(?<![\u4e00-\u9fff])(?:
      (?P<word>[\u4e00-\u9fff]{2,8}(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff]{0,4})?)  # 操盘（主办）单位
      [ ]?(?::|(?P<dash>[—–―─]{1,2}|-{2}))                                # ：  ——
    | (?<=\()(?P<framed>[\u4e00-\u9fff]{2,8})\)(?=[ ]?[^ ,;。、()])       # 【操盘单位】市住建局
    )[ ]*""",
    regex.VERBOSE,
)
# Behind a figure there is no label: 11 月 1 日至 2018 年; nor is a place one: 云川市 2023 年.
_BLANK = lazy_regex(
    r"(?:^|(?<=[ ])(?<!\d[ ]))(?P<word>[\u4e00-\u9fff]{2,8})(?<![省市区县州旗盟镇乡])[ ]{1,6}(?=[\u4e00-\u9fff\d])",
    regex.MULTILINE,
)
_LONGEST_VALUE = 160
_INDENT = 3
"""Most characters before a label that begins a paragraph: white space, a bullet."""
_VALUE = lazy_regex(r"(?:[^();。|丨]|\([^()]*\))*+")
_SAYING = lazy_regex(
    r"\((?P<inner>(?:[^():]|\([^():]*\)){4,160}+)\)"  # （市人社局扛旗，各县（市、区）搭台）
    r"|(?:^|(?<=。))[^,;。:()由]{0,10}(?P<sentence>由[^。]{4,160}+)"  # 这件事由市人社局扛旗，市教育局搭台
)
_NAME_LETTERS = (*UNIT_LETTERS, "等")
_PERSON = lazy_regex(r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,9}[(]?(?:[\d-]{7,13}\)?)?|[\d-]{7,13}")
_TAIL = lazy_regex(r"[\u4e00-\u9fff]{2,4}")
_NO_VERB = lazy_regex(r"^[等及和与或的了是各]|[的了是等]$|报告$")
_MOST = 0.7


@dataclass(slots=True)
class Use:
    """A label or verb with what it names. `order` counts from the first one of the notice; `role` None: not known.

    Its values are read when they are first asked for: those of most words never are.
    """

    word: str
    order: int
    role: WordRole | None
    verb: bool = False
    count: int = 0
    blanks: int = 0
    dashes: int = 0
    raw: list[str] = field(default_factory=list)
    near: Counter[str] = field(default_factory=Counter)
    """The labels before and behind it in one run."""
    _kinds: Counter[str] = field(default_factory=Counter)
    _values: Counter[str] = field(default_factory=Counter)
    _single: int = 0
    _read: int = 0

    @property
    def listed(self) -> bool:
        """Whether the tables of words have this label or verb, so that it is one wherever it stands."""
        if self.verb or self.role is None:
            return self.role is not None
        return self.word in folded_labels() or is_composed(self.word)

    @property
    def kind(self) -> str | None:
        """What it names nearly always: units, due or person."""
        self._weigh()
        kind, number = self._kinds.most_common(1)[0]
        return kind if kind and number >= _MOST * self.count else None

    @property
    def values(self) -> Counter[str]:
        """The units it names, or the times it gives."""
        self._weigh()
        return self._values

    @property
    def single(self) -> int:
        """How often it names one unit alone."""
        self._weigh()
        return self._single

    def _weigh(self) -> None:
        for value in self.raw[self._read :]:
            kind = _kind(value)
            self._kinds[kind or ""] += 1
            if kind == "units":
                names = unit_names(value)
                self._values.update(names)
                self._single += len(names) == 1
            elif kind == "due":
                self._values[due_key(value)] += 1
        self._read = len(self.raw)


class Uses:
    """The labels and verbs of the paragraphs of a notice."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, bool], Use] = {}
        self._above: Use | None = None

    def __iter__(self) -> Iterator[Use]:
        return iter(self._found.values())

    def take(self, text: str) -> None:
        """Count the labels and verbs of a paragraph."""
        folded = fold_width(text)
        labels = [
            _label(match)
            for match in _LABELLED.finditer(folded)
            if not match["framed"] or not _is_aside(text, match.start("framed") - 1)
        ]
        if " " in folded.strip():
            taken = {offset for span, *_ in labels for offset in range(*span)}
            blanks = ((match.span(), match["word"], "blank") for match in _BLANK.finditer(folded))
            labels = sorted([*labels, *(item for item in blanks if item[0][0] not in taken)])
        self._take_labels(folded, labels)
        if "(" in folded or "由" in folded:
            heads = {word for _, word, _ in labels}
            for said in _saying(folded):
                if said not in heads:  # 【操盘单位】市住建局: a label, and no name
                    self.take_duties(said)

    def _take_labels(self, folded: str, labels: list[tuple[Range, str, str]]) -> None:
        before = self._above if labels and labels[0][0][0] <= _INDENT else None
        for number, ((_, begin), word, mark) in enumerate(labels):
            limit = labels[number + 1][0][0] if number + 1 < len(labels) else len(folded)
            value = _value(folded, begin, limit)
            if mark == "blank" and (word, False) not in self._found and _kind(value) is None:
                continue
            use = self._use(word, verb=False)
            use.count += 1
            use.blanks += mark == "blank"
            use.dashes += mark == "dash"
            use.raw.append(value)
            if before is not None:
                use.near[before.word] += 1
                before.near[word] += 1
            before = use
        self._above = before

    def _use(self, word: str, *, verb: bool) -> Use:
        use = self._found.get((word, verb))
        if use is None:
            role = role_verbs().get(word, None if word else "responsible") if verb else role_of_label(word)
            use = self._found[word, verb] = Use(word, len(self._found), role, verb)
        return use

    def take_duties(self, said: str, known: Container[str] = ()) -> list[str]:
        """Count the verbs of a text that says nothing but duties; its names, without the times. `known` are names.

        市人社局扛旗，市教育局、市科技局搭台: names up to a tail that is part of none. A list without any verb counts
        as the use of the verb ''.
        """
        names: list[str] = []
        told = 0
        for piece in _pieces(said.removeprefix("由")):
            name, verb = _verb_of(piece, known)
            if name and not is_due(name):
                names.append(name)
            if verb:
                self._take_verb(verb, names[told:])
                told = len(names)
        if not told and names:
            self._take_verb("", names)
        return names

    def _take_verb(self, verb: str, names: list[str]) -> None:
        use = self._use(verb, verb=True)
        use.count += 1
        use.raw.append("、".join(names))


def _label(match: regex.Match[str]) -> tuple[Range, str, str]:
    """Where a label stands, its word, and its mark. A line end may glue a name to it: 各街镇|时间节点：."""
    (start, end), word = match.span(), match["word"] or match["framed"]
    mark = "dash" if match["dash"] else ""
    if match["word"] and word not in folded_labels():
        cuts = (cut for cut in range(2, len(word) - 1) if word[cut:] in folded_labels() and is_units(word[:cut]))
        cut = next(cuts, 0)
        start, word = start + cut, word[cut:]
    return (start, end), word, mark


def _is_aside(text: str, bracket: int) -> bool:
    """Whether a round bracket is part of the name before it: 各村（社区）."""
    return text[bracket] in "（(" and bracket > 0 and "\u4e00" <= text[bracket - 1] <= "\u9fff"


def _value(folded: str, begin: int, limit: int) -> str:
    """What stands behind a label, up to a stop, the bracket around it, or the next label."""
    match = _VALUE.match(folded, begin, min(limit, begin + _LONGEST_VALUE))
    return "".join(match.group().split()).rstrip(",;。、(") if match else ""


def _kind(value: str) -> str | None:
    if not value:
        return None
    if is_due(value) and gives_time(value):
        return "due"
    if is_units(value):
        return "units"
    return "person" if _PERSON.fullmatch(value) else None


def _saying(folded: str) -> Iterator[str]:
    """What may say duties by verbs: the insides of brackets, and sentences that begin with 由."""
    for match in _SAYING.finditer(folded):
        yield "".join((match["inner"] or match["sentence"]).split())


def _pieces(said: str) -> Iterable[str]:
    """Cut at the stops outside brackets."""
    depth, begin = 0, 0
    for index, char in enumerate(said):
        depth += (char == "(") - (char == ")")
        if depth <= 0 and char in "、,;。":
            yield said[begin:index]
            begin = index + 1
    yield said[begin:]


def _verb_of(piece: str, names: Container[str]) -> tuple[str, str]:
    """The name in a piece and the verb behind it, '' where none is; a verb of no table behind a whole name counts."""
    known = duty_end().search(piece)
    if known is not None and piece[: known.start()].endswith(_NAME_LETTERS):
        verbs = [verb for verb in role_verbs() if verb in known.group()]
        return piece[: known.start()], verbs[0] if verbs else ""
    if is_units(piece) or is_due(piece):
        # 市民政局跟办 ends like an office, but the other side has 市民政局.
        name, tail = piece[:-2], piece[-2:]
        glued = piece not in names and name in names and ends_like_duty(tail)
        return (name, tail) if glued else (piece, "")
    for size in (2, 3, 4):
        name, tail = piece[:-size], piece[-size:]
        if len(name) > 1 and name.endswith(_NAME_LETTERS) and _TAIL.fullmatch(tail) and is_units(name):
            return (piece, "") if _NO_VERB.search(tail) or tail.endswith(organ_lookalikes()) else (name, tail)
    return piece, ""
