"""The document number (发文字号) of a notice itself: alone on a line, beside its date, or in the line of the title."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width, squeeze
from ..patterns import lazy_regex
from ..records import dataclass
from .flow import Para
from .han_text import squeeze_han
from .head_words import DOCUMENT_NUMBER

_LABEL = r"(?:发文字号|发文文号|文号|备注/文号|文件编号)?:?"
_ALONE = lazy_regex(
    rf"{_LABEL}\(?(?P<number>[^():]+\(\d{{4}}\)第?\d{{1,4}}号)\)?(?P<behind>签发人:.*|[^\u4e00-\u9fff].*)?$"
)
_IN_TITLE = lazy_regex(
    r"^(?P<front>[\u4e00-\u9fff]{2,14}\(\d{4}\)第?\d{1,4}号)(?=.{8})|(?P<outer>\((?P<back>[\u4e00-\u9fff]{2,14}\(\d{4}\)第?\d{1,4}号)\))$"
)
# 宣政秘〔20208号, 株政发20182, 咸安政发〔2019〕1: what the code ends with tells a number from other words with digits.
_DAMAGED = lazy_regex(
    rf"{_LABEL}(?P<code>[\u4e00-\u9fff]{{1,13}}[发办函字规秘电通令])(?P<open>\()?(?P<year>20[0-4]\d)(?P<close>\))?(?P<no>\d{{1,3}})(?P<hao>号)?$"
)
_LINES_SEARCHED_FOR_DAMAGE = 10


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The number as printed, or as `damage` was repaired; `behind` is what its line says after it."""

    number: str | None = None
    para: Para | None = None
    behind: str = ""
    damage: str | None = None


def find_own_number(front: Sequence[Para]) -> OwnNumber:
    """The number that stands alone on a line (with 签发人 or the date beside it, or in brackets under the title)."""
    for para in front:
        match = _ALONE.match(squeeze(para.text))
        if match is None or not DOCUMENT_NUMBER.fullmatch(match["number"]):
            continue
        behind = match["behind"] or ""
        if behind and not behind.startswith("签发人") and parse_date(behind) is None:
            continue
        printed = squeeze_han(para.text)
        start = printed.find(match["number"][:1])
        return OwnNumber(printed[start : printed.find("号", start) + 1], para, behind)
    return _damaged(front[:_LINES_SEARCHED_FOR_DAMAGE])


def _damaged(front: Sequence[Para]) -> OwnNumber:
    """A number on its own line that lost a bracket or 号: the first four digits are the year."""
    for para in front:
        match = _DAMAGED.match(squeeze(para.text))
        if match is not None and not (match["open"] and match["close"] and match["hao"]):
            repaired = f"{match['code']}〔{match['year']}〕{match['no']}号"
            return OwnNumber(repaired, para, damage=para.text.strip())
    return OwnNumber()


def number_in_title(title: str) -> tuple[str | None, str]:
    """The number printed in the line of the title, before it or in brackets behind it, and the title without it."""
    folded = fold_width(title)
    match = _IN_TITLE.search(folded)
    if match is None:
        return None, title
    if match["front"]:
        return title[: match.end("front")], _bare(title[match.end("front") :])
    low, high = match.span("back")
    return title[low:high], title[: match.start("outer")]


def _bare(title: str) -> str:
    """榕政办〔2018〕126号《…通知》: the marks around the title are the website's."""
    inner = title[1:-1]
    return inner if title.startswith("《") and title.endswith("》") and "》" not in inner.split("《", 1)[0] else title
