"""The title of a notice: one line or several, with 关于 or without."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..lexicon import document_words
from ..lexicon.dates import parse_date
from ..lexicon.width import squeeze
from ..patterns import lazy_regex
from .flow import Para
from .han_text import squeeze_han
from .head_words import DOCUMENT_NUMBER, ORGAN, SITE_NAME
from .index_lines import index_pairs
from .numbering import read_label

_SHORTEST, _MOST_LINES, _SEARCHED_LINES = 6, 5, 25
_PLACE = 2
"""Characters of the place that names of joint issuers begin with."""
_BRACKET = r"\((?:[^()]|\([^()]*\)){1,40}\)"
_ENDS_TITLE = lazy_regex(rf"(?:{'|'.join(document_words())})(?:的通知)?(?:{_BRACKET})?$")
# 《…实施细则》, 云政办〔2024〕7号《…通知》
_QUOTED = lazy_regex(r"(?:[\u4e00-\u9fff]{2,14}\(\d{4}\)第?\d{1,4}号)?《(?:[^《》]|《[^《》]*》)+》")
_ENDS_NOTICE = lazy_regex(rf"通知(?:{_BRACKET})?》?$")
_SENT_ON = lazy_regex(r"印发|转发|批转|下达")
_SITE_LABEL = lazy_regex(r"^(?:【[^【】]{2,30}】|\[[^\[\]]{2,30}\]|[★☆●◆■▪•·#*]+)(?=.{6})")
"""【重点工作】云川市人民政府关于…: where the site has put the notice."""
_SITE_NAME = lazy_regex(rf"(?<=..){SITE_NAME}")
_AND_OTHERS = lazy_regex(r"等(?:[二三四五六七八九十]{1,3}|\d{1,2})个?(?:部门|单位|机关)$")
"""云川市教育局等六部门: the first of the issuers stands for all."""
_ISSUING = lazy_regex(r"(?:印发|转发|批转)$")


def find_title(front: Sequence[Para], number_para: Para | None) -> tuple[str | None, list[Para]]:
    """The first run of lines that holds 关于 and ends in a document word; else the first that ends in one."""
    for position, para in enumerate(front[:_SEARCHED_LINES]):
        text = squeeze(para.text)
        if not may_be_title(text) or para is number_para or ("关于" not in text and not _gathers(front, position)):
            continue
        lines = _title_lines(front, position)
        if lines and "关于" in "".join(squeeze(line.text) for line in lines):
            lines = _issuer_above(front, position, number_para) + lines
            return _joined(lines), lines
    for position, para in enumerate(front[:12]):
        text = squeeze(para.text)
        if para is not number_para and may_be_title(text) and _ends_title(text) and not text.endswith("文件"):
            lines = _line_above(front, position, number_para)
            if len(text) >= 6 or len(lines) > 1:
                return _joined(lines), lines
    return None, []


def without_site_titles(front: Sequence[Para]) -> list[Para]:
    """The lines but those that say a title of a line below with the name of the site behind it."""
    texts = [squeeze(para.text) for para in front[:_SEARCHED_LINES]]
    joined = "".join(texts)
    named = [_SITE_NAME.search(text) for text in texts]
    twice = [match is not None and joined.count(match.string[: match.start()]) > 1 for match in named]
    kept = [para for para, again in zip(front, twice, strict=False) if not again]
    return [*kept, *front[_SEARCHED_LINES:]]


def may_be_title(text: str) -> bool:
    """Whether a line, squeezed, could be one of a title: no sentence, no number label, no field of an index block."""
    return (
        bool(text)
        and len(text) <= 120
        and not text.endswith((":", "。", "；"))
        and "。" not in text
        and (
            read_label(text) is None
            and not text.startswith("附件")
            and not text.startswith("(此件")
            and not index_pairs(text)
        )
    )


def _joined(lines: Sequence[Para]) -> str:
    title = _SITE_LABEL.sub("", "".join(squeeze_han(line.text) for line in lines))
    return title[1:-1] if title.startswith("《") and _QUOTED.fullmatch(title) else title


def _ends_title(text: str) -> bool:
    return _ENDS_TITLE.search(text.removesuffix("》") if _QUOTED.fullmatch(text) else text) is not None


def _gathers(front: Sequence[Para], position: int) -> bool:
    """A line before 关于 that belongs to a title broken over lines: the next line starts with 关于 or 《关于."""
    following = front[position + 1] if position + 1 < len(front) else None
    return (
        following is not None
        and squeeze(following.text).startswith(("关于", "《关于"))
        and _names_issuer(_ISSUING.sub("", squeeze(front[position].text)))
    )


def _title_lines(front: Sequence[Para], position: int) -> list[Para]:
    lines: list[Para] = []
    for para in front[position : position + 6]:
        text = squeeze(para.text)
        if not may_be_title(text) or DOCUMENT_NUMBER.fullmatch(text) or _is_repeated(text, lines):
            break
        lines.append(para)
        joined = "".join(squeeze(line.text) for line in lines)
        if (
            _ends_title(joined)
            and (not _SENT_ON.search(joined) or _QUOTED.fullmatch(joined) or _ENDS_NOTICE.search(joined))
            and joined.count("《") == joined.count("》")
        ):
            return lines
    joined = "".join(squeeze(line.text) for line in lines)
    return lines if _ends_title(joined) else []


def _is_repeated(text: str, lines: Sequence[Para]) -> bool:
    """Whether a line says again what the title above it says: a site prints the title over the letterhead."""
    joined = "".join(squeeze(line.text) for line in lines)
    return len(text) > _SHORTEST and text in joined and _ends_title(joined)


def printed_again(front: Sequence[Para], title: Sequence[Para]) -> list[Para]:
    """The lines of the last print of the title below `title`, broken over lines in another way or not."""
    whole = "".join(squeeze(line.text) for line in title)
    after = title[-1].index if title else -1
    for start in range(len(front) - 1, -1, -1):
        if front[start].index <= after or not title:
            break
        joined = ""
        for end in range(start, min(start + _MOST_LINES, len(front))):
            joined += squeeze(front[end].text)
            if joined == whole:
                return list(front[start : end + 1])
            if not whole.startswith(joined):
                break
    return []


def names_above(lines: Sequence[str], issuer: str) -> tuple[str, ...]:
    """The names on the first lines of a title, each on its own, that together are `issuer`; empty where it is one."""
    names: list[str] = []
    for line in lines:
        if "关于" in line or not ORGAN.search(squeeze(line)) or len(squeeze(line)) < _SHORTEST:
            break
        names.append(squeeze_han(line))
    if len({name.removeprefix("中共")[:_PLACE] for name in names}) > 1:
        return ()  # one name broken over lines
    return tuple(names) if len(names) > 1 and "".join(names) == issuer else ()


def _names_issuer(text: str) -> bool:
    return ORGAN.search(text) is not None or _AND_OTHERS.search(text) is not None


def _issuer_above(front: Sequence[Para], position: int, number_para: Para | None) -> list[Para]:
    """Issuer names on the lines right above a title that starts with 关于, or with one more such name."""
    lines: list[Para] = []
    first = squeeze(front[position].text)
    if not first.startswith("关于") and ("关于" in first or not _names_issuer(first)):
        return lines
    for para in reversed(front[:position]):
        text = squeeze(para.text)
        if para is number_para or not may_be_title(text) or not _names_issuer(text) or len(text) > 40 or text == first:
            break
        lines.insert(0, para)
    return lines


def _line_above(front: Sequence[Para], position: int, number_para: Para | None) -> list[Para]:
    """The lines of a title that ends at `position`: with the one above, unless that is a name, a date or a mark."""
    lines = [front[position]]
    above = front[position - 1] if position else None
    if above is None or above is number_para:
        return lines
    text = squeeze(above.text)
    own = may_be_title(text) and not regex.search(r"[,，;:()]|文件$", text) and 6 <= len(text) <= 40
    if own and not ORGAN.search(text) and not _ENDS_TITLE.search(text) and parse_date(text) is None:
        # A line of digits or a number is the date or the number of the notice.
        return lines if regex.search(r"\d{5}|\(\d{4}\)", text) else [above, *lines]
    return lines
