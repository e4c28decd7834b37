"""Lines that a web page prints around a notice, in files that keep nothing of the page but its text.

Above the text: where the page stands (首页 > 政务公开), its tools (打印 关闭), when it was put up. Below it: its tools
again, related pages, the imprint of the site. A line counts only among the first lines, up to the first sentence or
number of the text, or in the run of such lines that ends the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import index_kinds
from ..lexicon.dates import parse_date
from ..lexicon.width import squeeze
from ..patterns import lazy_regex
from .flow import Para
from .index_lines import index_pairs, is_index_line
from .numbering import read_label
from .page_words import is_boilerplate, is_imprint
from .responsibility import opens_with_label

_SEARCHED_LINES = 60
_LONGEST_LISTED = 80
FEWEST = 2
"""Lines that make a foot of the page: a single one may be a slip, and the reader is told of it."""
_OF_PAGES = frozenset(("tool", "day", "state", "code", "number", "publisher"))
_ADDRESS = lazy_regex(r"(?i:https?://|www\.)\S{1,200}")
_LISTS = lazy_regex(r"(?:相关|热点|推荐|延伸)(?:链接|阅读|稿件|文档|解读|信息|新闻|推荐|政策|内容|报道):?")
_SIGNED = lazy_regex(r"\(?此件|附件\d{0,2}(?::|$)|\(?(?:主动|依申请)公开\)?$")


def opening_lines(paras: Sequence[Para]) -> Sequence[Para]:
    """The lines before the first sentence and the first number of a text."""
    for count, para in enumerate(paras[:_SEARCHED_LINES]):
        if parse_date(para.text.strip()) is not None or is_index_line(para.text) or is_page_line(para.text):
            continue
        if "。" in para.text or read_label(para.text) is not None:
            return paras[:count]
    return paras[:_SEARCHED_LINES]


def is_page_line(text: str) -> bool:
    """Whether a line can only be one of the page; a date alone may be that of the notice."""
    squeezed = squeeze(text)
    if "。" in squeezed or read_label(text) is not None or parse_date(squeezed) is not None:
        return False
    return is_boilerplate(squeezed) or _ADDRESS.fullmatch(squeezed) is not None


def page_lines(paras: Sequence[Para], fewest: int = FEWEST) -> set[int]:
    """Indexes of the paragraphs of a whole text that belong to the page; at its end, if they are `fewest`."""
    found = {para.index for para in opening_lines(paras) if is_page_line(para.text)}
    ending = _ending(paras)
    return found | {para.index for para in ending} if len(ending) >= fewest else found


def _ending(paras: Sequence[Para]) -> Sequence[Para]:
    """The run of lines of the page that ends a text; from a heading over related pages on, whatever they are called."""
    begin = len(paras)
    while begin and _may_end(paras[begin - 1].text):
        begin -= 1
    listed = next((n for n, para in enumerate(paras) if _LISTS.fullmatch(squeeze(para.text))), begin)
    if listed < begin and all(_is_listed(para.text) for para in paras[listed:begin]):
        begin = listed
    closed = _closed_from(paras)
    while begin < len(paras) and _may_be_duty(paras[begin]) and begin <= closed:
        begin += 1
    return paras[begin:]


def _closed_from(paras: Sequence[Para]) -> int:
    """The first line behind the last numbered item that can stand in no item."""
    last = max((n for n, para in enumerate(paras) if read_label(para.text) is not None), default=-1)
    closing = (n for n in range(last + 1, len(paras)) if _closes(paras[n].text))
    return next(closing, len(paras))


def _may_be_duty(para: Para) -> bool:
    """主办单位：… below an item is its annotation; below a date it is the imprint of the site."""
    return opens_with_label(para.plain) or is_imprint(squeeze(para.text))


def _may_end(text: str) -> bool:
    if is_page_line(text) or (is_imprint(squeeze(text)) and "。" not in text):
        return True
    kinds = {index_kinds()[pair.label] for pair in index_pairs(text)}
    return bool(kinds) and kinds <= _OF_PAGES


def _is_listed(text: str) -> bool:
    return len(text) <= _LONGEST_LISTED and "。" not in text and read_label(text) is None


def _closes(text: str) -> bool:
    """Whether a line can only stand behind the last item of a text."""
    return parse_date(text.strip()) is not None or _SIGNED.match(squeeze(text)) is not None or is_page_line(text)
