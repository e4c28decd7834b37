"""Logical paragraphs: what a reader left open at a line or page end is joined here, by punctuation and numbering."""

from __future__ import annotations

from dataclasses import replace

from ..lexicon.dates import parse_date
from ..lexicon.own_words import NO_WORDS, OwnWords
from ..lexicon.width import fold_width
from ..model import Quote, join_quotes
from ..patterns import lazy_regex
from ..records import dataclass
from .document import Document, Paragraph, Table
from .head_words import SITE_NAME
from .index_lines import is_index_line
from .numbering import RANK, read_label
from .one_line import with_lines
from .responsibility import find_annotations, is_bare_label, opens_with_label

_ENDS = "。！？；：!?;:)…"
_DOCUMENT_WORD = lazy_regex(
    r"(?:通知|意见|方案|要点|办法|规定|通报|决定|公告|批复|函|计划|规划|细则|措施|文件|表|清单|台账)$"
)
_SITE_NAME = lazy_regex(rf"(?<=通知|意见|方案|要点|办法|规定|决定|计划|措施|清单){SITE_NAME}")
_QUOTED_TITLE = lazy_regex(
    r"\s*(?:[\u4e00-\u9fff]{2,14}\s*\(\d{4}\)\s*\d{1,4}\s*号)?\s*《(?:[^《》]|《[^《》]*》){6,}》$"
)
_OWN_LINE = lazy_regex(r"^\s*(?:附\s*件|抄\s*送|主\s*送|关于|\(此件)")
_DOCUMENT_NUMBER = lazy_regex(r"[\u4e00-\u9fff]{2,14}\s*\(\d{4}\)\s*第?\s*\d{1,4}\s*号\s*$")
_HALF_BRACKET = lazy_regex(r"\((?=(?:19|20)\d{3,7}\s*号?\s*(?:$|[^\d年月日)]))")
"""云政发〔20238号."""
_NEW_SENTENCE = lazy_regex(r"[^、,;。:]{2,40}。.{6}|本(?:措施|方案|办法|意见|通知|细则|规定|计划)自")
_DUE = lazy_regex(r"[:)][^:、;]{0,24}(?:底|前|末|月|日|季度|半年|全年|年内|坚持|推进|实施|完成|常态化|长期)$")
_LONG_LINE, _LONG_HEADING = 34, 45


@dataclass(frozen=True, slots=True)
class Para:
    """A logical paragraph. `index` is its place among the blocks of its document, each line of one counted."""

    quote: Quote
    index: int
    align: str | None = None
    style: str | None = None
    own: OwnWords = NO_WORDS

    @property
    def text(self) -> str:
        return self.quote.text

    @property
    def plain(self) -> str:
        """The text with the notice's own labels and verbs as standard ones; each character keeps its place."""
        return self.own.plain(self.quote.text)


@dataclass(frozen=True, slots=True)
class TableBlock:
    table: Table
    index: int


Flow = list[Para | TableBlock]


def flow_of(document: Document, own: OwnWords = NO_WORDS) -> Flow:
    """The blocks of a document in order, broken paragraphs joined."""
    flow: Flow = []
    open_paragraph: Paragraph | None = None
    for index, block in enumerate(with_lines(document)):
        if isinstance(block, Table):
            flow.append(TableBlock(block, index))
            open_paragraph = None
            continue
        if not document.quote(block):
            continue
        last = flow[-1] if flow else None
        if open_paragraph is not None and isinstance(last, Para) and _continues(last, block, document):
            ranges = (*last.quote.ranges, *block.ranges)
            flow[-1] = Para(Quote(document.source, ranges), last.index, last.align, last.style, own)
        else:
            flow.append(Para(document.quote(block).strip(), index, block.align, block.style, own))
        open_paragraph = None if block.complete else block
    return _with_values(flow)


def _with_values(flow: Flow) -> Flow:
    """Join a label that stands alone on its line (责任单位：) with the value on the next line."""
    joined: Flow = []
    for item in flow:
        last = joined[-1] if joined else None
        if isinstance(item, Para) and isinstance(last, Para) and _is_value(last, item):
            joined[-1] = replace(last, quote=join_quotes([last.quote, item.quote]))
        else:
            joined.append(item)
    return joined


def _is_value(label: Para, item: Para) -> bool:
    return is_bare_label(label.plain) and not opens_with_label(item.plain) and read_label(item.text) is None


def _continues(last: Para, block: Paragraph, document: Document) -> bool:
    """Whether `block` goes on with the sentence `last` left open."""
    head, tail = fold_width(last.plain).rstrip(), fold_width(last.own.plain(document.quote(block).text)).lstrip()
    if _open_bracket(head):
        return head[-1] not in "。;" or read_label(tail) is None
    if opens_with_label(tail):
        return False
    if not head or head[-1] in _ENDS or last.align in ("center", "right") or block.align in ("center", "right"):
        return False
    if head[-1] in ",、":
        return not _OWN_LINE.match(tail)
    if is_index_line(head) or is_index_line(tail) or _DOCUMENT_NUMBER.match(tail) or _after_labels(head, tail):
        return False
    if read_label(tail) or _OWN_LINE.match(tail) or tail.startswith("(") or _ends_title(head):
        return False
    label = read_label(head)
    if label is not None and label.rank <= RANK["han-bracket"] and "。" not in head:
        return len(head) > _LONG_HEADING
    return len(head) >= _LONG_LINE or any(mark in head for mark in ",。;")


def _ends_title(head: str) -> bool:
    head = _SITE_NAME.sub("", head)
    return _DOCUMENT_WORD.search(head) is not None or _QUOTED_TITLE.match(head) is not None


def _after_labels(head: str, tail: str) -> bool:
    """Whether `head` ends in a run of labels that says all it has to, so that `tail` begins a paragraph of its own."""
    runs = find_annotations(head)
    if not runs or runs[-1][1] < len(head) or (head[runs[-1][0]] == "(" and head[-1] == ")"):
        return False
    if _NEW_SENTENCE.match(tail) or parse_date(tail) is not None:
        return True
    return _DUE.search(head) is not None and tail[0] not in "底前末上中下,、;。"


def _open_bracket(text: str) -> bool:
    """An opening bracket in the last 400 characters that is never closed; one of a document number does not count."""
    depth = 0
    for char in reversed(_HALF_BRACKET.sub(" ", text[-400:])):
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                return True
            depth -= 1
    return False
