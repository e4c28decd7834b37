"""The head and the tail of a notice: number, issuer, title, addressees, date, release note, references, attachments."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Sequence
from dataclasses import field

import regex

from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width, squeeze
from ..model import Head, Quote, join_quotes
from ..outline import IndexClaim, Note
from ..patterns import lazy_regex
from ..records import dataclass
from .addressees import UNIT_END, split_addressees
from .flow import Para
from .han_text import squeeze_han
from .head_words import DOCUMENT_NUMBER, ORGAN
from .index_block import IndexBlock
from .index_claims import Printed, index_addressees, index_claims, index_date, index_issuer, index_number, index_title
from .notice_title import find_title, names_above, printed_again, without_site_titles
from .numbering import read_label
from .own_number import OwnNumber, find_own_number, number_in_title
from .signature import BARE_DATE, find_signature

_RELEASE = lazy_regex(
    r"\(?\s*(?:此件|本文|此文)[^。]{0,12}(?:公开|公布|发布|印发)|\(\s*(?:主动|依申请|不予|不)公开\s*\)$"
)
_SEARCHED_LINES = 40
"""Lines among which the block may stand that a website prints below a title or text."""
_ATTACHMENT = lazy_regex(r"^\s*附\s*件\s*[:：]?\s*")
_ATTACHMENT_LIST = lazy_regex(r"\s*附\s*件\s*(?::|\s*\d\s*[.、])")
_CITING = lazy_regex(
    r"^.*(?:根据|按照|依据|落实|转发|印发|执行|贯彻|关于|通知|意见|方案|要点|办法|规定|号|参照|以及|文件|精神|见|和|及|与|将|对|的)"
)
_SENDS = lazy_regex(r"关于(?:印发|转发|批转|下达).*通知$")
_SUFFIX = lazy_regex(r"\.[A-Za-z]{2,4}$")
TABLE_WORDS = lazy_regex(
    r"分解表|分工表|任务表|责任表|任务清单|责任清单|工作清单|一览表|任务台账|分解方案|责任分解|分工方案"
)
_LIST = r"(?<!权力清单[和、及与])(?:任务|责任)清单"
_ANNOUNCES = lazy_regex(
    rf"(?:任务|责任|工作)(?:分解|分工)表|(?:附\s*[件表]|附后|见)[^。]{{0,40}}{_LIST}|{_LIST}》?[^。]{{0,8}}(?:印发|附后|下发)"
)


@dataclass(slots=True)
class HeadReading:
    """The head with the indexes of the paragraphs it was read from."""

    head: Head
    indexes: set[int] = field(default_factory=set)
    announces_table: bool = False
    index_claims: tuple[IndexClaim, ...] = ()
    notes: list[Note] = field(default_factory=list)


def read_head(
    paras: Sequence[Para], own_head: int, index: IndexBlock | None = None, linked_files: Sequence[str] = ()
) -> HeadReading:
    """Read the head. `own_head` is the number of paragraphs before the first clause or section.

    `index` is what tables above the text say; `linked_files` are names of files that a saved page links to.
    """
    index = index or IndexBlock()
    index.take_lines(paras[:_SEARCHED_LINES])
    used: set[int] = set(index.lines)
    front = without_site_titles([para for para in paras[: max(own_head, 1)] if para.index not in used])
    number = find_own_number(front)
    mark = _issuer_mark(front[:8])
    title, title_paras = find_title(front, number.para)
    title, title_paras = _whole_title(title, title_paras, index_title(index))
    titled, title = number_in_title(title) if title else (None, None)
    again = printed_again(front, title_paras)
    last = next(reversed(again or title_paras), None)
    addressee_para = _addressees(front, last, (number.para, *mark))
    own_paras = [para for para in paras if para.index not in index.lines]
    head_end = sum(para.index not in index.lines for para in paras[:own_head])
    signature = find_signature(own_paras, head_end, last, addressee_para)
    issued, sign_paras = signature.date, signature.lines
    signers = signature.names if signature.sure else ()
    used |= {p.index for p in (number.para, addressee_para) if p is not None}
    used |= {p.index for p in (*mark, *title_paras, *again, *sign_paras)}
    release = next((p for p in paras if _RELEASE.match(fold_width(p.text).strip())), None)
    attachments, attachment_paras = _attachments(paras)
    used |= {p.index for p in attachment_paras} | ({release.index} if release else set())
    mark_text = "".join(squeeze_han(para.text) for para in mark) or None
    issuers = signers or _issuers_from(mark_text, title, [para.text for para in title_paras], index) or signature.names
    own = number.number or index_number(index) or titled
    head = Head(
        issuer_mark=mark_text,
        document_number=own,
        title=title,
        issuer=issuers[0] if issuers else None,
        issuers=issuers,
        addressees=split_addressees(addressee_para.text if addressee_para else index_addressees(index) or ""),
        issued_on=(issued if signature.sure else None) or parse_date(number.behind) or index_date(index) or issued,
        release_note=release.text.strip().strip("()（）") if release else None,
        references=_references(paras, {own, titled}),
        attachments=attachments + _not_yet_named(linked_files, attachments),
    )
    announces = any(TABLE_WORDS.search(name) for name in head.attachments) or any(
        _ANNOUNCES.search(fold_width(p.text)) for p in paras
    )
    printed = _printed(number.para, title_paras, mark, sign_paras, bool(signers))
    end = paras[own_head].quote.ranges[0][0] if own_head < len(paras) else math.inf
    claims = index_claims(index, printed, end)
    return HeadReading(head, used, announces, claims, _damages(number, issued, sign_paras))


def _damages(number: OwnNumber, issued: datetime.date | None, signed: Sequence[Para]) -> list[Note]:
    """What was repaired in the number and the date."""
    notes = []
    if number.damage and number.para is not None:
        notes.append(_damage(number.para, number.number or ""))
    if issued is not None and signed and parse_date(signed[0].text.strip()) is None and BARE_DATE.match(signed[0].text):
        notes.append(_damage(signed[0], f"{issued.year}年{issued.month}月{issued.day}日"))
    return notes


def _damage(para: Para, repaired: str) -> Note:
    printed = para.text.strip()
    return Note("text-damaged", f"{printed}按{repaired}处理", para.quote.span(), printed, repaired)


def _issuer_mark(front: Sequence[Para]) -> list[Para]:
    """The line that ends in 文件, or the lines it is broken into."""
    for height in (1, 2, 3):
        for position in range(len(front) - height + 1):
            lines = list(front[position : position + height])
            text = "".join(squeeze(para.text) for para in lines)
            if text.endswith("文件") and 4 <= len(text) <= 80 and not regex.search("关于|[。:《》]", text):
                return lines
    return []


def _whole_title(title: str | None, lines: list[Para], index: str | None) -> tuple[str | None, list[Para]]:
    """The title of the text; that of the index where the text only has the title of the plan that is sent out."""
    bare = number_in_title(index)[1] if index else ""
    if index is None or (title and not (_SENDS.search(bare) and title in bare and not title.endswith("通知"))):
        return title, lines
    return squeeze_han(index), []


def _addressees(front: Sequence[Para], title: Para | None, own: Collection[Para | None]) -> Para | None:
    """The line after the title that ends with a colon; where a website left the title out, the first line but `own`."""
    after = title.index if title else -1
    found = next((para for para in front if para.index > after and _may_address(para)), None)
    first = next((para for para in front if para not in own), None)
    if found is None and first is not None and _may_address(first):
        return first if UNIT_END.search(squeeze(first.text).rstrip(":")) else None
    return found


def _may_address(para: Para) -> bool:
    text = squeeze(para.text)
    fits = text.endswith(":") and 3 <= len(text) <= 400 and read_label(text) is None and "。" not in text
    return fits and _INTRODUCES.search(text) is None


# 为做好…工作，制定如下措施: introduces the text, and addresses nobody.
_INTRODUCES = lazy_regex(r"^(?:为|根据|按照|现(?:就|将|把))|如下[^,;、]{0,8}:$")


def _issuers_from(mark: str | None, title: str | None, lines: Sequence[str], index: IndexBlock) -> tuple[str, ...]:
    """The issuer where no signature names one: the mark, what stands before 关于 in the title, the index block."""
    if mark:
        return (mark.removesuffix("文件"),)
    named = index_issuer(index)
    before = title[: title.index("关于")] if title and "关于" in title else ""
    if not ORGAN.search(before):
        return (named,) if named else ()
    if named and named.endswith(before):  # 市人民政府办公厅关于…: the index says of which city
        return (named,)
    names = names_above(lines, before)
    return names or (before,)


def _printed(
    number: Para | None, title: Sequence[Para], mark: Sequence[Para], signature: Sequence[Para], issuers: bool
) -> Printed:
    """What the text itself prints of its head. `signature` holds the date first; `issuers`: names stand above it."""
    title_quote = join_quotes([para.quote for para in title]) if title else None
    if issuers:
        signed = tuple(para.quote for para in reversed(signature[1:]))
    elif mark:
        signed = tuple(para.quote for para in mark)
    else:
        signed = _before_about(title_quote)
    return Printed(_number_quote(number), title_quote, signed, signature[0].quote if signature else None)


def _number_quote(para: Para | None) -> Quote | None:
    match = DOCUMENT_NUMBER.search(fold_width(para.text)) if para is not None else None
    return para.quote.cut(match.start(), match.end()) if para is not None and match is not None else None


def _before_about(title: Quote | None) -> tuple[Quote, ...]:
    """The issuer in a title: what stands before 关于."""
    end = title.text.find("关于") if title is not None else -1
    return (title.cut(0, end),) if title is not None and end > 0 else ()


def _not_yet_named(files: Sequence[str], attachments: Sequence[str]) -> tuple[str, ...]:
    """The linked files that the notice's own list of attachments does not name."""
    known = {squeeze(_SUFFIX.sub("", name)) for name in attachments}
    return tuple(name for name in files if squeeze(_SUFFIX.sub("", name)) not in known)


