"""Label and header words understood by their parts: 市级牵头（主办）委局 is a place, duties and a noun of units.

Offices coin such words freely (主抓局办, 协同站所, 整改牵头部门, 挂点县领导); the parts are few and stand in
`label_parts.csv`. The words that offices use most are in `role_words.csv` and `header_words.csv` and go first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from ..patterns import escaped, lazy_re
from . import WordRole, header_words, role_labels
from .tables import read_rows
from .width import fold_width, squeeze

_LONGEST = 20
_HEADS = "市县区省州盟旗镇乡局厅处校院部"
_DUTY_ORDER: tuple[WordRole, ...] = ("other", "lead", "supporting", "responsible")
"""A word of several duties has the first of these: 牵头责任单位 leads, 配合责任单位 supports."""


@cache
def _parts() -> tuple[tuple[str, str, str], ...]:
    listed = [(row["word"], row["kind"], row["role"]) for row in read_rows(__package__, "label_parts.csv")]
    seconds = [word for word, kind, _ in listed if kind == "second"]
    # 盯办, 联建, 承建: duties that offices coin from two characters, of which the first tells the role.
    coined = [(first + second, "duty", role) for first, kind, role in listed if kind == "first" for second in seconds]
    known = {word for word, kind, _ in listed if kind == "duty"}
    return (*listed, *(part for part in coined if part[0] not in known))


@cache
def _words(kind: str, role: str | None = None) -> list[str]:
    found = [word for word, own, duty in _parts() if own == kind and role in (None, duty)]
    return sorted(found, key=len, reverse=True)


def _any(words: list[str], space: str) -> str:
    return f"(?:{'|'.join([space.join(map(escaped, word)) + space for word in words])})"


@cache
def composed_label(space: str = "") -> str:
    """Pattern of the labels made of known parts, for width-folded text; `space` may stand between two characters."""
    before = f"{_any([*_words('place'), *_words('quality')], space)}{{0,3}}"
    duty = _any(_words("duty"), space)
    person = f"{before}{duty}?{_any(_words('person'), space)}"
    ahead = _any([*_words("place"), *_words("quality"), *_words("duty")], space)
    bare = f"(?:{ahead}{duty}|{_any(_words('alone'), space)})"
    # A label is short and stands before a mark: most places of a text are passed over at once.
    first = "".join(
        sorted({word[0] for word, kind, _ in _parts() if kind not in ("noun", "short", "other-time", "hint")})
    )
    return f"(?=[{first}副])(?:{before}{_units(space)}|{bare}|{_leader(space)}|{person}|{before}{_due(space)})"


def _units(space: str) -> str:
    """牵头单位, 责任（配合）科室, 牵头及配合委局, 责任单位（部门）."""
    duty, noun, short = (_any(_words(kind), space) for kind in ("duty", "noun", "short"))
    aside = rf"(?:\({space}(?:{duty}|{noun}|{short}){{1,2}}\){space})?"
    kind = _any([*_words("place"), *_words("quality")], space)
    nouns = f"{kind}{{0,2}}(?:{noun}|{short})(?:[及和与、/]{space}{noun})?"
    return f"{duty}(?:{aside}(?:[及和与、/]{space})?{duty})?{aside}{nouns}{aside}"


def _leader(space: str) -> str:
    """分管市领导, 包保县级领导, 挂点副县长."""
    title = f"(?:领{space}导|副?{space}[市县区省州镇乡局厅]{space}长){space}"
    return f"{_any(_words('patron'), space)}{{1,2}}(?:[{_HEADS}]{space})?(?:[级委]{space})?{title}"


def _due(space: str) -> str:
    """办结时间, 整改时限, 完成节点."""
    head, time, limit = (_any(_words(kind), space) for kind in ("due", "time", "limit"))
    return f"(?:{head}{{1,2}}{time}|{head}{{0,2}}{limit})"


@cache
def _listed_headers() -> dict[str, str]:
    return {squeeze(word): role for word, role in header_words().items()}


def is_listed_header(word: str) -> bool:
    """Whether the table of header words has this one."""
    return squeeze(word) in _listed_headers()


def header_role(word: str) -> str | None:
    """What the column under a header word holds, from the table of header words or by the parts of the word."""
    folded = squeeze(word)
    return _listed_headers().get(folded) or role_by_parts(folded)


@cache
def _pattern() -> re.Pattern[str]:
    return lazy_re(composed_label())


def is_composed(word: str) -> bool:
    """Whether a word without white space, in one width, is made of known parts from end to end."""
    return _pattern().fullmatch(word) is not None


def role_by_parts(word: str) -> WordRole | None:
    """Role of a label or header word by the parts it is made of; None where a part is not known."""
    folded = squeeze(word)
    if not 2 <= len(folded) <= _LONGEST:
        return None
    if _pattern().fullmatch(folded) is None:
        return "deadline" if _is_time_of_work(folded) else None
    if folded.endswith(("领导", "长")):
        return "leader"
    if folded.rstrip(")").endswith(tuple(_words("person"))):
        return "person"
    if folded.endswith((*_words("time"), *_words("limit"))):
        return "deadline"
    alone = next((role for part, kind, role in _parts() if kind == "alone" and part == folded), None)
    return cast("WordRole | None", alone) or _role_of_duties(folded)


def _is_time_of_work(word: str) -> bool:
    """开展时间, 举办日期: by when, whatever is done; 报送时间 and 启动时间 tell another day."""
    head = next((word.removesuffix(time) for time in ("时间", "日期", "时段") if word.endswith(time)), word)
    return head != word and len(head) <= 4 and not tells_another_day(head)


def tells_another_day(word: str) -> bool:
    """报送时间, 启动时间, 来文日期: no day by which a task is done."""
    return any(other in word for other in _words("other-time"))


def _role_of_duties(word: str) -> WordRole | None:
    found = {cast(WordRole, role) for part, kind, role in _parts() if kind == "duty" and part in word}
    if found >= {"lead", "other"} and "统筹" not in word:
        found.discard("lead")
    return next((role for role in _DUTY_ORDER if role in found), None)


def role_of_label(name: str) -> WordRole | None:
    """Role of a label word, from the table or from the words it is made of; None where it names none."""
    known = folded_labels().get(name)
    if known is not None or not 2 <= len(name) <= _LONGEST:
        return known
    return role_by_parts(name) or _role_by_words(name)


_TELLING: tuple[WordRole, ...] = ("leader", "deadline", "other", "lead", "supporting", "responsible")
"""The roles in the order in which words inside a label decide."""


def _role_by_words(name: str) -> WordRole | None:
    """Role by a word inside a label that is not made of known parts from end to end: 统一牵头的科室."""
    role = next((role for role in _TELLING if any(word in name for word in _words("tells", role))), None)
    decides = role in ("leader", "deadline") or _is_carried(name) or names_persons(name)
    return role if decides else None


def role_at_head(word: str) -> WordRole | None:
    """Role of a duty that ends in what carries it, whatever stands between: 牵头组, 配合工作专班, 协办业务部室."""
    if not _is_carried(word):
        return None
    return next((role for role in _TELLING[3:] if word.startswith(tuple(_words("tells", role)))), None)


def _is_carried(word: str) -> bool:
    return word.replace(")", "").endswith(tuple(_words("carrier"))) or _duty_body().fullmatch(word) is not None


@cache
def _duty_body() -> re.Pattern[str]:
    duties = [word for role in _TELLING[3:] for word in _words("tells", role)]
    return lazy_re(rf"{_any(duties, '')}(?:工作)?{_any(_words('body'), '')}")


def personal_role(word: str) -> WordRole | None:
    """Role of a longer header word that ends in persons: 分管厅领导, 项目负责人."""
    return next(
        (cast(WordRole, role) for end, kind, role in _parts() if kind == "personal" and word.endswith(end)), None
    )


@cache
def folded_labels() -> dict[str, WordRole]:
    return {fold_width(word): role for word, role in role_labels().items()}


@cache
def _noun_end() -> re.Pattern[str]:
    return lazy_re(rf"(?<=[\u4e00-\u9fff]){_any([*_words('noun'), *_words('short')], '')}$")


def without_noun(word: str) -> str:
    """The 操盘 of 操盘单位; a word that ends in no noun of units as it is."""
    bare = _noun_end().sub("", word)
    return bare if len(bare) >= 2 else word


def ends_like_duty(word: str) -> bool:
    """Whether a coined duty may end so: the 办 of 跟办."""
    return word.endswith(tuple(_words("second")))


def hinted_role(word: str) -> WordRole | None:
    """What a character of an unknown word suggests: the 助 of 助力单位. No proof, but it parts first from second."""
    return next((cast(WordRole, role) for part, kind, role in _parts() if kind == "hint" and part in word), None)


def names_persons(word: str) -> bool:
    """A label or header word under which names of people may stand (责任单位及责任人)."""
    return any(part in word for part in _words("people"))