def _references(paras: Sequence[Para], own: Collection[str | None]) -> tuple[str, ...]:
    """Numbers of other documents cited in the text, as printed, once each; `own` are those of the notice itself."""
    found: dict[str, None] = {}
    own_keys = {squeeze(number) for number in own if number}
    for para in paras:
        text = squeeze_han(para.text)
        folded = fold_width(text)
        for match in DOCUMENT_NUMBER.finditer(folded):
            code = _CITING.sub("", match["code"])
            start = match.end("code") - len(code)
            number = text[start : match.end()]
            if code and squeeze(number) not in own_keys:
                found[number] = None
    return tuple(found)


def _attachments(paras: Sequence[Para]) -> tuple[tuple[str, ...], list[Para]]:
    """Names in the attachment list (附件：1.…2.…), and the paragraphs it takes."""
    for position, para in enumerate(paras):
        folded = fold_width(para.text)
        if not _ATTACHMENT_LIST.match(folded):
            continue
        names, used = [_attachment_name(_ATTACHMENT.sub("", para.text))], [para]
        if not names[0] and position + 1 < len(paras) and _SUFFIX.search(paras[position + 1].text.strip()):
            names, used = [_attachment_name(paras[position + 1].text)], [para, paras[position + 1]]
        for following in paras[position + 1 : position + 12]:
            label = read_label(following.text)
            if label is None or label.kind != "arabic" or len(following.text) > 60 or "。" in following.text:
                break
            names.append(_attachment_name(following.text))
            used.append(following)
        split = [part for name in names for part in regex.split(r"\s+(?=\d\s*[.、．])", name)]
        return tuple(cleaned for part in split if (cleaned := _attachment_name(part))), used
    return (), []


def _attachment_name(text: str) -> str:
    label = read_label(text)
    name = text[label.end :] if label and label.kind == "arabic" else text
    return name.strip().strip("《》。；;").strip()
